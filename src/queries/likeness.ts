// How like a name is to what was typed: the more of each stands in the other, the liker.
import { stemmer } from 'stemmer'
import type { Query } from './query.ts'
import { isStopWord } from './stopWords.ts'

/** A small word says less than another, yet tells one question from the next. */
const SMALL = 0.25
/** A synonym is a little less than the word itself. */
const SYNONYM = 0.95
/** Only a name that says what was typed and nothing else is 1. */
const MOST_OF_OTHERS = 0.99

/** From 0, where they share no word, to 1, where the name is what was typed. */
export function likeness(query: Query, name: string[]): number {
  const stems = new Set(name.map(stemmer))
  const shared = new Set<string>()
  let found = 0
  for (const unit of query.units) {
    const match = unit.find((alternative) => alternative.stems.every((stem) => stems.has(stem)))
    if (match === undefined) continue
    found += weigh(match.asked.split(' ')) * (match.how === 'synonym' ? SYNONYM : 1)
    for (const stem of match.stems) shared.add(stem)
  }
  const whole = query.units.reduce((sum, [own]) => sum + weigh(own.asked.split(' ')), 0)
  if (found === whole && name.every((word) => isStopWord(word) || shared.has(stemmer(word)))) return 1
  const small = query.smallWords.filter((word) => stems.has(stemmer(word)))
  for (const word of small) shared.add(stemmer(word))
  const ofQuery = (found + weigh(small)) / (whole + weigh(query.smallWords))
  const ofName = weigh(name.filter((word) => shared.has(stemmer(word)))) / weigh(name)
  return ofQuery === 0 || ofName === 0 ? 0 : (MOST_OF_OTHERS * 2 * ofQuery * ofName) / (ofQuery + ofName)
}

function weigh(words: string[]): number {
  return words.reduce((sum, word) => sum + (isStopWord(word) ? SMALL : 1), 0)
}
