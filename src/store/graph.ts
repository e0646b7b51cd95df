// The graph of served items (not withdrawn) and their relations in both directions.
import type { Content } from '../content/content.ts'
import type { Graph } from '../content/define.ts'
import { valueAt } from '../content/issues.ts'
import { type Kind, itemId, kindNames, definitionOf, kindOfId } from '../content/kinds.ts'
import { countedStatuses, type AuthoredMapping, roleRelations, Strength } from '../content/kinds/mapping.ts'
import { referencesIn } from '../content/referenceFields.ts'
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
  const mappingRows = [...(served.mapping as Map<string, AuthoredMapping>)].filter(
    ([, row]) => isServed(row.subject) && isServed(row.object),
  )
  // Sorted like their list, since the mappings of an item are served in this order.
  served.mapping = new Map(sortByName(mappingRows, ([slug]) => ({ slug, name: nameOf(itemId('mapping', slug)) })))

  const reviewed = [...(served.mapping as Map<string, AuthoredMapping>)].filter(([, row]) =>
    countedStatuses.includes(row.status),
  )
  const mappingsBySubject = groupBy(reviewed, ([, row]) => row.subject)
  const mappingsByObject = groupBy(reviewed, ([, row]) => row.object)
  /** By kind and field: the slugs of the items that refer to each slug or id. */
  const referrersByField = new Map<string, Map<string, string[]>>()

  function filesOf<File>(kind: string): ReadonlyMap<string, File> {
    return served[kind as Kind] as ReadonlyMap<string, unknown> as ReadonlyMap<string, File>
  }

  function isServed(id: string): boolean {
    return served[kindOfId(id)].has(slugOfId(id))
  }

  function nameOf(id: string): string {
    const kind = kindOfId(id)
    const file = served[kind].get(slugOfId(id))
    if (file === undefined) return id
    return definitionOf(kind).nameOf?.(file, nameWithMethodology) ?? (file as { name: string }).name
  }

  /** The name of an end of a mapping: elements include their methodology. */
  function nameWithMethodology(id: string): string {
    return kindOfId(id) === 'element' ? `${nameOf(id)} (${nameOf(`methodology:${id.split(':')[0]}`)})` : nameOf(id)
  }

  function referencesOf(kind: Kind, file: object, field: string) {
    const schema = (definitionOf(kind).file as unknown as { shape: Record<string, never> }).shape[field] as never
    return referencesIn(schema, (file as Record<string, unknown>)[field])
  }

  /** The slugs of the items that refer to each target of a field. */
  function groupReferrers(kind: Kind, field: string): Map<string, string[]> {
    const pairs = [...served[kind]].flatMap(([slug, file]) => {
      const targets = new Set([...referencesOf(kind, file, field)].map(({ target }) => target))
      return [...targets].map((target) => ({ target, slug }))
    })
    const byTarget = groupBy(pairs, ({ target }) => target)
    return new Map([...byTarget].map(([target, referrers]) => [target, referrers.map(({ slug }) => slug)]))
  }

  function orderOf(kind: Kind, slug: string): number {
    const file = served[kind].get(slug) as { order: number } | undefined
    const { order, parent } = definitionOf(kind)
    if (file === undefined || order === undefined) return 0
    if (order === 'within kind' || parent === undefined) return file.order
    const parentSlug = parent.path === undefined ? slug.split(':')[0] : valueAt(file, parent.path)
    return orderOf(parent.kind, parentSlug as string) * 1000 + file.order
  }

  function sortUnique(kind: string, slugs: Iterable<string>): string[] {
    const unordered = [...new Set(slugs)].sort()
    return unordered.sort((a, b) => orderOf(kind as Kind, a) - orderOf(kind as Kind, b))
  }

  const isRole = ([, row]: [string, AuthoredMapping]) => (roleRelations as readonly string[]).includes(row.relation)

  const graph: Graph = {
    filesOf,
    nameOf,
    isServed,
    sortUnique,
    kindOfId,
    targetsOf(kind, slug, field) {
      const file = served[kind as Kind].get(slug)
      if (file === undefined) return []
      return [...referencesOf(kind as Kind, file, field)].flatMap(({ kind: targetKind, target }) =>
        served[targetKind as Kind].has(target) ? target : [],
      )
    },
    referrersOf(kind, field, target) {
      const key = `${kind} ${field}`
      let referrers = referrersByField.get(key)
      if (referrers === undefined) {
        referrers = groupReferrers(kind as Kind, field)
        referrersByField.set(key, referrers)
      }
      return referrers.get(target) ?? []
    },
    mappingRelations(id) {
      const asSubject = mappingsBySubject.get(id) ?? []
      const elements = asSubject
        .filter(isRole)
        .map(([, row]) => row.object)
        .sort((a, b) => orderOf('element', a) - orderOf('element', b))
      return {
        elements,
        methodologies: [...new Set(elements.map((element) => element.split(':')[0] as string))],
        mappings: [...asSubject, ...(mappingsByObject.get(id) ?? [])].map(([slug]) => slug),
      }
    },
    itemsWithRoleIn(kind, element) {
      const strengthOf = ([, row]: [string, AuthoredMapping]) => Strength.options.indexOf(row.strength ?? 'core')
      return (mappingsByObject.get(element) ?? [])
        .filter((entry) => isRole(entry) && entry[1].subject.startsWith(`${kind}:`))
        .sort((a, b) => strengthOf(a) - strengthOf(b))
        .map(([, row]) => slugOfId(row.subject))
    },
    counterpartsOf(element) {
      const others = [
        ...(mappingsBySubject.get(element) ?? []).map(([, row]) => ({ row, other: row.object })),
        ...(mappingsByObject.get(element) ?? []).map(([, row]) => ({ row, other: row.subject })),
      ]
      return others
        .filter(({ row, other }) => row.relation !== 'none' && kindOfId(other) === 'element')
        .map(({ other }) => other)
        .sort((a, b) => orderOf('element', a) - orderOf('element', b))
    },
  }
  return { ...graph, orderOf }
}

/** The key of an item among its kind: elements are identified by their ids. */
function slugOfId(id: string): string {
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
