// Reads an open release: prepared statements, and caches of items, filter sets and sort orders.
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { type Kind, kindNames, kindOfId } from '../content/kinds.ts'
import type { Edge } from '../mapping/graph.ts'
import type { OpenRelease } from '../store/open.ts'
import { unpackUint32 } from '../search/packing.ts'
import { PUBLIC_URL_PLACEHOLDER, REPORT_URL_PLACEHOLDER } from '../store/presentItems.ts'
import { edges, items as itemTable, formerIds, orders, filterIndex, related as relatedItems } from '../store/tables.ts'
import { type StoredItem, storedItem } from './item.ts'
import { add, fullSet, intersect, union, type ItemSet, emptySet } from './itemSet.ts'

export type ReleaseReader = ReturnType<typeof releaseReader>
type NumberRange = { ids: string[]; first: number }

/** The addresses that the placeholders in stored JSON stand for. */
export type PublicUrls = { publicUrl: string; reportUrl: string | null }

/** The address placeholders as JSON escapes them. */
const [PUBLIC_URL_IN_JSON, REPORT_URL_IN_JSON] = [PUBLIC_URL_PLACEHOLDER, REPORT_URL_PLACEHOLDER].map((character) =>
  JSON.stringify(character).slice(1, -1),
) as [string, string]
const ESCAPE_PREFIX = '\\u00'

/** Batch sizes that keep each query short, since SQLite blocks the event loop. */
const EDGES_PER_QUERY = 2000
const ITEMS_PER_QUERY = 500

/** Size limits of the caches. */
const MAX_SET_BYTES = 4 * 1024 * 1024
const MAX_ITEM_BYTES = 64 * 1024 * 1024
/** Estimated bytes of a cached item besides its JSON. */
const ITEM_OVERHEAD = 1000

