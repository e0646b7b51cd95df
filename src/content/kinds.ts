// The registry of kinds: everything that sweeps over kinds iterates it. Adding a kind starts here.
import type { z } from 'zod'
import { Activity, ActivityFile, ActivityType } from './activities.ts'
import { Basis } from './common.ts'
import { Element, ElementFile } from './elements.ts'
import { Guide, GuideFile } from './guides.ts'
import { countedStatuses, Mapping, MappingBasis, MappingFile, MappingStatus, Relation, Strength } from './mappings.ts'
import { Methodology, MethodologyFile } from './methodologies.ts'
import { Perspective, PerspectiveFile } from './perspectives.ts'
import { Question, QuestionFile } from './questions.ts'
import { Route, RouteFile } from './routes.ts'
import { Stage, StageFile } from './stages.ts'
import { Strand, StrandFile } from './strands.ts'
import { Term, TermFile } from './terms.ts'
import { Origin, Tool, ToolFile } from './tools.ts'
import { Worksheet, WorksheetFile } from './worksheets.ts'

type Values = readonly (string | null)[]

/** What a filter takes: slugs of items of a kind, ids of items of some kinds, a closed list, or whatever the content holds. */
export type Allowed = { kind: string } | { idsOf: readonly string[] } | { oneOf: readonly string[] } | 'present'

type Filter<T> = {
  allowed: Allowed
  of: (item: T) => Values
  /** The values it is set to when a request does not name it. */
  unlessAsked?: readonly string[]
}

type Definition<Served extends z.ZodObject> = {
  collection: string
  file: z.ZodType
  served: Served
  /** A sentence for people who read the API's documents. */
  about: string
  /** Whether the kind has an order of its own. */
  ordered: boolean
  /** The fields that name other items, and the kind of those items. */
  relations: Partial<Record<keyof z.infer<Served> & string, string>>
  /** The filters of its lists: what values an item has for each. */
  filters: Record<string, Filter<z.infer<Served>>>
  /** Other names that full-text search reads, beside the name, the summary and the guidance. */
  alsoNamed?: (item: z.infer<Served>) => readonly string[]
  /** Prose of its own that full-text search reads with the guidance. */
  alsoSaid?: (item: z.infer<Served>) => readonly string[]
}

function define<Served extends z.ZodObject>(definition: Definition<Served>) {
  return definition
}

const throughMappings = { elements: 'element', methodologies: 'methodology', mappings: 'mapping' } as const

