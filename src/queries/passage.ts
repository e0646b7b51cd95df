// The passage of an item that shows most of what was searched for.
import { beginsSentence, endOf, fieldEnd, fieldOf, fieldStart, firstWord, lastWord, type Shown, startOf, wordAt, wordOf } from '../store/searchIndex.ts'

/** Where phrases stand in an item, in the order of its words; of those that begin with the same word, in the order of the phrases. */
export type Marks = { count: number; places: number[]; phrases: number[] }

/** A passage as safe HTML in which nothing but `<mark>` stands, and whether something is left out before and after it. */
export type Passage = { html: string; follows: boolean; goesOn: boolean }

/** How many words an excerpt has. */
const LENGTH = 24
/** A phrase counts where it is first seen, and very little when it is seen again; an excerpt had better begin where a sentence does. */
const [SEEN_FIRST, SEEN_AGAIN, AT_BEGINNING, AT_SENTENCE] = [1000, 1, 120, 100]

/** A passage as people read it: with dots where something is left out. */
export function excerptOf({ html, follows, goesOn }: Passage): string {
  return `${follows ? '…' : ''}${html}${goesOn ? '…' : ''}`
}

/** `sizes` says how many words each phrase has. */
export function passage(shown: Shown, marks: Marks, sizes: readonly number[]): Passage {
  const { words } = shown
  let [most, bestField, bestAt, bestMark] = [-1, 0, 0, 0]
  for (let mark = 0, first = 0, field = -1; mark < marks.count; mark++) {
    const place = marks.places[mark] as number
    if (fieldOf(place) !== field) {
      field = fieldOf(place)
      first = mark
    }
    const size = lastWord(words, field) - firstWord(words, field) + 1
    const base = place - wordOf(place)
    const seen = seenFrom(marks, sizes, mark, place)
    if (seen.score > most) {
      const at = Math.max(0, Math.min(wordOf(seen.from) - Math.trunc((LENGTH - (seen.to - seen.from)) / 2), size - LENGTH))
      ;[most, bestField, bestAt, bestMark] = [seen.score, field, at, first]
    }
    if (size <= LENGTH) continue
    const sentence = sentenceBefore(words, field, wordOf(place))
    const score = seenFrom(marks, sizes, first, base + sentence).score + (sentence === 0 ? AT_BEGINNING : AT_SENTENCE)
    if (score > most) [most, bestField, bestAt, bestMark] = [score, field, sentence, first]
  }
  return cut(shown, marks, sizes, bestField, bestAt, bestMark)
}

/** Where a sentence begins in which a word of a field stands. */
function sentenceBefore(words: Uint32Array, field: number, word: number): number {
  const first = firstWord(words, field)
  for (let at = word; at > 0; at--) if (beginsSentence(wordAt(words, first + at))) return at
  return 0
}

/** Which phrases were seen, by the number of the look. */
const seenIn = new Uint32Array(256)
let look = 0

/** How much of the query an excerpt that begins at a place shows, and from where to where. */
function seenFrom({ count, places, phrases }: Marks, sizes: readonly number[], since: number, at: number): { score: number; from: number; to: number } {
  look = (look + 1) >>> 0
  let [score, from, to] = [0, at, at]
  for (let mark = since; mark < count; mark++) {
    const place = places[mark] as number
    if (place >= at + LENGTH) break
    if (place < at) continue
    if (score === 0) from = place
    const phrase = phrases[mark] as number
    score += seenIn[phrase] === look ? SEEN_AGAIN : SEEN_FIRST
    seenIn[phrase] = look
    to = place + (sizes[phrase] as number)
  }
  return { score, from, to }
}

/** The words of a field from one on, with marks. */
function cut({ text, words }: Shown, { count, places, phrases }: Marks, sizes: readonly number[], field: number, at: number, since: number): Passage {
  const first = firstWord(words, field)
  const last = lastWord(words, field) - first
  const end = Math.min(at + LENGTH - 1, last)
  const goesOn = end < last
  let done = at > 0 ? startOf(wordAt(words, first + at)) : fieldStart(words, field)
  let html = ''
  let marked = -1
  for (let mark = since; mark < count; mark++) {
    const place = places[mark] as number
    const from = wordOf(place)
    if (fieldOf(place) !== field || from > end) break
    if (from < at || from <= marked) continue
    marked = from + (sizes[phrases[mark] as number] as number) - 1
    // Phrases that share a word are one mark.
    for (let other = mark + 1; other < count; other++) {
      const start = (places[other] as number) - place + from
      if (start > marked) break
      if (start > from) marked = Math.max(marked, start + (sizes[phrases[other] as number] as number) - 1)
    }
    const [start, stop] = [startOf(wordAt(words, first + from)), endOf(wordAt(words, first + Math.min(marked, end)))]
    html += `${text.slice(done, start)}<mark>${text.slice(start, stop)}</mark>`
    done = stop
  }
  return { html: html + text.slice(done, goesOn ? endOf(wordAt(words, first + end)) : fieldEnd(words, field)), follows: at > 0, goesOn }
}
