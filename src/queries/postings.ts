// Where words and phrases stand: read once for each word, worked out once for each phrase, and kept while there is room.
import { LRUCache } from 'lru-cache'
import type { Statement } from '../store/open.ts'
import { numbersIn } from '../store/packing.ts'
import { COMMON, type Postings, scorer, unpackedPostings } from '../store/searchIndex.ts'
import { held } from './held.ts'
import { bitsOf, placeIn, placeOfBit, type RankedBits } from './rankedBits.ts'

/** How much room those of words may take, of which the real content needs less than 2 MB, and those of phrases. */
const [MOST_WORD_BYTES, MOST_PHRASE_BYTES] = [128 * 1024 * 1024, 16 * 1024 * 1024]

/** A list of items: of long ones as bits, too. `name` tells one list from another. */
export type Listed = Postings & { bits: RankedBits | undefined; name: number }

/** Where a word stands that stands nowhere. */
export const nowhere: Listed = { numbers: new Uint32Array(), scores: new Int32Array(), ends: new Uint32Array(), places: new Uint32Array(), bits: undefined, name: 0 }

export type PostingsReader = ReturnType<typeof postingsReader>

export function postingsReader(statement: (text: string) => Statement, isMapping: (number: number) => boolean) {
  const postingsOfStem = statement('SELECT postings FROM terms WHERE number = ?')
  const postingsOfPair = statement('SELECT postings FROM pairs WHERE first = ? AND second = ?')
  const stems = new Map(statement('SELECT stem, number FROM terms').all() as [string, number][])
  const [[lengths]] = statement('SELECT words FROM lengths').all() as [[Buffer]]
  const itemLengths = numbersIn(lengths)
  const score = scorer(itemLengths, isMapping)
  const words = held<Listed>(MOST_WORD_BYTES, sizeOf)
  const phrases = new LRUCache<string, Listed>({ maxSize: MOST_PHRASE_BYTES, sizeCalculation: sizeOf })

  let latestName = 0

  /** With bits, where there are fewer words of them than numbers. */
  function listed({ numbers, scores, ends, places }: Postings): Listed {
    return { numbers, scores, ends, places, bits: numbers.length * 32 < itemLengths.length ? undefined : bitsOf(numbers, itemLengths.length), name: ++latestName }
  }

  function ofWord(stem: string): Listed {
    const number = stems.get(stem)
    if (number === undefined) return nowhere
    return words.get(number) ?? words.set(number, listed(unpackedPostings((postingsOfStem.get(BigInt(number)) as [Buffer])[0])))
  }

  /** Where one word follows another, as it was baked; undefined where that was not baked, since one of them stands in few items. */
  function ofPair(first: string, second: string): Listed | undefined {
    if (ofWord(first).numbers.length <= COMMON || ofWord(second).numbers.length <= COMMON) return undefined
    const key = `${first} ${second}`
    const known = phrases.get(key)
    if (known !== undefined) return known
    const row = postingsOfPair.get(BigInt(stems.get(first) as number), BigInt(stems.get(second) as number)) as [Buffer] | undefined
    const postings = row === undefined ? nowhere : listed(unpackedPostings(row[0]))
    phrases.set(key, postings)
    return postings
  }

  /** Where two words or more stand side by side, by their stems, in those of some items, which must be all that have the words; and where each of these stands in the lists of the words, if that is known. */
  function ofPhrase(phrase: readonly string[], items: Uint32Array, where?: readonly Uint32Array[]): Listed {
    const pair = ofPair(phrase[0] as string, phrase[1] as string)
    if (pair !== undefined && (phrase.length === 2 || pair.numbers.length === 0)) return pair
    const words = phrase.map(ofWord)
    const found = pair === undefined ? sideBySide(items, words[0] as Listed, words, 1, where) : sideBySide(pair.numbers, pair, words, 2)
    return found === undefined ? nowhere : listed(score(found))
  }

  /** The same wherever it is, of a phrase that others search for too: a word alone is a phrase of one. */
  function of(phrase: readonly string[]): Listed {
    if (phrase.length === 1) return ofWord(phrase[0] as string)
    if (phrase.length === 0) return nowhere
    const pair = phrase.length === 2 ? ofPair(phrase[0] as string, phrase[1] as string) : undefined
    if (pair !== undefined) return pair
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
    listed,
    /** The number of a stem, or undefined where no text has it. */
    numberOf: (stem: string): number | undefined => stems.get(stem),
    stands: (phrase: readonly string[]): boolean => (phrase.length === 1 ? stems.has(phrase[0] as string) : of(phrase).numbers.length > 0),
  }
}

