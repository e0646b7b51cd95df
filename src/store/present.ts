// Content as authored → items as served: relations walked both ways, links made, prose rendered. Pure but for the renderer it is given.
import type { z } from 'zod'
import type { Activity } from '../content/activities.ts'
import {
  type Provenance,
  provenance,
  type RelationProvenance,
  type Attribution,
  type Licence,
} from '../content/common.ts'
import type { Content } from '../content/content.ts'
import type { Element } from '../content/elements.ts'
import { type Guidance, type GuidanceFile, guidance, type Prose, writtenModules } from '../content/guidance.ts'
import type { Guide } from '../content/guides.ts'
import { collectionPath, type Item, type Kind, itemId, kindOfId, kindPath } from '../content/kinds.ts'
import { countedStatuses, type Mapping, type MappingFile, roleRelations } from '../content/mappings.ts'
import type { Methodology } from '../content/methodologies.ts'
import type { Perspective } from '../content/perspectives.ts'
import type { Question } from '../content/questions.ts'
import type { Route } from '../content/routes.ts'
import type { Stage } from '../content/stages.ts'
import type { Strand } from '../content/strands.ts'
import type { Term } from '../content/terms.ts'
import type { Tool } from '../content/tools.ts'
import type { Worksheet } from '../content/worksheets.ts'
import { byName } from '../search/words.ts'

/**
 * Stands for the public address in baked text until it is served; a control character, which the content may not hold. JSON writes it
 * with ASCII letters, so that it makes no text longer to read than the text is.
 */
export const BASE = '\u001A'
/** Stands for the address to report an error to, or for null. */
export const REPORT = '\u0005'

/** An item, its guidance apart from it, and its place among its kind where the kind has an order. */
export type Presented = { item: Item; guidance: Guidance | null; place: number }
export type Render = (markdown: string) => Prose
export type Rights = { licence: z.infer<typeof Licence>; attribution: z.infer<typeof Attribution> }

const asIs: Render = (markdown) => ({ markdown, html: '' })

type AuthoredItem = {
  provenance: { basis: string; urls: string[]; reason?: string | undefined }
  gaps: string[]
  review: {
    status: 'unreviewed' | 'reviewed'
    reviewer?: string | undefined
    on?: string | undefined
    next?: string | undefined
  }
  guidance?: GuidanceFile | undefined
}

