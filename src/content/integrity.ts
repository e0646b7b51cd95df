// Checks across items: dangling references, reused slugs, contradictory mappings, cycles. Reports all findings.
import type { Content, Finding } from './content.ts'
import type { AuthoredFiles } from './define.ts'
import { withArticle, valueAt } from './issues.ts'
import { type Kind, kindNames, definitionOf, kinds } from './kinds.ts'
import { counterpartRelations, roleRelationOf } from './kinds/mapping.ts'
import { referencesIn } from './referenceFields.ts'
import { didYouMean } from './nearest.ts'

type ReportFinding = (finding: Finding) => void
type Path = (string | number)[]
/** Whether an item exists; true also if its file has mistakes, so that it is not reported as missing as well. */
export type Exists = (kind: Kind, slug: string) => boolean
type CheckedContent = Content & { exists: Exists }

export function checkIntegrity(
  unchecked: Content,
  exists: Exists = (kind, slug) => unchecked.items[kind].has(slug),
): Finding[] {
  const content: CheckedContent = { ...unchecked, exists }
  const findings: Finding[] = []
  const report: ReportFinding = (finding) => findings.push(finding)
  checkReferences(content, report)
  checkKindRules(content, report)
  checkMappings(content, report)
  checkSlugs(content, report)
  checkOrders(content, report)
  checkWithdrawnParents(content, report)
  return findings
}

function requireItem(
  content: CheckedContent,
  report: ReportFinding,
  at: { kind: Kind; slug: string; path: Path },
  target: Kind,
  slug: string,
): void {
  if (content.exists(target, slug)) return
  report({ ...at, message: `"${slug}" is not a ${target}.${didYouMean(slug, content.items[target].keys())}` })
}

/** The kind and slug of an id such as `tool:fishbone-diagram` or `lean:flow`; undefined if there is no such item. */
function resolveId(content: CheckedContent, id: string): { kind: Kind; slug: string } | undefined {
  if (content.exists('element', id)) return { kind: 'element', slug: id }
  const [kind, slug] = id.split(':') as [string, string]
  if (!Object.hasOwn(kinds, kind) || kind === 'element') return undefined
  return content.exists(kind as Kind, slug) ? { kind: kind as Kind, slug } : undefined
}

function requireId(
  content: CheckedContent,
  report: ReportFinding,
  at: { kind: Kind; slug: string; path: Path },
  id: string,
): void {
  if (resolveId(content, id) !== undefined) return
  report({ ...at, message: `"${id}" is not an item.${didYouMean(id, everyId(content))}` })
}

function* everyId(content: Content): Generator<string> {
  yield* content.items.element.keys()
  for (const kind of kindNames) {
    if (kind === 'element' || kind === 'mapping') continue
    for (const slug of content.items[kind].keys()) yield `${kind}:${slug}`
  }
}

/** Every reference is to an existing item, and no list has a reference twice. */
function checkReferences(content: CheckedContent, report: ReportFinding): void {
  for (const [kind, slug, item] of everyItem(content)) {
    const targetsByField = new Map<string, Set<string>>()
    for (const { path, kind: targetKind, target } of referencesIn(definitionOf(kind).file, item)) {
      if (targetKind === 'item') requireId(content, report, { kind, slug, path }, target)
      else requireItem(content, report, { kind, slug, path }, targetKind as Kind, target)
      const [field, index] = path
      if (typeof index !== 'number' || path.slice(2).some((step) => typeof step === 'number')) continue
      // No item refers to itself.
      const seen = targetsByField.get(field as string) ?? new Set(targetKind === kind ? [slug] : [])
      if (targetKind !== 'item' && seen.has(target))
        report({ kind, slug, path: [field as string], message: `"${target}" stands twice in ${field}; once is enough` })
      targetsByField.set(field as string, seen.add(target))
    }
  }
}

/** The rules of each kind beyond its shape. */
function checkKindRules(content: CheckedContent, report: ReportFinding): void {
  const files: AuthoredFiles = {
    filesOf: <File>(kind: string) => content.items[kind as Kind] as unknown as ReadonlyMap<string, File>,
    collections: kindNames.map((kind) => kinds[kind].collection),
  }
  for (const [kind, slug, item] of everyItem(content))
    for (const mistake of definitionOf(kind).check?.(item, slug, files) ?? []) report({ kind, slug, ...mistake })
  for (const slug of content.items.methodology.keys())
    if (Object.hasOwn(kinds, slug))
      report({
        kind: 'methodology',
        slug,
        path: [],
        message: `a methodology may not be called "${slug}", because that is the name of a kind`,
      })
}

function* everyItem(content: Content): Generator<[kind: Kind, slug: string, item: object]> {
  for (const kind of kindNames) for (const [slug, item] of content.items[kind]) yield [kind, slug, item]
}

function checkMappings(content: CheckedContent, report: ReportFinding): void {
  const slugByEnds = new Map<string, string>()
  for (const [slug, row] of content.items.mapping) {
    const at = (field: string) => ({ kind: 'mapping' as const, slug, path: [field] })
    const subject = resolveId(content, row.subject)?.kind
    const object = resolveId(content, row.object)?.kind
    if (subject && object) {
      const message = describeWrongEnds(row.relation, subject, object)
      if (message !== undefined) report({ ...at('relation'), message })
    }
    if (row.subject === row.object) report({ ...at('object'), message: 'is the same as the subject' })
    const subjectMethodology = subject === 'element' ? row.subject.split(':')[0] : undefined
    const objectMethodology =
      object === 'element'
        ? row.object.split(':')[0]
        : object === 'methodology'
          ? row.object.slice('methodology:'.length)
          : undefined
    if (row.subject !== row.object && subjectMethodology !== undefined && subjectMethodology === objectMethodology)
      report({
        ...at('object'),
        message:
          `is of "${subjectMethodology}", as the subject is: ` +
          'a mapping joins two methodologies, or an item and one',
      })
    if (row.status === 'rejected') continue
    const ends = [row.subject, row.object].sort().join(' ')
    const other = slugByEnds.get(ends)
    if (other !== undefined)
      report({
        ...at('object'),
        message: `${row.subject} and ${row.object} are mapped already, by "${other}"; an edge is stored once`,
      })
    slugByEnds.set(ends, slug)
  }
}

