// Where words and phrases stand: read once for each word, worked out once for each phrase, and kept while there is room.
import { LRUCache } from 'lru-cache'
import type { Statement } from '../store/open.ts'
import { numbersIn } from '../store/packing.ts'
import { type Postings, scorer, unpackedPostings } from '../store/searchIndex.ts'
import { held } from './held.ts'

/** How much room those of words may take, of which the real content needs less than 2 MB, and those of phrases. */
const [MOST_WORD_BYTES, MOST_PHRASE_BYTES] = [128 * 1024 * 1024, 16 * 1024 * 1024]

/** Where a word stands that stands nowhere. */
export const nowhere: Postings = { numbers: new Uint32Array(), scores: new Float32Array(), ends: new Uint32Array(), places: new Uint32Array() }

export type PostingsReader = ReturnType<typeof postingsReader>

export function postingsReader(statement: (text: string) => Statement, isMapping: (number: number) => boolean) {
  const postingsOfStem = statement('SELECT postings FROM terms WHERE number = ?')
  const stems = new Map(statement('SELECT stem, number FROM terms').all() as [string, number][])
  const [[lengths]] = statement('SELECT words FROM lengths').all() as [[Buffer]]
  const score = scorer(numbersIn(lengths), isMapping)
  const sizeOf = ({ numbers, places }: Postings): number => numbers.length * 12 + places.length * 4 + 500
  const words = held<Postings>(MOST_WORD_BYTES, sizeOf)
  const phrases = new LRUCache<string, Postings>({ maxSize: MOST_PHRASE_BYTES, sizeCalculation: sizeOf })

  function ofWord(stem: string): Postings {
    const number = stems.get(stem)
    if (number === undefined) return nowhere
    return words.get(number) ?? words.set(number, unpackedPostings((postingsOfStem.get(BigInt(number)) as [Buffer])[0]))
  }

  /** Where words stand side by side, by their stems, in those of some items, which must be all that have the words; and where each of these stands in the lists of the words, if that is known. */
  function ofPhrase(phrase: readonly string[], items: Uint32Array, where?: readonly Uint32Array[]): Postings {
    const found = sideBySide(items, phrase.map(ofWord), where)
    return found === undefined ? nowhere : score(found)
  }

  /** The same wherever it is, of a phrase that others search for too: a word alone is a phrase of one. */
  function of(phrase: readonly string[]): Postings {
    if (phrase.length === 1) return ofWord(phrase[0] as string)
    if (phrase.length === 0) return nowhere
    const key = phrase.join(' ')
    const known = phrases.get(key)
    if (known !== undefined) return known
    const postings = ofPhrase(phrase, inAll(phrase.map((stem) => ofWord(stem).numbers)))
    phrases.set(key, postings)
    return postings
  }

  return {
    of,
    ofPhrase,
    /** The number of a stem, or undefined where no text has it. */
    numberOf: (stem: string): number | undefined => stems.get(stem),
    stands: (phrase: readonly string[]): boolean => (phrase.length === 1 ? stems.has(phrase[0] as string) : of(phrase).numbers.length > 0),
  }
}

type Unscored = Omit<Postings, 'scores'>

/** Where words follow one another in items, or undefined where they nowhere do. That a phrase stands in a name is not told: its words tell that. */
function sideBySide(items: Uint32Array, words: readonly Postings[], where: readonly (Uint32Array | undefined)[] = []): Unscored | undefined {
  let [phrase, whereInIt, among]: [Unscored, Uint32Array | undefined, Uint32Array] = [words[0] as Postings, where[0], items]
  for (let k = 1; k < words.length; k++) {
    phrase = followed(among, phrase, whereInIt, words[k] as Postings, k === 1 ? where[k] : undefined, k)
    if (phrase.numbers.length === 0) return undefined
    ;[whereInIt, among] = [undefined, phrase.numbers]
  }
  return phrase
}

/** Where lists are written before it is known how long they are. */
let drafts = { numbers: new Uint32Array(1024), ends: new Uint32Array(1024), places: new Uint32Array(1024) }

/**
 * Where in some items a phrase is followed by a word so many places after its beginning. `inPhrase` and `inWord` say where the items
 * stand in both lists, if that is known.
 */
