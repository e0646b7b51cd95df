// Full-text search: parses a query, scores the candidates, ranks them within a scope and explains each match.
import { LRUCache } from 'lru-cache'
import { yielder } from './yielder.ts'
import type { ParsedQuery } from './query.ts'
import type { SearchableRelease } from './source.ts'
import { queryParser } from './queryParser.ts'
import { stemOf } from './stems.ts'
import { wordsOf } from './words.ts'
import { type AlternativePostings, explainer, type MatchExplanation } from './explain.ts'
import {
  fieldOf,
  type IndexedText,
  NAME_FIELDS,
  emptyPostings,
  type PostingList,
  SCORE_SCALE,
  unpackText,
} from './indexing.ts'
import { type ParsedName, nameSimilarity, parseName } from './nameSimilarity.ts'
import { intersect, postingListReader } from './postings.ts'

export type Hit = { item: number; score: number }
export type SearchResult = Hit & MatchExplanation & { name: string }
type StoredText = { name: string; text: IndexedText }

/** How many of the best candidates are reranked by the similarity of their names. */
const MAX_RERANKED = 100
const NAME_SIMILARITY_BOOST = 4
const EXACT_NAME_BOOST = 100
const MAX_TEXT_BYTES = 64 * 1024 * 1024
const MAX_NAMES = 20_000

