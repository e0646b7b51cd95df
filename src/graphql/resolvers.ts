// The SDL's fields, answered by the same questions as REST. Relations are loaders: one statement for all items of a level.
import type { FastifyReply } from 'fastify'
import type { IResolvers, MercuriusLoaders } from 'mercurius'
import { z } from 'zod'
import { type Kind, itemId, kindNames, kindOf } from '../content/kinds.ts'
import { parseParameters } from '../http/parameters.ts'
import { Problem, problemOf } from '../problems.ts'
import type { FacetCount, Filter, Page, Question } from '../queries/collection.ts'
import type { Row } from '../queries/release.ts'
import type { SearchPage, SearchResult, Toolkit } from '../queries/toolkit.ts'

/** What resolvers share of one request. */
export type Context = { toolkit: Toolkit; reply: FastifyReply }

type Stored = { id: string; kind: Kind } & Record<string, unknown>
type Query<T = Stored> = { obj: T; params: Record<string, unknown> }
type Loader<T = Stored> = (queries: Query<T>[], context: Context) => unknown[]

type ListArguments = {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
  filter?: Record<string, string[] | null> | null
  q?: string | null
  sort?: string | null
}
type Connection = { kind: Kind; question: Question; page: Page }

const MOST_NODES = 100
const PageSize = z.int().min(1).max(100)
const Sizes = z.object({ first: PageSize.optional(), last: PageSize.optional() })
const Texts = z.object({ q: z.string().min(1).max(200).optional(), after: z.string().min(1).max(200).optional(), before: z.string().min(1).max(200).optional() })

const stored = (row: Row): Stored => JSON.parse(row.json) as Stored
const typeName = (kind: string) => `${kind[0]?.toUpperCase()}${kind.slice(1)}`

function questionOf(args: ListArguments): Question {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== undefined))
  const { first, last } = parseParameters(Sizes, given, 'body')
  const { q, after, before } = parseParameters(Texts, given, 'body')
  if (first !== undefined && last !== undefined) {
    throw problemOf('invalid_parameter', [{ in: 'body', name: 'last', message: 'first and last do not go together: give one of them.' }])
  }
  const filter = Object.fromEntries(Object.entries(args.filter ?? {}).filter((entry): entry is [string, string[]] => entry[1] !== null)) satisfies Filter
  const empty = Object.entries(filter).filter(([, values]) => values.length === 0 || values.includes(''))
  if (empty.length > 0) throw problemOf('invalid_parameter', empty.map(([name]) => ({ in: 'body' as const, name, message: `${name} must not be empty, nor hold an empty value.` })))
  const tooMany = Object.entries(filter).filter(([, values]) => values.length > 100)
  if (tooMany.length > 0) throw problemOf('invalid_parameter', tooMany.map(([name]) => ({ in: 'body' as const, name, message: `${name} must have at most 100 entries.` })))
  const sort = args.sort?.toLowerCase()
  return {
    filter,
    q,
    sort: sort?.endsWith('_desc') ? `-${sort.slice(0, -'_desc'.length)}` : sort,
    limit: last ?? first ?? 20,
    after,
    before,
    fromEnd: last !== undefined,
  }
}

async function connection(kind: Kind, args: ListArguments, { toolkit }: Context): Promise<Connection> {
  const question = questionOf(args)
  return { kind, question, page: await toolkit.of(kind).page(question) }
}

const connectionFields = {
  totalCount: ({ page }: Connection) => page.total,
  nodes: ({ page }: Connection) => page.rows.map(stored),
  edges: ({ page }: Connection) => page.rows.map((row) => ({ cursor: page.cursorOf(row), node: stored(row) })),
  pageInfo: ({ page }: Connection) => ({
    hasNextPage: page.hasNext,
    hasPreviousPage: page.hasPrevious,
    startCursor: page.rows[0] === undefined ? null : page.cursorOf(page.rows[0]),
    endCursor: page.rows.length === 0 ? null : page.cursorOf(page.rows.at(-1) as Row),
  }),
}

const one = (kind: Kind) => (_: unknown, args: Record<string, string>, { toolkit }: Context) => {
  const slug = (args.slug ?? args.id) as string
  const collection = toolkit.of(kind)
  const gone = collection.isKnown(slug) ? undefined : collection.gone(slug)
  if (gone?.how === 'withdrawn') {
    throw new Problem('withdrawn', `The ${kind} "${slug}" was withdrawn on ${gone.on}: ${gone.reason} ${gone.to === null ? 'Nothing takes its place.' : `Use "${gone.to}" instead.`}`)
  }
  const row = gone?.how === 'renamed' && gone.to !== null ? toolkit.byId(gone.to)?.row : collection.bySlug(slug)
  return row === undefined ? null : stored(row)
}

const searchFields = {
  totalCount: ({ page }: { page: SearchPage }) => page.total,
  nodes: ({ page }: { page: SearchPage }) => page.results,
  edges: ({ page }: { page: SearchPage }) => page.results.map((result) => ({ cursor: page.cursorOf(result), node: result })),
  pageInfo: ({ page, after }: { page: SearchPage; after: string | undefined }) => ({
    hasNextPage: page.hasNext,
    hasPreviousPage: after !== undefined,
    startCursor: page.results[0] === undefined ? null : page.cursorOf(page.results[0]),
    endCursor: page.results.length === 0 ? null : page.cursorOf(page.results.at(-1) as SearchResult),
  }),
}

