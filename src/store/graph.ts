// The graph of served items (not withdrawn) and their relations in both directions.
import type { Content } from '../content/content.ts'
import type { Graph } from '../content/define.ts'
import { valueAt } from '../content/issues.ts'
import { type Kind, itemId, kindNames, kindOf, kindOfId } from '../content/kinds.ts'
import { countedStatuses, type MappingFile, roleRelations, Strength } from '../content/kinds/mapping.ts'
import { referencesIn } from '../content/names.ts'
import { sortByName } from '../search/words.ts'

export function contentGraph(content: Content): Graph & { orderOf(kind: Kind, slug: string): number } {
  const served = Object.fromEntries(
    kindNames.map((kind) => [
      kind,
      new Map(
        [...(content.items[kind] as Map<string, object>)]
          .filter(([, file]) => (file as { withdrawn?: unknown }).withdrawn === undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ]),
  ) as Record<Kind, Map<string, object>>
  const rows = [...(served.mapping as Map<string, MappingFile>)].filter(
    ([, row]) => isServed(row.subject) && isServed(row.object),
  )
  // Sorted like their list, since the mappings of an item are served in this order.
  served.mapping = new Map(sortByName(rows, ([slug]) => ({ slug, name: nameOf(itemId('mapping', slug)) })))

  const reviewed = [...(served.mapping as Map<string, MappingFile>)].filter(([, row]) =>
    countedStatuses.includes(row.status),
  )
  const bySubject = groupBy(reviewed, ([, row]) => row.subject)
  const byObject = groupBy(reviewed, ([, row]) => row.object)
  /** Inverse relations by kind and field: the items that refer to a slug or id. */
  const inverse = new Map<string, Map<string, string[]>>()

  function files<File>(kind: string): ReadonlyMap<string, File> {
    return served[kind as Kind] as ReadonlyMap<string, unknown> as ReadonlyMap<string, File>
  }

  function isServed(id: string): boolean {
    return served[kindOfId(id)].has(slugIn(id))
  }

  function nameOf(id: string): string {
    const kind = kindOfId(id)
    const file = served[kind].get(slugIn(id))
    if (file === undefined) return id
    return kindOf(kind).nameOf?.(file, nameAtEnd) ?? (file as { name: string }).name
  }

  /** The name of an end of a mapping: elements include their methodology. */
  function nameAtEnd(id: string): string {
    return kindOfId(id) === 'element' ? `${nameOf(id)} (${nameOf(`methodology:${id.split(':')[0]}`)})` : nameOf(id)
  }

  function namesOf(kind: Kind, file: object, field: string) {
    const schema = (kindOf(kind).file as unknown as { shape: Record<string, never> }).shape[field] as never
    return referencesIn(schema, (file as Record<string, unknown>)[field])
  }

  function orderOf(kind: Kind, slug: string): number {
    const file = served[kind].get(slug) as { order: number } | undefined
    const { order, home } = kindOf(kind)
    if (file === undefined || order === undefined) return 0
    if (order === 'own' || home === undefined) return file.order
    const homeSlug = home.path === undefined ? (slug.split(':')[0] as string) : (valueAt(file, home.path) as string)
    return orderOf(home.kind, homeSlug) * 1000 + file.order
  }

  function sorted(kind: string, slugs: Iterable<string>): string[] {
    const unordered = [...new Set(slugs)].sort()
    return unordered.sort((a, b) => orderOf(kind as Kind, a) - orderOf(kind as Kind, b))
  }

  const isRole = ([, row]: [string, MappingFile]) => (roleRelations as readonly string[]).includes(row.relation)

  const graph: Graph = {
    files,
    nameOf,
    isServed,
    sorted,
    kindOf: kindOfId,
    namedBy(kind, slug, field) {
      const file = served[kind as Kind].get(slug)
      if (file === undefined) return []
      return [...namesOf(kind as Kind, file, field)].flatMap(({ kind: target, name }) =>
        served[target as Kind].has(name) ? name : [],
      )
    },
    naming(kind, field, name) {
      const key = `${kind} ${field}`
      let names = inverse.get(key)
      if (names === undefined) {
        const pairs = [...served[kind as Kind]].flatMap(([slug, file]) =>
          [...new Set([...namesOf(kind as Kind, file, field)].map((entry) => entry.name))].map((found) => ({
            found,
            slug,
          })),
        )
        names = new Map(
          [...groupBy(pairs, ({ found }) => found)].map(([found, own]) => [found, own.map(({ slug }) => slug)]),
        )
        inverse.set(key, names)
      }
      return names.get(name) ?? []
    },
    mapped(id) {
      const own = bySubject.get(id) ?? []
      const elements = own.filter(isRole).map(([, row]) => row.object)
      const ordered = elements.sort((a, b) => orderOf('element', a) - orderOf('element', b))
      return {
        elements: ordered,
        methodologies: [...new Set(ordered.map((element) => element.split(':')[0] as string))],
        mappings: [...own, ...(byObject.get(id) ?? [])].map(([slug]) => slug),
      }
    },
    withRoleIn(kind, element) {
      const strengthOf = ([, row]: [string, MappingFile]) => Strength.options.indexOf(row.strength ?? 'core')
      return (byObject.get(element) ?? [])
        .filter((entry) => isRole(entry) && entry[1].subject.startsWith(`${kind}:`))
        .sort((a, b) => strengthOf(a) - strengthOf(b))
        .map(([, row]) => slugIn(row.subject))
    },
    counterparts(element) {
      const others = [
        ...(bySubject.get(element) ?? []).map(([, row]) => ({ row, other: row.object })),
        ...(byObject.get(element) ?? []).map(([, row]) => ({ row, other: row.subject })),
      ]
      return others
        .filter(({ row, other }) => row.relation !== 'none' && kindOfId(other) === 'element')
        .map(({ other }) => other)
        .sort((a, b) => orderOf('element', a) - orderOf('element', b))
    },
  }
  return { ...graph, orderOf: orderOf }
}

/** Elements are named by their ids. */
function slugIn(id: string): string {
  const kind = kindOfId(id)
  return kind === 'element' ? id : id.slice(kind.length + 1)
}

function groupBy<T>(list: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const entry of list) {
    const key = keyOf(entry)
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  return groups
}
