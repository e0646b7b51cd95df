// GraphQL resolvers, over the same queries as REST. Items come from a cache; each cache miss is one query.
import type { IResolvers } from 'mercurius'
import { z } from 'zod'
import { type Kind, kindNames, definitionOf, kinds } from '../content/kinds.ts'
import { Relation } from '../content/kinds/mapping.ts'
import { referencedKind } from '../content/referenceFields.ts'
import { nearest } from '../content/nearest.ts'
import { parseParameters } from '../http/parameters.ts'
import { Problem, problemFromErrors, unknownValueError } from '../problems.ts'
import {
  type Change,
  type ChangePage,
  type ChangeType,
  type ChangeFeed,
  SINCE,
  releaseToken,
} from '../queries/changes.ts'
import { coverageStates, measures, units } from '../queries/crosswalk.ts'
import type { FacetCount, FilterValues, Page, CollectionQuery } from '../queries/collection.ts'
import type { Item as ItemFields } from '../content/kinds.ts'
import type { SearchResult } from '../search/search.ts'
import type { SearchPage, Toolkit } from '../queries/toolkit.ts'
import { hasFilters, nestedShapes, typeName } from './sdl.ts'

export type Context = ReturnType<typeof createContext>

export function createContext(toolkit: Toolkit, changeFeed: ChangeFeed) {
  return { toolkit, changeFeed }
}

type ListArguments = {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
  filter?: Record<string, string[] | null> | null
  q?: string | null
  sort?: string | null
}
type Connection = { kind: Kind; query: CollectionQuery; page: Page }
type ConnectionEdge = { page: Page; number: number }

const MAX_NODES = 100
const MAX_VALUE_LENGTH = 200
const PageSize = z.int().min(1).max(100)
const SizeArguments = z.object({ first: PageSize.optional(), last: PageSize.optional() })
const TextArguments = z.object({
  q: z.string().min(1).max(200).optional(),
  after: z.string().min(1).max(200).optional(),
  before: z.string().min(1).max(200).optional(),
})

type CrosswalkArguments = {
  subject?: string
  from?: string
  to?: string
  rows?: string
  cols?: string
  maxHops?: number | null
  minScore?: number | null
  relation?: string[] | null
  state?: string[] | null
  unit?: string | null
  measure?: string | null
}
const Id = z.string().min(1).max(200)
const Side = z.string().min(1).max(120)
const PathArguments = z.object({
  maxHops: z.int().min(1).max(3).default(2),
  minScore: z.number().min(0).max(1).default(0),
})

function withoutNulls(args: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== undefined))
}

/** Checks values against an allow-list. @throws Problem that suggests the nearest. */
function checkedValues<T extends string>(
  name: string,
  given: readonly string[] | null | undefined,
  allowed: readonly T[],
): T[] | undefined {
  if (given === null || given === undefined) return undefined
  const isAllowed = (value: string): value is T => allowed.some((name) => name === value)
  const wrong = given.filter((value) => !isAllowed(value))
  if (wrong.length > 0)
    throw problemFromErrors(
      'unknown_value',
      wrong.map((value) =>
        unknownValueError('body', name, value, `allowed for ${name}`, allowed, nearest(value, allowed)),
      ),
    )
  if (given.length === 0)
    throw problemFromErrors('invalid_parameter', [{ in: 'body', name, message: `${name} must not be empty.` }])
  return given.filter(isAllowed)
}

/** The parent object of a field: an item's fields. */
type ParentItem = ItemFields & Record<string, unknown>

