// How like a name is to what was typed: the more of each stands in the other, the liker.
import { stemOf } from '../store/stems.ts'
import type { Query } from './query.ts'
import { isStopWord } from './stopWords.ts'

/** A small word says less than another, yet tells one question from the next. */
const SMALL = 0.25
/** A synonym is a little less than the word itself. */
const SYNONYM = 0.95
/** Only a name that says what was typed and nothing else is 1. */
const MOST_OF_OTHERS = 0.99

/** A name, read once: its words, their stems, and how much they say. */
export type Name = { words: string[]; stems: string[]; has: Set<string>; weight: number }

export function nameOf(words: string[]): Name {
  const stems = words.map(stemOf)
  return { words, stems, has: new Set(stems), weight: weigh(words) }
}

/** From 0, where they share no word, to 1, where the name is what was typed. */
export function likeness(query: Query, name: Name): number {
  const shared = new Set<string>()
  let found = 0
  for (const unit of query.units) {
    const match = unit.find((alternative) => alternative.stems.every((stem) => name.has.has(stem)))
    if (match === undefined) continue
    found += weigh(match.asked.split(' ')) * (match.how === 'synonym' ? SYNONYM : 1)
    for (const stem of match.stems) shared.add(stem)
  }
  if (found === 0 && query.smallWords.length === 0) return 0
  const whole = query.units.reduce((sum, [own]) => sum + weigh(own.asked.split(' ')), 0)
  if (found === whole && name.words.every((word, i) => isStopWord(word) || shared.has(name.stems[i] as string))) return 1
  const small = query.smallWords.filter((word) => name.has.has(stemOf(word)))
  for (const word of small) shared.add(stemOf(word))
  const ofQuery = (found + weigh(small)) / (whole + weigh(query.smallWords))
  const ofName = weigh(name.words.filter((_, i) => shared.has(name.stems[i] as string))) / name.weight
  return ofQuery === 0 || ofName === 0 ? 0 : (MOST_OF_OTHERS * 2 * ofQuery * ofName) / (ofQuery + ofName)
}

function weigh(words: string[]): number {
  return words.reduce((sum, word) => sum + (isStopWord(word) ? SMALL : 1), 0)
}
