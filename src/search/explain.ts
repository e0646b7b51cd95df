// Explains a match: the terms that occur in each field, and the excerpt that shows most of them.
import type { Alternative, Matched } from './query.ts'
import { fieldOf, fields, type IndexedText, type PostingList, wordOf } from './indexing.ts'
import { indexIn } from './postings.ts'

/** An alternative of a clause, with the posting lists of its phrases. */
export type AlternativeMatch = { alternative: Alternative; phrases: PostingList[] }
export type Explanation = { excerpt: string; matched: Matched[] }
/** An occurrence of a phrase: its first word, and how many it has. */
type Highlight = { phrase: number; field: number; word: number; size: number }

const EXCERPT_WORDS = 24
/** Score bonuses for choosing the excerpt. */
const [FIRST_OCCURRENCE, REPEATED_OCCURRENCE, FIELD_START, SENTENCE_START] = [1000, 1, 120, 100]

export function explain(
  found: readonly AlternativeMatch[],
  typed: PostingList,
  typedSize: number,
  item: number,
  text: IndexedText,
): Explanation {
  const phrases = found.flatMap(({ alternative: { anywhere: apart, stems }, phrases: own }) =>
    own.map((postings) => ({ postings, size: apart ? 1 : stems.length })),
  )
  const marks = [...phrases, { postings: typed, size: typedSize }].flatMap(({ postings, size }, phrase) =>
    highlightsIn(postings, item, phrase, size),
  )
  marks.sort((a, b) => a.field - b.field || a.word - b.word || a.phrase - b.phrase)
  const fieldsOf = new Array<number>(phrases.length + 1).fill(0)
  for (const { phrase, field } of marks) fieldsOf[phrase] = (fieldsOf[phrase] as number) | (1 << field)
  return { matched: matchedTerms(found, fieldsOf), excerpt: bestExcerpt(text, marks) }
}

function highlightsIn(
  { items, ends, positions }: PostingList,
  item: number,
  phrase: number,
  size: number,
): Highlight[] {
  const at = indexIn(items, item)
  if (at < 0) return []
  return Array.from(positions.subarray(at === 0 ? 0 : ends[at - 1], ends[at]), (position) => ({
    phrase,
    field: fieldOf(position),
    word: wordOf(position),
    size,
  }))
}

/** `fieldsOf` has a bit mask of fields for each phrase. */
function matchedTerms(found: readonly AlternativeMatch[], fieldsOf: readonly number[]): Matched[] {
  const matched: Matched[] = []
  for (const [f, field] of fields.entries()) {
    let next = 0
    for (const {
      alternative: { words, anywhere: apart, term, how, asked },
      phrases,
    } of found) {
      const own = fieldsOf.slice(next, (next += phrases.length))
      if (own.includes(0)) continue
      // Words that may occur anywhere may occur in different fields: each field lists its own.
      const here = own.flatMap((bits, i) => ((bits & (1 << f)) === 0 ? [] : apart ? (words[i] as string) : term))
      if (here.length > 0) matched.push({ field, term: here.join(' '), how, asked })
    }
  }
  return matched
}

function bestExcerpt(text: IndexedText, marks: readonly Highlight[]): string {
  let best = { value: -1, field: 0, start: 0 }
  for (const field of fields.keys()) {
    const own = marks.filter((mark) => mark.field === field)
    if (own.length === 0) continue
    const first = field === 0 ? 0 : (text.fieldEnds[field - 1] as number)
    const size = (text.fieldEnds[field] as number) - first
    const consider = (start: number, bonus: number): void => {
      const { value, end } = scoreExcerpt(own, start)
      const centred =
        bonus > 0
          ? start
          : Math.max(0, Math.min(start - Math.trunc((EXCERPT_WORDS - (end - start)) / 2), size - EXCERPT_WORDS))
      if (value + bonus > best.value) best = { value: value + bonus, field, start: centred }
    }
    for (const { word } of own) {
      consider(word, 0)
      if (size <= EXCERPT_WORDS) continue
      let sentence = word
      while (sentence > 0 && ((text.starts[first + sentence] as number) & 1) === 0) sentence--
      consider(sentence, sentence === 0 ? FIELD_START : SENTENCE_START)
    }
  }
  return buildExcerpt(
    text,
    marks.filter((mark) => mark.field === best.field),
    best.field,
    best.start,
  )
}

function scoreExcerpt(marks: readonly Highlight[], start: number): { value: number; end: number } {
  const seen = new Set<number>()
  let [value, end] = [0, start]
  for (const { phrase, word, size } of marks) {
    if (word < start || word >= start + EXCERPT_WORDS) continue
    value += seen.has(phrase) ? REPEATED_OCCURRENCE : FIRST_OCCURRENCE
    seen.add(phrase)
    end = word + size
  }
  return { value, end }
}

function buildExcerpt(
  { html, starts, lengths, fieldEnds, fieldStarts }: IndexedText,
  marks: readonly Highlight[],
  field: number,
  start: number,
): string {
  const first = field === 0 ? 0 : (fieldEnds[field - 1] as number)
  const last = (fieldEnds[field] as number) - first - 1
  const end = Math.min(start + EXCERPT_WORDS - 1, last)
  const startOf = (word: number) => (starts[first + word] as number) >>> 1
  const endOf = (word: number) => startOf(word) + (lengths[first + word] as number)
  let done = start > 0 ? startOf(start) : (fieldStarts[field] as number)
  let excerpt = start > 0 ? '…' : ''
  let marked = -1
  for (const { word, size } of marks) {
    if (word > end) break
    if (word < start || word <= marked) continue
    marked = marks.reduce(
      (until, other) =>
        other.word > word && other.word <= until ? Math.max(until, other.word + other.size - 1) : until,
      word + size - 1,
    )
    excerpt += `${html.slice(done, startOf(word))}<mark>${html.slice(startOf(word), endOf(Math.min(marked, end)))}</mark>`
    done = endOf(Math.min(marked, end))
  }
  return `${excerpt}${html.slice(done, end < last ? endOf(end) : (fieldStarts[field + 1] as number) - 1)}${end < last ? '…' : ''}`
}
