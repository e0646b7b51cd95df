// A parsed query: clauses that must all match, each by one of its alternatives.

/** A term that occurs in an item, and the part of the query that it matches. */
export type TermMatch = { field: string; term: string; how: 'word' | 'synonym' | 'spelling' | 'spacing'; asked: string }

/** A phrase, or (if `anywhere`) words in any order and place; `term` is its text. */
export type Alternative = {
  words: string[]
  term: string
  stems: string[]
  anywhere: boolean
  how: TermMatch['how']
  asked: string
}

/** Matches if any alternative does: the words as typed, a synonym or a correction. */
export type Clause = [Alternative, ...Alternative[]]

/** `words` has every word of the query; `stopWords` only affect the similarity of names. */
export type ParsedQuery = { clauses: Clause[]; stopWords: string[]; words: string[] }
