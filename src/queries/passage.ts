// Where the words of a query stand in the texts of an item, and the passage that shows most of them.
import { endOfWord, type Words } from '../store/stems.ts'

/** A passage in which marks stand, and of each text the words that match, by the numbers of their stems. */
export type Marked = { excerpt: string; stems: Set<number>[] }
export type Text = { text: string; words: Words }

/** Words of a text that match: the place of the first and of the last, and which phrase they are. */
type Instance = { phrase: number; from: number; to: number }

export const OPEN = '\u0002'
export const CLOSE = '\u0003'

/** How many words an excerpt has. */
const LENGTH = 24
/** A phrase counts where it is first seen, and very little when it is seen again; an excerpt had better begin where a sentence does. */
const [SEEN_FIRST, SEEN_AGAIN, AT_BEGINNING, AT_SENTENCE] = [1000, 1, 120, 100]

const lengthOf = (words: Words): number => words.length / 2
const stemAt = (words: Words, place: number): number | undefined => words[place * 2]
const startAt = (words: Words, place: number): number => (words[place * 2 + 1] as number) >>> 1
const beginsSentence = (words: Words, place: number): boolean => ((words[place * 2 + 1] as number) & 1) === 1

/** Marks phrases, given by the numbers of the stems of their words. */
export function passage(texts: readonly Text[], phrases: readonly number[][]): Marked {
  const marked = texts.map(({ text, words }) => ({ text, words, instances: instancesIn(words, phrases) }))
  let best: { score: number; at: number; of: (typeof marked)[number] } | undefined
  for (const of of marked) {
    const { words, instances } = of
    const size = lengthOf(words)
    for (const [i, { from }] of instances.entries()) {
      const { score, first, last } = scored(instances, i, from)
      const at = Math.max(0, Math.min(first - Math.trunc((LENGTH - (last - first)) / 2), size - LENGTH))
      if (best === undefined || score > best.score) best = { score, at, of }
      if (size <= LENGTH) continue
      const sentence = sentenceBefore(words, from)
      const better = scored(instances, 0, sentence).score + (sentence === 0 ? AT_BEGINNING : AT_SENTENCE)
      if (better > best.score) best = { score: better, at: sentence, of }
    }
  }
  const { at, of } = best ?? { at: 0, of: marked[0] as (typeof marked)[number] }
  return { excerpt: cut(of.text, of.words, of.instances, at), stems: marked.map(({ words, instances }) => stemsOf(words, instances)) }
}

/** Where the phrases stand, in the order of the text. */
function instancesIn(words: Words, phrases: readonly number[][]): Instance[] {
  const instances: Instance[] = []
  for (const [phrase, stems] of phrases.entries()) {
    // Most words begin no phrase; every second number is no stem.
    const first = stems[0] as number
    for (let i = words.indexOf(first); i >= 0; i = words.indexOf(first, i + 1)) {
      if (i % 2 === 0 && stems.every((stem, n) => stemAt(words, i / 2 + n) === stem)) instances.push({ phrase, from: i / 2, to: i / 2 + stems.length - 1 })
    }
  }
  return phrases.length === 1 ? instances : instances.sort((a, b) => a.from - b.from || a.phrase - b.phrase)
}

function stemsOf(words: Words, instances: Instance[]): Set<number> {
  const stems = new Set<number>()
  for (const { from, to } of instances) for (let place = from; place <= to; place++) stems.add(stemAt(words, place) as number)
  return stems
}

function sentenceBefore(words: Words, place: number): number {
  for (let at = place; at > 0; at--) if (beginsSentence(words, at)) return at
  return 0
}

/** How much of the query an excerpt that begins at a word shows, and where the first and the last of it stand. */
function scored(instances: Instance[], since: number, at: number): { score: number; first: number; last: number } {
  const seen = new Set<number>()
  let [score, first, last] = [0, at, at]
  for (let i = since; i < instances.length; i++) {
    const { phrase, from, to } = instances[i] as Instance
    if (from >= at + LENGTH) break
    if (from < at) continue
    if (score === 0) first = from
    score += seen.has(phrase) ? SEEN_AGAIN : SEEN_FIRST
    seen.add(phrase)
    last = to + 1
  }
  return { score, first, last }
}

/** The words from one place on, with marks, and dots where something is left out. */
function cut(text: string, words: Words, instances: Instance[], at: number): string {
  const end = Math.min(at + LENGTH, lengthOf(words)) - 1
  const isWhole = end >= lengthOf(words) - 1
  let [shown, done] = at > 0 ? ['…', startAt(words, at)] : ['', 0]
  let marked = -1
  for (const { from, to } of instances) {
    if (from > end) break
    if (from < at || from <= marked) continue
    // Phrases that share a word are one mark.
    marked = instances.reduce((until, other) => (other.from > from && other.from <= until ? Math.max(until, other.to) : until), to)
    const [start, stop] = [startAt(words, from), endOfWord(text, startAt(words, Math.min(marked, end)))]
    shown += `${text.slice(done, start)}${OPEN}${text.slice(start, stop)}${CLOSE}`
    done = stop
  }
  return `${shown}${text.slice(done, isWhole ? text.length : endOfWord(text, startAt(words, end)))}${isWhole ? '' : '…'}`
}