function parseListArguments(args: ListArguments): CollectionQuery {
  const given = withoutNulls(args)
  const { first, last } = parseParameters(SizeArguments, given, 'body')
  const { q, after, before } = parseParameters(TextArguments, given, 'body')
  if (first !== undefined && last !== undefined) {
    throw problemFromErrors('invalid_parameter', [
      { in: 'body', name: 'last', message: 'first and last do not go together: give one of them.' },
    ])
  }
  const filter = Object.fromEntries(
    Object.entries(args.filter ?? {}).filter((entry): entry is [string, string[]] => entry[1] !== null),
  ) satisfies FilterValues
  const empty = Object.entries(filter).filter(([, values]) => values.length === 0 || values.includes(''))
  if (empty.length > 0)
    throw problemFromErrors(
      'invalid_parameter',
      empty.map(([name]) => ({
        in: 'body' as const,
        name,
        message: `${name} must not be empty, nor hold an empty value.`,
      })),
    )
  const tooMany = Object.entries(filter).filter(([, values]) => values.length > 100)
  if (tooMany.length > 0)
    throw problemFromErrors(
      'invalid_parameter',
      tooMany.map(([name]) => ({ in: 'body' as const, name, message: `${name} must have at most 100 entries.` })),
    )
  const tooLong = Object.entries(filter).filter(([, values]) => values.some((value) => value.length > MAX_VALUE_LENGTH))
  if (tooLong.length > 0)
    throw problemFromErrors(
      'invalid_parameter',
      tooLong.map(([name]) => ({
        in: 'body' as const,
        name,
        message: `${name} must have at most ${MAX_VALUE_LENGTH} characters.`,
      })),
    )
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
  const query = parseListArguments(args)
  return { kind, query, page: await toolkit.of(kind).list(query) }
}

/** The cursors of the first and last entry of a page. */
function endCursors<T>(entries: readonly T[], cursorOf: (entry: T) => string) {
  const [first, last] = [entries[0], entries.at(-1)]
  return {
    startCursor: first === undefined ? null : cursorOf(first),
    endCursor: last === undefined ? null : cursorOf(last),
  }
}

const connectionFields = {
  totalCount: ({ page }: Connection) => page.total,
  nodes: ({ page }: Connection) => page.items().map(({ fields }) => fields),
  edges: ({ page }: Connection) => page.numbers.map((number): ConnectionEdge => ({ page, number })),
  pageInfo: ({ page }: Connection) => ({
    hasNextPage: page.hasNext,
    hasPreviousPage: page.hasPrevious,
    ...endCursors(page.numbers, page.cursorOf),
  }),
}

/** `node` is lazy: cursors alone need no items. */
const edgeFields = {
  cursor: ({ page, number }: ConnectionEdge) => page.cursorOf(number),
  node: ({ number }: ConnectionEdge, _: unknown, { toolkit }: Context) => toolkit.item(number).fields,
}

const itemResolver =
  (kind: Kind) =>
  (_: unknown, args: { slug?: string; id?: string }, { toolkit }: Context) => {
    const slug = args.slug ?? args.id ?? ''
    const collection = toolkit.of(kind)
    if (kind === 'element' && Object.hasOwn(kinds, slug.split(':')[0] ?? '')) return null
    const formerId = collection.isKnown(slug) ? undefined : collection.formerIdRow(slug)
    if (formerId?.how === 'withdrawn') {
      throw new Problem(
        'withdrawn',
        `The ${kind} "${slug}" was withdrawn on ${formerId.on}: ${formerId.reason} ` +
          `${formerId.to === null ? 'Nothing takes its place.' : `Use "${formerId.to}" instead.`}`,
      )
    }
    const found = formerId?.how === 'renamed' && formerId.to !== null ? toolkit.get(formerId.to) : collection.get(slug)
    return found?.fields ?? null
  }

const searchFields = {
  totalCount: ({ page }: { page: SearchPage }) => page.total,
  nodes: ({ page }: { page: SearchPage }) => page.results,
  edges: ({ page }: { page: SearchPage }) =>
    page.results.map((result) => ({ cursor: page.cursorOf(result), node: result })),
  pageInfo: ({ page, after }: { page: SearchPage; after: string | undefined }) => ({
    hasNextPage: page.hasNext,
    hasPreviousPage: after !== undefined,
    ...endCursors(page.results, page.cursorOf),
  }),
}

const Since = z.string().regex(SINCE, 'must be the id of a release, such as "2026.1", or a token that this field gave')

const changeFields = {
  totalCount: ({ total }: ChangePage) => total,
  nodes: ({ changes }: ChangePage) => changes,
  edges: ({ changes, cursorOf }: ChangePage) => changes.map((node, index) => ({ cursor: cursorOf(index), node })),
  pageInfo: ({ changes, cursorOf, hasNext, hasPrevious }: ChangePage) => ({
    hasNextPage: hasNext,
    hasPreviousPage: hasPrevious,
    ...endCursors([...changes.keys()], cursorOf),
  }),
  from: ({ from }: ChangePage) => from.info,
  to: ({ to }: ChangePage) => to.info,
  token: ({ to }: ChangePage) => releaseToken(to),
}

