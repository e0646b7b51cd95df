// The index of search: where every word stands and how much it says of its item, packed as it is read.
import { bytesOf, numbersIn } from './packing.ts'
import { stemOf } from './stems.ts'
import { isStopWord } from './stopWords.ts'
import { wordsOf } from './words.ts'

/** What search reads of an item. A name says more of it than its guidance does. In the order in which an index has them. */
export const searchFields = ['name', 'aliases', 'summary', 'guidance'] as const
const weights = [10, 8, 3, 1] as const
/** How many of the fields are names. */
const NAMES = 2
/** Mappings speak of items that are found themselves; they come after those. */
const MAPPING_WEIGHT = 0.2

/** BM25's parameters as usual: how soon a word that is said again says nothing more, and how far long texts are marked down. */
const [K1, B] = [1.2, 0.75]

/** A place is a field and a word of it; a phrase stands where its words have places that follow one another. */
const FIELD = 1 << 24
export const fieldOf = (place: number): number => place >>> 24
export const wordOf = (place: number): number => place & (FIELD - 1)

/** Of each word of a text: where it begins (20 bits), how long it is (11), both in bytes of UTF-8, and whether a sentence begins with it (1). */
const [MOST_BYTES, LONGEST_WORD] = [1 << 20, (1 << 11) - 1]
export const startOf = (word: number): number => word >>> 12
export const endOf = (word: number): number => (word >>> 12) + ((word >>> 1) & LONGEST_WORD)
export const beginsSentence = (word: number): boolean => (word & 1) === 1

/** What an item shows of itself where it is found: its fields in one text, as safe HTML in UTF-8, and of each field where it begins and ends and which words it has. */
export type Baked = { text: Buffer; words: Uint32Array }
/** The same as it lies among others: its text from a place in bytes on, its words from a place in a list on. */
export type Shown = Words & { text: DataView; start: number }
type Words = { words: Uint32Array; at: number }

/** In `words`: how many words the fields up to each have, where the text of each begins and, after the last, ends; then every word. */
const HEAD = searchFields.length * 2 + 1
export const firstWord = ({ words, at }: Words, field: number): number => (field === 0 ? 0 : (words[at + field - 1] as number))
export const lastWord = ({ words, at }: Words, field: number): number => (words[at + field] as number) - 1
export const fieldStart = ({ words, at }: Words, field: number): number => words[at + searchFields.length + field] as number
export const fieldEnd = ({ words, at }: Words, field: number): number => (words[at + searchFields.length + field + 1] as number) - 1
export const wordAt = ({ words, at }: Words, n: number): number => words[at + HEAD + n] as number

/**
 * Where a word or a phrase stands. Of each item that it stands in, ascending: its number; how much it says of the item in `PARTS` of one,
 * and that below zero where it stands in a name; and where its places end among all places.
 */
export type Postings = { numbers: Uint32Array; scores: Int32Array; ends: Uint32Array; places: Uint32Array }

/** Scores are whole numbers, so that their sum is the same in whatever order they are added. */
export const PARTS = 10_000

export const placesFrom = ({ ends }: Pick<Postings, 'ends'>, i: number): number => (i === 0 ? 0 : (ends[i - 1] as number))
export const placesTo = ({ ends }: Pick<Postings, 'ends'>, i: number): number => ends[i] as number
export const saidOf = ({ scores }: Pick<Postings, 'scores'>, i: number): number => Math.abs(scores[i] as number)
export const isInName = ({ scores }: Pick<Postings, 'scores'>, i: number): boolean => (scores[i] as number) < 0

/** Where two words stand side by side is baked of those that each stand in more items than this: of others, it is soon worked out. */
export const COMMON = 250

/**
 * The names of all items. First, by number, where those of each item end, which is where those of the next begin; then every name: how many
 * words it has, and of each word the number of its stem, times two, and one more where it says little by itself.
 */
export type Names = Uint32Array
export const namesFrom = (names: Names, number: number): number => names[number - 1] as number
export const namesTo = (names: Names, number: number): number => names[number] as number
export const stemNumber = (word: number): number => word >>> 1
export const isSmall = (word: number): boolean => (word & 1) === 1

const aWord = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

/** Lists that grow while an index is made. */
type Growing = { numbers: number[]; ends: number[]; places: number[] }

