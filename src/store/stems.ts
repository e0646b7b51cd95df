// Words without their endings: the same when a release is baked and when it is searched.
import { LRUCache } from 'lru-cache'
import { stemmer } from 'stemmer'
import { wordsOf } from './words.ts'

/** A language has few words that are often used. */
const MOST_WORDS = 20_000
const known = new LRUCache<string, string>({ max: MOST_WORDS })

/** The stem of a word as it stands in a text. */
export function stemOf(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  const stem = stemmer(wordsOf(word).join(''))
  known.set(word, stem)
  return stem
}
