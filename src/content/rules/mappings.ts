// Rules of mappings: every item is mapped to every methodology, with a reason and a reviewer.
import type { Content } from '../content.ts'
import { countedStatuses, type AuthoredMapping, roleRelationOf, roleRelations } from '../kinds/mapping.ts'
import { activeItems, type Reporter, unexplainedTools } from './report.ts'

const MIN_REASON_WORDS = 12
const MIN_CONFIDENCE = 0.3
const MAX_CONFIDENCE = 0.95
/** Types of elements that refine others, and need no comparison of their own. */
const minorElements = ['supporting-step', 'waste']

export function mappingRules(content: Content, report: Reporter): void {
  checkRows(content, report)
  checkCompleteness(content, report)
  checkElementComparisons(content, report)
}

function checkRows({ items }: Content, report: Reporter): void {
  for (const [slug, row] of items.mapping) {
    for (const end of ['subject', 'object'] as const) {
      const [kind, name = ''] = row[end].split(':')
      if (kind === 'tool' && unexplainedTools.has(name))
        report.mistake({
          kind: 'mapping',
          slug,
          path: [end],
          message:
            `"${row[end]}" is listed by the toolkit and explained at no source: ` +
            'nothing can be mapped to it. Take the row out',
        })
    }
    const advise = (field: keyof AuthoredMapping, message: string) =>
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
        `is ${row.confidence}, and should be from ${MIN_CONFIDENCE} to ${MAX_CONFIDENCE}: ` +
          'nothing is certain, and what is hardly believed is better rejected',
      )
  }
}

/** Each item has a role in each methodology, or a "none" mapping. */
function checkCompleteness({ items }: Content, report: Reporter): void {
  const bySubject = new Map<string, AuthoredMapping[]>()
  for (const row of reviewedMappings(items.mapping))
    bySubject.set(row.subject, [...(bySubject.get(row.subject) ?? []), row])
  const methodologies = activeItems(items.methodology).map(([methodology]) => ({
    methodology,
    elements: activeItems(items.element).flatMap(([id]) => (id.startsWith(`${methodology}:`) ? id : [])),
  }))
  for (const kind of Object.keys(roleRelationOf) as (keyof typeof roleRelationOf)[]) {
    for (const [slug] of activeItems<{ withdrawn?: unknown }>(items[kind])) {
      if (kind === 'tool' && unexplainedTools.has(slug)) continue
      const mappings = bySubject.get(`${kind}:${slug}`) ?? []
      const noneObjects = mappings.filter(({ relation }) => relation === 'none').map(({ object }) => object)
      const isMappedTo = ({ methodology, elements }: (typeof methodologies)[number]) =>
        mappings.some((row) => isRole(row) && row.object.startsWith(`${methodology}:`)) ||
        noneObjects.includes(`methodology:${methodology}`) ||
        (elements.length > 0 && elements.every((element) => noneObjects.includes(element)))
      const missing = methodologies.flatMap((target) => (isMappedTo(target) ? [] : `"${target.methodology}"`))
      if (missing.length > 0)
        report.advice({
          kind,
          slug,
          path: [],
          message:
            `has no place in ${missing.join(', ')}: for each, map it to an element, ` +
            'or say with "relation: none" why it has none',
        })
      else if (kind === 'tool' && items.tool.get(slug)?.origin === 'methodology' && !mappings.some(isRole))
        report.advice({
          kind,
          slug,
          path: ['origin'],
          message: 'is "methodology", and the tool has a role in none: map it to an element of the one that brings it',
        })
    }
  }
}

/** Each main element has a mapping to each of every other methodology. */
function checkElementComparisons({ items }: Content, report: Reporter): void {
  const compared = new Set(
    reviewedMappings(items.mapping).flatMap(({ subject, object }) => [`${subject} ${object}`, `${object} ${subject}`]),
  )
  const mainElements = activeItems(items.element).filter(([, { type }]) => !minorElements.includes(type))
  const methodologyOf = (id: string) => id.split(':')[0] as string
  for (const [slug] of mainElements) {
    const others = mainElements.map(([id]) => id).filter((id) => methodologyOf(id) < methodologyOf(slug))
    const missing = others.filter((id) => !compared.has(`${slug} ${id}`))
    if (missing.length > 0)
      report.advice({
        kind: 'element',
        slug,
        path: [],
        message:
          `is not compared with ${missing.map((id) => `"${id}"`).join(', ')}: add a mapping for each, ` +
          'or say with "relation: none" why there is none',
      })
  }
}

const reviewedMappings = (mappings: ReadonlyMap<string, AuthoredMapping>) =>
  [...mappings.values()].filter(({ status }) => countedStatuses.includes(status))
const isRole = ({ relation }: AuthoredMapping) => (roleRelations as readonly string[]).includes(relation)
