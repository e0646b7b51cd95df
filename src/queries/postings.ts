// Where words and phrases stand: read once for each word, worked out once for each phrase, and kept while there is room.
import { LRUCache } from 'lru-cache'
import { numbersIn } from '../store/packing.ts'
import { placesFrom, placesTo, type Postings, scorer, unpackedPostings } from '../store/searchIndex.ts'
import type { Statement } from '../store/open.ts'

/** How much room they may take. The real content needs less than 2 MB of it. */
const MOST_BYTES = 32 * 1024 * 1024

const nowhere: Postings = { numbers: new Uint32Array(), scores: new Float32Array(), ends: new Uint32Array(), places: new Uint32Array() }

export type PostingsReader = ReturnType<typeof postingsReader>

export function postingsReader(statement: (text: string) => Statement, isMapping: (number: number) => boolean) {
  const postingsOfStem = statement('SELECT postings FROM terms WHERE rowid = ?')
  const stems = new Map(statement('SELECT stem, rowid FROM terms').all() as [string, number][])
  const [[lengths]] = statement('SELECT words FROM lengths').all() as [[Buffer]]
  const score = scorer(numbersIn(lengths), isMapping)
  const kept = new LRUCache<string, Postings>({ maxSize: MOST_BYTES, sizeCalculation: ({ numbers, places }, key) => numbers.length * 12 + places.length * 4 + key.length + 500 })

  function ofWord(stem: string): Postings {
    const known = kept.get(stem)
    if (known !== undefined) return known
    const row = stems.get(stem)
    if (row === undefined) return nowhere
    const [bytes] = postingsOfStem.get(BigInt(row)) as [Buffer]
    const postings = unpackedPostings(bytes)
    kept.set(stem, postings)
    return postings
  }

  /** Where words stand side by side, by their stems: a word alone is a phrase of one. */
  function of(phrase: readonly string[]): Postings {
    const [first, ...others] = phrase
    if (first === undefined) return nowhere
    if (others.length === 0) return ofWord(first)
    if (phrase.some((stem) => !stems.has(stem))) return nowhere
    const key = phrase.join(' ')
    const known = kept.get(key)
    if (known !== undefined) return known
    const postings = score(others.reduce<Omit<Postings, 'scores'>>((before, stem, i) => followed(before, ofWord(stem), i + 1), ofWord(first)))
    kept.set(key, postings)
    return postings
  }

  return {
    of,
    stands: (phrase: readonly string[]): boolean => (phrase.length === 1 ? stems.has(phrase[0] as string) : of(phrase).numbers.length > 0),
  }
}

type Unscored = Omit<Postings, 'scores'>

/** The places of a phrase after which, so many words on, a word follows. That a phrase stands in a name is not told: its words tell that. */
function followed(phrase: Unscored, word: Unscored, distance: number): Unscored {
  const [numbers, ends, places]: [number[], number[], number[]] = [[], [], []]
  eachShared(phrase.numbers, word.numbers, (a, b) => {
    const before = places.length
    const [endA, endB] = [placesTo(phrase, a), placesTo(word, b)]
    let [i, j] = [placesFrom(phrase, a), placesFrom(word, b)]
    while (i < endA && j < endB) {
      const place = phrase.places[i] as number
      const step = place + distance - (word.places[j] as number)
      if (step === 0) places.push(place)
      if (step <= 0) i++
      if (step >= 0) j++
    }
    if (places.length > before) {
      numbers.push(phrase.numbers[a] as number)
      ends.push(places.length * 2)
    }
  })
  return { numbers: Uint32Array.from(numbers), ends: Uint32Array.from(ends), places: Uint32Array.from(places) }
}

/** Of one list that is so many times as long as the other, not every number is looked at. */
const MUCH_LONGER = 8

/** Tells where each number stands that two lists share, which ascend. */
export function eachShared(a: Uint32Array, b: Uint32Array, found: (i: number, j: number) => void): void {
  if (a.length > b.length * MUCH_LONGER) return eachShared(b, a, (j, i) => found(i, j))
  const isLonger = b.length > a.length * MUCH_LONGER
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [one, other] = [a[i] as number, b[j] as number]
    if (one === other) found(i++, j++)
    else if (one < other) i++
    else j = isLonger ? firstFrom(b, one, j) : j + 1
  }
}

/** Where the first of ascending numbers stands that is not under one, looked for from a place on in growing strides. */
export function firstFrom(numbers: Uint32Array, least: number, from: number): number {
  let [low, stride] = [from, 1]
  while (low + stride < numbers.length && (numbers[low + stride] as number) < least) {
    low += stride
    stride *= 2
  }
  let high = Math.min(low + stride, numbers.length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] as number) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Numbers that are in all of several lists, which ascend. */
export function inAll(lists: readonly Uint32Array[]): Uint32Array {
  const [first = new Uint32Array(), ...others] = lists.length < 2 ? lists : [...lists].sort((a, b) => a.length - b.length)
  return others.reduce((few, many) => {
    const shared = new Uint32Array(few.length)
    let count = 0
    eachShared(few, many, (i) => (shared[count++] = few[i] as number))
    return shared.subarray(0, count)
  }, first)
}

/** Numbers that are in any of several lists, which ascend; so do they. */
export function inAny(lists: readonly Uint32Array[]): Uint32Array {
  const [first = new Uint32Array(), ...others] = lists.filter((list) => list.length > 0)
  return others.reduce((a, b) => {
    const joined = new Uint32Array(a.length + b.length)
    let [count, i, j] = [0, 0, 0]
    while (i < a.length && j < b.length) {
      const [one, other] = [a[i] as number, b[j] as number]
      joined[count++] = one < other ? one : other
      if (one <= other) i++
      if (other <= one) j++
    }
    const rest = i < a.length ? a.subarray(i) : b.subarray(j)
    joined.set(rest, count)
    return joined.subarray(0, count + rest.length)
  }, first)
}
