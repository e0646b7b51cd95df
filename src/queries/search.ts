// Full-text search: what was typed → which items match, how well, and why.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { stemmer } from 'stemmer'
import type { Kind } from '../content/kinds.ts'
import { Problem } from '../problems.ts'
import { searchColumns, spellings, synonyms } from '../store/tables.ts'
import { oneMistakeApart, SHORTEST_CORRECTED, spellingForms, wordsOf } from '../store/words.ts'
import type { ReleaseReader } from './release.ts'

export type Matched = { field: string; term: string; how: 'word' | 'synonym' | 'spelling' | 'spacing'; asked: string }
export type Hit = { number: number; score: number }
export type Explanation = { excerpt: string; matched: Matched[] }

/** One way in which a part of the query may stand in a text: its words side by side, or (where `apart`) anywhere in it. */
type Alternative = { words: string[]; apart?: boolean; how: Matched['how']; asked: string }
/** A part of the query that must stand in the text in one of these ways. */
type Unit = Alternative[]

export type Query = { units: Unit[]; words: string[] }

/** A name says more of an item than its guidance. In the order of the columns. */
const weights = [10, 8, 3, 1] as const
/** Mappings speak of items that are found themselves; they come after those. */
const mappingWeight = 0.2
/** An item whose whole name was typed comes before all that only mention it. */
const exactNameBonus = 100
const MOST_WORDS = 20
/** How many items one statement looks at, so that no search holds up other requests for long. */
const CHUNK = 1000

const stopWords = new Set(
  'a an and are as at be been by can do does for from get have how i if in into is it its me my of on or our should so than that the their them there they this to us was we what when where which who why will with would you your'.split(' '),
)

