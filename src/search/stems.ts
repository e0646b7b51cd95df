// Words without their endings: the same when a release is baked and when it is searched.
import { stemmer } from 'stemmer'
import { wordsOf } from './words.ts'

/** A language has few words that are often used: those are soon known again. */
const MOST_WORDS = 20_000
const known = new Map<string, string>()

/** The stem of a word as it stands in a text. */
export function stemOf(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  const stem = stemmer(wordsOf(word).join(''))
  if (known.size === MOST_WORDS) known.clear()
  known.set(word, stem)
  return stem
}
