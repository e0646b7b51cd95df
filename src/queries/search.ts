// Full-text search: what was typed → which items match, how well, and why.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Kind } from '../content/kinds.ts'
import { Problem } from '../problems.ts'
import { stemNumber, stemOf, unpackedWords, type Words } from '../store/stems.ts'
import { searchColumns, spellings, synonyms } from '../store/tables.ts'
import { britishOf, oneMistakeApart, SHORTEST_CORRECTED, spellingForms, wordsOf } from '../store/words.ts'
import { likeness, type Name, nameOf } from './likeness.ts'
import { pace } from './pace.ts'
import type { Alternative, Matched, Query, Unit } from './query.ts'
import { CLOSE, OPEN, passage, type Text } from './passage.ts'
import type { ReleaseReader } from './release.ts'
import { isStopWord, meaningfulOf } from './stopWords.ts'

export type Hit = { number: number; score: number }
/** The items that words stand in, ascending, and how much they say of each. */
type Postings = { numbers: Int32Array; scores: Float64Array }
export type Explanation = { name: string; excerpt: string; matched: Matched[] }

/** A name says more of an item than its guidance. In the order of the columns. */
const weights = [10, 8, 3, 1] as const
/** Mappings speak of items that are found themselves; they come after those. */
const mappingWeight = 0.2
/** How many times over a name that is like what was typed counts. */
const likeNameFactor = 4
/** How many of the best are put in order by their names. */
const MOST_PREFERRED = 100
/** An item whose whole name was typed comes before all that only mention it. */
const exactNameBonus = 100
const MOST_WORDS = 20
/** How many hits are read at once, so that no search holds up other requests for long. */
const AT_ONCE = 2000
/** How many names are remembered as words, and of how many words whether they occur. */
const [MOST_NAMES, MOST_WORDS_KNOWN] = [5000, 5000]
/** How much the texts that explanations are made of may take, and the lists of where words stand. */
const [MOST_TEXT_BYTES, MOST_POSTING_BYTES] = [4 * 1024 * 1024, 4 * 1024 * 1024]

