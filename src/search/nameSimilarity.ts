// The similarity of a name and a query: 1 if they have the same words, 0 if they share none.
import type { ParsedQuery } from './query.ts'
import { stemOf } from './stems.ts'
import { isStopWord } from './stopWords.ts'

const STOP_WORD_WEIGHT = 0.25
const SYNONYM_WEIGHT = 0.95
/** Only an exact match scores 1. */
const MAX_INEXACT_SIMILARITY = 0.99

export type ParsedName = { words: string[]; stems: string[]; weight: number }

export function parseName(words: string[]): ParsedName {
  return { words, stems: words.map(stemOf), weight: weigh(words) }
}

/** Compares names with a query. */
export function nameSimilarity({ clauses, stopWords }: ParsedQuery): (name: ParsedName) => number {
  const weightedClauses = clauses.map((alternatives) => ({
    alternatives,
    weight: weigh(alternatives[0].asked.split(' ')),
  }))
  const clauseWeight = weightedClauses.reduce((sum, { weight }) => sum + weight, 0)
  const queryWeight = clauseWeight + weigh(stopWords)
  const stopWordStems = stopWords.map(stemOf)

  return (name) => {
    const sharedStems = new Set<string>()
    let matchedWeight = 0
    for (const { alternatives, weight } of weightedClauses) {
      const match = alternatives.find(({ stems }) => stems.every((stem) => name.stems.includes(stem)))
      if (match === undefined) continue
      matchedWeight += weight * (match.how === 'synonym' ? SYNONYM_WEIGHT : 1)
      for (const stem of match.stems) sharedStems.add(stem)
    }
    if (matchedWeight === 0 && stopWords.length === 0) return 0
    const sharesAll = name.words.every((word, i) => isStopWord(word) || sharedStems.has(name.stems[i] as string))
    if (matchedWeight === clauseWeight && sharesAll) return 1
    const sharedStopWords = stopWordStems.filter((stem) => name.stems.includes(stem))
    for (const stem of sharedStopWords) sharedStems.add(stem)
    const queryShare = (matchedWeight + sharedStopWords.length * STOP_WORD_WEIGHT) / queryWeight
    const nameShare = weigh(name.words.filter((_, i) => sharedStems.has(name.stems[i] as string))) / name.weight
    return queryShare === 0 || nameShare === 0
      ? 0
      : (MAX_INEXACT_SIMILARITY * 2 * queryShare * nameShare) / (queryShare + nameShare)
  }
}

function weigh(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (isStopWord(word) ? STOP_WORD_WEIGHT : 1), 0)
}
