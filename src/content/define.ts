// What a kind of content declares, once, in `kinds/<kind>.ts`: everything that treats all kinds alike is derived from
// this.
import { z } from 'zod'
import { referencedKind } from './names.ts'

/**
 * What a filter takes: slugs of items of a kind, ids of items of some kinds, a closed list, or the values that the
 * content has.
 */
export type Allowed = { kind: string } | { idsOf: readonly string[] } | { oneOf: readonly string[] } | 'present'

export type Filter = {
  allowed: Allowed
  /** The values that an item has for it. */
  of: (item: object) => readonly (string | null)[]
  /** The values that hold when a request does not name the filter. */
  default?: readonly string[]
}

/**
 * A filter by a field of the served item (`provenance.basis` is a field within a field). What it takes follows from the
 * field's shape.
 */
type FilterFile = string | { field: string; allowed?: Allowed; default?: readonly string[] }

/** The one item that an item belongs to: named by its own id where there is no path. */
type Home = { kind: string; path?: readonly string[] }

/** A mistake in an authored item: at which of its fields, and what would be right. */
export type Mistake = { path: (string | number)[]; message: string }

/** The authored items, as a check of one of them may look at others. */
export type Files = {
  /** The authored items of a kind by slug (elements by id). */
  files<File>(kind: string): ReadonlyMap<string, File>
  collections: readonly string[]
}

/** The items that are served and how they relate, as `derive` sees them. */
export type Graph = {
  /** The authored items of a kind that are served, by slug (elements by id), in that order. */
  files<File>(kind: string): ReadonlyMap<string, File>
  /** What an item is called. */
  nameOf(id: string): string
  isServed(id: string): boolean
  kindOf(id: string): string
  /** The served items that a field of an authored item names. */
  namedBy(kind: string, slug: string, field: string): string[]
  /** The items of a kind whose field names an item: given by its slug or, where the field holds ids, by its id. */
  naming(kind: string, field: string, name: string): string[]
  /** Each once, in the order of their kind. */
  sorted(kind: string, slugs: Iterable<string>): string[]
  /**
   * What the reviewed mappings say of an item: the elements it has a role in, their methodologies, and all its
   * mappings.
   */
  mapped(id: string): { elements: string[]; methodologies: string[]; mappings: string[] }
  /** The items of a kind with a role in an element, core ones first. */
  withRoleIn(kind: string, element: string): string[]
  /** The counterparts of an element in other methodologies. */
  counterparts(element: string): string[]
}

/** The fields that every kind gets from `src/store/presentItems.ts`. */
type SharedField =
  | ('id' | 'kind' | 'slug' | 'name' | 'licence' | 'attribution' | 'links')
  | ('summary' | 'gaps' | 'provenance' | 'relationProvenance' | 'review' | 'modules')

type KindFile<File extends z.ZodType, Served extends z.ZodObject> = {
  /** The name of its collection in addresses. */
  collection: string
  /** The folder of `data/` with a file for each item; not given where items are stored in another way. */
  folder?: string
  /** As authored. */
  file: File
  served: Served
  /** A sentence for people who read the API's documents. */
  about: string
  /** Whether the kind has an order: by its field `order` among all items, or among those with the same home. */
  order?: 'own' | 'within home'
  home?: Home
  filters: Record<string, FilterFile>
  /** Its name and summary, where they are not the fields of that name. */
  nameOf?: (file: z.infer<File>, nameOf: (id: string) => string) => string
  summaryOf?: (file: z.infer<File>) => string
  /** Other names that full-text search reads, beside the name, the summary and the guidance. */
  searchNames?: (item: z.infer<Served>) => readonly string[]
  /** Prose of its own that full-text search reads with the guidance. */
  searchText?: (item: z.infer<Served>) => readonly string[]
  /** The item whose answers are the documented examples. */
  example: string
  /** Rules of this kind beside its shape and the existence of what it names. */
  check?: (file: z.infer<File>, slug: string, files: Files) => Mistake[]
  /** The fields of its own, from the authored item and its relations. */
  derive: (file: z.infer<File>, slug: string, graph: Graph) => Omit<z.infer<Served>, SharedField>
}

export function defineKind<File extends z.ZodType, Served extends z.ZodObject>(definition: KindFile<File, Served>) {
  const { served, filters } = definition
  return {
    ...definition,
    /** The fields of the served item that name other items, and the kind of those. */
    relations: Object.fromEntries(
      Object.entries(served.shape).flatMap(([field, schema]) => {
        const kind = referencedKind(schema)
        return kind === undefined || kind === 'item' ? [] : [[field, kind]]
      }),
    ) as Record<string, string>,
    filters: Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, filterOf(served, filter)])),
  }
}

function filterOf(served: z.ZodObject, file: FilterFile): Filter {
  const { field, allowed, ...rest } = typeof file === 'string' ? { field: file } : file
  const path = field.split('.')
  const schema = path.reduce<z.core.$ZodType>((outer, key) => shapeOf(outer)[key] as z.core.$ZodType, served)
  return {
    ...rest,
    allowed: allowed ?? allowedBy(schema),
    of: (item) => [path.reduce(fieldOf, item)].flat() as string[],
  }
}

function shapeOf(schema: z.core.$ZodType): z.core.$ZodShape {
  return (schema as z.ZodObject).shape
}

function fieldOf(value: unknown, key: string): unknown {
  return (value as Record<string, unknown>)[key]
}

function allowedBy(schema: z.core.$ZodType): Allowed {
  const kind = referencedKind(schema)
  if (kind !== undefined) return { kind }
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema
  return inner instanceof z.ZodEnum ? { oneOf: inner.options as string[] } : 'present'
}
