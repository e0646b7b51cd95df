// Everything that a page about one item shows, including the names of the items it refers to.
import type { Guidance } from '../content/guidance.ts'
import { type Item, type Kind, itemId, definitionOf } from '../content/kinds.ts'
import type { Mapping } from '../content/kinds/mapping.ts'

export type ItemPage = {
  item: Item
  guidance: Guidance | null
  mappings: Mapping[]
  /** The names of all items that these refer to, by id. */
  names: ReadonlyMap<string, string>
}

/** The ids in an item's relations and steps; mappings are loaded separately. */
export function relatedIds(item: Item): string[] {
  const fields = item as unknown as Record<string, string | string[] | null>
  const relations = Object.entries(definitionOf(item.kind).relations).filter(([name]) => name !== 'mappings')
  const related = relations.flatMap(([name, kind]) =>
    [fields[name] ?? []].flat().map((value) => itemId(kind as Kind, value)),
  )
  return [...related, ...idsInSteps(item)]
}

function idsInSteps(item: Item): string[] {
  if (item.kind === 'stage')
    return [
      ...item.steps.flatMap((step) => step.item ?? []),
      ...item.emphasis.map((entry) => itemId('strand', entry.strand)),
    ]
  if (item.kind === 'strand') return item.emphasis.map((entry) => itemId('stage', entry.stage))
  if (item.kind === 'guide') return item.steps.flatMap((step) => step.items)
  if (item.kind === 'route') return item.steps.flatMap((step) => [step.item, ...step.elements])
  if (item.kind === 'methodology')
    return item.comparisons.flatMap((comparison) => comparison.methodologies.map((slug) => itemId('methodology', slug)))
  return []
}

export function idsInGuidance({ answers, tools, follows, leadsTo }: Guidance): string[] {
  return [...answers.map((help) => help.item), ...tools.map((help) => help.item), ...follows, ...leadsTo]
}