/** Why a relation may not join these kinds; undefined if it may. */
function describeWrongEnds(relation: string, subject: Kind, object: Kind): string | undefined {
  const role = (roleRelationOf as Partial<Record<Kind, string>>)[subject]
  const sameKind = subject === object && (subject === 'element' || subject === 'tool')
  if (relation === 'none') {
    return sameKind || object === 'element' || object === 'methodology'
      ? undefined
      : `"none" may join an item to an element, a methodology or an item of its own kind, not to ${withArticle(object)}`
  }
  if ((counterpartRelations as readonly string[]).includes(relation)) {
    return sameKind
      ? undefined
      : `"${relation}" joins two elements or two tools, not ${withArticle(subject)} and ${withArticle(object)}`
  }
  if (object !== 'element')
    return `"${relation}" joins an item to an element of a methodology, not to ${withArticle(object)}`
  if (role === undefined) return `${withArticle(subject)} has no role in an element of a methodology`
  return relation === role
    ? undefined
    : `${withArticle(subject)} is joined to an element by "${role}", not by "${relation}"`
}

/** No slug is reused, and each successor exists. */
function checkSlugs(content: CheckedContent, report: ReportFinding): void {
  for (const kind of kindNames) {
    if (kind === 'mapping') continue
    const ownerByFormerSlug = new Map<string, string>()
    for (const [slug, item] of content.items[kind]) {
      item.formerSlugs.forEach((formerSlug, i) => {
        const at = { kind, slug, path: ['formerSlugs', i] }
        const key = kind === 'element' ? `${slug.split(':')[0]}:${formerSlug}` : formerSlug
        if (content.items[kind].has(key))
          report({ ...at, message: `"${formerSlug}" is the slug of a ${kind} now; a slug is never used again` })
        const owner = ownerByFormerSlug.get(key)
        if (owner !== undefined) report({ ...at, message: `"${formerSlug}" is a former slug of "${owner}" already` })
        ownerByFormerSlug.set(key, slug)
      })
    }
    for (const [slug, item] of content.items[kind]) {
      const successor = item.withdrawn?.successor
      if (successor === undefined) continue
      const key = kind === 'element' ? `${slug.split(':')[0]}:${successor}` : successor
      requireItem(content, report, { kind, slug, path: ['withdrawn', 'successor'] }, kind, key)
      if (succeedsItself(content, kind, slug))
        report({
          kind,
          slug,
          path: ['withdrawn', 'successor'],
          message: 'the chain of successors comes back to this item',
        })
    }
  }
}

function succeedsItself(content: Content, kind: Exclude<Kind, 'mapping'>, start: string): boolean {
  const seen = new Set<string>()
  let slug: string | undefined = start
  while (slug !== undefined && !seen.has(slug)) {
    seen.add(slug)
    const next: string | undefined = content.items[kind].get(slug)?.withdrawn?.successor
    slug = next === undefined ? undefined : kind === 'element' ? `${slug.split(':')[0]}:${next}` : next
  }
  return slug === start
}

/** The slug of the parent of an item; undefined for kinds without parents. */
function parentSlugOf(kind: Kind, slug: string, item: object): string | undefined {
  const { parent } = definitionOf(kind)
  if (parent === undefined) return undefined
  return parent.path === undefined ? slug.split(':')[0] : (valueAt(item, parent.path) as string | undefined)
}

/** No two items of a kind, or of a parent where the kind is ordered within its parent, have the same order. */
function checkOrders(content: Content, report: ReportFinding): void {
  const slugByOrder = new Map<string, string>()
  for (const [kind, slug, item] of everyItem(content)) {
    if (definitionOf(kind).order === undefined) continue
    const { order } = item as { order: number }
    const key = `${kind} ${definitionOf(kind).order === 'within kind' ? '' : parentSlugOf(kind, slug, item)} ${order}`
    const other = slugByOrder.get(key)
    if (other !== undefined)
      report({ kind, slug, path: ['order'], message: `${order} is the place of "${other}" already` })
    slugByOrder.set(key, slug)
  }
}

/** No item is served whose parent is withdrawn. */
function checkWithdrawnParents(content: CheckedContent, report: ReportFinding): void {
  for (const [kind, slug, item] of everyItem(content)) {
    const { parent } = definitionOf(kind)
    const parentSlug = parentSlugOf(kind, slug, item)
    if (parent === undefined || parentSlug === undefined || isWithdrawn(item)) continue
    const parentFile = content.items[parent.kind].get(parentSlug)
    if (parentFile !== undefined && isWithdrawn(parentFile))
      report({
        kind,
        slug,
        path: [...(parent.path ?? [])],
        message:
          `the ${parent.kind} "${parentSlug}" is withdrawn, and this ${kind} is not: ` +
          `withdraw it too, or give it another ${parent.kind}`,
      })
  }
}

function isWithdrawn(item: object): boolean {
  return (item as { withdrawn?: unknown }).withdrawn !== undefined
}
