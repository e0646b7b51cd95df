// Finds and scores paths between items: chained counterparts, with at most one role as the last step.
import type { Relation, Strength } from '../content/kinds/mapping.ts'
import type { Arc, MappingGraph } from './graph.ts'
import { type Counterpart, chained, factor, isCounterpart, score } from './relations.ts'

export type Step = {
  mapping: string
  from: string
  to: string
  relation: Relation
  strength: Strength | null
  factor: number
  confidence: number
  reason: string
  basis: string
  inverse: boolean
}
export type Path = {
  to: string
  relation: Relation
  strength: Strength | null
  score: number
  hops: number
  steps: Step[]
}

/** The compact form of a path: a search finds many and lists few, which `pathOf` expands. */
export type FoundPath = {
  from: string
  to: string
  relation: Relation
  strength: Strength | null
  score: number
  arcs: readonly Arc[]
}

export const MAX_PATHS = 50
export const MAX_PATHS_PER_MATCH = 10

export function pathOf({ from, to, relation, strength, score: scored, arcs }: FoundPath): Path {
  const steps = arcs.map((arc, i): Step => {
    const { edge } = arc
    return {
      mapping: `mapping:${edge.id}`,
      from: i === 0 ? from : (arcs[i - 1] as Arc).to,
      to: arc.to,
      relation: arc.relation,
      strength: edge.strength,
      factor: factor(edge),
      confidence: edge.confidence,
      reason: edge.reason,
      basis: edge.basis,
      inverse: arc.inverse,
    }
  })
  return { to, relation, strength, score: scored, hops: steps.length, steps }
}

function foundPath(from: string, arcs: readonly Arc[], relation: Relation): FoundPath {
  const last = arcs.at(-1) as Arc
  return {
    from,
    to: last.to,
    relation,
    strength: last.edge.strength,
    score: score(arcs.map((arc) => ({ confidence: arc.edge.confidence, factor: factor(arc.edge) }))),
    arcs,
  }
}

/**
 * Every path from an item to a target within `maxHops`, unordered. Skips longer paths whose ends have a reviewed "none".
 */
export function* pathsFrom(
  graph: MappingGraph,
  start: string,
  isTarget: (id: string) => boolean,
  maxHops: number,
): Generator<FoundPath | undefined> {
  const path: Arc[] = []
  const visited = new Set([start])

  function* walk(item: string, relation: Counterpart | undefined): Generator<FoundPath | undefined> {
    // Undefined gives the caller an opportunity to yield to the event loop.
    yield undefined
    for (const arc of graph.roles(item)) {
      if (visited.has(arc.to) || !isTarget(arc.to)) continue
      if (path.length > 0 && graph.noneBetween(start, arc.to) !== undefined) continue
      yield foundPath(start, [...path, arc], arc.relation)
    }
    for (const arc of graph.counterparts(item)) {
      if (visited.has(arc.to) || !isCounterpart(arc.relation)) continue
      const next = relation === undefined ? arc.relation : chained(relation, arc.relation)
      if (next === undefined) continue
      path.push(arc)
      if (isTarget(arc.to) && (path.length === 1 || graph.noneBetween(start, arc.to) === undefined))
        yield foundPath(start, [...path], next)
      if (path.length < maxHops) {
        visited.add(arc.to)
        yield* walk(arc.to, next)
        visited.delete(arc.to)
      }
      path.pop()
    }
  }
  yield* walk(start, undefined)
}

/** Best first, then shorter, then by mapping ids, so that the order is deterministic. */
export function byScore(a: FoundPath, b: FoundPath): number {
  return b.score - a.score || a.arcs.length - b.arcs.length || byMappingIds(a.arcs, b.arcs)
}

function byMappingIds(a: readonly Arc[], b: readonly Arc[]): number {
  for (const [i, arc] of a.entries()) {
    const order = compare(arc.edge.id, (b[i] as Arc).edge.id)
    if (order !== 0) return order
  }
  return 0
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** An item at the end of paths: how many there are, and the best of them. */
export type Target = { id: string; count: number; best: FoundPath[] }

/** Groups paths by target and keeps only the best of each, which bounds memory. */
export function pathsByTarget(maxPerTarget: number) {
  const byTarget = new Map<string, Target>()
  return {
    add(found: FoundPath): void {
      const target = byTarget.get(found.to) ?? { id: found.to, count: 0, best: [] }
      if (target.count === 0) byTarget.set(found.to, target)
      target.count++
      const { best } = target
      if (best.length === maxPerTarget && byScore(found, best[maxPerTarget - 1] as FoundPath) >= 0) return
      let place = best.length
      while (place > 0 && byScore(found, best[place - 1] as FoundPath) < 0) place--
      best.splice(place, 0, found)
      if (best.length > maxPerTarget) best.pop()
    },
    /** Best first. */
    targets: (): Target[] =>
      [...byTarget.values()].sort((a, b) => byScoreAndId(a.best[0] as FoundPath, b.best[0] as FoundPath)),
  }
}

function byScoreAndId(a: FoundPath, b: FoundPath): number {
  return b.score - a.score || a.arcs.length - b.arcs.length || compare(a.to, b.to)
}

export type Match = {
  id: string
  relation: Relation
  strength: Strength | null
  score: number
  hops: number
  pathCount: number
  paths: Path[]
}

/** Takes relation, strength, score and hops from the best path. */
export function matchOf({ id, count, best }: Target): Match {
  const paths = best.map(pathOf)
  const { relation, strength, score: scored, hops } = paths[0] as Path
  return { id, relation, strength, score: scored, hops, pathCount: count, paths }
}
