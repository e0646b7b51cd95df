// Rules across items: dangling names, reused slugs, contradictory mappings, cycles. All findings, not the first.
import type { Content, Finding } from './content.ts'
import { article } from './issues.ts'
import { type Kind, kindNames, kinds } from './kinds.ts'
import { counterpartRelations, roleOf } from './mappings.ts'
import { didYouMean } from './nearest.ts'

type Report = (finding: Finding) => void
type Path = (string | number)[]
/** Whether an item exists; true also of one whose own file has mistakes, so that it is not reported as missing as well. */
export type Exists = (kind: Kind, slug: string) => boolean
type World = Content & { exists: Exists }

export function references(whole: Content, exists: Exists = (kind, slug) => whole.items[kind].has(slug)): Finding[] {
  const content: World = { ...whole, exists }
  const findings: Finding[] = []
  const report: Report = (finding) => findings.push(finding)
  relations(content, report)
  guidanceLinks(content, report)
  mappings(content, report)
  slugs(content, report)
  orders(content, report)
  withdrawnHomes(content, report)
  return findings
}

function mustExist(
  content: World,
  report: Report,
  at: { kind: Kind; slug: string; path: Path },
  target: Kind,
  slug: string,
): void {
  if (content.exists(target, slug)) return
  report({ ...at, message: `"${slug}" is not a ${target}.${didYouMean(slug, content.items[target].keys())}` })
}

/** An id such as `tool:fishbone-diagram` or `lean:flow`: which kind and slug it names, if it names anything. */
function resolveId(content: World, id: string): { kind: Kind; slug: string } | undefined {
  if (content.exists('element', id)) return { kind: 'element', slug: id }
  const [kind, slug] = id.split(':') as [string, string]
  if (!Object.hasOwn(kinds, kind) || kind === 'element') return undefined
  return content.exists(kind as Kind, slug) ? { kind: kind as Kind, slug } : undefined
}