export function searcher(release: ReleaseReader) {
  const { db, statement } = release
  const anyMatching = statement('SELECT 1 FROM search WHERE search MATCH ? LIMIT 1')
  const scoredMatching = (limit: string) => statement(`SELECT rowid, -bm25(search, ${weights.join(', ')}) FROM search WHERE search MATCH ?${limit}`)
  const scoredAtOnce = scoredMatching(` LIMIT ${AT_ONCE + 1}`)
  const namesOf = statement('SELECT rowid, name, aliases FROM search WHERE rowid IN (SELECT value FROM json_each(?))')
  const textsOf = statement(`SELECT number, stems, ${searchColumns.join(', ')} FROM words JOIN search ON search.rowid = number WHERE number IN (SELECT value FROM json_each(?))`)
  const spelled = db
    .selectDistinct({ word: spellings.word })
    .from(spellings)
    .where(sql`${spellings.form} IN (SELECT value FROM json_each(${sql.placeholder('forms')}))`)
    .prepare()
  const occurring = new LRUCache<string, boolean>({ max: MOST_WORDS_KNOWN })
  function anyHit(match: string): boolean {
    let occurs = occurring.get(match)
    if (occurs === undefined) occurring.set(match, (occurs = anyMatching.get(match) !== undefined))
    return occurs
  }
  const wordsSpelled = (forms: string[]) => spelled.all({ forms: JSON.stringify(forms) }).map((row) => row.word)
  /** The names of items by number, as words. */
  const names = new LRUCache<number, Name[]>({ max: MOST_NAMES })
  const postings = new LRUCache<string, Postings>({ maxSize: MOST_POSTING_BYTES, sizeCalculation: ({ numbers }, words) => numbers.length * 12 + words.length * 2 + 300 })
  const texts = new LRUCache<number, Text[]>({ maxSize: MOST_TEXT_BYTES, sizeCalculation: roomOf })
  const phrases = synonymsOf(db.select().from(synonyms).all())

  /** What was typed, understood: words, phrases that have synonyms, words run together or apart, and spellings. */
  function understand(typed: string): Query {
    checkWords(typed)
    const words = wordsOf(typed)
    const isAllSmall = words.every(isStopWord)
    const [units, smallWords]: [Unit[], string[]] = [[], []]
    for (let i = 0; i < words.length; ) {
      const word = words[i] as string
      const phrase = synonymUnit(words, i)
      if (phrase === undefined && isStopWord(word) && !isAllSmall) {
        smallWords.push(word)
        i++
        continue
      }
      const [unit, taken] = phrase ?? joinedUnit(words, i) ?? [wordUnit(word), 1]
      units.push(unit)
      i += taken
    }
    return { units, smallWords, typed: words }
  }

  /** The words that count. @throws Problem where there is none, or too many. */
  function checkWords(typed: string): string[] {
    const all = wordsOf(typed)
    const words = meaningfulOf(all)
    if (words.length === 0) throw new Problem('invalid_parameter', 'q must hold a word: letters or figures.', [{ in: 'query', name: 'q', message: 'must hold a word: letters or figures' }])
    if (words.length > MOST_WORDS) {
      throw new Problem('invalid_parameter', `q may hold at most ${MOST_WORDS} words (got ${words.length}).`, [{ in: 'query', name: 'q', message: `may hold at most ${MOST_WORDS} words (got ${words.length})` }])
    }
    return words
  }

  /** The longest phrase with synonyms that begins here. */
  function synonymUnit(words: string[], at: number): [Unit, number] | undefined {
    let [best, length]: [Phrase | undefined, number] = [undefined, 0]
    for (const { stems, phrase } of phrases.get(stemOf(words[at] as string)) ?? []) {
      if (stems.length > length && stems.every((stem, i) => at + i < words.length && stem === stemOf(words[at + i] as string))) [best, length] = [phrase, stems.length]
    }
    if (best === undefined) return undefined
    const typedHere = words.slice(at, at + length)
    const asked = typedHere.join(' ')
    return [[alternative(meaningfulOf(typedHere), 'word', asked, true), ...best.others.map((other) => alternative(other, 'synonym', asked))], length]
  }

  function joinedUnit(words: string[], at: number): [Unit, number] | undefined {
    const [a, b] = [words[at], words[at + 1]]
    if (a === undefined || b === undefined || !anyHit(`"${a}${b}"`)) return undefined
    const asked = `${a} ${b}`
    return [[alternative([a, b], 'word', asked, true), alternative([a + b], 'spacing', asked)], 2]
  }

  function wordUnit(word: string): Unit {
    const own = alternative([word], 'word', word)
    const british = britishOf(word)
    if (british !== word && anyHit(`"${british}"`)) return [own, alternative([british], 'spelling', word)]
    if (word.length < SHORTEST_CORRECTED || anyHit(`"${word}"`)) return [own]
    const split = Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)]).find((halves) => anyHit(`"${halves.join(' ')}"`))
    if (split !== undefined) return [own, alternative(split, 'spacing', word)]
    const near = wordsSpelled(spellingForms(word)).filter((candidate) => oneMistakeApart(word, candidate))
    return [own, ...near.slice(0, 8).map((candidate) => alternative([candidate], 'spelling', word))]
  }

  /** The items of these kinds that match, best first: those that have all units; where there are not `enough` of them, those that have any. */
  async function find(query: Query, kinds: readonly Kind[], enough = 1): Promise<Hit[]> {
    const any = await matches(query, kinds)
    const all = any.filter(({ units }) => units === query.units.length)
    // A mapping speaks of items: that it has all words does not make it what was looked for.
    const counted = kinds.every((kind) => kind === 'mapping') ? all : all.filter((hit) => !isMapping(hit.number))
    const hits = counted.length >= enough ? all : any
    if (hits.length > AT_ONCE) await setImmediate()
    const best = (a: Hit, b: Hit) => b.score - a.score || (release.idOf(a.number) < release.idOf(b.number) ? -1 : 1)
    hits.sort(best)
    return [...preferNames(hits.slice(0, MOST_PREFERRED), query).sort(best), ...hits.slice(MOST_PREFERRED)]
  }

  function isMapping(number: number): boolean {
    const { first, size } = release.extent('mapping')
    return number >= first && number < first + size
  }

  /** The items of these kinds that have any unit, with how many they have. BM25 is a sum over phrases: that of each is added up here. */
  async function matches(query: Query, kinds: readonly Kind[]): Promise<(Hit & { units: number })[]> {
    const { isTired, rest } = pace()
    const most = release.lastNumber()
    const [scores, counts, lastUnit] = [new Float64Array(most + 1), new Uint8Array(most + 1), new Uint8Array(most + 1)]
    const found: number[] = []
    const phrasesOf = (alternative: Alternative) => Promise.all((alternative.apart ? alternative.words : [alternative.words.join(' ')]).map(postingsOf))
    for (const [u, unit] of query.units.entries()) {
      for (const alternative of unit) {
        const postings = await phrasesOf(alternative)
        for (const number of inAll(postings.map(({ numbers }) => numbers))) {
          if (lastUnit[number] === u + 1) continue
          lastUnit[number] = u + 1
          if (counts[number] === 0) found.push(number)
          counts[number] = (counts[number] as number) + 1
        }
        for (const posting of postings) addTo(scores, posting)
        if (isTired()) await rest()
      }
    }
    // Words that stand side by side as they were typed count once more. They add no item.
    if (query.typed.length > 1) addTo(scores, await readPostings(query.typed.join(' ')))
    const wanted = ranges(kinds)
    const isAsked = (number: number) => wanted.some(({ first, last }) => number >= first && number <= last)
    return found.filter(isAsked).map((number) => {
      const score = scores[number] as number
      return { number, score: round(isMapping(number) ? score * mappingWeight : score), units: counts[number] as number }
    })
  }

  async function postingsOf(words: string): Promise<Postings> {
    const known = postings.get(words)
    if (known !== undefined) return known
    const read = await readPostings(words)
    postings.set(words, read)
    return read
  }

  /** Where words stand side by side, and how much they say of each item. They hold letters and figures only, so that quoting them is enough. */
  async function readPostings(words: string): Promise<Postings> {
    const match = `"${words}"`
    let rows = scoredAtOnce.all(match) as [number, number][]
    if (rows.length > AT_ONCE) {
      rows = []
      const { isTired, rest } = pace()
      // A statement of its own, since others search meanwhile.
      for (const row of scoredMatching('').iterate(match)) {
        rows.push(row as [number, number])
        if (isTired()) await rest()
      }
    }
    return { numbers: Int32Array.from(rows, ([number]) => number), scores: Float64Array.from(rows, ([, score]) => score) }
  }

  /** From which number to which the items of these kinds go; those of neighbouring kinds are one range. */
  function ranges(kinds: readonly Kind[]): { first: number; last: number }[] {
    const each = kinds.map(release.extent).filter(({ size }) => size > 0).sort((a, b) => a.first - b.first)
    const joined: { first: number; last: number }[] = []
    for (const { first, size } of each) {
      const before = joined.at(-1)
      if (before !== undefined && before.last >= first - 1) before.last = Math.max(before.last, first + size - 1)
      else joined.push({ first, last: first + size - 1 })
    }
    return joined
  }

  /** The best hits with scores that say how like their names are to what was typed, too. */
  function preferNames(hits: Hit[], query: Query): Hit[] {
    const unknown = hits.flatMap(({ number }) => (isMapping(number) || names.has(number) ? [] : [number]))
    if (unknown.length > 0) {
      for (const row of namesOf.all(JSON.stringify(unknown))) {
        const [number, name, aliases] = row as [number, string, string]
        names.set(number, [name, ...aliases.split('\n')].map(wordsOf).filter((words) => words.length > 0).map(nameOf))
      }
    }
    return hits.map(({ number, score }) => {
      if (isMapping(number)) return { number, score }
      const like = Math.max(0, ...(names.get(number) ?? []).map((name) => likeness(query, name)))
      return { number, score: round(score * (1 + likeNameFactor * like ** 2) + (like === 1 ? exactNameBonus : 0)) }
    })
  }

  /** The texts of items in the order of the columns, with their words; one statement for those that are not at hand. */
  function textsByNumber(numbers: readonly number[]): [number, Text[]][] {
    const found = new Map(numbers.map((number) => [number, texts.get(number)]))
    const unknown = numbers.filter((number) => found.get(number) === undefined)
    for (const row of unknown.length === 0 ? [] : textsOf.all(JSON.stringify(unknown))) {
      const [number, bytes, ...own] = row as [number, Buffer, ...string[]]
      const words = unpackedWords(bytes, own.length)
      const entry = own.map((text, i) => ({ text, words: words[i] as Words }))
      texts.set(number, entry)
      found.set(number, entry)
    }
    return [...found] as [number, Text[]][]
  }

  /** Why items match: the name of each, its best passage, and which words stand where; one statement for all. */
  function explain(query: Query, numbers: readonly number[]): Map<number, Explanation> {
    const alternatives = query.units.flat()
    const stemsOf = alternatives.map(({ stems }) => stems.map(stemNumber))
    const phrases = [...alternatives.flatMap(({ apart }, i) => (apart ? (stemsOf[i] as number[]).map((stem) => [stem]) : [stemsOf[i] as number[]])), ...(query.typed.length > 1 ? [query.typed.map((word) => stemNumber(stemOf(word)))] : [])]
    return new Map(
      textsByNumber(numbers).map(([number, own]) => {
        const { excerpt, stems: marked } = passage(own, phrases)
        const anywhere = new Set(marked.flatMap((stems) => [...stems]))
        const matched = searchColumns.flatMap((field, i) =>
          alternatives.flatMap(({ words: typed, apart, how, asked }, a): Matched[] => {
            const stems = stemsOf[a] as number[]
            // Words that may stand apart may stand in different fields: each field says which it holds.
            const here = typed.filter((_, n) => marked[i]?.has(stems[n] as number))
            const holds = apart ? here.length > 0 && stems.every((stem) => anywhere.has(stem)) : here.length === typed.length
            return holds ? [{ field, term: here.join(' '), how, asked }] : []
          }),
        )
        return [number, { name: (own[0] as Text).text, excerpt: highlighted(excerpt), matched }]
      }),
    )
  }

  return { checkWords, understand, find, explain, isMapping }
}

