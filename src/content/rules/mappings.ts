// Rules of mappings: every item has its place in every methodology, and every row says why, and who read it.
import type { Content } from '../content.ts'
import { countedStatuses, type MappingFile, roleOf, roleRelations } from '../kinds/mapping.ts'
import { current, type Report, unexplainedTools } from './report.ts'

const MIN_REASON_WORDS = 12
/** Nothing about a mapping is certain, and one that is hardly believed is not worth having. */
const MIN_CONFIDENCE = 0.3
const MAX_CONFIDENCE = 0.95
/** Elements that refine others of their methodology, and need no comparison of their own. */
const minorElements = ['supporting-step', 'waste']

export function mappingRules(content: Content, report: Report): void {
  rows(content, report)
  places(content, report)
  comparedElements(content, report)
}

function rows({ items }: Content, report: Report): void {
  for (const [slug, row] of items.mapping) {
    for (const end of ['subject', 'object'] as const) {
      const [kind, name = ''] = row[end].split(':')
      if (kind === 'tool' && unexplainedTools.has(name))
        report.mistake({
          kind: 'mapping',
          slug,
          path: [end],
          message: `"${row[end]}" is listed by the toolkit and explained at no source: nothing can be mapped to it. Take the row out`,
        })
    }
    const advise = (field: keyof MappingFile, message: string) =>
      report.advice({ kind: 'mapping', slug, path: [field], message })
    if (row.status === 'proposed')
      advise('status', 'is "proposed", and lists and counts leave the mapping out: review it, or reject it')
    if (row.status !== 'reviewed') continue
    if (row.reviewer === row.author)
      report.mistake({
        kind: 'mapping',
        slug,
        path: ['reviewer'],
        message: 'is the author of the mapping: let somebody else read it, or set "status: proposed"',
      })
    if (row.reviewer === undefined || row.reviewedOn === undefined)
      advise('status', 'is "reviewed": say by whom and when, under "reviewer" and "reviewedOn"')
    const words = row.reason.split(/\s+/).length
    if (words < MIN_REASON_WORDS)
      advise('reason', `has ${words} words: say in ${MIN_REASON_WORDS} or more what in the subject serves the object`)
    if (row.confidence < MIN_CONFIDENCE || row.confidence > MAX_CONFIDENCE)
      advise(
        'confidence',
        `is ${row.confidence}, and should be from ${MIN_CONFIDENCE} to ${MAX_CONFIDENCE}: nothing is certain, and what is hardly believed is better rejected`,
      )
  }
}

/** Each item has a role in each methodology, or a row that says that it has none. */
function places({ items }: Content, report: Report): void {
  const bySubject = new Map<string, MappingFile[]>()
  for (const row of reviewed(items.mapping)) bySubject.set(row.subject, [...(bySubject.get(row.subject) ?? []), row])
  const methodologies = current(items.methodology).map(([methodology]) => ({
    methodology,
    elements: current(items.element).flatMap(([id]) => (id.startsWith(`${methodology}:`) ? id : [])),
  }))
  for (const kind of Object.keys(roleOf) as (keyof typeof roleOf)[]) {
    for (const [slug] of current<{ withdrawn?: unknown }>(items[kind])) {
      if (kind === 'tool' && unexplainedTools.has(slug)) continue
      const own = bySubject.get(`${kind}:${slug}`) ?? []
      const none = own.filter(({ relation }) => relation === 'none').map(({ object }) => object)
      const hasPlace = ({ methodology, elements }: (typeof methodologies)[number]) =>
        own.some((row) => isRole(row) && row.object.startsWith(`${methodology}:`)) ||
        none.includes(`methodology:${methodology}`) ||
        (elements.length > 0 && elements.every((element) => none.includes(element)))
      const missing = methodologies.flatMap((each) => (hasPlace(each) ? [] : `"${each.methodology}"`))
      if (missing.length > 0)
        report.advice({
          kind,
          slug,
          path: [],
          message: `has no place in ${missing.join(', ')}: for each, map it to an element, or say with "relation: none" why it has none`,
        })
      else if (kind === 'tool' && items.tool.get(slug)?.origin === 'methodology' && !own.some(isRole))
        report.advice({
          kind,
          slug,
          path: ['origin'],
          message: 'is "methodology", and the tool has a role in none: map it to an element of the one that brings it',
        })
    }
  }
}

/** Each main element is compared with those of every other methodology. */
function comparedElements({ items }: Content, report: Report): void {
  const compared = new Set(
    reviewed(items.mapping).flatMap(({ subject, object }) => [`${subject} ${object}`, `${object} ${subject}`]),
  )
  const main = current(items.element).filter(([, { type }]) => !minorElements.includes(type))
  const methodologyOf = (id: string) => id.split(':')[0] as string
  for (const [slug] of main) {
    const others = main.map(([id]) => id).filter((id) => methodologyOf(id) < methodologyOf(slug))
    const missing = others.filter((id) => !compared.has(`${slug} ${id}`))
    if (missing.length > 0)
      report.advice({
        kind: 'element',
        slug,
        path: [],
        message: `is not compared with ${missing.map((id) => `"${id}"`).join(', ')}: add a mapping for each, or say with "relation: none" why there is none`,
      })
  }
}

const reviewed = (mappings: ReadonlyMap<string, MappingFile>) =>
  [...mappings.values()].filter(({ status }) => countedStatuses.includes(status))
const isRole = ({ relation }: MappingFile) => (roleRelations as readonly string[]).includes(relation)
