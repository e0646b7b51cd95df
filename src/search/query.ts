// A parsed query: clauses that must all match, each by one of its alternatives.

/** A term that occurs in an item, and the part of the query that it matches. */
export type Matched = { field: string; term: string; how: 'word' | 'synonym' | 'spelling' | 'spacing'; asked: string }

/** A phrase, or (if `anywhere`) words in any order and place; `term` is its text. */
export type Alternative = {
  words: string[]
  term: string
  stems: string[]
  anywhere: boolean
  how: Matched['how']
  asked: string
}

/** Matches if any alternative does: the words as typed, a synonym or a correction. */
export type Clause = [Alternative, ...Alternative[]]

/** `stopWords` only affect name similarity; `typed` has all words of the query. */
export type ParsedQuery = { clauses: Clause[]; stopWords: string[]; typed: string[] }
