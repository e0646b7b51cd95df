// Queries over the items of one kind: get, list with filters, sorting, paging and facets, or stream all.
import { setImmediate } from 'node:timers/promises'
import { type Kind, itemId, definitionOf } from '../content/kinds.ts'
import { withArticle } from '../content/issues.ts'
import { nearest } from '../content/nearest.ts'
import { type Problem, type ParameterError, problemFromErrors, unknownValueError } from '../problems.ts'
import { decodeCursor, encodeCursor, cursorKey } from './cursor.ts'
import { add, intersect, count, has, type ItemSet, emptySet } from './itemSet.ts'
import type { StoredItem } from './item.ts'
import type { ReleaseReader } from './release.ts'
import type { Hit, searcher } from '../search/search.ts'

type Hits = { items: number[]; all(): Hit[] }

export type FilterValues = Record<string, readonly string[]>
export type CollectionQuery = {
  filter?: FilterValues
  q?: string | undefined
  /** `name`, `order` or `relevance`; `-` in front reverses. */
  sort?: string | undefined
  limit: number
  after?: string | undefined
  before?: string | undefined
  /** Take the last `limit` items, not the first. */
  fromEnd?: boolean
  facets?: readonly string[]
}
export type FacetCount = { value: string; count: number }
export type Page = {
  /** The numbers of its items. */
  numbers: number[]
  items(): StoredItem[]
  total: number
  /** Computed lazily: most items of a page need none. */
  cursorOf(number: number): string
  hasNext: boolean
  hasPrevious: boolean
  facets: Record<string, FacetCount[]>
}

/** A validated query: its cursor key and the items that its decoded cursors point to. */
type CheckedQuery = { key: string; from: number | undefined; until: number | undefined }

/** A row of the former ids; renames are not followed. */
export type FormerIdRecord = {
  how: 'renamed' | 'withdrawn'
  to: string | null
  on: string | null
  reason: string | null
}

