// Finds and scores paths between items: chained counterparts, with at most one role as the last step.
import type { Relation, Strength } from '../content/kinds/mapping.ts'
import type { Arc, MappingGraph } from './graph.ts'
import { type Counterpart, compose, factorOf, isCounterpart, scoreOf } from './relations.ts'

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

/** The compact form of a path, since a search finds many and returns few: see `expandPath`. */
export type CompactPath = {
  from: string
  to: string
  relation: Relation
  strength: Strength | null
  score: number
  arcs: readonly Arc[]
}

export const MAX_PATHS = 50
export const MAX_PATHS_PER_MATCH = 10

export function expandPath({ from, to, relation, strength, score, arcs }: CompactPath): Path {
  const steps = arcs.map((arc, i): Step => {
    const { edge } = arc
    return {
      mapping: `mapping:${edge.id}`,
      from: i === 0 ? from : (arcs[i - 1] as Arc).to,
      to: arc.to,
      relation: arc.relation,
      strength: edge.strength,
      factor: factorOf(edge),
      confidence: edge.confidence,
      reason: edge.reason,
      basis: edge.basis,
      inverse: arc.inverse,
    }
  })
  return { to, relation, strength, score, hops: steps.length, steps }
}

function createPath(from: string, arcs: readonly Arc[], relation: Relation): CompactPath {
  const last = arcs.at(-1) as Arc
  return {
    from,
    to: last.to,
    relation,
    strength: last.edge.strength,
    score: scoreOf(arcs.map((arc) => ({ confidence: arc.edge.confidence, factor: factorOf(arc.edge) }))),
    arcs,
  }
}

/** All paths to targets within `maxHops`, unordered. Skips longer paths whose ends have a reviewed "none" mapping. */
export function* findPaths(
  graph: MappingGraph,
  start: string,
  isTarget: (id: string) => boolean,
  maxHops: number,
): Generator<CompactPath | undefined> {
  const path: Arc[] = []
  const visited = new Set([start])

  function* walk(item: string, relation: Counterpart | undefined): Generator<CompactPath | undefined> {
    // Lets the caller yield to the event loop.
    yield undefined
    for (const arc of graph.roles(item)) {
      if (visited.has(arc.to) || !isTarget(arc.to)) continue
      if (path.length > 0 && graph.noneBetween(start, arc.to) !== undefined) continue
      yield createPath(start, [...path, arc], arc.relation)
    }
    for (const arc of graph.counterparts(item)) {
      if (visited.has(arc.to) || !isCounterpart(arc.relation)) continue
      const composed = relation === undefined ? arc.relation : compose(relation, arc.relation)
      if (composed === undefined) continue
      path.push(arc)
      if (isTarget(arc.to) && (path.length === 1 || graph.noneBetween(start, arc.to) === undefined))
        yield createPath(start, [...path], composed)
      if (path.length < maxHops) {
        visited.add(arc.to)
        yield* walk(arc.to, composed)
        visited.delete(arc.to)
      }
      path.pop()
    }
  }
  yield* walk(start, undefined)
}

/** Best first, then shortest, then by mapping ids, so that the order is deterministic. */
export function byScore(a: CompactPath, b: CompactPath): number {
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

/** An item at the end of paths, with their number and the best of them. */
export type Target = { id: string; count: number; best: CompactPath[] }

/** Groups paths by target and keeps only the best of each, which bounds memory. */
export function pathCollector(maxPerTarget: number) {
  const byTarget = new Map<string, Target>()
  return {
    add(path: CompactPath): void {
      const target = byTarget.get(path.to) ?? { id: path.to, count: 0, best: [] }
      if (target.count === 0) byTarget.set(path.to, target)
      target.count++
      const { best } = target
      if (best.length === maxPerTarget && byScore(path, best[maxPerTarget - 1] as CompactPath) >= 0) return
      let position = best.length
      while (position > 0 && byScore(path, best[position - 1] as CompactPath) < 0) position--
      best.splice(position, 0, path)
      if (best.length > maxPerTarget) best.pop()
    },
    /** Best first. */
    targets: (): Target[] =>
      [...byTarget.values()].sort((a, b) => byScoreAndId(a.best[0] as CompactPath, b.best[0] as CompactPath)),
  }
}

function byScoreAndId(a: CompactPath, b: CompactPath): number {
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
export function createMatch({ id, count, best }: Target): Match {
  const paths = best.map(expandPath)
  const { relation, strength, score, hops } = paths[0] as Path
  return { id, relation, strength, score, hops, pathCount: count, paths }
}
