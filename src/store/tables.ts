// The tables of a release. A release is written once and then only read.
import { blob, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Attribution, Licence } from '../content/common.ts'
import type { Relation, Strength } from '../content/kinds/mapping.ts'
import type { z } from 'zod'

/** Which release this is: one row. */
export const release = sqliteTable('release', {
  id: text('id').primaryKey(),
  digest: text('digest').notNull(),
  publishedAt: text('published_at').notNull(),
  licence: text('licence', { mode: 'json' }).$type<z.infer<typeof Licence>>().notNull(),
  attribution: text('attribution', { mode: 'json' }).$type<z.infer<typeof Attribution>>().notNull(),
})

/**
 * Items as served JSON. Items of a kind have consecutive numbers, so that filters are bit sets; the numbers follow the
 * order of names, so that the items of a page are in neighbouring database pages.
 */
export const items = sqliteTable(
  'items',
  {
    number: integer('number').primaryKey(),
    id: text('id').notNull().unique(),
    kind: text('kind').notNull(),
    slug: text('slug').notNull(),
    json: text('json').notNull(),
    guidance: text('guidance').notNull(),
  },
  (table) => [index('items_by_kind').on(table.kind, table.number)],
)

/** The items of each filter value: little-endian 32-bit item numbers, ascending. */
export const filterIndex = sqliteTable(
  'filter_index',
  {
    kind: text('kind').notNull(),
    filter: text('filter').notNull(),
    value: text('value').notNull(),
    items: blob('items', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.filter, table.value] })],
)

/** The item numbers of a kind in each sort order. */
export const orders = sqliteTable(
  'orders',
  {
    kind: text('kind').notNull(),
    sort: text('sort').notNull(),
    items: blob('items', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.sort] })],
)

/** Each relation of a kind as adjacency lists: cumulative counts per item, then the numbers of all related items. */
export const related = sqliteTable(
  'related',
  {
    kind: text('kind').notNull(),
    relation: text('relation').notNull(),
    items: blob('items', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.relation] })],
)

/** The reviewed mappings, as edges of the mapping graph. */
export const edges = sqliteTable('edges', {
  id: text('id').primaryKey(),
  subject: text('subject').notNull(),
  object: text('object').notNull(),
  relation: text('relation').$type<Relation>().notNull(),
  strength: text('strength').$type<Strength>(),
  confidence: real('confidence').notNull(),
  reason: text('reason').notNull(),
  basis: text('basis').notNull(),
})

/** Ids no longer served: `to` is the current id of a renamed item, or the successor of a withdrawn one. */
export const formerIds = sqliteTable('former_ids', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  slug: text('slug').notNull(),
  how: text('how', { enum: ['renamed', 'withdrawn'] }).notNull(),
  to: text('to'),
  on: text('on'),
  reason: text('reason'),
})

/** Groups of synonyms for search. */
export const synonyms = sqliteTable(
  'synonyms',
  { group: integer('group').notNull(), phrase: text('phrase').notNull() },
  (table) => [primaryKey({ columns: [table.group, table.phrase] })],
)

/** Each word of the content under itself and its deletions of one letter (SymSpell): finds words one edit apart. */
export const spellings = sqliteTable(
  'spellings',
  { variant: text('variant').notNull(), word: text('word').notNull() },
  (table) => [primaryKey({ columns: [table.variant, table.word] })],
)

/** The posting list of each stem: see `src/search/indexing.ts`. */
export const terms = sqliteTable('terms', {
  number: integer('number').primaryKey(),
  stem: text('stem').notNull(),
  postingList: blob('posting_list', { mode: 'buffer' }).notNull(),
})

/** The searchable text of each item as escaped HTML, with word offsets for excerpts. */
export const texts = sqliteTable('texts', {
  number: integer('number').primaryKey(),
  name: text('name').notNull(),
  aliases: text('aliases').notNull(),
  html: text('html').notNull(),
  wordOffsets: blob('word_offsets', { mode: 'buffer' }).notNull(),
})

/** The number of words of each item, for length normalisation: one row. */
export const documentLengths = sqliteTable('document_lengths', {
  wordCounts: blob('word_counts', { mode: 'buffer' }).notNull(),
})
