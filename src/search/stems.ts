// Words without their endings: the same when a release is baked and when it is searched.
import { stemmer } from 'stemmer'
import { wordsOf } from './words.ts'

/** A language has few words that are often used: those are soon known again. */
const MAX_CACHED_STEMS = 20_000
const cache = new Map<string, string>()

/** The stem of a word as it stands in a text. */
export function stemOf(word: string): string {
  const cached = cache.get(word)
  if (cached !== undefined) return cached
  const stem = stemmer(wordsOf(word).join(''))
  if (cache.size === MAX_CACHED_STEMS) cache.clear()
  cache.set(word, stem)
  return stem
}