export function searcher(release: ReleaseReader) {
  const { db } = release
  const anyHit = (match: string) => db.get(sql`SELECT 1 AS hit FROM search WHERE search MATCH ${match} LIMIT 1`) !== undefined
  const wordsSpelled = (forms: string[]) =>
    db
      .selectDistinct({ word: spellings.word })
      .from(spellings)
      .where(sql`${spellings.form} IN (SELECT value FROM json_each(${JSON.stringify(forms)}))`)
      .all()
      .map((row) => row.word)
  const groups = new Map<number, string[][]>()
  for (const { group, phrase } of db.select().from(synonyms).all()) groups.set(group, [...(groups.get(group) ?? []), phrase.split(' ')])

  /** What was typed, understood: words, phrases that have synonyms, words run together or apart, and spellings. */
  function understand(typed: string): Query {
    const words = checkWords(typed)
    const units: Unit[] = []
    for (let i = 0; i < words.length; ) {
      const [unit, taken] = synonymUnit(words, i) ?? joinedUnit(words, i) ?? [wordUnit(words[i] as string), 1]
      units.push(unit)
      i += taken
    }
    return { units, words }
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

  function synonymUnit(words: string[], at: number): [Unit, number] | undefined {
    let best: { phrase: string[]; group: string[][]; length: number } | undefined
    for (const group of groups.values()) {
      for (const phrase of group) {
        const meant = meaningfulOf(phrase)
        const stands = meant.every((word, i) => words[at + i] !== undefined && stemmer(words[at + i] as string) === stemmer(word))
        if (stands && meant.length > (best?.length ?? 0)) best = { phrase, group, length: meant.length }
      }
    }
    if (best === undefined) return undefined
    const { phrase, length } = best
    const asked = words.slice(at, at + length)
    const own: Alternative = { words: asked, apart: true, how: 'word', asked: asked.join(' ') }
    const others = best.group.filter((other) => other !== phrase).map((other): Alternative => ({ words: other, how: 'synonym', asked: asked.join(' ') }))
    return [[own, ...others], length]
  }

  function joinedUnit(words: string[], at: number): [Unit, number] | undefined {
    const [a, b] = [words[at], words[at + 1]]
    if (a === undefined || b === undefined || !anyHit(`"${a}${b}"`)) return undefined
    const asked = `${a} ${b}`
    return [[{ words: [a, b], apart: true, how: 'word', asked }, { words: [a + b], how: 'spacing', asked }], 2]
  }

  function wordUnit(word: string): Unit {
    const own: Alternative = { words: [word], how: 'word', asked: word }
    if (word.length < SHORTEST_CORRECTED || anyHit(`"${word}"`)) return [own]
    const split = Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)]).find((halves) => anyHit(`"${halves.join(' ')}"`))
    if (split !== undefined) return [own, { words: split, how: 'spacing', asked: word }]
    const near = wordsSpelled(spellingForms(word)).filter((candidate) => oneMistakeApart(word, candidate))
    return [own, ...near.slice(0, 8).map((candidate): Alternative => ({ words: [candidate], how: 'spelling', asked: word }))]
  }

  /** The items of these kinds that match: all units where some item has all of them, else any. Best first. */
  async function find(query: Query, kinds: readonly Kind[]): Promise<Hit[]> {
    const all = await matches(matchOf(query, ' AND '), kinds)
    const hits = all.length > 0 || query.units.length === 1 ? all : await matches(matchOf(query, ' OR '), kinds)
    await setImmediate()
    hits.sort((a, b) => b.score - a.score || (release.idOf(a.number) < release.idOf(b.number) ? -1 : 1))
    return preferExactNames(hits, query)
  }

  async function matches(match: string, kinds: readonly Kind[]): Promise<Hit[]> {
    const hits: Hit[] = []
    for (const kind of kinds) {
      const { first, size } = release.extent(kind)
      const weight = kind === 'mapping' ? mappingWeight : 1
      for (let from = first; from < first + size; from += CHUNK) {
        if (from > first) await setImmediate()
        const to = Math.min(from + CHUNK, first + size) - 1
        const rows = db.all<{ number: number; score: number }>(
          sql`SELECT rowid AS number, -bm25(search, ${weights[0]}, ${weights[1]}, ${weights[2]}, ${weights[3]}) AS score FROM search WHERE search MATCH ${match} AND rowid BETWEEN ${from} AND ${to}`,
        )
        for (const row of rows) hits.push({ number: row.number, score: round(row.score * weight) })
      }
    }
    return hits
  }

  function preferExactNames(hits: Hit[], query: Query): Hit[] {
    const typed = query.words.join(' ')
    const near = hits.slice(0, 100)
    const named = db.all<{ number: number; name: string; aliases: string }>(sql`SELECT rowid AS number, name, aliases FROM search WHERE rowid IN ${listed(near.map((hit) => hit.number))}`)
    const meant = new Set(named.filter(({ name, aliases }) => [name, ...aliases.split('\n')].some((text) => meaningfulWords(text) === typed)).map((row) => row.number))
    const exact = near.filter((hit) => meant.has(hit.number))
    if (exact.length === 0) return hits
    for (const hit of exact) hit.score = round(hit.score + exactNameBonus)
    return [...exact, ...hits.filter((hit) => !exact.includes(hit))]
  }

  /** Why items match: the best passage of each, and which words stand where; one statement for all. */
  function explain(query: Query, numbers: readonly number[]): Map<number, Explanation> {
    const match = matchOf(query, ' OR ')
    const marks = sql.join(searchColumns.map((name, i) => sql`highlight(search, ${i}, ${OPEN}, ${CLOSE}) AS ${sql.identifier(name)}`), sql`, `)
    const rows = db.all<{ number: number } & Record<(typeof searchColumns)[number] | 'excerpt', string>>(
      sql`SELECT rowid AS number, snippet(search, -1, ${OPEN}, ${CLOSE}, '…', 24) AS excerpt, ${marks} FROM search WHERE search MATCH ${match} AND rowid IN ${listed(numbers)}`,
    )
    const alternatives = query.units.flat().map((alternative) => ({ ...alternative, stems: alternative.words.map(stemmer) }))
    return new Map(
      rows.map((row) => {
        const marked = searchColumns.map((field) => new Set([...row[field].matchAll(markedText)].flatMap((m) => wordsOf(m[1] as string)).map(stemmer)))
        const anywhere = new Set(marked.flatMap((stems) => [...stems]))
        const matched = searchColumns.flatMap((field, i) =>
          alternatives.flatMap(({ words, stems, apart, how, asked }): Matched[] => {
            // Words that may stand apart may stand in different fields: each field says which it holds.
            const here = words.filter((_, n) => marked[i]?.has(stems[n] as string))
            const holds = apart === true ? here.length > 0 && stems.every((stem) => anywhere.has(stem)) : here.length === words.length
            return holds ? [{ field, term: here.join(' '), how, asked }] : []
          }),
        )
        return [row.number, { excerpt: highlighted(row.excerpt), matched }]
      }),
    )
  }

  return { checkWords, understand, find, explain }
}

/** Numbers as a list for SQL. */
const listed = (numbers: readonly number[]) => sql`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`

const OPEN = '\u0002'
const CLOSE = '\u0003'
const markedText = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g')

/** Marked text as HTML that is safe to insert: everything escaped but our own marks. */
function highlighted(text: string): string {
  return text
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    .replaceAll(OPEN, '<mark>').replaceAll(CLOSE, '</mark>').replaceAll('\n', ' ')
}

function matchOf(query: Query, between: ' AND ' | ' OR '): string {
  return query.units.map((unit) => `(${unit.map(expression).join(' OR ')})`).join(between)
}

/** Words hold letters and figures only, so that quoting them is enough. */
function expression(alternative: Alternative): string {
  return alternative.apart ? `(${alternative.words.map((word) => `"${word}"`).join(' AND ')})` : `"${alternative.words.join(' ')}"`
}

/** Words without those that say little, unless there are no others. */
function meaningfulOf(words: string[]): string[] {
  const meaningful = words.filter((word) => !stopWords.has(word))
  return meaningful.length > 0 ? meaningful : words
}

function meaningfulWords(name: string): string {
  return meaningfulOf(wordsOf(name)).join(' ')
}

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