/** Every item that is served, kind by kind, in the order of `kinds`. */
export function present(content: Content, render: Render): Presented[] {
  const rights = rightsOf(content)
  const graph = graphOf(content)
  const described = <K extends Kind>(
    kind: K,
    slug: string,
    name: string,
    summary: string,
    file: AuthoredItem,
    relationProvenance: RelationProvenance[] = [],
  ) => ({
    id: itemId(kind, slug),
    kind,
    slug: slug.split(':').at(-1) as string,
    name,
    summary,
    gaps: file.gaps,
    provenance: provenance(file.provenance),
    relationProvenance,
    review: {
      status: file.review.status,
      reviewer: file.review.reviewer ?? null,
      on: file.review.on ?? null,
      next: file.review.next ?? null,
    },
    modules: writtenModules(
      file.guidance === undefined ? null : guidance(file.guidance, asIs, graph.isServed),
    ) as string[],
    ...rights,
    links: linksOf(itemId(kind, slug), file.provenance.urls[0]),
  })
  const presented: Presented[] = []
  const add = (item: Item, file: { guidance?: GuidanceFile | undefined }, place = 0) =>
    presented.push({
      item,
      guidance: file.guidance === undefined ? null : guidance(file.guidance, render, graph.isServed),
      place,
    })
  const { live } = graph

  for (const [slug, file] of live.strand) {
    const emphasis = [...live.stage].flatMap(([stage, s]) =>
      s.emphasis.filter((e) => e.strand === slug).map((e) => ({ stage, level: e.level })),
    )
    const activities = graph.activitiesOfStrand(slug)
    const strand: Strand = {
      ...described('strand', slug, file.name, file.summary, file),
      order: file.order,
      timing: file.timing,
      emphasis: byOrder(emphasis, (e) => live.stage.get(e.stage)?.order ?? 0),
      stages: graph.stagesHighOn(slug),
      activities,
      tools: [...live.tool].filter(([, tool]) => tool.strands.some((s) => s.strand === slug)).map(([tool]) => tool),
      questions: graph.questionsOf(activities),
      ...graph.mapped('strand', slug),
    }
    add(strand, file, file.order)
  }
  for (const [slug, file] of live.stage) {
    const emphasis = file.emphasis.filter((e) => live.strand.has(e.strand))
    const stage: Stage = {
      ...described(
        'stage',
        slug,
        file.name,
        file.summary,
        file,
        file.emphasis.map((e) => relation('emphasis', `strand:${e.strand}`, e)),
      ),
      order: file.order,
      steps: file.steps.map((step, i) => ({
        order: i + 1,
        name: step.name,
        item: step.item !== undefined && graph.isServed(step.item) ? step.item : null,
      })),
      emphasis: byOrder(
        emphasis.map((e) => ({ strand: e.strand, level: e.level })),
        (e) => live.strand.get(e.strand)?.order ?? 0,
      ),
      strands: byOrder(
        emphasis.filter((e) => e.level === 'high').map((e) => e.strand),
        (s) => live.strand.get(s)?.order ?? 0,
      ),
      worksheets: file.steps.flatMap((step) => slugOf('worksheet', step.item)).filter((w) => live.worksheet.has(w)),
    }
    add(stage, file, file.order)
  }
  for (const [slug, file] of live.perspective) {
    const perspective: Perspective = {
      ...described('perspective', slug, file.name, file.summary, file),
      order: file.order,
      pageTitle: file.pageTitle ?? null,
      phases: file.phases,
      questions: byOrder(
        [...live.question].filter(([, q]) => q.perspective === slug).map(([q]) => q),
        (q) => live.question.get(q)?.order ?? 0,
      ),
    }
    add(perspective, file, file.order)
  }
  for (const [slug, file] of live.question) {
    const activities = graph.activitiesForQuestion(slug)
    const question: Question = {
      ...described('question', slug, file.text, file.summary, file),
      text: file.text,
      wording: provenance(file.wording),
      perspective: file.perspective,
      phase: file.phase,
      order: file.order,
      activities,
      tools: graph.toolsFor(activities),
      ...graph.mapped('question', slug),
    }
    add(question, file, file.order)
  }
  for (const [slug, file] of live.activity) {
    const activity: Activity = {
      ...described(
        'activity',
        slug,
        file.name,
        file.summary,
        file,
        file.questions.map((q) => relation('questions', `question:${q.question}`, q)),
      ),
      strand: file.strand,
      type: file.type,
      order: file.order,
      questions: graph.questionsOf([slug]),
      tools: graph.toolsFor([slug]),
      stages: graph.stagesHighOn(file.strand),
      ...graph.mapped('activity', slug),
    }
    add(activity, file, graph.activityPlace(slug))
  }
  for (const [slug, file] of live.tool) {
    const activities = file.activities.map((a) => a.activity).filter((a) => live.activity.has(a))
    const tool: Tool = {
      ...described('tool', slug, file.name, file.summary, file, [
        ...(file.homeStrand ? [relation('homeStrand', `strand:${file.homeStrand.strand}`, file.homeStrand)] : []),
        ...file.strands.map((s) => relation('strands', `strand:${s.strand}`, s)),
        ...file.activities.map((a) => relation('activities', `activity:${a.activity}`, a)),
      ]),
      aliases: file.aliases,
      origin: file.origin,
      homeStrand: file.homeStrand?.strand ?? null,
      strands: file.strands.map((s) => s.strand).filter((s) => live.strand.has(s)),
      activities,
      questions: graph.questionsOf(activities),
      ...graph.mapped('tool', slug),
    }
    add(tool, file)
  }
  for (const [slug, file] of live.term) {
    const term: Term = {
      ...described('term', slug, file.name, file.definition, file),
      definition: file.definition,
      alternatives: file.alternatives,
      related: file.related.filter((r) => live.term.has(r)),
    }
    add(term, file)
  }
  for (const [slug, file] of live.worksheet) {
    const worksheet: Worksheet = {
      ...described(
        'worksheet',
        slug,
        file.name,
        file.summary,
        file,
        file.activities.map((a) => relation('activities', `activity:${a.activity}`, a)),
      ),
      form: file.form,
      stages: [...live.stage]
        .filter(([, stage]) => stage.steps.some((step) => step.item === `worksheet:${slug}`))
        .map(([stage]) => stage),
      activities: file.activities.map((a) => a.activity).filter((a) => live.activity.has(a)),
    }
    add(worksheet, file)
  }
  for (const [slug, file] of live.guide) {
    const guide: Guide = {
      ...described('guide', slug, file.name, file.summary, file),
      steps: file.steps.map((step, i) => ({
        order: i + 1,
        name: step.name,
        text: step.text ?? null,
        items: step.items.filter(graph.isServed),
        collections: step.collections,
      })),
    }
    add(guide, file)
  }
  for (const [slug, file] of live.route) {
    const steps = file.steps
      .filter((step) => graph.isServed(step.item))
      .map((step, i) => ({
        order: i + 1,
        item: step.item,
        why: step.why,
        elements: step.elements.filter((id) => live.element.has(id)),
      }))
    const route: Route = {
      ...described('route', slug, file.name, file.summary, file),
      purpose: file.purpose,
      steps,
      methodologies: byOrder(
        [...new Set(steps.flatMap((step) => step.elements.map((id) => id.split(':')[0] as string)))],
        (m) => live.methodology.get(m)?.order ?? 0,
      ),
    }
    add(route, file)
  }
  for (const [slug, file] of live.methodology) {
    const methodology: Methodology = {
      ...described('methodology', slug, file.name, file.summary, file),
      order: file.order,
      originator: file.originator,
      elements: graph.elementsOf(slug),
      comparisons: [...live.methodology].flatMap(([home, m]) =>
        m.comparisons
          .map((c) => ({ finding: c.finding, methodologies: [home, ...c.with], urls: c.urls }))
          .filter((c) => c.methodologies.includes(slug)),
      ),
    }
    add(methodology, file, file.order)
  }
  for (const [id, file] of live.element) {
    const element: Element = {
      ...described('element', id, file.name, file.summary, file),
      methodology: id.split(':')[0] as string,
      type: file.type,
      order: file.order,
      tools: graph.servers('tool', id),
      activities: graph.servers('activity', id),
      questions: graph.servers('question', id),
      strands: graph.servers('strand', id),
      counterparts: graph.counterparts(id),
      mappings: graph.mappingsOf(id),
    }
    add(element, file, graph.elementPlace(id))
  }
  for (const [slug, row] of live.mapping) add(mapping(slug, row, rights, graph.mappingName(row)), {})
  return presented
}