function idMustExist(content: World, report: Report, at: { kind: Kind; slug: string; path: Path }, id: string): void {
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

function relations(content: World, report: Report): void {
  const { items } = content
  const check = (kind: Kind, slug: string, path: Path, target: Kind, name: string) =>
    mustExist(content, report, { kind, slug, path }, target, name)
  for (const [slug, stage] of items.stage) {
    stage.emphasis.forEach((e, i) => check('stage', slug, ['emphasis', i, 'strand'], 'strand', e.strand))
    twice(
      report,
      'stage',
      slug,
      'emphasis',
      stage.emphasis.map((e) => e.strand),
    )
    stage.steps.forEach(
      (step, i) =>
        step.item && idMustExist(content, report, { kind: 'stage', slug, path: ['steps', i, 'item'] }, step.item),
    )
  }
  for (const [slug, question] of items.question) {
    check('question', slug, ['perspective'], 'perspective', question.perspective)
    const phases = items.perspective.get(question.perspective)?.phases ?? [question.phase]
    if (!phases.includes(question.phase)) {
      report({
        kind: 'question',
        slug,
        path: ['phase'],
        message: `"${question.phase}" is not a phase of the perspective "${question.perspective}".${didYouMean(question.phase, phases)}`,
      })
    }
  }
  for (const [slug, activity] of items.activity) {
    check('activity', slug, ['strand'], 'strand', activity.strand)
    activity.questions.forEach((q, i) => check('activity', slug, ['questions', i, 'question'], 'question', q.question))
    twice(
      report,
      'activity',
      slug,
      'questions',
      activity.questions.map((q) => q.question),
    )
  }
  for (const [slug, tool] of items.tool) {
    if (tool.homeStrand) check('tool', slug, ['homeStrand', 'strand'], 'strand', tool.homeStrand.strand)
    tool.strands.forEach((s, i) => check('tool', slug, ['strands', i, 'strand'], 'strand', s.strand))
    tool.activities.forEach((a, i) => check('tool', slug, ['activities', i, 'activity'], 'activity', a.activity))
    twice(
      report,
      'tool',
      slug,
      'strands',
      tool.strands.map((s) => s.strand),
    )
    twice(
      report,
      'tool',
      slug,
      'activities',
      tool.activities.map((a) => a.activity),
    )
  }
  for (const [slug, term] of items.term) {
    term.related.forEach((r, i) => check('term', slug, ['related', i], 'term', r))
    twice(report, 'term', slug, 'related', [slug, ...term.related])
  }
  for (const [slug, worksheet] of items.worksheet) {
    worksheet.activities.forEach((a, i) =>
      check('worksheet', slug, ['activities', i, 'activity'], 'activity', a.activity),
    )
  }
  for (const [slug, guide] of items.guide) {
    const collections = kindNames.map((kind) => kinds[kind].collection)
    guide.steps.forEach((step, i) => {
      step.items.forEach((id, j) =>
        idMustExist(content, report, { kind: 'guide', slug, path: ['steps', i, 'items', j] }, id),
      )
      step.collections.forEach((name, j) => {
        if (!collections.includes(name)) {
          report({
            kind: 'guide',
            slug,
            path: ['steps', i, 'collections', j],
            message: `"${name}" is not a collection.${didYouMean(name, collections)}`,
          })
        }
      })
    })
  }
  for (const [slug, route] of items.route) {
    route.steps.forEach((step, i) => {
      idMustExist(content, report, { kind: 'route', slug, path: ['steps', i, 'item'] }, step.item)
      step.elements.forEach((id, j) => check('route', slug, ['steps', i, 'elements', j], 'element', id))
    })
  }
  for (const [slug, methodology] of items.methodology) {
    methodology.comparisons.forEach((c, i) =>
      c.with.forEach((w, j) => check('methodology', slug, ['comparisons', i, 'with', j], 'methodology', w)),
    )
    if (Object.hasOwn(kinds, slug))
      report({
        kind: 'methodology',
        slug,
        path: [],
        message: `a methodology may not be called "${slug}", because that is the name of a kind`,
      })
  }
}

function twice(report: Report, kind: Kind, slug: string, field: string, values: string[]): void {
  values.forEach((value, i) => {
    if (values.indexOf(value) !== i)
      report({ kind, slug, path: [field], message: `"${value}" stands twice in ${field}; once is enough` })
  })
}

function guidanceLinks(content: World, report: Report): void {
  for (const kind of kindNames) {
    if (kind === 'mapping') continue
    for (const [slug, item] of content.items[kind]) {
      for (const field of ['follows', 'leadsTo'] as const) {
        item.guidance?.[field]?.forEach((id, i) =>
          idMustExist(content, report, { kind, slug, path: ['guidance', field, i] }, id),
        )
      }
      for (const field of ['answers', 'tools'] as const) {
        item.guidance?.[field]?.forEach((help, i) =>
          idMustExist(content, report, { kind, slug, path: ['guidance', field, i, 'item'] }, help.item),
        )
      }
    }
  }
}

function mappings(content: World, report: Report): void {
  const pairs = new Map<string, string>()
  for (const [slug, row] of content.items.mapping) {
    const at = (field: string) => ({ kind: 'mapping' as const, slug, path: [field] })
    idMustExist(content, report, at('subject'), row.subject)
    idMustExist(content, report, at('object'), row.object)
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
    if (row.supersedes) mustExist(content, report, at('supersedes'), 'mapping', row.supersedes)
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
function slugs(content: World, report: Report): void {
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

/** Items that stand side by side have different places. */
function orders(content: Content, report: Report): void {
  const groups: [Kind, (slug: string) => string][] = [
    ['strand', () => ''],
    ['stage', () => ''],
    ['perspective', () => ''],
    ['question', () => ''],
    ['methodology', () => ''],
    ['activity', (slug) => `the strand "${content.items.activity.get(slug)?.strand}"`],
    ['element', (slug) => `the methodology "${slug.split(':')[0]}"`],
  ]
  for (const [kind, groupOf] of groups) {
    const taken = new Map<string, string>()
    for (const [slug, item] of content.items[kind]) {
      const order = (item as { order: number }).order
      const key = `${groupOf(slug)} ${order}`
      const other = taken.get(key)
      if (other !== undefined)
        report({ kind, slug, path: ['order'], message: `${order} is the place of "${other}" already` })
      taken.set(key, slug)
    }
  }
}

/** What belongs to exactly one other item cannot be served once that is withdrawn. */
function withdrawnHomes(content: World, report: Report): void {
  const { items } = content
  const check = (kind: Kind, slug: string, path: Path, home: Exclude<Kind, 'mapping'>, name: string | undefined) => {
    if (name !== undefined && items[home].get(name)?.withdrawn)
      report({
        kind,
        slug,
        path,
        message: `the ${home} "${name}" is withdrawn, and this ${kind} is not: withdraw it too, or give it another ${home}`,
      })
  }
  const served = <T extends { withdrawn?: unknown }>(map: Map<string, T>) =>
    [...map].filter(([, item]) => item.withdrawn === undefined)
  for (const [slug, activity] of served(items.activity)) check('activity', slug, ['strand'], 'strand', activity.strand)
  for (const [slug, tool] of served(items.tool))
    check('tool', slug, ['homeStrand', 'strand'], 'strand', tool.homeStrand?.strand)
  for (const [slug, question] of served(items.question))
    check('question', slug, ['perspective'], 'perspective', question.perspective)
  for (const [slug] of served(items.element)) check('element', slug, [], 'methodology', slug.split(':')[0])
}
