// Full-text search: what was typed → which items match, how well, and why.
import { LRUCache } from 'lru-cache'
import { yielder } from './yielder.ts'
import type { Query } from './query.ts'
import type { Source } from './source.ts'
import { understanding } from './understanding.ts'
import { stemOf } from './stems.ts'
import { wordsOf } from './words.ts'
import { explain, type Explanation, type Found } from './explaining.ts'
import {
  fieldOf,
  type IndexedText,
  NAME_FIELDS,
  noPostings,
  type Postings,
  SCORE_UNIT,
  unpackText,
} from './indexing.ts'
import { type Name, parseName, similarity } from './names.ts'
import { intersection, postingsReader } from './postings.ts'

export type Hit = { item: number; score: number }
export type SearchResult = Hit & Explanation & { name: string }
type StoredText = { name: string; text: IndexedText }

/** How many of the best are ordered by how similar their names are to the query. */
const RERANKED = 100
const NAME_FACTOR = 4
const EXACT_NAME = 100
const MAX_TEXT_BYTES = 64 * 1024 * 1024
const MAX_NAMES = 20_000

export function searcher(release: Source) {
  const { statement, isMapping } = release
  const postings = postingsReader(statement, isMapping)
  const { checkWords, understand } = understanding(release, { stands: postings.occurs })
  const selectTexts = statement(
    'SELECT number, name, shown, words FROM texts WHERE number IN (SELECT value FROM json_each(?))',
  )
  const selectNames = statement(
    'SELECT number, name, aliases FROM texts WHERE number IN (SELECT value FROM json_each(?))',
  )
  const names = new LRUCache<number, Name[]>({ max: MAX_NAMES })
  const known = new LRUCache<number, StoredText>({
    maxSize: MAX_TEXT_BYTES,
    sizeCalculation: ({ text }) => text.html.length * 2 + text.starts.byteLength * 2 + 1000,
  })

  /** Scores every item that has a part of the query. */
  async function scoreCandidates(query: Query) {
    const { shouldYield, yieldNow } = yielder()
    const size = release.lastNumber() + 1
    const [scores, parts, named, items] = [
      new Uint32Array(size),
      new Uint32Array(size),
      new Uint8Array(size),
      [] as number[],
    ]
    const found: Found[] = []
    for (const [u, unit] of query.units.entries()) {
      for (const alternative of unit) {
        const phrases = alternative.apart
          ? alternative.stems.map((stem) => postings.of([stem]))
          : [postings.of(alternative.stems)]
        found.push({ alternative, phrases })
        for (const item of intersection(phrases.map((phrase) => phrase.items))) {
          if (parts[item] === 0) items.push(item)
          parts[item] = (parts[item] as number) | (1 << u)
        }
        for (const phrase of phrases) add(phrase, scores, named)
        if (shouldYield()) await yieldNow()
      }
    }
    const typed = query.typed.length > 1 ? postings.of(query.typed.map(stemOf)) : noPostings
    add(typed, scores, named)
    if (shouldYield()) await yieldNow()
    const every = 2 ** query.units.length - 1
    const ranks = release.ranks()
    const before = (a: Hit, b: Hit) => b.score - a.score || (ranks[a.item] as number) - (ranks[b.item] as number)
    const hitOf = (item: number): Hit => ({ item, score: (scores[item] as number) / SCORE_UNIT })
    return {
      /** Those in scope with every part of the query; if fewer than `enough`, those with any. Mappings do not count, unless nothing else is in scope. */
      matches(isInScope: (item: number) => boolean, enough = 1, mappingsOnly = false) {
        const complete = items.filter((item) => parts[item] === every && isInScope(item))
        const counted = mappingsOnly ? complete : complete.filter((item) => !isMapping(item))
        const matching = counted.length >= enough || query.units.length === 1 ? complete : items.filter(isInScope)
        return {
          items: matching,
          /** The first so many, at most RERANKED, best first. */
          first: (count: number): Hit[] =>
            rerank(best(matching, RERANKED, scores, ranks).map(hitOf), query, named)
              .sort(before)
              .slice(0, count),
          /** All of them, best first. */
          all(): Hit[] {
            const hits = matching.map(hitOf).sort(before)
            return [...rerank(hits.slice(0, RERANKED), query, named).sort(before), ...hits.slice(RERANKED)]
          },
        }
      },
      explain(hits: readonly Hit[]): SearchResult[] {
        const stored = read(hits.map(({ item }) => item))
        return hits.map((hit, i) => {
          const { name, text } = stored[i] as StoredText
          return { ...hit, name, ...explain(found, typed, query.typed.length, hit.item, text) }
        })
      },
    }
  }

  function rerank(hits: Hit[], query: Query, named: Uint8Array): Hit[] {
    const isAlike = (item: number) => !isMapping(item) && (named[item] === 1 || query.smallWords.length > 0)
    const missing = hits.flatMap(({ item }) => (isAlike(item) && !names.has(item) ? item : []))
    for (const row of missing.length === 0
      ? []
      : (selectNames.all(JSON.stringify(missing)) as [number, string, string][])) {
      const [item, name, aliases] = row
      names.set(
        item,
        [name, ...aliases.split('\n')]
          .map(wordsOf)
          .filter((own) => own.length > 0)
          .map(parseName),
      )
    }
    return hits.map(({ item, score }) => {
      const like = isAlike(item) ? Math.max(0, ...(names.get(item) ?? []).map((name) => similarity(query, name))) : 0
      const improved = score * (1 + NAME_FACTOR * like ** 2) + (like === 1 ? EXACT_NAME : 0)
      return { item, score: rounded(improved) }
    })
  }

  function read(items: readonly number[]): StoredText[] {
    const missing = items.filter((item) => !known.has(item))
    for (const row of missing.length === 0
      ? []
      : (selectTexts.all(JSON.stringify(missing)) as [number, string, string, Buffer][])) {
      const [item, name, html, words] = row
      known.set(item, { name, text: unpackText(html, words) })
    }
    return items.map((item) => known.get(item) as StoredText)
  }

  return { checkWords, understand, scoreCandidates }
}

function rounded(score: number): number {
  return Math.round(score * SCORE_UNIT) / SCORE_UNIT
}

/** Adds what a phrase is worth to the items it occurs in, and notes those that it names. */
function add({ items, scores, ends, positions }: Postings, to: Uint32Array, named: Uint8Array): void {
  for (let i = 0, start = 0; i < items.length; start = ends[i++] as number) {
    const item = items[i] as number
    to[item] = (to[item] as number) + (scores[i] as number)
    if (fieldOf(positions[start] as number) < NAME_FIELDS) named[item] = 1
  }
}

/** The best `count` of some items, without sorting the rest. */
function best(items: readonly number[], count: number, scores: Uint32Array, ranks: Uint32Array): number[] {
  const top: number[] = []
  const isBefore = (a: number, b: number) =>
    (scores[a] as number) > (scores[b] as number) ||
    (scores[a] === scores[b] && (ranks[a] as number) < (ranks[b] as number))
  for (const item of items) {
    if (top.length === count && !isBefore(item, top[count - 1] as number)) continue
    let at = Math.min(top.length, count - 1)
    for (; at > 0 && isBefore(item, top[at - 1] as number); at--) top[at] = top[at - 1] as number
    top[at] = item
  }
  return top
}
