// Builds and reads the full-text index: a posting list per stem, BM25 scores, and the word offsets of each text.
import { packUint32, unpackUint32 } from './packing.ts'
import { stemOf } from './stems.ts'

/** The searchable fields of an item, with the weight of a word in each. */
export const fieldWeights = { name: 10, aliases: 8, summary: 3, guidance: 1 } as const
export type SearchField = keyof typeof fieldWeights
export const searchFields = Object.keys(fieldWeights) as SearchField[]
const weights = Object.values(fieldWeights)
/** The first fields are names: matches in them are reranked by name similarity. */
export const NAME_FIELDS = 2
/** Mappings rank below the items they join, which match the same words. */
const MAPPING_WEIGHT = 0.2

/** BM25 parameters: term frequency saturation and length normalisation. */
const [K1, B] = [1.2, 0.75]

/** A position packs the field (top byte) and the word index, so that adjacent words have adjacent positions. */
const WORDS_PER_FIELD = 1 << 24
export const fieldOf = (position: number): number => position >>> 24
export const wordIndexOf = (position: number): number => position & (WORDS_PER_FIELD - 1)

/** Scores are integers in ten-thousandths, so that their sum does not depend on the order of addition. */
export const SCORE_SCALE = 10_000

/** Items ascending, with a score (in units) each; `positionEnds[i]` is where the positions of item i end. */
export type PostingList = { items: Uint32Array; scores: Uint32Array; positionEnds: Uint32Array; positions: Uint32Array }
export const emptyPostings: PostingList = {
  items: new Uint32Array(),
  scores: new Uint32Array(),
  positionEnds: new Uint32Array(),
  positions: new Uint32Array(),
}

/** An item's text as safe HTML, and where its words and fields are in it. */
export type IndexedText = {
  html: string
  /** Of each word: twice its offset, plus one if it starts a sentence. */
  packedStarts: Uint32Array
  lengths: Uint32Array
  /** How many words there are up to the end of each field. */
  fieldWordEnds: number[]
  /** The offset of each field, then the length of the HTML. */
  fieldHtmlStarts: number[]
}

const WORD_PATTERN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

export function indexer() {
  const stems = new Map<string, { items: number[]; positionEnds: number[]; positions: number[] }>()
  const wordCounts: number[] = [0]

  return {
    /** Call in ascending order of items. */
    add(item: number, texts: Record<SearchField, string>): { html: string; words: Buffer } {
      let html = ''
      const [starts, lengths, fieldEnds, fieldStarts]: [number[], number[], number[], number[]] = [[], [], [], []]
      for (const [f, field] of searchFields.entries()) {
        const raw = texts[field]
        fieldStarts.push(html.length)
        let copiedTo = 0
        let n = 0
        for (const { index, 0: found } of raw.matchAll(WORD_PATTERN)) {
          html += escapeHtmlOnOneLine(raw.slice(copiedTo, index))
          const opensSentence = n === 0 || /[.:]\s*$/.test(raw.slice(Math.max(0, index - 10), index))
          starts.push(html.length * 2 + (opensSentence ? 1 : 0))
          lengths.push(found.length)
          html += found
          copiedTo = index + found.length
          addOccurrence(stemOf(found), item, f * WORDS_PER_FIELD + n++)
        }
        html += `${escapeHtmlOnOneLine(raw.slice(copiedTo))} `
        fieldEnds.push(starts.length)
      }
      wordCounts[item] = starts.length
      return {
        html,
        words: packUint32(Uint32Array.from([...fieldEnds, ...fieldStarts, html.length, ...starts, ...lengths])),
      }
    },
    wordCounts: (): Uint32Array => Uint32Array.from(wordCounts),
    *stems(): Generator<{ number: number; stem: string; postings: Buffer }> {
      let number = 1
      for (const [stem, { items, positionEnds, positions }] of stems) {
        yield {
          number: number++,
          stem,
          postings: packUint32(Uint32Array.from([items.length, ...items, ...positionEnds, ...positions])),
        }
      }
    },
  }

  function addOccurrence(stem: string, item: number, position: number): void {
    let entry = stems.get(stem)
    if (entry === undefined) stems.set(stem, (entry = { items: [], positionEnds: [], positions: [] }))
    entry.positions.push(position)
    if (entry.items.at(-1) === item) entry.positionEnds[entry.positionEnds.length - 1] = entry.positions.length
    else {
      entry.items.push(item)
      entry.positionEnds.push(entry.positions.length)
    }
  }
}

export function unpackText(html: string, words: Buffer): IndexedText {
  const packed = unpackUint32(words)
  const headerLength = searchFields.length * 2 + 1
  const count = (packed.length - headerLength) / 2
  return {
    html,
    fieldWordEnds: [...packed.subarray(0, searchFields.length)],
    fieldHtmlStarts: [...packed.subarray(searchFields.length, headerLength)],
    packedStarts: packed.subarray(headerLength, headerLength + count),
    lengths: packed.subarray(headerLength + count),
  }
}

export function unpackPostingList(bytes: Buffer): Omit<PostingList, 'scores'> {
  const packed = unpackUint32(bytes)
  const count = packed[0] as number
  return {
    items: packed.subarray(1, 1 + count),
    positionEnds: packed.subarray(1 + count, 1 + 2 * count),
    positions: packed.subarray(1 + 2 * count),
  }
}

/** Scores occurrences by BM25 with weighted fields (Robertson and Zaragoza, 2009). */
export function scorer(wordCounts: Uint32Array, isMapping: (item: number) => boolean) {
  const itemCount = wordCounts.length - 1
  const meanWords = wordCounts.reduce((sum, count) => sum + count, 0) / Math.max(1, itemCount)
  return ({ items, positionEnds, positions }: Omit<PostingList, 'scores'>): PostingList => {
    // The idf of a word in more than half of the items would be negative.
    const idf = Math.max(1e-6, Math.log((itemCount - items.length + 0.5) / (items.length + 0.5)))
    const scores = new Uint32Array(items.length)
    for (let i = 0, at = 0; i < items.length; i++) {
      const item = items[i] as number
      let weight = 0
      for (; at < (positionEnds[i] as number); at++) weight += weights[fieldOf(positions[at] as number)] as number
      const score = (idf * weight * (K1 + 1)) / (weight + K1 * (1 - B + (B * (wordCounts[item] as number)) / meanWords))
      scores[i] = Math.max(1, Math.round(SCORE_SCALE * (isMapping(item) ? score * MAPPING_WEIGHT : score)))
    }
    return { items, scores, positionEnds, positions }
  }
}

/** Escapes text for HTML and puts it on one line. */
function escapeHtmlOnOneLine(text: string): string {
  const html = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\\', '&#92;')
  return html.replace(/[\u0000-\u001f\u007f]/g, ' ')
}
