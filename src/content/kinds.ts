// The registry of kinds. A new kind is a file in `kinds/` and a line here.
import type { z } from 'zod'
import type { AuthoredFiles, Filter, Graph, Mistake } from './define.ts'
import { activity } from './kinds/activity.ts'
import { element } from './kinds/element.ts'
import { guide } from './kinds/guide.ts'
import { mapping } from './kinds/mapping.ts'
import { methodology } from './kinds/methodology.ts'
import { perspective } from './kinds/perspective.ts'
import { question } from './kinds/question.ts'
import { route } from './kinds/route.ts'
import { stage } from './kinds/stage.ts'
import { strand } from './kinds/strand.ts'
import { term } from './kinds/term.ts'
import { tool } from './kinds/tool.ts'
import { worksheet } from './kinds/worksheet.ts'

export const kinds = {
  strand,
  stage,
  perspective,
  question,
  activity,
  tool,
  term,
  worksheet,
  guide,
  route,
  methodology,
  element,
  mapping,
}

export type Kind = keyof typeof kinds
export const kindNames = Object.keys(kinds) as Kind[]

/** An item of a kind as it is served. */
export type Item<K extends Kind = Kind> = { [P in K]: z.infer<(typeof kinds)[P]['served']> }[K]
/** An item of a kind as it is authored. */
export type FileOf<K extends Kind> = z.infer<(typeof kinds)[K]['file']>

/** A kind's definition without the types of its items, for code that treats all kinds alike. */
export type AnyKindDefinition = {
  collection: string
  folder?: string
  file: z.ZodType
  served: z.ZodObject
  about: string
  order?: 'within kind' | 'within parent'
  parent?: { kind: Kind; path?: readonly string[] }
  relations: Record<string, Kind>
  filters: Record<string, Filter>
  nameOf?: (file: object, nameOf: (id: string) => string) => string
  summaryOf?: (file: object) => string
  searchNames?: (item: Item) => readonly string[]
  searchText?: (item: Item) => readonly string[]
  example: string
  check?: (file: object, slug: string, files: AuthoredFiles) => Mistake[]
  derive: (file: object, slug: string, graph: Graph) => object
}

/** The kinds with a collection of their own; elements belong to their methodology. */
export const collectionKinds = kindNames.filter((kind) => kind !== 'element')

export function definitionOf(name: Kind): AnyKindDefinition {
  return kinds[name] as unknown as AnyKindDefinition
}

/** `fishbone-diagram` of the kind `tool` is `tool:fishbone-diagram`; elements are given by their id. */
export function itemId(kind: Kind, slugOrId: string): string {
  return kind === 'element' ? slugOrId : `${kind}:${slugOrId}`
}

/** Ids with another prefix than a kind are those of elements. */
export function kindOfId(id: string): Kind {
  const end = id.indexOf(':')
  const prefix = end < 0 ? id : id.slice(0, end)
  return Object.hasOwn(kinds, prefix) && prefix !== 'element' ? (prefix as Kind) : 'element'
}

/** The path of an item by collection: `tools/fishbone-diagram`, `methodologies/lean/elements/flow`. */
export function collectionPath(id: string): string {
  const [prefix = '', slug = ''] = id.split(':')
  const kind = kindOfId(id)
  return kind === 'element' ? `methodologies/${prefix}/elements/${slug}` : `${kinds[kind].collection}/${slug}`
}

/** The path of an item by kind: `tool/fishbone-diagram`, `element/lean:flow`. */
export function kindPath(id: string): string {
  const kind = kindOfId(id)
  return kind === 'element' ? `element/${id}` : id.replace(':', '/')
}
