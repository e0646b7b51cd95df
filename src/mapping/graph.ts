// The reviewed mappings as an undirected graph.
import type { Relation, Strength } from '../content/kinds/mapping.ts'
import { inverseOf, isCounterpart, isRole } from './relations.ts'

export type Edge = {
  id: string
  subject: string
  object: string
  relation: Relation
  strength: Strength | null
  confidence: number
  reason: string
  basis: string
}

/** An edge traversed in one direction. */
export type Arc = { edge: Edge; to: string; relation: Relation; inverse: boolean }

export type MappingGraph = ReturnType<typeof mappingGraph>

export function mappingGraph(edges: Iterable<Edge> = []) {
  const counterparts = new Map<string, Arc[]>()
  const roles = new Map<string, Arc[]>()
  const nones = new Map<string, Edge[]>()
  const append = <T>(map: Map<string, T[]>, key: string, value: T) => {
    const list = map.get(key)
    if (list) list.push(value)
    else map.set(key, [value])
  }
  function addEdge(edge: Edge): void {
    if (edge.relation === 'none') {
      append(nones, edge.subject, edge)
      append(nones, edge.object, edge)
      return
    }
    const map = isRole(edge.relation) ? roles : isCounterpart(edge.relation) ? counterparts : undefined
    if (map === undefined) return
    append(map, edge.subject, { edge, to: edge.object, relation: edge.relation, inverse: false })
    append(map, edge.object, { edge, to: edge.subject, relation: inverseOf(edge.relation), inverse: true })
  }
  for (const edge of edges) addEdge(edge)
  const noArcs: readonly Arc[] = []

  return {
    addEdge,
    /** Counterparts of an item, in both directions. */
    counterparts: (id: string): readonly Arc[] => counterparts.get(id) ?? noArcs,
    /** The elements in which an item has a role, or the items with a role in an element. */
    roles: (id: string): readonly Arc[] => roles.get(id) ?? noArcs,
    /** The reviewed "none" mapping between two items. */
    noneBetween: (a: string, b: string): Edge | undefined =>
      nones.get(a)?.find((edge) => (edge.subject === a ? edge.object : edge.subject) === b),
    /** The arcs of an item by the item at the other end. */
    arcsByNeighbour(id: string): Map<string, Arc[]> {
      const arcs = new Map<string, Arc[]>()
      for (const arc of [...(roles.get(id) ?? noArcs), ...(counterparts.get(id) ?? noArcs)]) append(arcs, arc.to, arc)
      return arcs
    },
  }
}

/** The "none" mappings that rule out any counterpart: one to the methodology, or one to each target. */
export function reviewedNones(
  graph: MappingGraph,
  id: string,
  targets: readonly string[],
  methodology: string | undefined,
): Edge[] {
  const withMethodology = methodology === undefined ? undefined : graph.noneBetween(id, methodology)
  if (withMethodology !== undefined) return [withMethodology]
  const withTargets = targets.map((target) => graph.noneBetween(id, target))
  return targets.length > 0 && withTargets.every((edge) => edge !== undefined) ? withTargets : []
}
