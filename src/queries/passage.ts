// The passage of an item that shows most of what was searched for.
import { beginsSentence, endOf, fieldEnd, fieldOf, fieldStart, firstWord, lastWord, type Shown, startOf, wordAt, wordOf } from '../store/searchIndex.ts'

/** Where phrases stand in an item, in the order of its words; of those that begin with the same word, in the order of the phrases. */
export type Marks = { count: number; places: number[]; phrases: number[] }

/**
 * A passage of a text of safe HTML in UTF-8: where it begins, where each mark in it begins and ends, and where it ends; and whether
 * something is left out before and after it.
 */
export type Passage = { text: DataView; cuts: readonly number[]; follows: boolean; goesOn: boolean }

/** How many words an excerpt has. */
const LENGTH = 24
/** A phrase counts where it is first seen, and very little when it is seen again; an excerpt had better begin where a sentence does. */
const [SEEN_FIRST, SEEN_AGAIN, AT_BEGINNING, AT_SENTENCE] = [1000, 1, 120, 100]

const utf8 = new TextDecoder()

/** A passage as people read it: HTML in which nothing but `<mark>` stands, with dots where something is left out. */
export function excerptOf({ text, cuts, follows, goesOn }: Passage): string {
  const pieces = cuts.slice(1).map((end, i) => utf8.decode(new Uint8Array(text.buffer, text.byteOffset + (cuts[i] as number), end - (cuts[i] as number))))
  return `${follows ? '…' : ''}${pieces.map((piece, i) => (i % 2 === 1 ? `<mark>${piece}</mark>` : piece)).join('')}${goesOn ? '…' : ''}`
}

/** `sizes` says how many words each phrase has. */
export function passage(shown: Shown, marks: Marks, sizes: readonly number[]): Passage {
  let [most, bestField, bestAt, bestMark] = [-1, 0, 0, 0]
  let [field, firstMark, first, size, sentence, looked] = [-1, 0, 0, 0, -1, 0]
  for (let mark = 0; mark < marks.count; mark++) {
    const place = marks.places[mark] as number
    const word = wordOf(place)
    if (fieldOf(place) !== field) {
      field = fieldOf(place)
      firstMark = mark
      first = firstWord(shown, field)
      size = lastWord(shown, field) - first + 1
      sentence = -1
      looked = 0
    }
    const score = seenFrom(marks, sizes, mark, place)
    if (score > most) {
      most = score
      bestField = field
      bestAt = Math.max(0, Math.min(word - Math.trunc((LENGTH - (seenTo - place)) / 2), size - LENGTH))
      bestMark = firstMark
    }
    if (size <= LENGTH) continue
    // Words up to the mark before were looked at: where no sentence begins after that, this is the same sentence.
    let at = word
    while (at > looked && !beginsSentence(wordAt(shown, first + at))) at--
    const isSame = at === looked && sentence >= 0
    looked = word
    if (isSame) continue
    sentence = at
    const scoreThere = seenFrom(marks, sizes, firstMark, place - word + sentence) + (sentence === 0 ? AT_BEGINNING : AT_SENTENCE)
    if (scoreThere > most) {
      most = scoreThere
      bestField = field
      bestAt = sentence
      bestMark = firstMark
    }
  }
  return cut(shown, marks, sizes, bestField, bestAt, bestMark)
}

/** Which phrases were seen, by the number of the look, and how far the last of them goes. */
const seenIn: number[] = []
let [look, seenTo] = [0, 0]

/** How much of the query an excerpt that begins at a place shows. */
function seenFrom({ count, places, phrases }: Marks, sizes: readonly number[], since: number, at: number): number {
  look = (look + 1) & 0x3fffffff
  let score = 0
  for (let mark = since; mark < count; mark++) {
    const place = places[mark] as number
    if (place >= at + LENGTH) break
    if (place < at) continue
    const phrase = phrases[mark] as number
    score += seenIn[phrase] === look ? SEEN_AGAIN : SEEN_FIRST
    seenIn[phrase] = look
    seenTo = place + (sizes[phrase] as number)
  }
  return score
}

/** The words of a field from one on, with marks. */
function cut(shown: Shown, { count, places, phrases }: Marks, sizes: readonly number[], field: number, at: number, since: number): Passage {
  const { text, start } = shown
  const first = firstWord(shown, field)
  const last = lastWord(shown, field) - first
  const end = Math.min(at + LENGTH - 1, last)
  const goesOn = end < last
  const cuts = [start + (at > 0 ? startOf(wordAt(shown, first + at)) : fieldStart(shown, field))]
  let marked = -1
  for (let mark = since; mark < count; mark++) {
    const place = places[mark] as number
    const from = wordOf(place)
    if (fieldOf(place) !== field || from > end) break
    if (from < at || from <= marked) continue
    marked = from + (sizes[phrases[mark] as number] as number) - 1
    // Phrases that share a word are one mark.
    for (let other = mark + 1; other < count; other++) {
      const begin = (places[other] as number) - place + from
      if (begin > marked) break
      if (begin > from) marked = Math.max(marked, begin + (sizes[phrases[other] as number] as number) - 1)
    }
    cuts.push(start + startOf(wordAt(shown, first + from)), start + endOf(wordAt(shown, first + Math.min(marked, end))))
  }
  cuts.push(start + (goesOn ? endOf(wordAt(shown, first + end)) : fieldEnd(shown, field)))
  return { text, cuts, follows: at > 0, goesOn }
}