function mapping(slug: string, row: MappingFile, rights: Rights, name: string): Mapping {
  const [subjectKind, objectKind] = [kindOfId(row.subject), kindOfId(row.object)]
  return {
    id: itemId('mapping', slug),
    kind: 'mapping',
    slug,
    name,
    subject: row.subject,
    subjectKind,
    object: row.object,
    relation: row.relation,
    strength: row.strength ?? null,
    reason: row.reason,
    confidence: row.confidence,
    basis: row.basis,
    sources: row.sources,
    status: row.status,
    author: row.author,
    reviewer: row.reviewer ?? null,
    reviewedOn: row.reviewedOn ?? null,
    supersedes: row.supersedes ?? null,
    versions: row.versions,
    element: objectKind === 'element' ? row.object : null,
    methodology:
      objectKind === 'element'
        ? (row.object.split(':')[0] as string)
        : objectKind === 'methodology'
          ? (row.object.split(':')[1] as string)
          : null,
    ...rights,
    links: linksOf(itemId('mapping', slug), row.sources[0]),
  }
}

function slugOf(kind: Kind, id: string | undefined): string[] {
  return id?.startsWith(`${kind}:`) ? [id.slice(kind.length + 1)] : []
}

function relation(
  field: string,
  to: string,
  file: { basis: Provenance['basis']; urls: string[]; reason?: string | undefined },
): RelationProvenance {
  return { relation: field, to, ...provenance(file) }
}

