// The parts of an item's page: a summary, and sections that can each be shown alone.
import { type Guidance, type ModuleName, moduleNames, writtenModules } from '../content/guidance.ts'
import type { Item } from '../content/kinds.ts'
import type { Mapping } from '../content/kinds/mapping.ts'
import type { Html } from './html.ts'
import type { Language } from './language/languages.ts'
import { mappingTables } from './mappings.ts'
import { moduleHtml, type NameOf } from './modules.ts'
import { relationLists, relationsOf } from './relations.ts'
import type { RenderContext } from './renderContext.ts'
import { comparisonList, elementList, emphasisTable, phaseList, stepList } from './kindSections.ts'

/** An item with all that its page shows. */
export type ItemDetails = {
  item: Item
  guidance: Guidance | null
  mappings: readonly Mapping[]
  names: ReadonlyMap<string, string>
}

const kindSections = ['sequence', 'emphasis', 'phases', 'elements', 'comparisons'] as const
const commonSections = ['mapping', 'related'] as const
/** Every part but the summary, which is in the header, is a section with a title. */
export type SectionName = (typeof kindSections)[number] | ModuleName | (typeof commonSections)[number]
export type PartName = 'summary' | SectionName
/** In reading order. */
export const partNames = ['summary', ...kindSections, ...moduleNames, ...commonSections] as [PartName, ...PartName[]]

export function sectionTitle(language: Language, part: SectionName): string {
  return { ...language.modules, ...language.sections }[part]
}

/** The parts that an item has content for. */
export function availableParts({ item, guidance, mappings }: ItemDetails): PartName[] {
  const hasContent = new Map<string, boolean>([
    ['summary', true],
    ['sequence', 'steps' in item && item.steps.length > 0],
    ['emphasis', 'emphasis' in item && item.emphasis.length > 0],
    ['phases', 'phases' in item],
    ['elements', item.kind === 'methodology' && item.elements.length > 0],
    ['comparisons', item.kind === 'methodology' && item.comparisons.length > 0],
    ...writtenModules(guidance).map((name) => [name, true] as const),
    ['mapping', mappings.length > 0],
    ['related', relationsOf(item).length > 0],
  ])
  return partNames.filter((name) => hasContent.get(name) === true)
}

/** The content of a part, beneath its title. */
export function partBody(
  context: RenderContext,
  part: SectionName,
  { item, guidance, mappings, names }: ItemDetails,
): Html {
  const nameOf: NameOf = (id) => names.get(id) ?? id
  if (part === 'mapping') return mappingTables(context, item, mappings, nameOf)
  if (part === 'related') return relationLists(context, item, nameOf)
  if (part === 'sequence' && (item.kind === 'stage' || item.kind === 'guide' || item.kind === 'route'))
    return stepList(context, item, nameOf)
  if (part === 'emphasis' && (item.kind === 'stage' || item.kind === 'strand'))
    return emphasisTable(context, item, nameOf)
  if (part === 'phases' && item.kind === 'perspective') return phaseList(item)
  if (part === 'elements' && item.kind === 'methodology') return elementList(context, item, nameOf)
  if (part === 'comparisons' && item.kind === 'methodology') return comparisonList(context, item)
  return moduleHtml(context, guidance as Guidance, part as ModuleName, nameOf)
}
