// Rules across items: dangling names, reused slugs, contradictory mappings, cycles. All findings, not the first.
import type { Content, Finding } from './content.ts'
import type { Files } from './define.ts'
import { article, valueAt } from './issues.ts'
import { type Kind, kindNames, kindOf, kinds } from './kinds.ts'
import { counterpartRelations, roleOf } from './kinds/mapping.ts'
import { referencesIn } from './names.ts'
import { didYouMean } from './nearest.ts'

type Report = (finding: Finding) => void
type Path = (string | number)[]
/**
 * Whether an item exists; true also of one whose own file has mistakes, so that it is not reported as missing as well.
 */
export type Exists = (kind: Kind, slug: string) => boolean
type CheckedContent = Content & { exists: Exists }

export function references(whole: Content, exists: Exists = (kind, slug) => whole.items[kind].has(slug)): Finding[] {
  const content: CheckedContent = { ...whole, exists }
  const findings: Finding[] = []
  const report: Report = (finding) => findings.push(finding)
  relations(content, report)
  ownRules(content, report)
  mappings(content, report)
  slugs(content, report)
  orders(content, report)
  withdrawnHomes(content, report)
  return findings
}

function mustExist(
  content: CheckedContent,
  report: Report,
  at: { kind: Kind; slug: string; path: Path },
  target: Kind,
  slug: string,
): void {
  if (content.exists(target, slug)) return
  report({ ...at, message: `"${slug}" is not a ${target}.${didYouMean(slug, content.items[target].keys())}` })
}

/** An id such as `tool:fishbone-diagram` or `lean:flow`: which kind and slug it names, if it names anything. */
function resolveId(content: CheckedContent, id: string): { kind: Kind; slug: string } | undefined {
  if (content.exists('element', id)) return { kind: 'element', slug: id }
  const [kind, slug] = id.split(':') as [string, string]
  if (!Object.hasOwn(kinds, kind) || kind === 'element') return undefined
  return content.exists(kind as Kind, slug) ? { kind: kind as Kind, slug } : undefined
}

