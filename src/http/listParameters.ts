// The parameters of lists, shared by all skins that serve lists.
import { z } from 'zod'
import { type AnyKindDefinition, type Kind, definitionOf, kinds } from '../content/kinds.ts'

export const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item).min(1).max(100).meta({ style: 'form', explode: false })

export const Limit = z.int().min(1).max(100).default(20).meta({ description: 'How many items at the most.' })
export const After = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .meta({ description: 'The cursor of the page before, from `page.next`.' })
export const Q = z
  .string()
  .min(1)
  .max(200)
  .meta({
    description:
      'Full-text search over names, aliases, summaries and guidance; forgives plurals, a wrong or swapped ' +
      'letter and spaces, and knows synonyms.',
  })
export const Sort = (kind: AnyKindDefinition) =>
  z
    .enum(sortNames(kind))
    .optional()
    .meta({
      description:
        `Default: \`relevance\` with \`q\`, else \`${kind.order ? 'order' : 'name'}\`. ` + '`-` in front reverses.',
    })

export function sortNames(kind: AnyKindDefinition): [string, ...string[]] {
  const sorts = ['name', ...(kind.order ? ['order'] : []), 'relevance']
  return sorts.flatMap((sort) => [sort, `-${sort}`]) as [string, ...string[]]
}

const filterDescription = (name: string, { allowed }: AnyKindDefinition['filters'][string]): string => {
  if (allowed === 'occurring') return `Only those whose ${name} is one of these.`
  if ('oneOf' in allowed) return `Only those whose ${name} is one of these.`
  if ('idsOf' in allowed) return 'Only those of one of these items, by id.'
  const values =
    allowed.kind === 'element'
      ? 'ids of elements, such as `lean:flow`'
      : `slugs of ${kinds[allowed.kind as Kind].collection}`
  return `Only those of one of these: ${values}.`
}

/** A schema for each filter of a kind: a list of values. */
export function filterSchemas(kind: AnyKindDefinition): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(kind.filters).map(([name, filter]) => {
      const { allowed } = filter
      const value =
        typeof allowed === 'object' && 'oneOf' in allowed
          ? z.enum(allowed.oneOf as [string, ...string[]])
          : z.string().min(1).max(200)
      return [
        name,
        listOf(value)
          .optional()
          .meta({ description: filterDescription(name, filter), style: 'form', explode: false }),
      ]
    }),
  )
}

/** The filters of a request, taken from its parameters. */
export function filterFrom(kind: Kind, query: Record<string, unknown>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.keys(definitionOf(kind).filters).flatMap((name) =>
      query[name] === undefined ? [] : [[name, query[name] as string[]]],
    ),
  )
}
