// The definition of a kind of content, in `kinds/<kind>.ts`: code that treats all kinds alike derives from it.
import { z } from 'zod'
import { referencedKind } from './referenceFields.ts'

/** Slugs of a kind, ids of several kinds, a closed list, or any value that occurs in the content. */
export type AllowedValues = { kind: string } | { idsOf: readonly string[] } | { oneOf: readonly string[] } | 'occurring'

export type Filter = {
  allowed: AllowedValues
  /** The values of an item. */
  valuesOf: (item: object) => readonly (string | null)[]
  /** Applied to requests without the filter. */
  default?: readonly string[]
}

/** A filter by a field of the served item, such as `provenance.basis`; allows what the field may hold. */
type FilterDefinition = string | { field: string; allowed?: AllowedValues; default?: readonly string[] }

/** The parent of an item, such as the strand of an activity: named by the field at `path`, or else by the item's id. */
type Parent = { kind: string; path?: readonly string[] }

/** A mistake at a field of an authored item; the message says what would be right. */
export type Mistake = { path: (string | number)[]; message: string }

/** The authored items, for checks of an item against others. */
export type AuthoredFiles = {
  /** The authored items of a kind by slug (elements by id). */
  filesOf<File>(kind: string): ReadonlyMap<string, File>
  collections: readonly string[]
}

/** The served items and their relations, from which `derive` computes fields. */
export type Graph = {
  /** The authored items of a kind that are served, by slug (elements by id), in that order. */
  filesOf<File>(kind: string): ReadonlyMap<string, File>
  nameOf(id: string): string
  isServed(id: string): boolean
  kindOfId(id: string): string
  /** The served items that a field of an item refers to: slugs, or ids where the field holds ids. */
  targetsOf(kind: string, slug: string, field: string): string[]
  /** The slugs of the items of a kind whose field refers to the target: a slug, or an id where the field holds ids. */
  referrersOf(kind: string, field: string, target: string): string[]
  /** Sorts by the order of the kind and removes duplicates. */
  sortUnique(kind: string, slugs: Iterable<string>): string[]
  /** The elements in which an item has a role, their methodologies, and all its mappings; reviewed ones only. */
  mappingRelations(id: string): { elements: string[]; methodologies: string[]; mappings: string[] }
  /** The items of a kind with a role in an element, core ones first. */
  itemsWithRoleIn(kind: string, element: string): string[]
  /** The counterparts of an element in other methodologies. */
  counterpartsOf(element: string): string[]
}

/** The fields that every kind gets from `src/store/presentItems.ts`. */
type SharedField =
  | ('id' | 'kind' | 'slug' | 'name' | 'licence' | 'attribution' | 'links')
  | ('summary' | 'gaps' | 'provenance' | 'relationProvenance' | 'review' | 'modules')

type KindDefinition<File extends z.ZodType, Served extends z.ZodObject> = {
  /** The name of its collection in addresses. */
  collection: string
  /** The folder of `data/` with a file for each item; absent for kinds in another layout. */
  folder?: string
  /** As authored. */
  file: File
  served: Served
  /** A sentence for the API documentation. */
  about: string
  /** Whether the field `order` sorts the items of the whole kind, or those of each parent. */
  order?: 'within kind' | 'within parent'
  parent?: Parent
  filters: Record<string, FilterDefinition>
  /** The name and summary, if not the fields of that name. */
  nameOf?: (file: z.infer<File>, nameOf: (id: string) => string) => string
  summaryOf?: (file: z.infer<File>) => string
  /** Other names to index for full-text search, besides name, summary and guidance. */
  searchNames?: (item: z.infer<Served>) => readonly string[]
  /** Prose of this kind to index for full-text search with the guidance. */
  searchText?: (item: z.infer<Served>) => readonly string[]
  /** The slug of the item in the documented examples. */
  example: string
  /** Rules beyond the shape and the existence of referenced items. */
  check?: (file: z.infer<File>, slug: string, files: AuthoredFiles) => Mistake[]
  /** The fields of this kind, from the authored item and its relations. */
  derive: (file: z.infer<File>, slug: string, graph: Graph) => Omit<z.infer<Served>, SharedField>
}

export function defineKind<File extends z.ZodType, Served extends z.ZodObject>(
  definition: KindDefinition<File, Served>,
) {
  const { served, filters } = definition
  return {
    ...definition,
    /** The fields of the served item that refer to other items, with their kind. */
    relations: Object.fromEntries(
      Object.entries(served.shape).flatMap(([field, schema]) => {
        const kind = referencedKind(schema)
        return kind === undefined || kind === 'item' ? [] : [[field, kind]]
      }),
    ) as Record<string, string>,
    filters: Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, defineFilter(served, filter)])),
  }
}

function defineFilter(served: z.ZodObject, definition: FilterDefinition): Filter {
  const { field, allowed, ...rest } = typeof definition === 'string' ? { field: definition } : definition
  const path = field.split('.')
  const schema = path.reduce<z.core.$ZodType>((parent, key) => shapeOf(parent)[key] as z.core.$ZodType, served)
  return {
    ...rest,
    allowed: allowed ?? allowedValues(schema),
    valuesOf: (item) => [path.reduce(fieldValue, item)].flat() as string[],
  }
}

function shapeOf(schema: z.core.$ZodType): z.core.$ZodShape {
  return (schema as z.ZodObject).shape
}

function fieldValue(value: unknown, key: string): unknown {
  return (value as Record<string, unknown>)[key]
}

function allowedValues(schema: z.core.$ZodType): AllowedValues {
  const kind = referencedKind(schema)
  if (kind !== undefined) return { kind }
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema
  return inner instanceof z.ZodEnum ? { oneOf: inner.options as string[] } : 'occurring'
}
