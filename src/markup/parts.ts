// The parts of an item's page: a summary, and sections that can each be shown alone.
import { type Guidance, type ModuleName, moduleNames, writtenModules } from '../content/guidance.ts'
import type { Item } from '../content/kinds.ts'
import type { Mapping } from '../content/mappings.ts'
import type { Html } from './html.ts'
import type { Language } from './language/languages.ts'
import { mappingTables } from './mappings.ts'
import { moduleHtml, type Names } from './modules.ts'
import { relationLists, relationsOf } from './relations.ts'
import type { Setting } from './setting.ts'
import { comparisons, elements, emphasis, phases, sequence } from './steps.ts'

/** An item with all that its page shows. */
export type Subject = {
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

export function titleOf(language: Language, part: SectionName): string {
  return { ...language.modules, ...language.sections }[part]
}

/** The parts that an item has content for. */
export function writtenParts({ item, guidance, mappings }: Subject): PartName[] {
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
export function partBody(setting: Setting, part: SectionName, { item, guidance, mappings, names }: Subject): Html {
  const nameOf: Names = (id) => names.get(id) ?? id
  if (part === 'mapping') return mappingTables(setting, item, mappings, nameOf)
  if (part === 'related') return relationLists(setting, item, nameOf)
  if (part === 'sequence' && (item.kind === 'stage' || item.kind === 'guide' || item.kind === 'route'))
    return sequence(setting, item, nameOf)
  if (part === 'emphasis' && (item.kind === 'stage' || item.kind === 'strand')) return emphasis(setting, item, nameOf)
  if (part === 'phases' && item.kind === 'perspective') return phases(item)
  if (part === 'elements' && item.kind === 'methodology') return elements(setting, item, nameOf)
  if (part === 'comparisons' && item.kind === 'methodology') return comparisons(setting, item)
  return moduleHtml(setting, guidance as Guidance, part as ModuleName, nameOf)
}
