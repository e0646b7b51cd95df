// The SDL of the GraphQL schema: derived from the kinds, apart from the types that belong to no kind.
import { z } from 'zod'
import { Guidance } from '../content/guidance.ts'
import { type AnyKindDefinition, type Kind, kindNames, definitionOf } from '../content/kinds.ts'
import { referencedKind } from '../content/referenceFields.ts'
import { commonQueryFields, commonTypes } from './commonTypes.ts'

/** Fields of type ID that do not refer to an item. */
const idFields = new Set(['id', 'to'])

/** Nested object schemas of items, by type name. */
const nestedTypes = new Map<string, z.ZodObject>()

export function typeName(kind: string): string {
  return `${kind[0]?.toUpperCase()}${kind.slice(1)}`
}

export function hasFilters(kind: Kind): boolean {
  return Object.keys(definitionOf(kind).filters).length > 0
}

/** The sort orders of a kind, by their names in REST. */
export function sortsOf({ order }: AnyKindDefinition): string[] {
  return ['name', ...(order ? ['order'] : []), 'relevance'].flatMap((sort) => [sort, `-${sort}`])
}

export function sortEnumValue(sort: string): string {
  return sort.startsWith('-') ? `${sort.slice(1).toUpperCase()}_DESC` : sort.toUpperCase()
}

/** The nested object schemas of items: each is a type. */
export function nestedShapes(): ReadonlyMap<string, z.ZodObject> {
  if (nestedTypes.size === 0)
    for (const shape of [...kindNames.map((kind) => definitionOf(kind).served), Guidance])
      collectNestedTypes(shape, false)
  return nestedTypes
}

function collectNestedTypes(schema: z.core.$ZodType, isNested = true): void {
  if (schema instanceof z.ZodNullable) collectNestedTypes(schema.unwrap())
  if (schema instanceof z.ZodArray) collectNestedTypes(schema.element)
  if (!(schema instanceof z.ZodObject)) return
  const name = nestedTypeName(schema)
  if (nestedTypes.has(name)) return
  if (isNested || name === 'Guidance') nestedTypes.set(name, schema)
  for (const field of Object.values(schema.shape)) collectNestedTypes(field)
}

/** A schema with another description for one field is still the same type. */
function nestedTypeName(schema: z.ZodObject): string {
  const name = schema.meta()?.id ?? (schema._zod.parent as z.ZodObject | undefined)?.meta()?.id
  if (typeof name !== 'string') throw new Error(`a shape within an item has no id: ${Object.keys(schema.shape).join()}`)
  return name
}

/** The GraphQL type of a field; a field that refers to an item has the type of the item. */
function typeOf(schema: z.core.$ZodType, field: string): string {
  if (schema instanceof z.ZodNullable) return typeOf(schema.unwrap(), field).replace(/!$/, '')
  if (schema instanceof z.ZodArray) return `[${typeOf(schema.element, field)}]!`
  const named = referencedKind(schema)
  if (named !== undefined) return named === 'item' ? 'Node!' : `${typeName(named)}!`
  if (schema instanceof z.ZodObject) return `${nestedTypeName(schema)}!`
  if (schema instanceof z.ZodBoolean) return 'Boolean!'
  if (schema instanceof z.ZodNumber) return schema.format === 'safeint' ? 'Int!' : 'Float!'
  return idFields.has(field) ? 'ID!' : 'String!'
}

function fieldsOf(shape: z.ZodObject, where: string): string {
  const fields = Object.entries(shape.shape).map(([name, schema]) => {
    const description = z.globalRegistry.get(schema)?.description
    if (description === undefined) throw new Error(`${where}.${name} has no description: give its shape a meta()`)
    return `  ${quoted(description)}\n  ${name}: ${typeOf(schema, name)}`
  })
  return fields.join('\n')
}

function quoted(description: string): string {
  return JSON.stringify(description)
}

function block(description: string, head: string, body: string): string {
  return `"""\n${description}\n"""\n${head} {\n${body}\n}`
}

function itemType(kind: Kind): string {
  const { served } = definitionOf(kind)
  const guidance =
    '  "How to use it, in modules that can each stand alone; null where none is written."\n  guidance: Guidance'
  const fields = [fieldsOf(served, typeName(kind)), ...(kind === 'mapping' ? [] : [guidance])].join('\n')
  return block(served.meta()?.description ?? '', `type ${typeName(kind)} implements Node`, fields)
}

const nestedTypesSdl = () =>
  [...nestedShapes()].map(([name, shape]) => block(nestedTypeDescription(shape), `type ${name}`, fieldsOf(shape, name)))