function idMustExist(
  content: CheckedContent,
  report: Report,
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

/** Every field that names an item names one that exists, and no list names one twice. */
function relations(content: CheckedContent, report: Report): void {
  for (const [kind, slug, item] of everyItem(content)) {
    const lists = new Map<string, Set<string>>()
    for (const { path, kind: target, name } of referencesIn(kindOf(kind).file, item)) {
      if (target === 'item') idMustExist(content, report, { kind, slug, path }, name)
      else mustExist(content, report, { kind, slug, path }, target as Kind, name)
      const [field, index] = path
      if (typeof index !== 'number' || path.slice(2).some((step) => typeof step === 'number')) continue
      // An item that names one of its own kind does not name itself.
      const seen = lists.get(field as string) ?? new Set(target === kind ? [slug] : [])
      if (target !== 'item' && seen.has(name))
        report({ kind, slug, path: [field as string], message: `"${name}" stands twice in ${field}; once is enough` })
      lists.set(field as string, seen.add(name))
    }
  }
}

/** The rules that a kind has beside its shape. */
function ownRules(content: CheckedContent, report: Report): void {
  const files: Files = {
    files: <File>(kind: string) => content.items[kind as Kind] as unknown as ReadonlyMap<string, File>,
    collections: kindNames.map((kind) => kinds[kind].collection),
  }
  for (const [kind, slug, item] of everyItem(content))
    for (const mistake of kindOf(kind).check?.(item, slug, files) ?? []) report({ kind, slug, ...mistake })
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

function mappings(content: CheckedContent, report: Report): void {
  const pairs = new Map<string, string>()
  for (const [slug, row] of content.items.mapping) {
    const at = (field: string) => ({ kind: 'mapping' as const, slug, path: [field] })
    const subject = resolveId(content, row.subject)?.kind
    const object = resolveId(content, row.object)?.kind
    if (subject && object) {
      const wrong = wrongEnds(row.relation, subject, object)
      if (wrong) report({ ...at('relation'), message: wrong })
    }
    if (row.subject === row.object) report({ ...at('object'), message: 'is the same as the subject' })
    const within = subject === 'element' ? row.subject.split(':')[0] : undefined
    const inWhich =
      object === 'element'
        ? row.object.split(':')[0]
        : object === 'methodology'
          ? row.object.slice('methodology:'.length)
          : undefined
    if (row.subject !== row.object && within !== undefined && within === inWhich)
      report({
        ...at('object'),
        message: `is of "${within}", as the subject is: a mapping joins two methodologies, or an item and one`,
      })
    if (row.status === 'rejected') continue
    const pair = [row.subject, row.object].sort().join(' ')
    const other = pairs.get(pair)
    if (other !== undefined)
      report({
        ...at('object'),
        message: `${row.subject} and ${row.object} are mapped already, by "${other}"; an edge is stored once`,
      })
    pairs.set(pair, slug)
  }
}

/** Which kinds a relation may join; undefined where it is right. */
function wrongEnds(relation: string, subject: Kind, object: Kind): string | undefined {
  const role = (roleOf as Partial<Record<Kind, string>>)[subject]
  const sameKind = subject === object && (subject === 'element' || subject === 'tool')
  if (relation === 'none') {
    return sameKind || object === 'element' || object === 'methodology'
      ? undefined
      : `"none" may join an item to an element, a methodology or an item of its own kind, not to ${article(object)}`
  }
  if ((counterpartRelations as readonly string[]).includes(relation)) {
    return sameKind
      ? undefined
      : `"${relation}" joins two elements or two tools, not ${article(subject)} and ${article(object)}`
  }
  if (object !== 'element')
    return `"${relation}" joins an item to an element of a methodology, not to ${article(object)}`
  if (role === undefined) return `${article(subject)} has no role in an element of a methodology`
  return relation === role
    ? undefined
    : `${article(subject)} is joined to an element by "${role}", not by "${relation}"`
}

/** No slug is used again, and each former slug and successor leads somewhere. */
function slugs(content: CheckedContent, report: Report): void {
  for (const kind of kindNames) {
    if (kind === 'mapping') continue
    const former = new Map<string, string>()
    for (const [slug, item] of content.items[kind]) {
      item.formerSlugs.forEach((old, i) => {
        const at = { kind, slug, path: ['formerSlugs', i] }
        const asId = kind === 'element' ? `${slug.split(':')[0]}:${old}` : old
        if (content.items[kind].has(asId))
          report({ ...at, message: `"${old}" is the slug of a ${kind} now; a slug is never used again` })
        const owner = former.get(asId)
        if (owner !== undefined) report({ ...at, message: `"${old}" is a former slug of "${owner}" already` })
        former.set(asId, slug)
      })
    }
    for (const [slug, item] of content.items[kind]) {
      const successor = item.withdrawn?.successor
      if (successor === undefined) continue
      const asId = kind === 'element' ? `${slug.split(':')[0]}:${successor}` : successor
      mustExist(content, report, { kind, slug, path: ['withdrawn', 'successor'] }, kind, asId)
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

/** The slug of the item that an item belongs to, where its kind has such a home. */
function homeOf(kind: Kind, slug: string, item: object): string | undefined {
  const { home } = kindOf(kind)
  if (home === undefined) return undefined
  return home.path === undefined ? slug.split(':')[0] : (valueAt(item, home.path) as string | undefined)
}

/** Items with the same home, or of a kind that is ordered as a whole, have different places. */
function orders(content: Content, report: Report): void {
  const taken = new Map<string, string>()
  for (const [kind, slug, item] of everyItem(content)) {
    if (kindOf(kind).order === undefined) continue
    const { order } = item as { order: number }
    const key = `${kind} ${kindOf(kind).order === 'own' ? '' : homeOf(kind, slug, item)} ${order}`
    const other = taken.get(key)
    if (other !== undefined)
      report({ kind, slug, path: ['order'], message: `${order} is the place of "${other}" already` })
    taken.set(key, slug)
  }
}

/** What belongs to exactly one other item cannot be served once that is withdrawn. */
function withdrawnHomes(content: CheckedContent, report: Report): void {
  for (const [kind, slug, item] of everyItem(content)) {
    const { home } = kindOf(kind)
    const name = homeOf(kind, slug, item)
    if (home === undefined || name === undefined || isWithdrawn(item)) continue
    const homeFile = content.items[home.kind].get(name)
    if (homeFile !== undefined && isWithdrawn(homeFile))
      report({
        kind,
        slug,
        path: [...(home.path ?? [])],
        message: `the ${home.kind} "${name}" is withdrawn, and this ${kind} is not: withdraw it too, or give it another ${home.kind}`,
      })
  }
}

function isWithdrawn(item: object): boolean {
  return (item as { withdrawn?: unknown }).withdrawn !== undefined
}
