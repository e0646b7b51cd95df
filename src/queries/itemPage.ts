// An item with all that a page about it shows, and which items that names.
import type { Guidance } from '../content/guidance.ts'
import { type Item, type Kind, itemId, kindOf } from '../content/kinds.ts'
import type { Mapping } from '../content/kinds/mapping.ts'

export type ItemPage = {
  item: Item
  guidance: Guidance | null
  mappings: Mapping[]
  /** What each item is called that is named in these, by id. */
  names: ReadonlyMap<string, string>
}

/** The ids in the relations of an item and in its steps; its mappings are read apart from it. */
export function relatedIds(item: Item): string[] {
  const fields = item as unknown as Record<string, string | string[] | null>
  const relations = Object.entries(kindOf(item.kind).relations).filter(([name]) => name !== 'mappings')
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
