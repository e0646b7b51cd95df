// The handwritten part of the SDL, which belongs to no kind.

/** The root fields apart from those of the kinds. */
export const commonQueryFields = `
  "An item of any kind by its id; null where there is none."
  node("\`kind:slug\`, or \`methodology:element\`." id: ID!): Node
  "Items of any kind by id, in the order given; null where there is none. At most 100."
  nodes("At most 100 ids." ids: [ID!]!): [Node]!
  "Items of any kind that match, best first."
  search(
    "What to look for; forgives plurals, a wrong or swapped letter and spaces, and knows synonyms."
    q: String!
    "Only items of these kinds."
    kind: [String!]
    "How many at the most: 1 to 100, default 20."
    first: Int
    "The cursor of the page before."
    after: String
  ): SearchConnection!
  "What an item is in another methodology, or in the toolkit; the same as in REST."
  translate(
    "The id of a tool, activity, question, strand or element."
    subject: ID!
    "A methodology, or \`toolkit\`."
    to: String!
    "How many edges a path may have: 1 to 3, default 2."
    maxHops: Int
    "Only paths that score at least this: 0 to 1."
    minScore: Float
    "Only paths of these relations."
    relation: [String!]
  ): Translation!
  "Why two items are connected; the same as in REST."
  explain(
    "The id of an item."
    from: ID!
    "The id of another."
    to: ID!
    "How many edges a path may have: 1 to 3, default 2."
    maxHops: Int
  ): Explanation!
  "How much of one side has a counterpart in the other; the same as in REST."
  coverage(
    "A methodology, or \`toolkit\`."
    from: String!
    "Another."
    to: String!
    "What of the toolkit is counted: \`strands\`, \`questions\`, \`activities\` or \`tools\` (default)."
    unit: String
    "How many edges a path may have: 1 to 3, default 2."
    maxHops: Int
    "Only units in these states; the counts are of all."
    state: [String!]
  ): Coverage!
  "Each row against each column; the same as in REST."
  matrix(
    "A collection (\`tools\`, \`activities\`, \`questions\`, \`strands\`) or a methodology."
    rows: String!
    "A methodology."
    cols: String!
    "\`strength\`, \`count\`, \`shared-tools\` or \`relation\`; the default depends on the rows."
    measure: String
  ): Matrix!
  """
  What a copy of an older release must do, in order, to be the release that this answer is from; the same as in REST. Name another
  release to end in by \`?release=\` on the address.
  """
  changes(
    "The release that the copy is of: its id, or the \`token\` of the answer before."
    since: String!
    "How many at the most: 1 to 100, default 20."
    first: Int
    "The cursor of the page before."
    after: String
  ): ChangeConnection!
  "The release that this answer is from."
  release: Release!
`