function byOrder<T>(list: T[], order: (entry: T) => number): T[] {
  return [...list].sort((a, b) => order(a) - order(b))
}

function linksOf(id: string, source: string | undefined) {
  const [path, named] = [collectionPath(id), kindPath(id)]
  return {
    self: `${BASE}/v1/${path}`,
    page: `${BASE}/${path}`,
    embed: `${BASE}/embed/${named}`,
    iri: `${BASE}/id/${named}`,
    source: source ?? null,
    report: REPORT,
  }
}

/** Licence and credit of the content, as they travel with every item. */
export function rightsOf(content: Content): Rights {
  const { licence, attribution } = content.release
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  return {
    licence: { text: licence.text, source: licence.source ?? null },
    attribution: { ...attribution, html: `<a href="${escaped(attribution.url)}">${escaped(attribution.text)}</a>` },
  }
}

/** The relations of the content that is not withdrawn, ready to be walked from either end. */
function graphOf(content: Content) {
  const { items } = content
  const keep = <T extends { withdrawn?: unknown }>(map: Map<string, T>) =>
    new Map([...map].filter(([, file]) => file.withdrawn === undefined).sort(([a], [b]) => (a < b ? -1 : 1)))
  const served = {
    strand: keep(items.strand),
    stage: keep(items.stage),
    perspective: keep(items.perspective),
    question: keep(items.question),
    activity: keep(items.activity),
    tool: keep(items.tool),
    term: keep(items.term),
    worksheet: keep(items.worksheet),
    guide: keep(items.guide),
    route: keep(items.route),
    methodology: keep(items.methodology),
    element: keep(items.element),
  }
  const isServed = (id: string) => {
    const kind = kindOfId(id) as keyof typeof served
    return served[kind].has(kind === 'element' ? id : id.slice(kind.length + 1))
  }
  /** What an item is called where it stands at one end of a mapping. */
  function nameOf(id: string): string {
    const kind = kindOfId(id) as keyof typeof served
    if (kind === 'element')
      return `${served.element.get(id)?.name} (${served.methodology.get(id.split(':')[0] ?? '')?.name})`
    const file = served[kind].get(id.slice(kind.length + 1)) as { name?: string; text?: string } | undefined
    return file?.name ?? file?.text ?? id
  }
  const mappingName = (row: MappingFile) => `${nameOf(row.subject)}: ${nameOf(row.object)}`
  // In the order of their list: those of one item follow each other in a release, and are copied at once.
  const rows = [...items.mapping].filter(([, row]) => isServed(row.subject) && isServed(row.object))
  const mappings = new Map(byName(rows, ([slug, row]) => ({ slug, name: mappingName(row) })))
  const live = { ...served, mapping: mappings }

  const counted = [...mappings].filter(([, row]) => countedStatuses.includes(row.status))
  const bySubject = group(counted, ([, row]) => row.subject)
  const byObject = group(counted, ([, row]) => row.object)
  const roles = (rows: [string, MappingFile][]) =>
    rows.filter(([, row]) => (roleRelations as readonly string[]).includes(row.relation))
  const strengths = ['core', 'useful', 'occasional']
  const elementPlace = (id: string) =>
    (live.methodology.get(id.split(':')[0] ?? '')?.order ?? 0) * 1000 + (live.element.get(id)?.order ?? 0)

  const questionsByActivity = new Map(
    [...live.activity].map(([slug, file]) => [
      slug,
      file.questions.map((q) => q.question).filter((q) => live.question.has(q)),
    ]),
  )
  const toolsByActivity = group(
    [...live.tool].flatMap(([tool, file]) => file.activities.map((a) => ({ tool, activity: a.activity }))),
    (pair) => pair.activity,
  )
  const activityPlace = (slug: string) => {
    const file = live.activity.get(slug)
    return (live.strand.get(file?.strand ?? '')?.order ?? 0) * 1000 + (file?.order ?? 0)
  }
  const mappingsOf = (id: string) => [...(bySubject.get(id) ?? []), ...(byObject.get(id) ?? [])].map(([slug]) => slug)

  return {
    live,
    isServed,
    mappingsOf,
    activityPlace,
    elementPlace,
    mappingName,
    activitiesOfStrand: (strand: string) =>
      byOrder(
        [...live.activity].filter(([, a]) => a.strand === strand).map(([slug]) => slug),
        activityPlace,
      ),
    activitiesForQuestion: (question: string) =>
      byOrder(
        [...questionsByActivity].filter(([, qs]) => qs.includes(question)).map(([slug]) => slug),
        activityPlace,
      ),
    questionsOf: (activities: string[]) =>
      byOrder(
        [...new Set(activities.flatMap((a) => questionsByActivity.get(a) ?? []))],
        (q) => live.question.get(q)?.order ?? 0,
      ),
    toolsFor: (activities: string[]) =>
      [...new Set(activities.flatMap((a) => (toolsByActivity.get(a) ?? []).map((pair) => pair.tool)))].sort(),
    stagesHighOn: (strand: string) =>
      byOrder(
        [...live.stage]
          .filter(([, stage]) => stage.emphasis.some((e) => e.strand === strand && e.level === 'high'))
          .map(([slug]) => slug),
        (s) => live.stage.get(s)?.order ?? 0,
      ),
    elementsOf: (methodology: string) =>
      byOrder(
        [...live.element.keys()].filter((id) => id.startsWith(`${methodology}:`)),
        elementPlace,
      ),
    /** What mappings say of an item: the elements it has a role in, their methodologies, and all its mappings. */
    mapped(kind: Kind, slug: string) {
      const id = itemId(kind, slug)
      const elements = byOrder(
        roles(bySubject.get(id) ?? []).map(([, row]) => row.object),
        elementPlace,
      )
      return {
        elements,
        methodologies: [...new Set(elements.map((e) => e.split(':')[0] as string))],
        mappings: mappingsOf(id),
      }
    },
    /** The items of a kind with a role in an element, core ones first. */
    servers: (kind: Kind, element: string) =>
      byOrder(
        roles(byObject.get(element) ?? []).filter(([, row]) => row.subject.startsWith(`${kind}:`)),
        ([, row]) => strengths.indexOf(row.strength ?? ''),
      ).map(([, row]) => row.subject.slice(kind.length + 1)),
    counterparts: (id: string) =>
      [
        ...(bySubject.get(id) ?? []).map(([, row]) => [row.relation, row.object] as const),
        ...(byObject.get(id) ?? []).map(([, row]) => [row.relation, row.subject] as const),
      ]
        .filter(([relation, other]) => relation !== 'none' && kindOfId(other) === 'element')
        .map(([, other]) => other)
        .sort((a, b) => elementPlace(a) - elementPlace(b)),
  }
}

function group<T>(list: T[], key: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const entry of list) {
    const name = key(entry)
    const members = groups.get(name)
    if (members) members.push(entry)
    else groups.set(name, [entry])
  }
  return groups
}
