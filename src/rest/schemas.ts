// The zod schemas of REST's parameters and responses, from which OpenAPI is generated.
import { z } from 'zod'
import { Attribution, Licence } from '../content/common.ts'
import { Guidance } from '../content/guidance.ts'
import { ReleaseParameter } from '../http/documentation.ts'
import { After, filterSchemas, Limit, listOf, Q, Sort } from '../http/listParameters.ts'
import { type Kind, kindNames, definitionOf, kinds } from '../content/kinds.ts'

export const ReleaseSummary = z.object({ id: z.string(), digest: z.string(), publishedAt: z.string() }).meta({
  id: 'Release',
  description:
    'A release of the content: which one, what it holds (sha256), and when it was published (ISO 8601, UTC).',
})

export const Meta = z
  .object({
    release: ReleaseSummary,
    licence: Licence,
    attribution: Attribution,
    filter: z.string().optional().meta({ description: 'Of a list: what was asked for, in words.' }),
  })
  .meta({ id: 'Meta', description: 'From which release the answer is, and how to credit it.' })

export const PageInfo = z
  .object({
    total: z.int().meta({ description: 'How many there are in all.' }),
    limit: z.int(),
    next: z.string().nullable().meta({ description: 'The address of the next page; null on the last.' }),
  })
  .meta({ id: 'PageInfo', description: 'Where in a list the page is.' })

export const FacetCounts = z.array(z.object({ value: z.string(), count: z.int() })).meta({
  id: 'FacetCounts',
  description: 'How many items the same request would find with the filter set to each value alone.',
})

export const SlugParameter = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'A name in an address: lower-case words joined by single hyphens.' })

/** The schema of an item in responses. */
export function itemSchema(kind: Kind): z.ZodObject {
  const { served } = definitionOf(kind)
  const known = itemSchemas.get(kind)
  if (known !== undefined) return known
  const shape =
    kind === 'mapping'
      ? served
      : served.extend({
          guidance: Guidance.nullable().optional().meta({
            description:
              'Present in an answer of one item, and in lists with `include=guidance`; null where none is written.',
          }),
        })
  const name = `${kind[0]?.toUpperCase()}${kind.slice(1)}`
  const withMeta = shape.meta({
    id: kind === 'mapping' ? 'MappingItem' : `${name}Item`,
    description: served.meta()?.description ?? '',
  })
  itemSchemas.set(kind, withMeta)
  return withMeta
}
const itemSchemas = new Map<Kind, z.ZodObject>()

export function fieldNames(kind: Kind): string[] {
  return [...Object.keys(definitionOf(kind).served.shape), ...(kind === 'mapping' ? [] : ['guidance'])]
}

export function includeNames(kind: Kind): string[] {
  return [...Object.keys(definitionOf(kind).relations), ...(kind === 'mapping' ? [] : ['guidance'])]
}

const choiceOf = (names: readonly string[], description: string) =>
  listOf(z.enum(names as [string, ...string[]]))
    .optional()
    .meta({ description, style: 'form', explode: false })

const relationsAndFields = (kind: Kind) => ({
  ...(includeNames(kind).length > 0
    ? {
        include: choiceOf(
          includeNames(kind),
          'Relations whose items are given whole, under `included`; `guidance` gives each item its guidance.',
        ),
      }
    : {}),
  fields: choiceOf(fieldNames(kind), 'Only these fields of each item, besides `id` and `kind`.'),
})

/** The parameters of a list. `fixed` filters are part of the path. */
export function ListParameters(kindName: Kind, fixed: readonly string[] = []) {
  const kind = definitionOf(kindName)
  const filters = Object.fromEntries(Object.entries(filterSchemas(kind)).filter(([name]) => !fixed.includes(name)))
  const facets = Object.keys(filters)
  return z.strictObject({
    ...filters,
    q: Q.optional(),
    sort: Sort(kind),
    limit: Limit,
    after: After,
    ...relationsAndFields(kindName),
    ...(facets.length > 0 ? { facets: choiceOf(facets, 'Filters whose values are counted.') } : {}),
    release: ReleaseParameter,
  })
}

/** The parameters of a list without pages, as CSV or NDJSON. */
export function UnpagedListParameters(kindName: Kind) {
  const {
    limit: _limit,
    after: _after,
    include: _include,
    facets: _facets,
    ...rest
  } = ListParameters(kindName).shape as Record<string, z.ZodType>
  return z.strictObject(rest)
}

export function ItemParameters(kind: Kind) {
  return z.strictObject({ ...relationsAndFields(kind), release: ReleaseParameter })
}

export const NoParameters = z.strictObject({ release: ReleaseParameter })

export const Included = z
  .object(Object.fromEntries(kindNames.map((kind) => [kinds[kind].collection, z.array(itemSchema(kind)).optional()])))
  .meta({
    id: 'Included',
    description:
      'The items that `include` asked for, by collection, each once. Present where `include` named a relation.',
  })

/** With `fields`, every other field may be missing. */
const partialItemSchema = (kind: Kind) => itemSchema(kind).partial().required({ id: true, kind: true })

export function ListResponse(kind: Kind) {
  const facets = Object.keys(definitionOf(kind).filters)
  return z
    .object({
      data: z.array(partialItemSchema(kind)),
      included: Included.optional(),
      ...(facets.length > 0
        ? { facets: z.object(Object.fromEntries(facets.map((name) => [name, FacetCounts.optional()]))).optional() }
        : {}),
      page: PageInfo,
      meta: Meta,
    })
    .meta({ id: `${nameOf(kind)}List`, description: `A page of ${kinds[kind].collection}.` })
}

export function ItemResponse(kind: Kind) {
  return z
    .object({ data: partialItemSchema(kind), included: Included.optional(), meta: Meta })
    .meta({ id: `${nameOf(kind)}Answer`, description: `One ${kind}.` })
}

function nameOf(kind: Kind): string {
  return `${kind[0]?.toUpperCase()}${kind.slice(1)}`
}
