// Where words and phrases stand: read once for each word, worked out once for each phrase, and kept while there is room.
import { LRUCache } from 'lru-cache'
import { numbersIn } from '../store/packing.ts'
import { placesFrom, placesTo, type Postings, scorer, unpackedPostings } from '../store/searchIndex.ts'
import type { Statement } from '../store/open.ts'

/** How much room they may take. The real content needs less than 2 MB of it. */
const MOST_BYTES = 128 * 1024 * 1024

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

  /** Where words stand side by side, by their stems, in those of some items, which must be all that have the words. */
  function ofPhrase(phrase: readonly string[], items: Uint32Array): Postings {
    return score(sideBySide(items, phrase.map(ofWord)))
  }

  /** The same wherever it is, of a phrase that others search for too: a word alone is a phrase of one. */
  function of(phrase: readonly string[]): Postings {
    if (phrase.length === 1) return ofWord(phrase[0] as string)
    if (phrase.length === 0) return nowhere
    const key = phrase.join(' ')
    const known = kept.get(key)
    if (known !== undefined) return known
    const postings = ofPhrase(phrase, inAll(phrase.map((stem) => ofWord(stem).numbers)))
    kept.set(key, postings)
    return postings
  }

  return {
    of,
    ofPhrase,
    stands: (phrase: readonly string[]): boolean => (phrase.length === 1 ? stems.has(phrase[0] as string) : of(phrase).numbers.length > 0),
  }
}

type Unscored = Omit<Postings, 'scores'>

/** Where words follow one another in items. That a phrase stands in a name is not told: its words tell that. */
function sideBySide(items: Uint32Array, words: readonly Postings[]): Unscored {
  const [numbers, ends, places]: [number[], number[], number[]] = [[], [], []]
  const [first, ...others] = words as [Postings, ...Postings[]]
  const [inFirst, ...inOthers] = words.map((word) => whereIn(items, word.numbers)) as [Int32Array, ...Int32Array[]]
  const next = new Uint32Array(others.length)
  for (let i = 0; i < items.length; i++) {
    if ((inFirst[i] as number) < 0 || inOthers.some((at) => (at[i] as number) < 0)) continue
    for (let k = 0; k < others.length; k++) next[k] = placesFrom(others[k] as Postings, (inOthers[k] as Int32Array)[i] as number)
    const before = places.length
    for (let p = placesFrom(first, inFirst[i] as number); p < placesTo(first, inFirst[i] as number); p++) {
      const place = first.places[p] as number
      let k = 0
      for (; k < others.length; k++) {
        const word = others[k] as Postings
        const end = placesTo(word, (inOthers[k] as Int32Array)[i] as number)
        while ((next[k] as number) < end && (word.places[next[k] as number] as number) < place + k + 1) next[k] = (next[k] as number) + 1
        if (next[k] === end || word.places[next[k] as number] !== place + k + 1) break
      }
      if (k === others.length) places.push(place)
    }
    if (places.length > before) {
      numbers.push(items[i] as number)
      ends.push(places.length * 2)
    }
  }
  return { numbers: Uint32Array.from(numbers), ends: Uint32Array.from(ends), places: Uint32Array.from(places) }
}

/** Of a list that is so many times as long as the other, not every number is looked at. */
const MUCH_LONGER = 8

/** Where each of ascending numbers stands in a list that ascends, or -1. */
export function whereIn(numbers: Uint32Array, list: Uint32Array): Int32Array {
  const where = new Int32Array(numbers.length)
  if (numbers.length > list.length * MUCH_LONGER) {
    where.fill(-1)
    for (let j = 0, i = 0; j < list.length && i < numbers.length; j++) {
      i = firstFrom(numbers, list[j] as number, i)
      if (i < numbers.length && numbers[i] === list[j]) where[i] = j
    }
    return where
  }
  const isLonger = list.length > numbers.length * MUCH_LONGER
  for (let i = 0, j = 0; i < numbers.length; i++) {
    const number = numbers[i] as number
    if (isLonger) j = firstFrom(list, number, j)
    else while (j < list.length && (list[j] as number) < number) j++
    where[i] = j < list.length && list[j] === number ? j : -1
  }
  return where
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
    const where = whereIn(few, many)
    const shared = new Uint32Array(few.length)
    let count = 0
    for (let i = 0; i < few.length; i++) if ((where[i] as number) >= 0) shared[count++] = few[i] as number
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