export function searcher(release: SearchableRelease) {
  const { statement, isMapping } = release
  const postingLists = postingListReader(statement, isMapping)
  const { parseQuery, tokenizeQuery } = queryParser(release, { occurs: postingLists.occurs })
  const selectTexts = statement(
    'SELECT number, name, html, word_offsets FROM texts WHERE number IN (SELECT value FROM json_each(?))',
  )
  const selectNames = statement(
    'SELECT number, name, aliases FROM texts WHERE number IN (SELECT value FROM json_each(?))',
  )
  const nameCache = new LRUCache<number, ParsedName[]>({ max: MAX_NAMES })
  const textCache = new LRUCache<number, StoredText>({
    maxSize: MAX_TEXT_BYTES,
    sizeCalculation: ({ text }) => text.html.length * 2 + text.packedStarts.byteLength * 2 + 1000,
  })

  /** Scores every item that matches any clause. */
  async function scoreCandidates(query: ParsedQuery) {
    const { shouldYield, yieldNow } = yielder()
    const size = release.lastNumber() + 1
    const [scores, matchedClauses, nameMatches, items] = [
      new Uint32Array(size),
      new Uint32Array(size),
      new Uint8Array(size),
      [] as number[],
    ]
    const alternatives: AlternativePostings[] = []
    for (const [c, clause] of query.clauses.entries()) {
      for (const alternative of clause) {
        const phrasePostings = alternative.anywhere
          ? alternative.stems.map((stem) => postingLists.ofPhrase([stem]))
          : [postingLists.ofPhrase(alternative.stems)]
        alternatives.push({ alternative, phrasePostings })
        for (const item of intersect(phrasePostings.map((phrase) => phrase.items))) {
          if (matchedClauses[item] === 0) items.push(item)
          matchedClauses[item] = (matchedClauses[item] as number) | (1 << c)
        }
        for (const phrase of phrasePostings) addScores(phrase, scores, nameMatches)
        if (shouldYield()) await yieldNow()
      }
    }
    const wholeQuery = query.words.length > 1 ? postingLists.ofPhrase(query.words.map(stemOf)) : emptyPostings
    addScores(wholeQuery, scores, nameMatches)
    if (shouldYield()) await yieldNow()
    const allClauses = 2 ** query.clauses.length - 1
    const ranks = release.idRanks()
    const byScore = (a: Hit, b: Hit) => b.score - a.score || (ranks[a.item] as number) - (ranks[b.item] as number)
    const hitOf = (item: number): Hit => ({ item, score: (scores[item] as number) / SCORE_SCALE })
    return {
      /**
       * Items in scope that match every clause; if fewer than `enough`, those that match any. Mappings do not count
       * towards `enough` unless the scope has nothing else.
       */
      matches(isInScope: (item: number) => boolean, minComplete = 1, mappingsOnly = false) {
        const complete = items.filter((item) => matchedClauses[item] === allClauses && isInScope(item))
        const counted = mappingsOnly ? complete : complete.filter((item) => !isMapping(item))
        const matching =
          counted.length >= minComplete || query.clauses.length === 1 ? complete : items.filter(isInScope)
        return {
          items: matching,
          /** The best `count` (at most MAX_RERANKED) without sorting all. */
          first: (count: number): Hit[] =>
            rerank(selectTop(matching, MAX_RERANKED, scores, ranks).map(hitOf), query, nameMatches)
              .sort(byScore)
              .slice(0, count),
          /** Best first. */
          all(): Hit[] {
            const hits = matching.map(hitOf).sort(byScore)
            return [
              ...rerank(hits.slice(0, MAX_RERANKED), query, nameMatches).sort(byScore),
              ...hits.slice(MAX_RERANKED),
            ]
          },
        }
      },
      explain(hits: readonly Hit[]): SearchResult[] {
        const explain = explainer(alternatives, { postings: wholeQuery, length: query.words.length })
        const stored = readTexts(hits.map(({ item }) => item))
        return hits.map(({ item, score }, i) => {
          const { name, text } = stored[i] as StoredText
          const { matched, excerpt } = explain(item, text)
          return { item, score, name, matched, excerpt }
        })
      },
    }
  }

  function rerank(hits: Hit[], query: ParsedQuery, nameMatches: Uint8Array): Hit[] {
    const similarityTo = nameSimilarity(query)
    const isNameCandidate = (item: number) =>
      !isMapping(item) && (nameMatches[item] === 1 || query.stopWords.length > 0)
    readNames(hits.map(({ item }) => item).filter(isNameCandidate))
    return hits.map(({ item, score }) => {
      if (!isNameCandidate(item)) return { item, score: roundScore(score) }
      const similarity = Math.max(0, ...(nameCache.get(item) ?? []).map(similarityTo))
      const boosted = score * (1 + NAME_SIMILARITY_BOOST * similarity ** 2)
      return { item, score: roundScore(similarity === 1 ? boosted + EXACT_NAME_BOOST : boosted) }
    })
  }

  /** Caches the names of items. */
  function readNames(items: readonly number[]): void {
    const missing = items.filter((item) => !nameCache.has(item))
    if (missing.length === 0) return
    for (const [item, name, aliases] of selectNames.all(JSON.stringify(missing)) as [number, string, string][]) {
      const tokenized = [name, ...aliases.split('\n')].map(wordsOf)
      nameCache.set(item, tokenized.filter((words) => words.length > 0).map(parseName))
    }
  }

  function readTexts(items: readonly number[]): StoredText[] {
    const missing = items.filter((item) => !textCache.has(item))
    const rows = missing.length === 0 ? [] : selectTexts.all(JSON.stringify(missing))
    for (const [item, name, html, words] of rows as [number, string, string, Buffer][])
      textCache.set(item, { name, text: unpackText(html, words) })
    return items.map((item) => textCache.get(item) as StoredText)
  }

  return { parseQuery, tokenizeQuery, scoreCandidates }
}

function roundScore(score: number): number {
  return Math.round(score * SCORE_SCALE) / SCORE_SCALE
}

/** Adds a phrase's scores to the totals, and marks items that have it in a name. */
function addScores(
  { items, scores, positionEnds, positions }: PostingList,
  totals: Uint32Array,
  nameMatches: Uint8Array,
): void {
  for (let i = 0, start = 0; i < items.length; start = positionEnds[i++] as number) {
    const item = items[i] as number
    totals[item] = (totals[item] as number) + (scores[i] as number)
    if (fieldOf(positions[start] as number) < NAME_FIELDS) nameMatches[item] = 1
  }
}

/** Partial sort: the best `count` items. */
function selectTop(items: readonly number[], count: number, scores: Uint32Array, ranks: Uint32Array): number[] {
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
