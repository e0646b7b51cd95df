// Words without their endings, and texts as the stems of their words: the same when a release is baked and when it is searched.
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

/** A number that stands for a stem (FNV-1a, 32 bits): two stems share one so rarely that a wrong mark is no harm. */
export function stemNumber(stem: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < stem.length; i++) hash = Math.imul(hash ^ stem.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The words of a text, two numbers each: the number of its stem; and where it begins, times two, and one more where a sentence begins with it. */
export type Words = Uint32Array

const aWord = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

function wordsIn(text: string): number[] {
  const numbers: number[] = []
  for (const { index, 0: word } of text.matchAll(aWord)) {
    const isBeginning = index === 0 || numbers.length === 0 || /[.:]\s*$/.test(text.slice(Math.max(0, index - 10), index))
    numbers.push(stemNumber(stemOf(word)), index * 2 + (isBeginning ? 1 : 0))
  }
  return numbers
}

/** Where the word that begins here ends. */
export function endOfWord(text: string, start: number): number {
  const word = new RegExp(aWord.source, 'uy')
  word.lastIndex = start
  return start + (word.exec(text)?.[0].length ?? 0)
}

/** The words of several texts, as bytes: first how many numbers each has. */
export function packedWords(texts: readonly string[]): Buffer {
  const each = texts.map(wordsIn)
  return Buffer.from(Uint32Array.from([...each.map((numbers) => numbers.length), ...each.flat()]).buffer)
}

/** The words of each of so many texts. */
export function unpackedWords(bytes: Buffer, texts: number): Words[] {
  // Numbers are read in place where the bytes lie so that they can be.
  const numbers = bytes.byteOffset % 4 === 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4) : new Uint32Array(Uint8Array.from(bytes).buffer)
  let at = texts
  return Array.from({ length: texts }, (_, i) => numbers.subarray(at, (at += numbers[i] as number)))
}
