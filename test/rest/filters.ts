// What each filter means, read from the fields of an exported item alone: the other side of the comparison with the API's counts.
import type { Item } from '../support/client.ts'

type Values = (item: Item) => (string | null)[]

export const meaning: Record<string, Record<string, Values>> = {
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

export type Asked = Record<string, string[]>

/** Mappings that were not reviewed, or not accepted, are left out unless they are asked for. */
const unlessAsked: Record<string, Asked> = { mappings: { status: ['reviewed'] } }

/** The items that match every filter but the one left aside, in one of its values. */
export function matching(collection: string, items: Item[], asked: Asked, aside?: string): Item[] {
  const filters = Object.entries({ ...unlessAsked[collection], ...asked }).filter(([filter]) => filter !== aside)
  return items.filter((item) =>
    filters.every(([filter, values]) => held(collection, filter, item).some((value) => values.includes(value))),
  )
}

/** The values that an item has for a filter. */
export function held(collection: string, filter: string, item: Item): string[] {
  return (meaning[collection]?.[filter]?.(item) ?? []).filter((value) => value !== null)
}

/** What a facet must say: for each value, how many items the request finds with the filter set to that value alone. */
export function counted(
  collection: string,
  items: Item[],
  asked: Asked,
  facet: string,
): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const item of matching(collection, items, asked, facet))
    for (const value of new Set(held(collection, facet, item))) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

export function address(collection: string, asked: Asked, more: Record<string, string> = {}): string {
  const query = new URLSearchParams([
    ...Object.entries(asked).map(([filter, values]): [string, string] => [filter, values.join(',')]),
    ...Object.entries(more),
  ])
  return `/v1/${collection}?${query}`
}

/** Where all items of a collection are exported, whatever their status. */
export function exportOf(collection: string): string {
  return `/v1/${collection}.ndjson${collection === 'mappings' ? '?status=proposed,reviewed,rejected' : ''}`
}