export const commonTypes = `
"""
An item of any kind. \`__typename\` says which.
"""
interface Node {
  "The id: \`kind:slug\`, or \`methodology:element\` of an element."
  id: ID!
}

"""
What an item is on another side, best first.
"""
type Translation {
  "The id of the item asked about."
  subject: ID!
  "The methodology, or \`toolkit\`."
  to: String!
  "Which empty it is: \`reviewed-none\`, \`not-reviewed\` or \`filtered\`; null where there are matches."
  empty: String
  "The ids of the mappings in which somebody says that there is none."
  none: [ID!]!
  "What it is there."
  matches: [Match!]!
}

"""
One item that the subject is on the other side; it repeats its best path.
"""
type Match {
  "The id of the item."
  id: ID!
  "The item."
  item: Node!
  "How the subject relates to it."
  relation: String!
  "Of a role; else null."
  strength: String
  "How well: 0 to 1."
  score: Float!
  "How many edges away."
  hops: Int!
  "How many ways there are, listed or not."
  pathCount: Int!
  "The ways there, best first, at most 10; \`explain\` lists more."
  paths: [Path!]!
}

"""
A chain of counterparts, with at most one role, at its end.
"""
type Path {
  "The id of the item that it leads to."
  to: ID!
  "How its two ends relate."
  relation: String!
  "Of the role that ends it; else null."
  strength: String
  "The product of confidence and factor over its steps, times 0.8 for each step after the first."
  score: Float!
  "How many steps."
  hops: Int!
  "Its steps, in order."
  steps: [Step!]!
}

"""
One edge of a path.
"""
type Step {
  "The id of the mapping."
  mapping: ID!
  "The id of the item that it leaves."
  from: ID!
  "The id of the item that it reaches."
  to: ID!
  "How they relate, in the direction of the step."
  relation: String!
  "Of a role; else null."
  strength: String
  "What the relation or strength counts."
  factor: Float!
  "How sure the editors are, from 0 to 1."
  confidence: Float!
  "What in the subject of the mapping serves what in its object."
  reason: String!
  "What it rests on."
  basis: String!
  "Whether the mapping is read against its stored direction."
  inverse: Boolean!
}

"""
The paths between two items, best first.
"""
type Explanation {
  "The id of the first item."
  from: ID!
  "The id of the second."
  to: ID!
  "Which empty it is: \`reviewed-none\` or \`not-reviewed\`; null where there are paths."
  empty: String
  "The ids of the mappings in which somebody says that there is none."
  none: [ID!]!
  "How many paths there are, listed or not."
  pathCount: Int!
  "The paths, best first, at most 50."
  paths: [Path!]!
}

"""
How much of one side has a counterpart in the other.
"""
type Coverage {
  "The side whose units are counted."
  from: String!
  "The side in which counterparts are looked for."
  to: String!
  "What of the toolkit is counted, where it is one of the two."
  unit: String!
  "How many units are in each state; they sum to the number of units."
  counts: CoverageCounts!
  "The units."
  units: [CoverageUnit!]!
}

"""
How many units are in each state.
"""
type CoverageCounts {
  "With a direct counterpart that is exact or close, or a direct role that is core or useful."
  covered: Int!
  "With only weaker or only derived ones."
  partial: Int!
  "Looked at, and there is none."
  reviewedNone: Int!
  "Not looked at yet."
  notReviewed: Int!
}

"""
One unit, and its state.
"""
type CoverageUnit {
  "The id of the unit."
  id: ID!
  "The unit."
  item: Node!
  "\`covered\`, \`partial\`, \`reviewed-none\` or \`not-reviewed\`."
  state: String!
  "What the state rests on."
  by: [CoverageGround!]!
}

"""
What a state rests on.
"""
type CoverageGround {
  "The id of the item at the other end."
  id: ID!
  "The id of the mapping, or of the last of a path."
  mapping: ID!
  "How the unit relates to it."
  relation: String!
  "Of a role; else null."
  strength: String
  "The ids of the mappings of the path, where the connection is derived; else empty."
  derivedFrom: [ID!]!
}

"""
Each row against each column.
"""
type Matrix {
  "What its cells hold."
  measure: String!
  "The rows."
  rows: [MatrixSide!]!
  "The columns."
  cols: [MatrixSide!]!
  "Every cell, row by row."
  cells: [MatrixCell!]!
}

"""
A row or column of a matrix.
"""
type MatrixSide {
  "The id of the item."
  id: ID!
  "What it is called."
  name: String!
}

"""
One cell of a matrix.
"""
type MatrixCell {
  "The id of the row."
  row: ID!
  "The id of the column."
  col: ID!
  "What it holds, where that is a number."
  number: Int
  "What it holds, where that is a word; null where the cell is empty."
  word: String
  "The ids of the mappings that it counts."
  mappings: [ID!]!
}

"""
A release of the content.
"""
type Release {
  "Its id, such as \`2026.1\`."
  id: ID!
  "What it holds: sha256 of the content."
  digest: String!
  "When it was published: ISO 8601, UTC."
  publishedAt: String!
  "Under which licences the content may be used."
  licence: Licence!
  "The credit to show with the content."
  attribution: Attribution!
}

"""
Where in a list a page is.
"""
type PageInfo {
  "Whether there is more after it."
  hasNextPage: Boolean!
  "Whether there is more before it."
  hasPreviousPage: Boolean!
  "The cursor of its first item; null where the page is empty."
  startCursor: String
  "The cursor of its last item; null where the page is empty."
  endCursor: String
}

"""
How many items have a value.
"""
type FacetCount {
  "The value, as filters take it."
  value: String!
  "How many items."
  count: Int!
}

"""
What differs between two releases, in the order in which a copy must do it.
"""
type ChangeConnection {
  "How many changes there are in all."
  totalCount: Int!
  "Where in the list the page is."
  pageInfo: PageInfo!
  "The changes of the page, each with its cursor."
  edges: [ChangeEdge!]!
  "The changes of the page."
  nodes: [Change!]!
  "The release of the copy."
  from: Release!
  "The release that the copy is of afterwards."
  to: Release!
  "What to give as \`since\` the next time, once every page was taken."
  token: String!
}

"""
One change, and where it stands.
"""
type ChangeEdge {
  "Where it stands, for \`after\`."
  cursor: String!
  "The change."
  node: Change!
}

"""
One step from the older release to the newer.
"""
interface Change {
  "The id of the item."
  id: ID!
  "The kind of the item."
  kind: String!
}

"""
Put the item: it is new.
"""
type Addition implements Change {
  "The id of the item."
  id: ID!
  "The kind of the item."
  kind: String!
  "The item."
  item: Node!
}

"""
Put the item in the place of the old one.
"""
type Alteration implements Change {
  "The id of the item."
  id: ID!
  "The kind of the item."
  kind: String!
  "Which fields differ, by their names in REST."
  fields: [String!]!
  "The item as it is now."
  item: Node!
}

"""
Delete what stands under the former id, and put the item.
"""
type Renaming implements Change {
  "The id of the item."
  id: ID!
  "The kind of the item."
  kind: String!
  "The id to delete."
  formerId: ID!
  "The item as it is now."
  item: Node!
}

"""
Delete the item: it was taken back.
"""
type Withdrawal implements Change {
  "The id of the item."
  id: ID!
  "The kind of the item."
  kind: String!
  "The date."
  on: String!
  "Why it was taken back."
  reason: String!
  "The id of the item to use instead; null where there is none."
  successor: ID
}

"""
Delete the item: it is no part of the content any more. Mappings go so, which have no withdrawal of their own.
"""
type Removal implements Change {
  "The id of the item."
  id: ID!
  "The kind of the item."
  kind: String!
}

"""
Items that match a search, best first.
"""
type SearchConnection {
  "How many there are in all."
  totalCount: Int!
  "Where in the list the page is."
  pageInfo: PageInfo!
  "The results of the page, each with its cursor."
  edges: [SearchEdge!]!
  "The results of the page."
  nodes: [SearchResult!]!
}

"""
One result of a search, and where it stands.
"""
type SearchEdge {
  "Where it stands, for \`after\`."
  cursor: String!
  "The result."
  node: SearchResult!
}

"""
An item that matches a search, and why.
"""
type SearchResult {
  "The item."
  item: Node!
  "How well it matches; compare within one answer only."
  score: Float!
  "The best passage, as HTML in which nothing but \`<mark>\` stands."
  excerpt: String!
  "Why it matches."
  matched: [SearchMatch!]!
}

"""
Words of an item that a search matched.
"""
type SearchMatch {
  "Where they stand: name, aliases, summary or guidance."
  field: String!
  "The words that stand there."
  term: String!
  "How they relate to what was typed: \`word\`, \`synonym\`, \`spelling\` or \`spacing\`."
  how: String!
  "What was typed."
  asked: String!
}
`
