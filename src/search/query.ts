// What was typed into a search, understood.

/** A word or phrase that stands in an item, and what was typed for it. */
export type Matched = { field: string; term: string; how: 'word' | 'synonym' | 'spelling' | 'spacing'; asked: string }

/** One way in which a part of the query may stand in a text: its words side by side, or (where `apart`) anywhere in it; `term` is all of them. */
export type Alternative = {
  words: string[]
  term: string
  stems: string[]
  anywhere: boolean
  how: Matched['how']
  asked: string
}

/** A part of the query that must stand in the text in one of these ways, as it was typed or otherwise. */
export type Clause = [Alternative, ...Alternative[]]

/** What was typed: the parts that must stand in a text, the small words besides, and all of it word by word. */
export type ParsedQuery = { clauses: Clause[]; stopWords: string[]; typed: string[] }