export const kinds = {
  strand: define({
    collection: 'strands',
    file: StrandFile,
    served: Strand,
    about: 'The seven continuing lines of work of the toolkit.',
    ordered: true,
    relations: { stages: 'stage', activities: 'activity', tools: 'tool', questions: 'question', ...throughMappings },
    filters: {
      stage: { allowed: { kind: 'stage' }, of: (s) => s.stages },
      methodology: { allowed: { kind: 'methodology' }, of: (s) => s.methodologies },
      element: { allowed: { kind: 'element' }, of: (s) => s.elements },
    },
  }),
  stage: define({
    collection: 'stages',
    file: StageFile,
    served: Stage,
    about: 'The five blocks of an improvement programme.',
    ordered: true,
    relations: { strands: 'strand', worksheets: 'worksheet' },
    filters: {},
    alsoSaid: (s) => s.steps.map((step) => step.name),
  }),
  perspective: define({
    collection: 'perspectives',
    file: PerspectiveFile,
    served: Perspective,
    about: 'The five angles from which the questions are asked.',
    ordered: true,
    relations: { questions: 'question' },
    filters: {},
  }),
  question: define({
    collection: 'questions',
    file: QuestionFile,
    served: Question,
    about: 'The questions to ask of a service and of its improvement.',
    ordered: true,
    relations: { perspective: 'perspective', activities: 'activity', tools: 'tool', ...throughMappings },
    filters: {
      perspective: { allowed: { kind: 'perspective' }, of: (q) => [q.perspective] },
      activity: { allowed: { kind: 'activity' }, of: (q) => q.activities },
      tool: { allowed: { kind: 'tool' }, of: (q) => q.tools },
      methodology: { allowed: { kind: 'methodology' }, of: (q) => q.methodologies },
      element: { allowed: { kind: 'element' }, of: (q) => q.elements },
    },
  }),
  activity: define({
    collection: 'activities',
    file: ActivityFile,
    served: Activity,
    about: 'Pieces of work with a purpose, carried out with one or more tools.',
    ordered: true,
    relations: { strand: 'strand', questions: 'question', tools: 'tool', stages: 'stage', ...throughMappings },
    filters: {
      strand: { allowed: { kind: 'strand' }, of: (a) => [a.strand] },
      type: { allowed: { oneOf: ActivityType.options }, of: (a) => [a.type] },
      tool: { allowed: { kind: 'tool' }, of: (a) => a.tools },
      question: { allowed: { kind: 'question' }, of: (a) => a.questions },
      stage: { allowed: { kind: 'stage' }, of: (a) => a.stages },
      methodology: { allowed: { kind: 'methodology' }, of: (a) => a.methodologies },
      element: { allowed: { kind: 'element' }, of: (a) => a.elements },
    },
  }),
  tool: define({
    collection: 'tools',
    file: ToolFile,
    served: Tool,
    about: 'Established techniques that help to carry out activities.',
    ordered: false,
    relations: {
      homeStrand: 'strand',
      strands: 'strand',
      activities: 'activity',
      questions: 'question',
      ...throughMappings,
    },
    filters: {
      strand: { allowed: { kind: 'strand' }, of: (t) => t.strands },
      activity: { allowed: { kind: 'activity' }, of: (t) => t.activities },
      question: { allowed: { kind: 'question' }, of: (t) => t.questions },
      methodology: { allowed: { kind: 'methodology' }, of: (t) => t.methodologies },
      element: { allowed: { kind: 'element' }, of: (t) => t.elements },
      origin: { allowed: { oneOf: Origin.options }, of: (t) => [t.origin] },
      basis: { allowed: { oneOf: Basis.options }, of: (t) => [t.provenance.basis] },
    },
    alsoNamed: (t) => t.aliases,
  }),
  term: define({
    collection: 'terms',
    file: TermFile,
    served: Term,
    about: 'Words that the toolkit uses in a sense of its own.',
    ordered: false,
    relations: { related: 'term' },
    filters: {},
    alsoNamed: (t) => t.alternatives,
  }),
  worksheet: define({
    collection: 'worksheets',
    file: WorksheetFile,
    served: Worksheet,
    about: 'The worksheets, posters and card sets of the toolkit.',
    ordered: false,
    relations: { stages: 'stage', activities: 'activity' },
    filters: {},
  }),
  guide: define({
    collection: 'guides',
    file: GuideFile,
    served: Guide,
    about: 'Ordered ways through the toolkit.',
    ordered: false,
    relations: {},
    filters: {},
    alsoSaid: (g) => g.steps.flatMap((step) => [step.name, step.text ?? '']),
  }),
  route: define({
    collection: 'routes',
    file: RouteFile,
    served: Route,
    about: 'Ordered chains of questions, activities and tools for common purposes.',
    ordered: false,
    relations: { methodologies: 'methodology' },
    filters: {},
    alsoSaid: (r) => [r.purpose, ...r.steps.map((step) => step.why)],
  }),
  methodology: define({
    collection: 'methodologies',
    file: MethodologyFile,
    served: Methodology,
    about: 'The improvement methodologies that the toolkit is mapped to.',
    ordered: true,
    relations: { elements: 'element' },
    filters: {},
  }),
  element: define({
    collection: 'elements',
    file: ElementFile,
    served: Element,
    about: 'The questions, steps, principles, wastes and phases of the methodologies.',
    ordered: true,
    relations: {
      methodology: 'methodology',
      tools: 'tool',
      activities: 'activity',
      questions: 'question',
      strands: 'strand',
      counterparts: 'element',
      mappings: 'mapping',
    },
    filters: {
      methodology: { allowed: { kind: 'methodology' }, of: (e) => [e.methodology] },
      type: { allowed: 'present', of: (e) => [e.type] },
    },
    alsoNamed: (e) => [`${e.methodology} ${e.type}`],
  }),
  mapping: define({
    collection: 'mappings',
    file: MappingFile,
    served: Mapping,
    about: 'How items relate to the elements of methodologies and to one another, with reasons.',
    ordered: false,
    relations: { element: 'element', methodology: 'methodology' },
    filters: {
      subject: { allowed: { idsOf: ['strand', 'question', 'activity', 'tool', 'element'] }, of: (m) => [m.subject] },
      subjectKind: {
        allowed: { oneOf: ['strand', 'question', 'activity', 'tool', 'element'] },
        of: (m) => [m.subjectKind],
      },
      methodology: { allowed: { kind: 'methodology' }, of: (m) => [m.methodology] },
      element: { allowed: { kind: 'element' }, of: (m) => [m.element] },
      relation: { allowed: { oneOf: Relation.options }, of: (m) => [m.relation] },
      strength: { allowed: { oneOf: Strength.options }, of: (m) => [m.strength] },
      basis: { allowed: { oneOf: MappingBasis.options }, of: (m) => [m.basis] },
      status: { allowed: { oneOf: MappingStatus.options }, of: (m) => [m.status], unlessAsked: countedStatuses },
    },
  }),
}

export type Kind = keyof typeof kinds
export const kindNames = Object.keys(kinds) as Kind[]

/** An item of a kind as it is served. */
export type Item<K extends Kind = Kind> = { [P in K]: z.infer<(typeof kinds)[P]['served']> }[K]
/** An item of a kind as it is authored. */
export type FileOf<K extends Kind> = z.infer<(typeof kinds)[K]['file']>

/** A kind's definition, with the types of its item forgotten, for code that treats all kinds alike. */
export type AnyKind = {
  collection: string
  file: z.ZodType
  served: z.ZodObject
  about: string
  ordered: boolean
  relations: Record<string, Kind>
  filters: Record<string, Filter<Item>>
  alsoNamed?: (item: Item) => readonly string[]
  alsoSaid?: (item: Item) => readonly string[]
}

export function kindOf(name: Kind): AnyKind {
  return kinds[name] as unknown as AnyKind
}

/** `fishbone-diagram` of the kind `tool` is `tool:fishbone-diagram`; an element is named by its id already. */
export function itemId(kind: Kind, slugOrId: string): string {
  return kind === 'element' ? slugOrId : `${kind}:${slugOrId}`
}

/** An id whose first part is no kind is that of an element. */
export function kindOfId(id: string): Kind {
  const end = id.indexOf(':')
  const head = end < 0 ? id : id.slice(0, end)
  return Object.hasOwn(kinds, head) && head !== 'element' ? (head as Kind) : 'element'
}

/** An item among the items of all collections: `tools/fishbone-diagram`, `methodologies/lean/elements/flow`. */
export function collectionPath(id: string): string {
  const [head = '', slug = ''] = id.split(':')
  const kind = kindOfId(id)
  return kind === 'element' ? `methodologies/${head}/elements/${slug}` : `${kinds[kind].collection}/${slug}`
}

/** An item by its kind: `tool/fishbone-diagram`, `element/lean:flow`. */
export function kindPath(id: string): string {
  const kind = kindOfId(id)
  return kind === 'element' ? `element/${id}` : id.replace(':', '/')
}