export const resolvers = {
  Node: { resolveType: (item: Stored) => typeName(item.kind) },
  Query: {
    ...Object.fromEntries(kindNames.map((kind) => [kindOf(kind).collection, (_: unknown, args: ListArguments, context: Context) => connection(kind, args, context)])),
    ...Object.fromEntries(kindNames.map((kind) => [kind, one(kind)])),
    node: (_: unknown, { id }: { id: string }, { toolkit }: Context) => {
      const found = toolkit.byId(id)
      return found === undefined ? null : stored(found.row)
    },
    nodes: (_: unknown, { ids }: { ids: string[] }, { toolkit }: Context) => {
      if (ids.length > MOST_NODES) throw problemOf('invalid_parameter', [{ in: 'body', name: 'ids', message: `ids may have at most ${MOST_NODES} entries (got ${ids.length}).` }])
      return toolkit.byIds(ids).map((found) => (found === undefined ? null : stored(found.row)))
    },
    search: async (_: unknown, args: { q: string; kind?: string[] | null; first?: number | null; after?: string | null }, { toolkit }: Context) => {
      const { limit, q, after } = questionOf(args) as Question & { q: string }
      const kinds = args.kind?.map(toolkit.kindNamed) ?? kindNames
      return { after, page: await toolkit.search({ q, kinds, limit, after }) }
    },
    release: (_: unknown, __: unknown, { toolkit }: Context) => toolkit.info,
  },
  ...Object.fromEntries(kindNames.map((kind) => [`${typeName(kind)}Connection`, { ...connectionFields, ...(hasFacets(kind) ? { facets: (found: Connection) => found } : {}) }])),
  ...Object.fromEntries(kindNames.filter(hasFacets).map((kind) => [`${typeName(kind)}Facets`, facetFields(kind)])),
  SearchConnection: searchFields,
  SearchResult: { item: ({ row }: SearchResult) => stored(row) },
} as unknown as IResolvers

function hasFacets(kind: Kind): boolean {
  return Object.keys(kindOf(kind).filters).length > 0
}

/** Each facet is counted only if it is asked for. */
function facetFields(kind: Kind) {
  return Object.fromEntries(
    Object.keys(kindOf(kind).filters).map((name) => [
      name,
      async ({ question }: Connection, _: unknown, { toolkit }: Context): Promise<FacetCount[]> => (await toolkit.of(kind).facets(question, [name]))[name] ?? [],
    ]),
  )
}

/** Items named by ids, for all parents at once. */
function itemsById(idsOf: (obj: Stored) => string[]): Loader {
  return (queries, { toolkit }) => {
    const wanted = queries.map(({ obj }) => idsOf(obj))
    const unique = [...new Set(wanted.flat())]
    const found = new Map<string, Stored>()
    toolkit.byIds(unique).forEach((entry) => entry && found.set(entry.row.id, stored(entry.row)))
    return wanted.map((ids) => ids.flatMap((id) => found.get(id) ?? []))
  }
}

const first = (load: Loader): Loader => (queries, context) => load(queries, context).map((found) => (found as Stored[])[0] ?? null)
const idsIn = (field: string) => (obj: Stored) => [obj[field] ?? []].flat() as string[]
const slugsIn = (field: string, kind: Kind) => (obj: Stored) => idsIn(field)(obj).map((slug) => itemId(kind, slug))

const guidanceOf: Loader = (queries, { toolkit }) => {
  const { kind } = (queries[0] as Query).obj
  const rows = toolkit.of(kind).bySlugs(queries.map(({ obj }) => (kind === 'element' ? obj.id : (obj.slug as string))))
  const guidances = new Map(toolkit.of(kind).guidances(rows).map((json, i) => [rows[i]?.id, JSON.parse(json) as unknown]))
  return queries.map(({ obj }) => guidances.get(obj.id) ?? null)
}

/** A relation's field: one item where REST has one slug, items where it has several. */
function relationLoader(kind: Kind, field: string, target: Kind): Loader {
  const isList = kindOf(kind).served.shape[field] instanceof z.ZodArray
  return isList ? itemsById(slugsIn(field, target)) : first(itemsById(slugsIn(field, target)))
}

const uncached = (loader: Loader) => ({ loader: async (queries: Query[], context: Context) => loader(queries, context), opts: { cache: false } })

export const loaders = {
  ...Object.fromEntries(
    kindNames.map((kind) => [
      typeName(kind),
      Object.fromEntries([
        ...Object.entries(kindOf(kind).relations).map(([field, target]) => [field, uncached(relationLoader(kind, field, target))]),
        ...(kind === 'mapping' ? [['subject', uncached(first(itemsById(idsIn('subject'))))], ['object', uncached(first(itemsById(idsIn('object'))))]] : [['guidance', uncached(guidanceOf)]]),
      ]),
    ]),
  ),
  StrandEmphasis: { stage: uncached(first(itemsById(slugsIn('stage', 'stage')))) },
  StageEmphasis: { strand: uncached(first(itemsById(slugsIn('strand', 'strand')))) },
  StageStep: { item: uncached(first(itemsById(idsIn('item')))) },
  GuideStep: { items: uncached(itemsById(idsIn('items'))) },
  Comparison: { methodologies: uncached(itemsById(slugsIn('methodologies', 'methodology'))) },
  Guidance: { follows: uncached(itemsById(idsIn('follows'))), leadsTo: uncached(itemsById(idsIn('leadsTo'))) },
} as unknown as MercuriusLoaders