function alternative(words: string[], how: Matched['how'], asked: string, apart = false): Alternative {
  return { words, stems: words.map(stemOf), apart, how, asked }
}

/** What stands for a phrase. */
type Phrase = { others: string[][] }

/** The phrases that have synonyms, by the stem of their first word: with their small words, and without. */
function synonymsOf(rows: { group: number; phrase: string }[]): Map<string, { stems: string[]; phrase: Phrase }[]> {
  const byFirst = new Map<string, { stems: string[]; phrase: Phrase }[]>()
  for (const { group, phrase: text } of rows) {
    const words = text.split(' ')
    const phrase = { others: rows.filter((row) => row.group === group && row.phrase !== text).map((row) => row.phrase.split(' ')) }
    for (const stems of [words, meaningfulOf(words)].map((typed) => typed.map(stemOf))) {
      const first = stems[0] as string
      byFirst.set(first, [...(byFirst.get(first) ?? []), { stems, phrase }])
    }
  }
  return byFirst
}

/** Two bytes a character, four a number. */
function roomOf(texts: Text[]): number {
  return texts.reduce((sum, { text, words }) => sum + text.length * 2 + words.byteLength + 100, 0)
}

/** Marked text as HTML that is safe to insert: everything escaped but our own marks. */
function highlighted(text: string): string {
  return text
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    .replaceAll(OPEN, '<mark>').replaceAll(CLOSE, '</mark>').replaceAll('\n', ' ')
}

/** Numbers that are in each of the lists, which ascend. */
function inAll([first = new Int32Array(), ...others]: Int32Array[]): Int32Array {
  return others.reduce((both, other) => {
    let at = 0
    return both.filter((number) => {
      while (at < other.length && (other[at] as number) < number) at++
      return other[at] === number
    })
  }, first)
}

function addTo(scores: Float64Array, { numbers, scores: more }: Postings): void {
  for (let i = 0; i < numbers.length; i++) scores[numbers[i] as number] = (scores[numbers[i] as number] as number) + (more[i] as number)
}

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
