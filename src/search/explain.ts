// Explains a match: the terms that occur in each field, and the excerpt that shows most of them.
import type { Alternative, TermMatch } from './query.ts'
import { fieldOf, searchFields, type IndexedText, type PostingList, wordIndexOf } from './indexing.ts'
import { binarySearch } from './postings.ts'

/** An alternative of a clause, with the posting lists of its phrases. */
export type AlternativePostings = { alternative: Alternative; phrasePostings: PostingList[] }
export type MatchExplanation = { excerpt: string; matched: TermMatch[] }
/** A phrase of the query: its occurrences, and how many words it has. */
type Phrase = { postings: PostingList; length: number }
/** An occurrence of a phrase; `word` is the index of its first word in the field. */
type Highlight = { phraseIndex: number; field: number; wordIndex: number; length: number }

const EXCERPT_WORDS = 24
/** Score bonuses for choosing the excerpt. */
const [FIRST_OCCURRENCE, REPEATED_OCCURRENCE, FIELD_START, SENTENCE_START] = [1000, 1, 120, 100]

/** Explains matches of one query; `wholeQuery` is all its words as one phrase. */
export function explainer(alternatives: readonly AlternativePostings[], wholeQuery: Phrase) {
  const phrases: Phrase[] = alternatives.flatMap(({ alternative, phrasePostings: lists }) =>
    lists.map((postings) => ({ postings, length: alternative.anywhere ? 1 : alternative.stems.length })),
  )
  phrases.push(wholeQuery)

  return (item: number, text: IndexedText): MatchExplanation => {
    const highlights = phrases
      .flatMap((phrase, i) => highlightsOf(phrase, i, item))
      .sort((a, b) => a.field - b.field || a.wordIndex - b.wordIndex || a.phraseIndex - b.phraseIndex)
    const fieldMasks = new Array<number>(phrases.length).fill(0)
    for (const { phraseIndex: phrase, field } of highlights)
      fieldMasks[phrase] = (fieldMasks[phrase] as number) | (1 << field)
    return { matched: matchedTerms(alternatives, fieldMasks), excerpt: bestExcerpt(text, highlights) }
  }
}

function highlightsOf({ postings, length }: Phrase, phrase: number, item: number): Highlight[] {
  const { items, positionEnds, positions } = postings
  const highlights: Highlight[] = []
  const i = binarySearch(items, item)
  if (i < 0) return highlights
  const end = positionEnds[i] as number
  for (let at = i === 0 ? 0 : (positionEnds[i - 1] as number); at < end; at++) {
    const position = positions[at] as number
    highlights.push({ phraseIndex: phrase, field: fieldOf(position), wordIndex: wordIndexOf(position), length })
  }
  return highlights
}

/** By field; `fieldMasks` has a bit for each field in which a phrase occurs. */
function matchedTerms(alternatives: readonly AlternativePostings[], fieldMasks: readonly number[]): TermMatch[] {
  let firstPhrase = 0
  const matching = alternatives.flatMap(({ alternative, phrasePostings: phrases }) => {
    const masks = fieldMasks.slice(firstPhrase, (firstPhrase += phrases.length))
    return masks.includes(0) ? [] : [{ alternative, masks }]
  })
  return searchFields.flatMap((field, f) =>
    matching.flatMap(({ alternative: { words, anywhere, term, how, asked }, masks }) => {
      if (!masks.some((mask) => mask & (1 << f))) return []
      // Words that may occur anywhere may occur in different fields: each field lists its own.
      const terms = anywhere ? words.filter((_, i) => (masks[i] as number) & (1 << f)) : [term]
      return [{ field, term: terms.join(' '), how, asked }]
    }),
  )
}

function bestExcerpt(text: IndexedText, highlights: readonly Highlight[]): string {
  let best = { score: -1, field: 0, start: 0, highlights }
  for (let first = 0, last = 0; first < highlights.length; first = last) {
    const { field } = highlights[first] as Highlight
    while (last < highlights.length && (highlights[last] as Highlight).field === field) last++
    const inField = highlights.slice(first, last)
    const firstWord = field === 0 ? 0 : (text.fieldWordEnds[field - 1] as number)
    const fieldLength = (text.fieldWordEnds[field] as number) - firstWord
    const consider = (start: number, bonus: number): void => {
      const { score, end } = scoreExcerpt(inField, start)
      if (score + bonus <= best.score) return
      const centred = Math.max(
        0,
        Math.min(start - Math.trunc((EXCERPT_WORDS - (end - start)) / 2), fieldLength - EXCERPT_WORDS),
      )
      best = { score: score + bonus, field, start: bonus > 0 ? start : centred, highlights: inField }
    }
    for (const { wordIndex: word } of inField) {
      consider(word, 0)
      if (fieldLength <= EXCERPT_WORDS) continue
      let sentence = word
      while (sentence > 0 && ((text.packedStarts[firstWord + sentence] as number) & 1) === 0) sentence--
      consider(sentence, sentence === 0 ? FIELD_START : SENTENCE_START)
    }
  }
  return buildExcerpt(text, best.highlights, best.field, best.start)
}

/** Scores the highlights that an excerpt from the word `start` shows; `end` is where the last of them ends. */
function scoreExcerpt(highlights: readonly Highlight[], start: number): { score: number; end: number } {
  const shown = new Set<number>()
  let [score, end] = [0, start]
  for (const { phraseIndex, wordIndex: word, length } of highlights) {
    if (word >= start + EXCERPT_WORDS) break
    if (word < start) continue
    score += shown.has(phraseIndex) ? REPEATED_OCCURRENCE : FIRST_OCCURRENCE
    shown.add(phraseIndex)
    end = word + length
  }
  return { score, end }
}

function buildExcerpt(
  { html, packedStarts, lengths, fieldWordEnds, fieldHtmlStarts }: IndexedText,
  highlights: readonly Highlight[],
  field: number,
  start: number,
): string {
  const firstWord = field === 0 ? 0 : (fieldWordEnds[field - 1] as number)
  const last = (fieldWordEnds[field] as number) - firstWord - 1
  const end = Math.min(start + EXCERPT_WORDS - 1, last)
  const startOf = (word: number) => (packedStarts[firstWord + word] as number) >>> 1
  const endOf = (word: number) => startOf(word) + (lengths[firstWord + word] as number)
  let copiedTo = start > 0 ? startOf(start) : (fieldHtmlStarts[field] as number)
  let excerpt = start > 0 ? '…' : ''
  let lastMarked = -1
  for (const { wordIndex, length } of highlights) {
    if (wordIndex > end) break
    if (wordIndex < start || wordIndex <= lastMarked) continue
    lastMarked = highlights.reduce(
      (until, other) =>
        other.wordIndex > wordIndex && other.wordIndex <= until
          ? Math.max(until, other.wordIndex + other.length - 1)
          : until,
      wordIndex + length - 1,
    )
    const markEnd = endOf(Math.min(lastMarked, end))
    excerpt += `${html.slice(copiedTo, startOf(wordIndex))}<mark>${html.slice(startOf(wordIndex), markEnd)}</mark>`
    copiedTo = markEnd
  }
  const endOfText = end < last ? endOf(end) : (fieldHtmlStarts[field + 1] as number) - 1
  return `${excerpt}${html.slice(copiedTo, endOfText)}${end < last ? '…' : ''}`
}
