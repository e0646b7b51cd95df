// Paths from one item to others: counterparts chained, and at most one role, at the end.
import type { Relation, Strength } from '../content/mappings.ts'
import type { Arc, Graph } from './graph.ts'
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
export type Path = { to: string; relation: Relation; strength: Strength | null; score: number; hops: number; steps: Step[] }

/** How many paths to one target are listed at the most: the best ones. */
export const MOST_PATHS = 50

function step(from: string, arc: Arc): Step {
  const { edge } = arc
  return {
    mapping: `mapping:${edge.id}`,
    from,
    to: arc.to,
    relation: arc.relation,
    strength: edge.strength,
    factor: factor(edge),
    confidence: edge.confidence,
    reason: edge.reason,
    basis: edge.basis,
    inverse: arc.inverse,
  }
}

function pathOf(steps: Step[], relation: Relation): Path {
  const last = steps.at(-1) as Step
  return { to: last.to, relation, strength: last.strength, score: score(steps), hops: steps.length, steps: [...steps] }
}

/**
 * Every path from an item to a target within so many hops, in no order. A path of several edges is left out where somebody
 * looked at its two ends and found no counterpart.
 */
export function* pathsFrom(graph: Graph, start: string, isTarget: (id: string) => boolean, maxHops: number): Generator<Path | undefined> {
  const steps: Step[] = []
  const onPath = new Set([start])

  function* walk(at: string, relation: Counterpart | undefined): Generator<Path | undefined> {
    // An undefined result is a breath: whoever asks may let others go first.
    yield undefined
    for (const arc of graph.roles(at)) {
      if (onPath.has(arc.to) || !isTarget(arc.to)) continue
      if (steps.length > 0 && graph.noneBetween(start, arc.to) !== undefined) continue
      yield pathOf([...steps, step(at, arc)], arc.relation)
    }
    for (const arc of graph.counterparts(at)) {
      if (onPath.has(arc.to) || !isCounterpart(arc.relation)) continue
      const next = relation === undefined ? arc.relation : chained(relation, arc.relation)
      if (next === undefined) continue
      steps.push(step(at, arc))
      if (isTarget(arc.to) && (steps.length === 1 || graph.noneBetween(start, arc.to) === undefined)) yield pathOf(steps, next)
      if (steps.length < maxHops) {
        onPath.add(arc.to)
        yield* walk(arc.to, next)
        onPath.delete(arc.to)
      }
      steps.pop()
    }
  }
  yield* walk(start, undefined)
}

/** Best first: by score, then the shorter, then by name, so that the order is always the same. */
export function byScore(a: Path, b: Path): number {
  return b.score - a.score || a.hops - b.hops || compare(key(a), key(b))
}

function key(path: Path): string {
  return path.steps.map((s) => s.mapping).join(' ')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export type Match = { id: string; relation: Relation; strength: Strength | null; score: number; hops: number; paths: Path[] }

/** Paths gathered by where they lead; each match repeats its best path. */
export function matchesOf(paths: Iterable<Path>): Match[] {
  const byTarget = new Map<string, Path[]>()
  for (const path of paths) {
    const list = byTarget.get(path.to)
    if (list) list.push(path)
    else byTarget.set(path.to, [path])
  }
  return [...byTarget]
    .map(([id, found]): Match => {
      const sorted = found.sort(byScore).slice(0, MOST_PATHS)
      const best = sorted[0] as Path
      return { id, relation: best.relation, strength: best.strength, score: best.score, hops: best.hops, paths: sorted }
    })
    .sort((a, b) => b.score - a.score || a.hops - b.hops || compare(a.id, b.id))
}