function nestedTypeDescription(shape: z.ZodObject): string {
  const parent = shape._zod.parent as z.ZodObject | undefined
  return (parent?.meta()?.id === undefined ? shape : parent).meta()?.description ?? ''
}

function queryFields(kind: Kind): string {
  const definition = definitionOf(kind)
  const [name, { collection, about }] = [typeName(kind), definition]
  const filter = hasFilters(kind) ? `\n    "Only those that these filters let through."\n    filter: ${name}Filter` : ''
  const argument =
    kind === 'element'
      ? '"Its id, such as `lean:flow`."\n    id: ID!'
      : '"Its slug, such as it stands in addresses."\n    slug: String!'
  return `  ${quoted(about)}
  ${collection}(
    "How many from the start: 1 to 100, default 20."
    first: Int
    "Only those after this cursor."
    after: String
    "How many from the end: 1 to 100; not together with \`first\`."
    last: Int
    "Only those before this cursor."
    before: String${filter}
    "Only those that match this search."
    q: String
    "Default: \`RELEVANCE\` with \`q\`, else \`${definition.order ? 'ORDER' : 'NAME'}\`."
    sort: ${name}Sort
  ): ${name}Connection!
  "One ${kind}; null where there is none."
  ${kind}(
    ${argument}
  ): ${name}`
}

function filterDescription({ filters }: AnyKindDefinition, filter: string): string {
  const allowed = filters[filter]?.allowed
  if (allowed === undefined || allowed === 'occurring') return 'As in the field of that name.'
  if ('oneOf' in allowed) return `${allowed.oneOf.map((value) => `\`${value}\``).join(', ')}.`
  if ('idsOf' in allowed) return 'Ids of items, such as `tool:fishbone-diagram`.'
  if (allowed.kind === 'element') return 'Ids of elements, such as `lean:flow`.'
  return `Slugs of ${definitionOf(allowed.kind as Kind).collection}.`
}

const sortDescriptions: Record<string, string> = {
  name: 'By name.',
  order: 'In the order of the kind.',
  relevance: 'Best match first; goes with `q`.',
}

function listTypes(kind: Kind): string[] {
  const definition = definitionOf(kind)
  const [name, { collection, filters }] = [typeName(kind), definition]
  const filterTypes = [
    block(
      `Which ${collection} to list: values of one filter are alternatives, different filters must all ` +
        'hold. The same filters as in REST.',
      `input ${name}Filter`,
      Object.keys(filters)
        .map((filter) => `  ${quoted(filterDescription(definition, filter))}\n  ${filter}: [String!]`)
        .join('\n'),
    ),
    block(
      `How many ${collection} the same request would find with a filter set to each value alone.`,
      `type ${name}Facets`,
      Object.keys(filters)
        .map((filter) => `  "By ${filter}."\n  ${filter}: [FacetCount!]!`)
        .join('\n'),
    ),
  ]
  const facets = hasFilters(kind) ? `\n  "Counts of the values of its filters."\n  facets: ${name}Facets!` : ''
  return [
    ...(hasFilters(kind) ? filterTypes : []),
    block(
      `How ${collection} may be sorted.`,
      `enum ${name}Sort`,
      sortsOf(definition)
        .map((sort) => `  ${quoted(sortDescriptions[sort] ?? 'The same, reversed.')}\n  ${sortEnumValue(sort)}`)
        .join('\n'),
    ),
    block(
      `A page of ${collection}.`,
      `type ${name}Connection`,
      `  "How many there are in all."
  totalCount: Int!
  "Where in the list the page is."
  pageInfo: PageInfo!
  "The items of the page, each with its cursor."
  edges: [${name}Edge!]!
  "The items of the page."
  nodes: [${name}!]!${facets}`,
    ),
    block(
      `One of a page of ${collection}.`,
      `type ${name}Edge`,
      `  "Where it stands, for \`after\` and \`before\`."\n  cursor: String!\n  "The item."\n  node: ${name}!`,
    ),
  ]
}

/** The whole schema as a document. */
export function sdl(): string {
  const query = block(
    'All that can be asked. Reading needs no key; `?release=` on the address reads another release.',
    'type Query',
    [commonQueryFields.replace(/^\n|\n$/g, ''), ...kindNames.map(queryFields)].join('\n'),
  )
  const types = [
    query,
    commonTypes.trim(),
    ...kindNames.map(itemType),
    ...nestedTypesSdl(),
    ...kindNames.flatMap(listTypes),
  ]
  return (
    `# The GraphQL contract of the Improvement Toolkit API. Printed by \`npm run schema\`: do not edit ` +
    `it.\n\n${types.join('\n\n')}\n`
  )
}
