// The toolkit for a terminology server: FHIR R4 CodeSystem and ConceptMap. https://hl7.org/fhir/R4/conceptmap.html
import type { Item } from '../content/kinds.ts'
import type { Mapping } from '../content/kinds/mapping.ts'
import type { Toolkit } from '../queries/toolkit.ts'

type Resource = { resourceType: string; id: string; [key: string]: unknown }

const TOOLKIT = 'toolkit'
/** R4 has no code for a role; its relation and strength go into the comment. */
const equivalences: Record<string, string> = {
  exact: 'equivalent',
  close: 'inexact',
  broader: 'wider',
  narrower: 'narrower',
  related: 'relatedto',
  none: 'disjoint',
}

function methodologySlugs(toolkit: Toolkit): string[] {
  return toolkit.of('methodology').slugs()
}

function urlOf(toolkit: Toolkit, type: string, id: string): string {
  return `${toolkit.publicUrl}/fhir/${type}/${id}`
}

function commonFields(toolkit: Toolkit, type: string, id: string, title: string) {
  const { info } = toolkit
  return {
    resourceType: type,
    id,
    url: urlOf(toolkit, type, id),
    version: info.id,
    name: id
      .split('-')
      .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
      .join(''),
    title,
    status: 'active',
    experimental: false,
    date: info.publishedAt,
    publisher: 'Improvement Toolkit API',
    copyright: `${info.attribution.text} Text: ${info.licence.text.name}, ${info.licence.text.url}`,
  }
}

/** One code system for the toolkit, and one for each methodology. */
export function codeSystemIds(toolkit: Toolkit): string[] {
  return [TOOLKIT, ...methodologySlugs(toolkit)]
}

export async function codeSystem(toolkit: Toolkit, id: string): Promise<Resource | undefined> {
  if (!codeSystemIds(toolkit).includes(id)) return undefined
  const items: Item[] = []
  const kinds = id === TOOLKIT ? (['strand', 'question', 'activity', 'tool'] as const) : (['element'] as const)
  for (const kind of kinds) {
    const filter = kind === 'element' ? { methodology: [id] } : {}
    for await (const rows of toolkit.of(kind).streamAll({ filter })) items.push(...rows.map(({ fields }) => fields))
  }
  const title =
    id === TOOLKIT
      ? 'Improving Improvement Toolkit: strands, questions, activities and tools'
      : `${toolkit.nameOf(`methodology:${id}`)}: elements`
  const concept = items.map((item) => ({
    code: item.id,
    display: item.name,
    ...('summary' in item ? { definition: item.summary } : {}),
  }))
  return {
    ...commonFields(toolkit, 'CodeSystem', id, title),
    caseSensitive: true,
    content: 'complete',
    count: concept.length,
    concept,
  }
}

/** Concept maps from the toolkit to each methodology and to itself, and between each pair of methodologies. */
export function conceptMapIds(toolkit: Toolkit): string[] {
  const slugs = methodologySlugs(toolkit)
  return [
    ...slugs.map((slug) => `toolkit-to-${slug}`),
    'toolkit-to-toolkit',
    ...slugs.flatMap((a, i) => slugs.slice(i + 1).map((b) => `${a}-and-${b}`)),
  ]
}

/** The code system that an item belongs to. */
function codeSystemIdOf(toolkit: Toolkit, id: string): string {
  const [prefix = '', slug = ''] = id.split(':')
  if (prefix === 'methodology') return slug
  return toolkit.get(id)?.kind === 'element' ? prefix : TOOLKIT
}

function conceptMapIdOf(toolkit: Toolkit, mapping: Mapping): string {
  const [subject, object] = [codeSystemIdOf(toolkit, mapping.subject), codeSystemIdOf(toolkit, mapping.object)]
  if (subject === TOOLKIT) return `toolkit-to-${object}`
  const slugs = methodologySlugs(toolkit)
  const [a, b] = [subject, object].sort((x, y) => slugs.indexOf(x) - slugs.indexOf(y))
  return `${a}-and-${b}`
}

export async function conceptMap(toolkit: Toolkit, id: string): Promise<Resource | undefined> {
  if (!conceptMapIds(toolkit).includes(id)) return undefined
  const mappings: Mapping[] = []
  for await (const rows of toolkit.of('mapping').streamAll({ filter: { status: ['reviewed'] }, sort: 'name' })) {
    mappings.push(...rows.map(({ fields }) => fields).filter((mapping) => conceptMapIdOf(toolkit, mapping) === id))
  }
  const systemOf = (itemId: string) => urlOf(toolkit, 'CodeSystem', codeSystemIdOf(toolkit, itemId))
  const groups = new Map<string, { source: string; target: string; element: Map<string, object[]> }>()
  for (const mapping of mappings) {
    const [source, target] = [systemOf(mapping.subject), systemOf(mapping.object)]
    const key = `${source} ${target}`
    const group = groups.get(key) ?? { source, target, element: new Map<string, object[]>() }
    groups.set(key, group)
    group.element.set(mapping.subject, [...(group.element.get(mapping.subject) ?? []), targetOf(toolkit, mapping)])
  }
  const [a, b] = id.includes('-to-') ? [TOOLKIT, id.slice('toolkit-to-'.length)] : id.split('-and-')
  const name = (side: string | undefined) =>
    side === TOOLKIT ? 'the Improving Improvement Toolkit' : toolkit.nameOf(`methodology:${side}`)
  return {
    ...commonFields(toolkit, 'ConceptMap', id, `From ${name(a)} to ${name(b)}`),
    group: [...groups.values()].map(({ source, target, element }) => ({
      source,
      target,
      element: [...element].map(([code, targets]) => ({ code, display: toolkit.nameOf(code), target: targets })),
    })),
  }
}

/** A mapping to a whole methodology says that nothing in it matches: `unmatched` in R4, without a code. */
function targetOf(toolkit: Toolkit, mapping: Mapping): object {
  if (mapping.object.startsWith('methodology:')) return { equivalence: 'unmatched', comment: mapping.reason }
  const role = mapping.strength === null ? '' : ` (${mapping.relation}, ${mapping.strength})`
  return {
    code: mapping.object,
    display: toolkit.nameOf(mapping.object),
    equivalence: equivalences[mapping.relation] ?? 'relatedto',
    comment: `${mapping.reason}${role}`,
  }
}

export async function bundle(toolkit: Toolkit, type: 'CodeSystem' | 'ConceptMap'): Promise<Resource> {
  const ids = type === 'CodeSystem' ? codeSystemIds(toolkit) : conceptMapIds(toolkit)
  const read = type === 'CodeSystem' ? codeSystem : conceptMap
  const entry: object[] = []
  for (const id of ids)
    entry.push({ fullUrl: urlOf(toolkit, type, id), resource: await read(toolkit, id), search: { mode: 'match' } })
  return {
    resourceType: 'Bundle',
    id: `${type.toLowerCase()}s`,
    type: 'searchset',
    timestamp: toolkit.info.publishedAt,
    total: entry.length,
    link: [{ relation: 'self', url: `${toolkit.publicUrl}/fhir/${type}` }],
    entry,
  }
}

export function operationOutcome(code: string, diagnostics: string): object {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] }
}
