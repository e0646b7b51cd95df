// Stemming with a cache, shared by indexing and querying so that both agree.
import { stemmer } from 'stemmer'
import { wordsOf } from './words.ts'

/** Frequent words are few, so the cache refills quickly after it is cleared. */
const MAX_CACHED_STEMS = 20_000
const cache = new Map<string, string>()

export function stemOf(word: string): string {
  const cached = cache.get(word)
  if (cached !== undefined) return cached
  const stem = stemmer(wordsOf(word).join(''))
  if (cache.size === MAX_CACHED_STEMS) cache.clear()
  cache.set(word, stem)
  return stem
}
