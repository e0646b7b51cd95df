// The values of each filter, derived from the fields of exported items, to compare the counts of the API with.
import { collectionKinds, definitionOf } from '../../src/content/kinds.ts'
import type { Item } from '../support/client.ts'

type Values = (item: Item) => (string | null)[]

const byHand: Record<string, Record<string, Values>> = {
  strands: {
    stage: (s) =>
      s.emphasis.filter((e: { level: string }) => e.level === 'high').map((e: { stage: string }) => e.stage),
    methodology: (s) => s.methodologies,
    element: (s) => s.elements,
  },
  questions: {
    perspective: (q) => [q.perspective],
    activity: (q) => q.activities,
    tool: (q) => q.tools,
    methodology: (q) => q.methodologies,
    element: (q) => q.elements,
  },
  activities: {
    strand: (a) => [a.strand],
    type: (a) => [a.type],
    tool: (a) => a.tools,
    question: (a) => a.questions,
    stage: (a) => a.stages,
    methodology: (a) => a.methodologies,
    element: (a) => a.elements,
  },
  tools: {
    strand: (t) => t.strands,
    activity: (t) => t.activities,
    question: (t) => t.questions,
    methodology: (t) => t.methodologies,
    element: (t) => t.elements,
    origin: (t) => [t.origin],
    basis: (t) => [t.provenance.basis],
  },
  mappings: {
    subject: (m) => [m.subject],
    subjectKind: (m) => [m.subjectKind],
    methodology: (m) => [m.methodology],
    element: (m) => [m.element],
    relation: (m) => [m.relation],
    strength: (m) => [m.strength],
    basis: (m) => [m.basis],
    status: (m) => [m.status],
  },
}

/** By hand where that is written, so that a mistake in a definition is found; else by the definition. */
export const filterValues: Record<string, Record<string, Values>> = Object.fromEntries(
  collectionKinds
    .map((kind) => definitionOf(kind))
    .filter(({ filters }) => Object.keys(filters).length > 0)
    .map(({ collection, filters }) => [
      collection,
      Object.fromEntries(
        Object.entries(filters).map(([filter, { valuesOf }]) => [
          filter,
          byHand[collection]?.[filter] ?? ((item: Item): (string | null)[] => [...valuesOf(item)]),
        ]),
      ),
    ]),
)

export type Filters = Record<string, string[]>

/** Mappings that are proposed or rejected are left out by default. */
const defaultFilters: Record<string, Filters> = { mappings: { status: ['reviewed'] } }

/** The items that match every filter, except one, by any of its values. */
export function itemsMatching(collection: string, items: Item[], filters: Filters, except?: string): Item[] {
  const applied = Object.entries({ ...defaultFilters[collection], ...filters }).filter(([filter]) => filter !== except)
  return items.filter((item) =>
    applied.every(([filter, values]) => valuesOf(collection, filter, item).some((value) => values.includes(value))),
  )
}

/** The values that an item has for a filter. */
export function valuesOf(collection: string, filter: string, item: Item): string[] {
  return (filterValues[collection]?.[filter]?.(item) ?? []).filter((value) => value !== null)
}

/** The expected facet: for each value, the number of items with the filter set to that value alone. */
export function expectedFacet(
  collection: string,
  items: Item[],
  filters: Filters,
  facet: string,
): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const item of itemsMatching(collection, items, filters, facet))
    for (const value of new Set(valuesOf(collection, facet, item))) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

export function address(collection: string, filters: Filters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams([
    ...Object.entries(filters).map(([filter, values]): [string, string] => [filter, values.join(',')]),
    ...Object.entries(more),
  ])
  return `/v1/${collection}?${query}`
}

/** The address of all items of a collection, whatever their status. */
export function exportOf(collection: string): string {
  return `/v1/${collection}.ndjson${collection === 'mappings' ? '?status=proposed,reviewed,rejected' : ''}`
}