export function collection<K extends Kind>(kind: K, release: ReleaseReader, search: ReturnType<typeof searcher>) {
  const definition = definitionOf(kind)
  // Read at start-up, so that requests are validated without SQL.
  for (const [filter, { allowed }] of Object.entries(definition.filters))
    if (allowed === 'occurring') release.occurringValues(kind, filter)
  /** Handlers validate a query before they run it: this avoids validating it twice. */
  const checkedQueries = new WeakMap<object, CheckedQuery>()
  const sorts = ['name', ...(definition.order ? ['order'] : [])]
  /** Every item of the kind; built lazily by the first search. */
  let isOfKind: ((item: number) => boolean) | undefined

  function slugsOf(ofKind: Kind): string[] {
    return release.ids(ofKind).map((id) => (ofKind === 'element' ? id : id.slice(ofKind.length + 1)))
  }

  function allowedValues(filter: string): readonly string[] {
    const { allowed } = definition.filters[filter] as (typeof definition.filters)[string]
    if (allowed === 'occurring') return release.occurringValues(kind, filter)
    if ('oneOf' in allowed) return allowed.oneOf
    if ('idsOf' in allowed) return allowed.idsOf.flatMap((k) => release.ids(k as Kind))
    return slugsOf(allowed.kind as Kind)
  }

  function isAllowed(filter: string, value: string): boolean {
    const { allowed } = definition.filters[filter] as (typeof definition.filters)[string]
    if (allowed === 'occurring') return release.occurringValues(kind, filter).includes(value)
    if ('oneOf' in allowed) return allowed.oneOf.includes(value)
    if ('idsOf' in allowed) return allowed.idsOf.some((k) => release.has(k as Kind, value))
    return release.has(allowed.kind as Kind, itemId(allowed.kind as Kind, value))
  }

  function describeValue(filter: string): string {
    const { allowed } = definition.filters[filter] as (typeof definition.filters)[string]
    if (typeof allowed === 'object' && 'kind' in allowed)
      return allowed.kind === 'element' ? 'an element of a methodology, such as "lean:flow"' : withArticle(allowed.kind)
    if (typeof allowed === 'object' && 'idsOf' in allowed) return 'the id of an item, such as "tool:fishbone-diagram"'
    return `a value of ${filter}`
  }

  /** @throws Problem listing every unknown value, or if the search text or a cursor is invalid. Runs no SQL. */
  function check(query: Pick<CollectionQuery, 'filter' | 'sort' | 'q' | 'after' | 'before'>): CheckedQuery {
    const alreadyChecked = checkedQueries.get(query)
    if (alreadyChecked !== undefined) return alreadyChecked
    const errors: ParameterError[] = []
    for (const [filter, values] of Object.entries(query.filter ?? {})) {
      for (const value of values) {
        if (isAllowed(filter, value)) continue
        const allowed = allowedValues(filter)
        errors.push(unknownValueError('query', filter, value, describeValue(filter), allowed, nearest(value, allowed)))
      }
    }
    if (errors.length > 0) throw problemFromErrors('unknown_value', errors)
    const sort = query.sort?.replace(/^-/, '')
    if (sort === 'relevance' && query.q === undefined) {
      throw problemFromErrors('invalid_parameter', [
        {
          in: 'query',
          name: 'sort',
          message: `sort "relevance" goes with q, which is not given. Without it: ${sorts.join(', ')}.`,
          allowed: sorts,
        },
      ])
    }
    if (query.q !== undefined) search.tokenizeQuery(query.q)
    const key = keyOf(query)
    const [from, until] = [query.after, query.before].map((cursor) =>
      cursor === undefined ? undefined : decodeCursor(cursor, key, release.info.digest).item,
    )
    const found = { key, from, until }
    checkedQueries.set(query, found)
    return found
  }

  /** The requested filters, plus the defaults of those that the request leaves out. */
  function withDefaults(filter: FilterValues): FilterValues {
    const defaults = Object.entries(definition.filters).flatMap(([name, { default: values }]) =>
      values && filter[name] === undefined ? [[name, values] as const] : [],
    )
    return { ...Object.fromEntries(defaults), ...filter }
  }

  function matchingSet(filter: FilterValues, matchSet: ItemSet | undefined, except?: string): ItemSet {
    const set = release.itemsMatching(
      kind,
      Object.entries(withDefaults(filter)).filter(([name]) => name !== except),
    )
    return matchSet === undefined ? set : intersect(matchSet, set)
  }

  async function facetCounts(
    query: CollectionQuery,
    names: readonly string[],
    matchSet: ItemSet | undefined,
  ): Promise<Record<string, FacetCount[]>> {
    const facets: Record<string, FacetCount[]> = {}
    for (const facet of names) {
      await setImmediate()
      const others = matchingSet(query.filter ?? {}, matchSet, facet)
      facets[facet] = release
        .valuesOf(kind, facet)
        .map(({ value, items }) => ({
          value,
          count: items.reduce((n, number) => n + (has(others, number) ? 1 : 0), 0),
        }))
        .filter((entry) => entry.count > 0)
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    }
    return facets
  }

  /** The matches of a search, both ranked and as a set. */
  async function searchMatches(q: string | undefined): Promise<{ hits: Hits; set: ItemSet } | undefined> {
    if (q === undefined) return undefined
    isOfKind ??= release.scopeOf([kind], () => true)
    const hits = (await search.scoreCandidates(search.parseQuery(q))).matches(isOfKind)
    const { first, size } = release.numberRange(kind)
    const set = emptySet(first, size)
    add(set, hits.items)
    return { hits, set }
  }

  /** All items of the kind in the requested order, before filtering, and the index of each. */
  function ordering(
    query: CollectionQuery,
    hits: Hits | undefined,
  ): { order: ArrayLike<number>; indexOf(number: number): number; isReversed: boolean } {
    const requestedSort = query.sort ?? (hits !== undefined ? 'relevance' : definition.order ? 'order' : 'name')
    const reverse = requestedSort.startsWith('-')
    const sort = requestedSort.replace(/^-/, '')
    if (sort === 'relevance' && hits !== undefined) {
      const order = hits.all().map((hit) => hit.item)
      const ranks = new Map(order.map((number, rank) => [number, rank]))
      return { order, indexOf: (number) => ranks.get(number) ?? -1, isReversed: reverse }
    }
    const { items, ranks } = release.sorted(kind, sort)
    return {
      order: items,
      indexOf: (number) => ranks[number - release.numberRange(kind).first] as number,
      isReversed: reverse,
    }
  }

  function keyOf(query: Pick<CollectionQuery, 'filter' | 'sort' | 'q'>): string {
    const filter = Object.entries(query.filter ?? {})
      .map(([name, values]) => [name, [...values].sort()])
      .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1))
    return cursorKey([kind, filter, query.q ?? null, query.sort ?? null])
  }

  async function list(query: CollectionQuery): Promise<Page> {
    const { key, from, until } = check(query)
    const matches = await searchMatches(query.q)
    const set = matchingSet(query.filter ?? {}, matches?.set)
    const { order, indexOf, isReversed: reverse } = ordering(query, matches?.hits)

    // Walks the order from the cursor on, so that deep pages cost no more than the first.
    const step = reverse !== (query.fromEnd ?? false) ? -1 : 1
    const forward = reverse ? -1 : 1
    const firstIndex = from === undefined ? (reverse ? order.length - 1 : 0) : indexOf(from) + forward
    const lastIndex = until === undefined ? (reverse ? 0 : order.length - 1) : indexOf(until) - forward
    const [start, end] = query.fromEnd ? [lastIndex, firstIndex] : [firstIndex, lastIndex]
    const numbers: number[] = []
    let more = false
    for (let index = start; step > 0 ? index <= end : index >= end; index += step) {
      const number = order[index] as number
      if (!has(set, number)) continue
      if (numbers.length === query.limit) {
        more = true
        break
      }
      numbers.push(number)
    }
    if (query.fromEnd) numbers.reverse()
    return {
      numbers,
      items: () => release.items(numbers),
      total: count(set),
      cursorOf: (number) => encodeCursor({ release: release.info.id, item: number }, key, release.info.digest),
      hasNext: query.fromEnd ? until !== undefined : more,
      hasPrevious: query.fromEnd ? more : from !== undefined,
      facets: await facetCounts(query, query.facets ?? [], matches?.set),
    }
  }

  /** Facet counts without a page of items. */
  async function facets(query: CollectionQuery, names: readonly string[]): Promise<Record<string, FacetCount[]>> {
    check(query)
    return facetCounts(query, names, (await searchMatches(query.q))?.set)
  }

  /** Streams every matching item in batches, yielding to the event loop between them. */
  async function* streamAll(
    query: Omit<CollectionQuery, 'limit' | 'after' | 'before' | 'facets'>,
  ): AsyncGenerator<StoredItem<K>[]> {
    check(query)
    const matches = await searchMatches(query.q)
    const set = matchingSet(query.filter ?? {}, matches?.set)
    const { order, isReversed } = ordering({ ...query, limit: 0 }, matches?.hits)
    const numbers = Array.from(order).filter((number) => has(set, number))
    if (isReversed) numbers.reverse()
    for (let at = 0; at < numbers.length; at += 100) {
      yield release.items(numbers.slice(at, at + 100)) as StoredItem<K>[]
      await setImmediate()
    }
  }

  return {
    kind,
    sorts,
    check,
    list,
    facets,
    streamAll,
    allowedValues,
    /** Elements are addressed by their ids. */
    slugs: (): string[] => slugsOf(kind),
    isKnown: (slug: string): boolean => release.has(kind, itemId(kind, slug)),
    numberOf: (slug: string): number | undefined => release.numberInKind(kind, itemId(kind, slug)),
    get(slug: string): StoredItem<K> | undefined {
      const number = release.numberInKind(kind, itemId(kind, slug))
      return number === undefined ? undefined : (release.item(number) as StoredItem<K>)
    },
    /** The items with these slugs, in this order; unknown slugs are skipped. */
    getMany: (slugs: readonly string[]): StoredItem<K>[] =>
      release.items(
        [...new Set(slugs)].flatMap((slug) => release.numberInKind(kind, itemId(kind, slug)) ?? []),
      ) as StoredItem<K>[],
    listedCount: (): number => count(matchingSet({}, undefined)),
    /** Whether an item is in the list without explicit filters. */
    listed: (): ((number: number) => boolean) => {
      const set = matchingSet({}, undefined)
      return (number) => has(set, number)
    },
    formerIdRow: (slug: string): FormerIdRecord | undefined => release.formerIdRow(itemId(kind, slug)),
    /** A 404 problem that suggests the nearest slug. */
    notFound(slug: string): Problem {
      const ids = release.ids(kind)
      const near = nearest(itemId(kind, slug), ids)
      const suggestion = near === undefined ? undefined : kind === 'element' ? near : near.slice(kind.length + 1)
      const { allowed: _, ...error } = unknownValueError(
        'path',
        'slug',
        slug,
        `the slug of ${withArticle(kind)}`,
        [],
        suggestion,
      )
      return problemFromErrors('not_found', [error])
    },
  }
}

export type Collection<K extends Kind = Kind> = ReturnType<typeof collection<K>>