function followed(items: Uint32Array, phrase: Unscored, inPhrase: Uint32Array | undefined, word: Unscored, inWord: Uint32Array | undefined, after: number): Unscored {
  if (drafts.numbers.length < items.length) drafts = { ...drafts, numbers: new Uint32Array(items.length * 2), ends: new Uint32Array(items.length * 2) }
  if (drafts.places.length < phrase.places.length) drafts.places = new Uint32Array(phrase.places.length * 2)
  const { numbers, ends, places } = drafts
  const { ends: phraseEnds, places: phrasePlaces } = phrase
  const { ends: wordEnds, places: wordPlaces } = word
  let [p, w, count, placeCount] = [0, 0, 0, 0]
  for (let i = 0; i < items.length; i++) {
    const number = items[i] as number
    if (inPhrase === undefined) {
      p = firstFrom(phrase.numbers, number, p)
      if (phrase.numbers[p] !== number) continue
    } else p = inPhrase[i] as number
    if (inWord === undefined) {
      w = firstFrom(word.numbers, number, w)
      if (word.numbers[w] !== number) continue
    } else w = inWord[i] as number
    let a = p === 0 ? 0 : (phraseEnds[p - 1] as number) >>> 1
    let b = w === 0 ? 0 : (wordEnds[w - 1] as number) >>> 1
    const lastA = (phraseEnds[p] as number) >>> 1
    const lastB = (wordEnds[w] as number) >>> 1
    const before = placeCount
    while (a < lastA && b < lastB) {
      const place = phrasePlaces[a] as number
      const apart = (wordPlaces[b] as number) - place
      if (apart === after) places[placeCount++] = place
      if (apart >= after) a++
      if (apart <= after) b++
    }
    if (placeCount === before) continue
    numbers[count] = number
    ends[count++] = placeCount * 2
  }
  const all = new Uint32Array(2 * count + placeCount)
  for (let i = 0; i < count; i++) {
    all[i] = numbers[i] as number
    all[count + i] = ends[i] as number
  }
  for (let i = 0; i < placeCount; i++) all[2 * count + i] = places[i] as number
  return { numbers: all.subarray(0, count), ends: all.subarray(count, 2 * count), places: all.subarray(2 * count) }
}

/** Of a list that is so many times as long as the other, not every number is looked at. */
export const MUCH_LONGER = 8

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

/** What two lists share, and where it stands in each: written over by the next meeting. */
const meeting = { numbers: new Uint32Array(4096), inOne: new Uint32Array(4096), inOther: new Uint32Array(4096) }

/** Numbers that two lists share, which ascend, and where each stands in them. All are written over by the next meeting. */
export function meet(one: Uint32Array, other: Uint32Array): { numbers: Uint32Array; inOne: Uint32Array; inOther: Uint32Array } {
  if (one.length > other.length) {
    const { numbers, inOne, inOther } = meet(other, one)
    return { numbers, inOne: inOther, inOther: inOne }
  }
  if (meeting.numbers.length < one.length) for (const name of ['numbers', 'inOne', 'inOther'] as const) meeting[name] = new Uint32Array(one.length * 2)
  const { numbers, inOne, inOther } = meeting
  const isLonger = other.length > one.length * MUCH_LONGER
  let count = 0
  for (let i = 0, j = 0; i < one.length; i++) {
    const number = one[i] as number
    if (isLonger) j = firstFrom(other, number, j)
    else while (j < other.length && (other[j] as number) < number) j++
    if (j === other.length) break
    if (other[j] !== number) continue
    numbers[count] = number
    inOne[count] = i
    inOther[count++] = j
  }
  return { numbers: numbers.subarray(0, count), inOne, inOther }
}

/** Numbers that are in all of several lists, which ascend. Of one, it is the list itself. */
export function inAll(lists: readonly Uint32Array[]): Uint32Array {
  const [shortest = new Uint32Array(), ...longer] = lists.length < 2 ? lists : [...lists].sort((one, other) => one.length - other.length)
  return longer.reduce((few, many) => meet(few, many).numbers.slice(), shortest)
}

let room = new Uint32Array(4096)

/** Numbers that are in any of several lists, which ascend; so do they. Of one, it is the list itself. */
export function inAny(lists: readonly Uint32Array[]): Uint32Array {
  const [first = new Uint32Array(), ...others] = lists.filter((list) => list.length > 0)
  return others.reduce((a, b) => {
    if (room.length < a.length + b.length) room = new Uint32Array((a.length + b.length) * 2)
    const joined = room
    let [count, i, j] = [0, 0, 0]
    while (i < a.length && j < b.length) {
      const [one, other] = [a[i] as number, b[j] as number]
      joined[count++] = one < other ? one : other
      if (one <= other) i++
      if (other <= one) j++
    }
    while (i < a.length) joined[count++] = a[i++] as number
    while (j < b.length) joined[count++] = b[j++] as number
    return joined.slice(0, count)
  }, first)
}