/** How many bytes a list takes. */
export function sizeOf({ numbers, places, bits }: Listed): number {
  return numbers.length * 12 + places.length * 4 + (bits === undefined ? 0 : bits.words.byteLength + bits.before.byteLength) + 500
}

type Unscored = Omit<Postings, 'scores'>

/** Where in items a beginning of words is followed by those from one on, or undefined where it nowhere is. */
function sideBySide(items: Uint32Array, beginning: Unscored, words: readonly Postings[], from: number, where: readonly (Uint32Array | undefined)[] = []): Unscored | undefined {
  let [phrase, whereInIt, among] = [beginning, where[0], items]
  for (let k = from; k < words.length; k++) {
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
    let a = p === 0 ? 0 : (phraseEnds[p - 1] as number)
    let b = w === 0 ? 0 : (wordEnds[w - 1] as number)
    const lastA = phraseEnds[p] as number
    const lastB = wordEnds[w] as number
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
    ends[count++] = placeCount
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

/** Where a number stands in a list, or -1 where it does not. */
export function placeOf({ numbers, bits }: Listed, number: number): number {
  if (bits !== undefined) return placeIn(bits, number)
  const at = firstFrom(numbers, number, 0)
  return numbers[at] === number ? at : -1
}

/** What two lists share, and where it stands in each. */
export type Meeting = { numbers: Uint32Array; inOne: Uint32Array; inOther: Uint32Array }
/** The memory of the latest: written over by the next. */
let latest: Meeting = meetingOf(4096)

function meetingOf(size: number): Meeting {
  return { numbers: new Uint32Array(size), inOne: new Uint32Array(size), inOther: new Uint32Array(size) }
}

function firstOf({ numbers, inOne, inOther }: Meeting, count: number): Meeting {
  return { numbers: numbers.subarray(0, count), inOne, inOther }
}

const turned = ({ numbers, inOne, inOther }: Meeting): Meeting => ({ numbers, inOne: inOther, inOther: inOne })

/** Numbers that two lists share, which ascend, and where each stands in them. All are written over by the next meeting. */
function meet(one: Uint32Array, other: Uint32Array): Meeting {
  if (one.length > other.length) return turned(meet(other, one))
  if (latest.numbers.length < one.length) latest = meetingOf(one.length * 2)
  const { numbers, inOne, inOther } = latest
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
  return firstOf(latest, count)
}

/** The same of lists that may have bits, by these where they have them. */
export function meetLists(one: Listed, other: Listed): Meeting {
  if (one.numbers.length > other.numbers.length) return turned(meetLists(other, one))
  if (other.bits === undefined) return meet(one.numbers, other.numbers)
  if (latest.numbers.length < one.numbers.length) latest = meetingOf(one.numbers.length * 2)
  return firstOf(latest, one.bits === undefined ? meetOneByOne(one.numbers, other.bits, latest) : meetBits(one.bits, other.bits, latest))
}

function meetOneByOne(list: Uint32Array, bits: RankedBits, { numbers, inOne, inOther }: Meeting): number {
  let count = 0
  for (let i = 0; i < list.length; i++) {
    const number = list[i] as number
    const place = placeIn(bits, number)
    if (place < 0) continue
    numbers[count] = number
    inOne[count] = i
    inOther[count++] = place
  }
  return count
}

function meetBits(one: RankedBits, other: RankedBits, { numbers, inOne, inOther }: Meeting): number {
  let count = 0
  const [wordsOfOne, wordsOfOther] = [one.words, other.words]
  for (let w = 0; w < wordsOfOne.length; w++) {
    for (let shared = (wordsOfOne[w] as number) & (wordsOfOther[w] as number); shared !== 0; ) {
      const bit = shared & -shared
      shared ^= bit
      numbers[count] = w * 32 + 31 - Math.clz32(bit)
      inOne[count] = placeOfBit(one, w, bit)
      inOther[count++] = placeOfBit(other, w, bit)
    }
  }
  return count
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