const changeTypes: Record<ChangeType, string> = {
  added: 'Addition',
  changed: 'Alteration',
  renamed: 'Renaming',
  withdrawn: 'Withdrawal',
  removed: 'Removal',
}

const rootResolvers = {
  Node: { resolveType: (itemById: ParentItem) => typeName(itemById.kind) },
  Query: {
    ...Object.fromEntries(
      kindNames.map((kind) => [
        definitionOf(kind).collection,
        (_: unknown, args: ListArguments, context: Context) => connection(kind, args, context),
      ]),
    ),
    ...Object.fromEntries(kindNames.map((kind) => [kind, itemResolver(kind)])),
    node: (_: unknown, { id }: { id: string }, { toolkit }: Context) => {
      return toolkit.get(id)?.fields ?? null
    },
    nodes: (_: unknown, { ids }: { ids: string[] }, { toolkit }: Context) => {
      if (ids.length > MAX_NODES)
        throw problemFromErrors('invalid_parameter', [
          { in: 'body', name: 'ids', message: `ids may have at most ${MAX_NODES} entries (got ${ids.length}).` },
        ])
      return toolkit.getMany(ids).map((found) => found?.fields ?? null)
    },
    search: async (
      _: unknown,
      args: { q: string; kind?: string[] | null; first?: number | null; after?: string | null },
      { toolkit }: Context,
    ) => {
      const { limit, after } = parseListArguments(args)
      if (args.kind?.length === 0)
        throw problemFromErrors('invalid_parameter', [{ in: 'body', name: 'kind', message: 'kind must not be empty.' }])
      const kinds = args.kind?.map(toolkit.parseKind) ?? kindNames
      return { after, page: await toolkit.search({ q: args.q, kinds, limit, after }) }
    },
    translate: (_: unknown, args: CrosswalkArguments, { toolkit }: Context) => {
      const { subject, to } = parseParameters(z.object({ subject: Id, to: Side }), args, 'body')
      const { relation } = args
      const { maxHops, minScore } = parseParameters(PathArguments, withoutNulls(args), 'body')
      return toolkit.translate({
        subject,
        to,
        maxHops,
        minScore,
        relation: checkedValues('relation', relation, Relation.options),
      })
    },
    explain: (_: unknown, args: CrosswalkArguments, { toolkit }: Context) => {
      const { maxHops } = parseParameters(PathArguments, withoutNulls(args), 'body')
      return toolkit.explain({ ...parseParameters(z.object({ from: Id, to: Id }), args, 'body'), maxHops })
    },
    coverage: (_: unknown, args: CrosswalkArguments, { toolkit }: Context) => {
      const { maxHops } = parseParameters(PathArguments, withoutNulls(args), 'body')
      const [unit = 'tools'] = checkedValues('unit', args.unit == null ? undefined : [args.unit], units) ?? []
      return toolkit.coverage({
        ...parseParameters(z.object({ from: Side, to: Side }), args, 'body'),
        unit,
        maxHops,
        state: checkedValues('state', args.state, coverageStates),
      })
    },
    matrix: (_: unknown, args: CrosswalkArguments, { toolkit }: Context) =>
      toolkit.matrix({
        ...parseParameters(z.object({ rows: Side, cols: Side }), args, 'body'),
        measure: checkedValues('measure', args.measure == null ? undefined : [args.measure], measures)?.[0],
      }),
    changes: (
      _: unknown,
      args: { since: string; first?: number | null; after?: string | null },
      { toolkit, changeFeed }: Context,
    ) => {
      const { limit, after } = parseListArguments(args)
      const { since } = parseParameters(z.object({ since: Since }), args, 'body')
      return changeFeed.page({ from: changeFeed.releaseOf(since, 'since', toolkit), to: toolkit, limit, after })
    },
    release: (_: unknown, __: unknown, { toolkit }: Context) => toolkit.info,
  },
  Change: { resolveType: ({ type }: Change) => changeTypes[type] },
  ChangeConnection: changeFields,
  ...Object.fromEntries(
    kindNames.map((kind) => [
      `${typeName(kind)}Connection`,
      { ...connectionFields, ...(hasFilters(kind) ? { facets: (found: Connection) => found } : {}) },
    ]),
  ),
  ...Object.fromEntries(kindNames.map((kind) => [`${typeName(kind)}Edge`, edgeFields])),
  ...Object.fromEntries(kindNames.filter(hasFilters).map((kind) => [`${typeName(kind)}Facets`, facetFields(kind)])),
  SearchConnection: searchFields,
  SearchResult: { item: (result: SearchResult, _: unknown, { toolkit }: Context) => toolkit.item(result.item).fields },
}