/** Makes the index: add every item, then take the postings of every stem, and of pairs of those that stand in more than `common` items. */
export function indexer(common = COMMON) {
  const found = new Map<string, Growing & { stem: number }>()
  /** Of each item, the numbers of the stems in each of its fields, one after the other. */
  const sequences: Uint32Array[][] = []
  const lengths: number[] = [0]
  const mappings = new Set<number>()
  const names: string[][][] = []

  return {
    /** Items come in the order of their numbers, from 1 on. @throws RangeError where a text is too long to be told of. */
    add(number: number, texts: Record<(typeof searchFields)[number], string>, isMapping: boolean): Baked {
      if (isMapping) mappings.add(number)
      names.push([texts.name, ...texts.aliases.split('\n')].map(wordsOf).filter((name) => name.length > 0))
      let [text, length] = ['', 0]
      const write = (more: string): void => {
        text += more
        length += Buffer.byteLength(more)
      }
      const [counts, starts, words]: [number[], number[], number[]] = [[], [], []]
      const sequence: Uint32Array[] = []
      for (const [field, name] of searchFields.entries()) {
        const raw = texts[name]
        starts.push(length)
        const stems: number[] = []
        let done = 0
        for (const { index, 0: word } of raw.matchAll(aWord)) {
          const begins = index === 0 || stems.length === 0 || /[.:]\s*$/.test(raw.slice(Math.max(0, index - 10), index))
          write(safe(raw.slice(done, index)))
          const start = length
          write(word)
          if (length >= MOST_BYTES || length - start > LONGEST_WORD) throw new RangeError(`its ${name} is too long to be searched.`)
          words.push(start * 4096 + (length - start) * 2 + (begins ? 1 : 0))
          done = index + word.length
          const stem = stemOf(word)
          let entry = found.get(stem)
          if (entry === undefined) found.set(stem, (entry = { stem: found.size + 1, numbers: [], ends: [], places: [] }))
          stand(entry, number, field * FIELD + stems.length)
          stems.push(entry.stem)
        }
        sequence.push(Uint32Array.from(stems))
        write(`${safe(raw.slice(done))} `)
        counts.push(words.length)
      }
      lengths[number] = words.length
      sequences[number] = sequence
      return { text: Buffer.from(text), words: Uint32Array.from([...counts, ...starts, length, ...words]) }
    },
    /** How many words each item has, by number. */
    lengths: (): Uint32Array => Uint32Array.from(lengths),
    /** The names of all items, by the numbers of stems. */
    names(): Names {
      const [ends, all]: [number[], number[]] = [[names.length + 1], []]
      for (const own of names) {
        for (const name of own) all.push(name.length, ...name.map((word) => (found.get(stemOf(word))?.stem ?? 0) * 2 + (isStopWord(word) ? 1 : 0)))
        ends.push(names.length + 1 + all.length)
      }
      return Uint32Array.from(ends.concat(all))
    },
    /** Stems are numbered from 1 on. */
    *stems(): Generator<{ number: number; stem: string; postings: Buffer }> {
      const score = scored()
      for (const [stem, entry] of found) yield { number: entry.stem, stem, postings: packed(score(entry)) }
    },
    /** Of stems that are common, where one follows the other, wherever it does. */
    *pairs(): Generator<{ first: number; second: number; postings: Buffer }> {
      const isCommon = Uint8Array.from([0, ...Array.from(found.values(), ({ numbers }) => (numbers.length > common ? 1 : 0))])
      const together = new Map<number, Growing>()
      sequences.forEach((fields, number) => {
        for (const [field, stems] of fields.entries()) {
          for (let word = 0; word + 1 < stems.length; word++) {
            const [first, second] = [stems[word] as number, stems[word + 1] as number]
            if (isCommon[first] === 0 || isCommon[second] === 0) continue
            const key = first * (found.size + 1) + second
            let entry = together.get(key)
            if (entry === undefined) together.set(key, (entry = { numbers: [], ends: [], places: [] }))
            stand(entry, number, field * FIELD + word)
          }
        }
      })
      const score = scored()
      for (const [key, entry] of together) yield { first: Math.floor(key / (found.size + 1)), second: key % (found.size + 1), postings: packed(score(entry)) }
    },
  }

  function scored(): (growing: Growing) => Postings {
    const score = scorer(Uint32Array.from(lengths), (number) => mappings.has(number))
    return ({ numbers, ends, places }) => score({ numbers: Uint32Array.from(numbers), ends: Uint32Array.from(ends), places: Uint32Array.from(places) })
  }
}

/** Adds a place of an item to lists, after all that are in them. */
function stand({ numbers, ends, places }: Growing, number: number, place: number): void {
  places.push(place)
  if (numbers.at(-1) === number) ends[ends.length - 1] = places.length
  else {
    numbers.push(number)
    ends.push(places.length)
  }
}

/** How much words and phrases say of items: BM25 with the weights of the fields (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
export function scorer(lengths: Uint32Array, isMapping: (number: number) => boolean) {
  const count = lengths.length - 1
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, count)
  return (found: Omit<Postings, 'scores'>): Postings => {
    const { numbers, ends, places } = found
    // What stands in more than half of the items says next to nothing, and never less.
    const rarity = Math.max(1e-6, Math.log((count - numbers.length + 0.5) / (numbers.length + 0.5)))
    const scores = new Int32Array(numbers.length)
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] as number
      const end = placesTo(found, i)
      let said = 0
      for (let at = placesFrom(found, i); at < end; at++) said += weights[fieldOf(places[at] as number)] as number
      const score = (rarity * said * (K1 + 1)) / (said + K1 * (1 - B + (B * (lengths[number] as number)) / mean))
      const parts = Math.max(1, Math.round(PARTS * (isMapping(number) ? score * MAPPING_WEIGHT : score)))
      // The names come first.
      scores[i] = fieldOf(places[placesFrom(found, i)] as number) < NAMES ? -parts : parts
    }
    return { numbers, scores, ends, places }
  }
}

function packed({ numbers, scores, ends, places }: Postings): Buffer {
  const count = numbers.length
  const all = new Uint32Array(1 + 3 * count + places.length)
  all[0] = count
  all.set(numbers, 1)
  all.set(scores, 1 + count)
  all.set(ends, 1 + 2 * count)
  all.set(places, 1 + 3 * count)
  return bytesOf(all)
}

/** Postings as `packed` made them. */
export function unpackedPostings(bytes: Buffer): Postings {
  const all = numbersIn(bytes)
  const count = all[0] as number
  const part = (n: number) => all.subarray(1 + n * count, 1 + (n + 1) * count)
  const scores = part(1)
  return { numbers: part(0), scores: new Int32Array(scores.buffer, scores.byteOffset, count), ends: part(2), places: all.subarray(1 + 3 * count) }
}

/** A text as HTML that is safe to insert, on one line; a text of JSON may hold it as it is. */
function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\\', '&#92;').replace(/[\u0000-\u001f\u007f]/g, ' ')
}
