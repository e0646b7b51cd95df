// How similar a name is to what was typed: 1 if they say the same, 0 if they share no word.
import type { ParsedQuery } from './query.ts'
import { stemOf } from './stems.ts'
import { isStopWord } from './stopWords.ts'

const STOP_WORD = 0.25
const SYNONYM = 0.95
/** Only a name that says exactly what was typed scores 1. */
const MAX_PARTIAL = 0.99

export type Name = { words: string[]; stems: string[]; weight: number }

export function parseName(words: string[]): Name {
  return { words, stems: words.map(stemOf), weight: weigh(words) }
}

export function similarity({ clauses: units, stopWords: smallWords }: ParsedQuery, name: Name): number {
  const shared = new Set<string>()
  const [whole, small] = [units.reduce((sum, [own]) => sum + weigh(own.asked.split(' ')), 0), weigh(smallWords)]
  let found = 0
  for (const unit of units) {
    const match = unit.find(({ stems }) => stems.every((stem) => name.stems.includes(stem)))
    if (match === undefined) continue
    found += weigh(match.asked.split(' ')) * (match.how === 'synonym' ? SYNONYM : 1)
    for (const stem of match.stems) shared.add(stem)
  }
  if (found === 0 && smallWords.length === 0) return 0
  if (found === whole && name.words.every((word, i) => isStopWord(word) || shared.has(name.stems[i] as string)))
    return 1
  const foundSmall = smallWords.map(stemOf).filter((stem) => name.stems.includes(stem))
  for (const stem of foundSmall) shared.add(stem)
  const ofQuery = (found + foundSmall.length * STOP_WORD) / (whole + small)
  const ofName = weigh(name.words.filter((_, i) => shared.has(name.stems[i] as string))) / name.weight
  return ofQuery === 0 || ofName === 0 ? 0 : (MAX_PARTIAL * 2 * ofQuery * ofName) / (ofQuery + ofName)
}

function weigh(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (isStopWord(word) ? STOP_WORD : 1), 0)
}