/** Facets are counted only if selected. */
function facetFields(kind: Kind) {
  return Object.fromEntries(
    Object.keys(definitionOf(kind).filters).map((name) => [
      name,
      async ({ query }: Connection, _: unknown, { toolkit }: Context): Promise<FacetCount[]> =>
        (await toolkit.of(kind).facets(query, [name]))[name] ?? [],
    ]),
  )
}

type Field = (obj: ParentItem, args: unknown, context: Context) => unknown

const item = (id: string, { toolkit }: Context) => toolkit.get(id)?.fields ?? null

/** The numbers of the items that an object refers to. */
type NumbersOf = (obj: ParentItem, toolkit: Toolkit) => readonly number[]

/** Resolves references to items; dangling ones are left out. */
const itemListField =
  (numbersOf: NumbersOf): Field =>
  (obj, _, { toolkit }) =>
    toolkit.items(numbersOf(obj, toolkit)).map(({ fields }) => fields)

const itemField =
  (numbersOf: NumbersOf): Field =>
  (obj, _, { toolkit }) => {
    const [number] = numbersOf(obj, toolkit)
    return number === undefined ? null : toolkit.item(number).fields
  }

/** References by id or, to items of one kind, by slug. */
function referencedNumbers(field: string, kind?: Kind): NumbersOf {
  // Resolved once for each cached item.
  const known = new WeakMap<ParentItem, readonly number[]>()
  return (obj, toolkit) => {
    let numbers = known.get(obj)
    if (numbers === undefined) {
      const names = [obj[field] ?? []].flat() as string[]
      known.set(
        obj,
        (numbers = names.flatMap(
          (name) => (kind === undefined ? toolkit.numberOf(name) : toolkit.of(kind).numberOf(name)) ?? [],
        )),
      )
    }
    return numbers
  }
}

/** Resolvers of the fields that refer to items. */
function referenceFields(shape: z.ZodObject): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(shape.shape).flatMap(([field, schema]) => {
      const kind = referencedKind(schema)
      if (kind === undefined) return []
      const numbersOf = referencedNumbers(field, kind === 'item' ? undefined : (kind as Kind))
      return [[field, schema instanceof z.ZodArray ? itemListField(numbersOf) : itemField(numbersOf)]]
    }),
  )
}

const guidance: Field = (obj, _, { toolkit }) => toolkit.get(obj.id)?.guidance

const itemResolvers = {
  ...Object.fromEntries(
    kindNames.map((kind) => [
      typeName(kind),
      { ...referenceFields(definitionOf(kind).served), ...(kind === 'mapping' ? {} : { guidance }) },
    ]),
  ),
  ...Object.fromEntries([...nestedShapes()].map(([name, shape]) => [name, referenceFields(shape)])),
}

const crosswalkResolvers = {
  Match: { item: ({ id }: { id: string }, _: unknown, context: Context) => item(id, context) },
  CoverageUnit: { item: ({ id }: { id: string }, _: unknown, context: Context) => item(id, context) },
  CoverageCounts: {
    reviewedNone: (counts: Record<string, number>) => counts['reviewed-none'],
    notReviewed: (counts: Record<string, number>) => counts['not-reviewed'],
  },
  MatrixCell: {
    number: ({ value }: { value: unknown }) => (typeof value === 'number' ? value : null),
    word: ({ value }: { value: unknown }) => (typeof value === 'string' ? value : null),
  },
}

export const resolvers = {
  ...rootResolvers,
  ...crosswalkResolvers,
  ...itemResolvers,
} as unknown as IResolvers
