// The tables of a release. A release is written once, by seed, and only read after that.
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

/** Every item, as the JSON that is answered. Items of a kind are numbered without a gap, so that a set of them is a run of bits, and in the order of their names, so that those that lists show together lie together. */
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

/** For each value of each filter, which items have it: little-endian 32-bit item numbers, ascending. */
export const filterIndex = sqliteTable(
  'postings',
  {
    kind: text('kind').notNull(),
    filter: text('filter').notNull(),
    value: text('value').notNull(),
    items: blob('items', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.filter, table.value] })],
)

/** For each way to sort a kind, its item numbers in that order. */
export const orders = sqliteTable(
  'orders',
  {
    kind: text('kind').notNull(),
    sort: text('sort').notNull(),
    items: blob('items', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.sort] })],
)

/** For each relation of a kind, which items each of its items relates to: how many those up to each have, then all their numbers. */
export const related = sqliteTable(
  'related',
  {
    kind: text('kind').notNull(),
    relation: text('relation').notNull(),
    items: blob('items', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.relation] })],
)

/** The reviewed mappings, as translation walks them. */
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

/** What is no longer served under its address: renamed (then `to` is where it went) or withdrawn (then `to` succeeds it). */
export const formerIds = sqliteTable('moved', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  slug: text('slug').notNull(),
  how: text('how', { enum: ['renamed', 'withdrawn'] }).notNull(),
  to: text('to'),
  on: text('on'),
  reason: text('reason'),
})

/** Groups of words that stand for one another in a search. */
export const synonyms = sqliteTable(
  'synonyms',
  { group: integer('group').notNull(), phrase: text('phrase').notNull() },
  (table) => [primaryKey({ columns: [table.group, table.phrase] })],
)

/** Each word of the content under itself and under each form of it with one letter left out: finds words one mistake away. */
export const spellings = sqliteTable(
  'spellings',
  { form: text('form').notNull(), word: text('word').notNull() },
  (table) => [primaryKey({ columns: [table.form, table.word] })],
)

/** Where each stem stands, and how much it says of each item: see `searchIndex.ts`. */
export const terms = sqliteTable('terms', {
  number: integer('number').primaryKey(),
  stem: text('stem').notNull(),
  postings: blob('postings', { mode: 'buffer' }).notNull(),
})

/** What search shows of each item: its name, and all that is read of it as one text of HTML, with where its words are. */
export const texts = sqliteTable('texts', {
  number: integer('number').primaryKey(),
  name: text('name').notNull(),
  aliases: text('aliases').notNull(),
  shown: text('shown').notNull(),
  words: blob('words', { mode: 'buffer' }).notNull(),
})

/** How many words each item has, by number: one row. */
export const lengths = sqliteTable('lengths', { words: blob('words', { mode: 'buffer' }).notNull() })