export function releaseReader({ info, db, statement }: OpenRelease, { publicUrl, reportUrl }: PublicUrls) {
  /** A map for each kind, so that lookups within a kind search a small map. */
  const numbersById = Object.fromEntries(kindNames.map((kind) => [kind, new Map<string, number>()])) as Record<
    Kind,
    Map<string, number>
  >
  const numberRanges = readIds()
  const idsByNumber: string[] = []
  for (const kind of kindNames)
    numberRanges[kind].ids.forEach((id, i) => (idsByNumber[numberRanges[kind].first + i] = id))
  const lastNumber = Math.max(0, idsByNumber.length - 1)

  const selectItemsWithValue = db
    .select({ items: filterIndex.items })
    .from(filterIndex)
    .where(
      and(
        eq(filterIndex.kind, sql.placeholder('kind')),
        eq(filterIndex.filter, sql.placeholder('filter')),
        eq(filterIndex.value, sql.placeholder('value')),
      ),
    )
    .prepare()
  const selectValuesOfFilter = db
    .select({ value: filterIndex.value, items: filterIndex.items })
    .from(filterIndex)
    .where(and(eq(filterIndex.kind, sql.placeholder('kind')), eq(filterIndex.filter, sql.placeholder('filter'))))
    .orderBy(asc(filterIndex.value))
    .prepare()
  const selectOrder = db
    .select({ items: orders.items })
    .from(orders)
    .where(and(eq(orders.kind, sql.placeholder('kind')), eq(orders.sort, sql.placeholder('sort'))))
    .prepare()
  const selectEdgesAfter = db
    .select()
    .from(edges)
    .where(gt(edges.id, sql.placeholder('last')))
    .orderBy(asc(edges.id))
    .limit(EDGES_PER_QUERY)
    .prepare()
  const selectItemsAfter = db
    .select({ number: itemTable.number, id: itemTable.id, json: itemTable.json, guidance: itemTable.guidance })
    .from(itemTable)
    .where(gt(itemTable.number, sql.placeholder('last')))
    .orderBy(asc(itemTable.number))
    .limit(ITEMS_PER_QUERY)
    .prepare()
  const selectFormerId = db
    .select()
    .from(formerIds)
    .where(eq(formerIds.id, sql.placeholder('id')))
    .prepare()
  const selectRelation = db
    .select({ items: relatedItems.items })
    .from(relatedItems)
    .where(and(eq(relatedItems.kind, sql.placeholder('kind')), eq(relatedItems.relation, sql.placeholder('relation'))))
    .prepare()
  const relatedItemsByRelation = new Map<string, Uint32Array>()
  const sortOrders = new Map<string, { items: Uint32Array; ranks: Uint32Array }>()
  const occurringValues = new Map<string, string[]>()

  function readIds(): Record<Kind, NumberRange> {
    const all = Object.fromEntries(kindNames.map((kind) => [kind, { ids: [], first: 1 }])) as unknown as Record<
      Kind,
      NumberRange
    >
    for (const row of db
      .select({ number: itemTable.number, id: itemTable.id, kind: itemTable.kind })
      .from(itemTable)
      .orderBy(asc(itemTable.number))
      .all()) {
      const ofKind = all[row.kind as Kind]
      if (ofKind.ids.length === 0) ofKind.first = row.number
      ofKind.ids.push(row.id)
      numbersById[row.kind as Kind].set(row.id, row.number)
    }
    return all
  }

  const reportUrlJson = JSON.stringify(reportUrl)

  /** Replaces the address placeholders in one pass, since this runs over most of every response. */
  function fillUrlPlaceholders(json: string): string {
    let [text, copiedTo] = ['', 0]
    for (
      let at = json.indexOf(ESCAPE_PREFIX);
      at >= 0;
      at = json.indexOf(ESCAPE_PREFIX, at + PUBLIC_URL_IN_JSON.length)
    ) {
      if (json.startsWith(PUBLIC_URL_IN_JSON, at)) {
        text += json.slice(copiedTo, at) + publicUrl
        copiedTo = at + PUBLIC_URL_IN_JSON.length
      } else if (json.startsWith(REPORT_URL_IN_JSON, at)) {
        // Includes the quotes, since the address may be null.
        text += json.slice(copiedTo, at - 1) + reportUrlJson
        copiedTo = at + REPORT_URL_IN_JSON.length + 1
      }
    }
    return text + json.slice(copiedTo)
  }

  let cachedRanks: Uint32Array | undefined

  const selectItem = statement('SELECT json, octet_length(guidance) FROM items WHERE number = ?')
  const selectGuidance = statement('SELECT guidance FROM items WHERE number = ?')
  // Parsing adds about four times the size of the JSON; guidance is read when it is needed.
  const cache = new LRUCache<number, StoredItem>({ maxSize: MAX_ITEM_BYTES })

  function item(number: number): StoredItem {
    const cached = cache.get(number)
    if (cached !== undefined) return cached
    const [json, guidanceBytes] = selectItem.get(BigInt(number)) as [string, number]
    const id = idsByNumber[number] as string
    const readGuidance = () => (selectGuidance.get(BigInt(number)) as [string])[0]
    const cacheAs = (size: number) => void cache.set(number, read, { size })
    const size = json.length + guidanceBytes + ITEM_OVERHEAD
    const read = storedItem(number, id, kindOfId(id), fillUrlPlaceholders(json), readGuidance, () =>
      cacheAs(size + json.length * 4),
    )
    cacheAs(size)
    return read
  }

  const items = (numbers: readonly number[]): StoredItem[] => numbers.map(item)

  const filterSets = new LRUCache<string, ItemSet>({
    maxSize: MAX_SET_BYTES,
    sizeCalculation: ({ bits }, key) => bits.byteLength + key.length * 2 + 200,
  })
  const fullSets = new Map<Kind, ItemSet>()
  const sortedIds = new Map<Kind, readonly string[]>()

  function itemsWithValue(kind: Kind, filter: string, value: string): ItemSet {
    const key = `${kind} ${filter} ${value}`
    const known = filterSets.get(key)
    if (known !== undefined) return known
    const set = emptySet(numberRanges[kind].first, numberRanges[kind].ids.length)
    const found = selectItemsWithValue.get({ kind, filter, value })
    if (found !== undefined) add(set, unpackUint32(found.items))
    filterSets.set(key, set)
    return set
  }

  function allOf(kind: Kind): ItemSet {
    const known = fullSets.get(kind)
    if (known !== undefined) return known
    const set = fullSet(numberRanges[kind].first, numberRanges[kind].ids.length)
    fullSets.set(kind, set)
    return set
  }

  function itemsWithAnyValue(kind: Kind, filter: string, values: readonly string[]): ItemSet {
    const [first, ...others] = values.map((value) => itemsWithValue(kind, filter, value))
    return first === undefined
      ? emptySet(numberRanges[kind].first, numberRanges[kind].ids.length)
      : others.reduce(union, first)
  }

  /** Items that match all filters, each by any of its values. The sets are cached: callers must not modify them. */
  function itemsMatching(
    kind: Kind,
    filters: readonly (readonly [filter: string, values: readonly string[]])[],
  ): ItemSet {
    if (filters.length === 0) return allOf(kind)
    const key = `${kind} ${JSON.stringify(filters)}`
    const known = filterSets.get(key)
    if (known !== undefined) return known
    const set = filters.map(([filter, values]) => itemsWithAnyValue(kind, filter, values)).reduce(intersect)
    filterSets.set(key, set)
    return set
  }

  function related(kind: Kind, relation: string, number: number): Uint32Array {
    const key = `${kind} ${relation}`
    let all = relatedItemsByRelation.get(key)
    if (all === undefined) {
      const row = selectRelation.get({ kind, relation })
      relatedItemsByRelation.set(
        key,
        (all = row === undefined ? new Uint32Array(numberRanges[kind].ids.length) : unpackUint32(row.items)),
      )
    }
    const [index, size] = [number - numberRanges[kind].first, numberRanges[kind].ids.length]
    return all.subarray(size + (index === 0 ? 0 : (all[index - 1] as number)), size + (all[index] as number))
  }

  return {
    info,
    db,
    statement,
    publicUrl,
    /** The items of a kind are numbered consecutively. */
    numberRange: (kind: Kind) => ({ first: numberRanges[kind].first, size: numberRanges[kind].ids.length }),
    lastNumber: (): number => lastNumber,
    /** In alphabetical order. */
    ids(kind: Kind): readonly string[] {
      const known = sortedIds.get(kind) ?? [...numberRanges[kind].ids].sort()
      sortedIds.set(kind, known)
      return known
    },
    numberOf: (id: string): number | undefined => numbersById[kindOfId(id)].get(id),
    numberInKind: (kind: Kind, id: string): number | undefined => numbersById[kind].get(id),
    idOf: (number: number): string => idsByNumber[number] as string,
    isMapping: (number: number): boolean =>
      number >= numberRanges.mapping.first && number < numberRanges.mapping.first + numberRanges.mapping.ids.length,
    /** A predicate: the item is of one of these kinds and, if it is a mapping, listed. */
    scopeOf(kinds: readonly Kind[], isListed: (mapping: number) => boolean): (item: number) => boolean {
      const wanted = new Uint8Array(lastNumber + 1)
      for (const kind of kinds)
        numbersById[kind].forEach((item) => (wanted[item] = kind !== 'mapping' || isListed(item) ? 1 : 0))
      return (item) => wanted[item] === 1
    },
    /** The rank of each item in alphabetical order of ids; breaks ties between equal scores. */
    idRanks(): Uint32Array {
      if (cachedRanks === undefined) {
        cachedRanks = new Uint32Array(idsByNumber.length)
        const inOrder = kindNames
          .flatMap((kind) => [...numbersById[kind].values()])
          .sort((a, b) => ((idsByNumber[a] as string) < (idsByNumber[b] as string) ? -1 : 1))
        for (let rank = 0; rank < inOrder.length; rank++) cachedRanks[inOrder[rank] as number] = rank
      }
      return cachedRanks
    },
    item,
    items,
    related,
    /** The reviewed mappings, in batches. */
    *edges(): Generator<Edge[]> {
      let last = ''
      for (;;) {
        const batch = selectEdgesAfter.all({ last })
        if (batch.length === 0) return
        yield batch
        last = (batch.at(-1) as Edge).id
      }
    },
    /** The stored JSON of every item and its guidance, in batches. */
    *serializedItems(): Generator<{ id: string; text: string }[]> {
      let last = 0
      for (;;) {
        const batch = selectItemsAfter.all({ last })
        if (batch.length === 0) return
        yield batch.map(({ id, json, guidance }) => ({ id, text: json + guidance }))
        last = batch.at(-1)?.number ?? last
      }
    },
    /** The latest first. */
    withdrawn: () =>
      db
        .select()
        .from(formerIds)
        .where(eq(formerIds.how, 'withdrawn'))
        .orderBy(desc(formerIds.on), asc(formerIds.id))
        .all(),
    formerIdRow: (id: string) => selectFormerId.get({ id }),
    itemsMatching,
    /** The items of each value of a filter, for facet counts. */
    valuesOf(kind: Kind, filter: string): { value: string; items: Uint32Array }[] {
      return selectValuesOfFilter
        .all({ kind, filter })
        .map((row) => ({ value: row.value, items: unpackUint32(row.items) }))
    },
    occurringValues(kind: Kind, filter: string): string[] {
      const key = `${kind} ${filter}`
      const known = occurringValues.get(key) ?? selectValuesOfFilter.all({ kind, filter }).map((row) => row.value)
      occurringValues.set(key, known)
      return known
    },
    /** The items of a kind in a sort order, and the rank of each. */
    sorted(kind: Kind, sort: string): { items: Uint32Array; ranks: Uint32Array } {
      const key = `${kind} ${sort}`
      const known = sortOrders.get(key)
      if (known !== undefined) return known
      const order = unpackUint32((selectOrder.get({ kind, sort }) as { items: Buffer }).items)
      const ranks = new Uint32Array(order.length)
      order.forEach((number, rank) => (ranks[number - numberRanges[kind].first] = rank))
      const entry = { items: order, ranks }
      sortOrders.set(key, entry)
      return entry
    },
    has: (kind: Kind, id: string): boolean => numbersById[kind].has(id),
  }
}
