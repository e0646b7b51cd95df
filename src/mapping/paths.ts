// Paths from one item to others: counterparts chained, and at most one role, at the end.
import type { Relation, Strength } from '../content/kinds/mapping.ts'
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
export type Path = {
  to: string
  relation: Relation
  strength: Strength | null
  score: number
  hops: number
  steps: Step[]
}

/** A path as it is found: what it scores, and the edges it takes. There may be very many, of which few are listed: `pathOf` writes one out. */
export type Found = {
  from: string
  to: string
  relation: Relation
  strength: Strength | null
  score: number
  arcs: readonly Arc[]
}

/** How many paths an explanation lists at the most, and how many each match of a translation: the best ones. */
export const MOST_PATHS = 50
export const MOST_PATHS_OF_A_MATCH = 10

export function pathOf({ from, to, relation, strength, score: scored, arcs }: Found): Path {
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

function foundBy(from: string, arcs: readonly Arc[], relation: Relation): Found {
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
 * Every path from an item to a target within so many hops, in no order. A path of several edges is left out where somebody
 * looked at its two ends and found no counterpart.
 */
export function* pathsFrom(
  graph: Graph,
  start: string,
  isTarget: (id: string) => boolean,
  maxHops: number,
): Generator<Found | undefined> {
  const taken: Arc[] = []
  const onPath = new Set([start])

  function* walk(at: string, relation: Counterpart | undefined): Generator<Found | undefined> {
    // An undefined result is a breath: whoever asks may let others go first.
    yield undefined
    for (const arc of graph.roles(at)) {
      if (onPath.has(arc.to) || !isTarget(arc.to)) continue
      if (taken.length > 0 && graph.noneBetween(start, arc.to) !== undefined) continue
      yield foundBy(start, [...taken, arc], arc.relation)
    }
    for (const arc of graph.counterparts(at)) {
      if (onPath.has(arc.to) || !isCounterpart(arc.relation)) continue
      const next = relation === undefined ? arc.relation : chained(relation, arc.relation)
      if (next === undefined) continue
      taken.push(arc)
      if (isTarget(arc.to) && (taken.length === 1 || graph.noneBetween(start, arc.to) === undefined))
        yield foundBy(start, [...taken], next)
      if (taken.length < maxHops) {
        onPath.add(arc.to)
        yield* walk(arc.to, next)
        onPath.delete(arc.to)
      }
      taken.pop()
    }
  }
  yield* walk(start, undefined)
}

/** Best first: by score, then the shorter, then by the names of the mappings, so that the order is always the same. */
export function byScore(a: Found, b: Found): number {
  return b.score - a.score || a.arcs.length - b.arcs.length || byName(a.arcs, b.arcs)
}

function byName(a: readonly Arc[], b: readonly Arc[]): number {
  for (const [i, arc] of a.entries()) {
    const order = compare(arc.edge.id, (b[i] as Arc).edge.id)
    if (order !== 0) return order
  }
  return 0
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where paths lead: how many lead there, and the best of them, best first. */
export type Target = { id: string; count: number; best: Found[] }

/** Gathers paths by where they lead, and keeps the best of each, so that no more is held than will be listed. */
export function gathering(most: number) {
  const byTarget = new Map<string, Target>()
  return {
    add(found: Found): void {
      const target = byTarget.get(found.to) ?? { id: found.to, count: 0, best: [] }
      if (target.count === 0) byTarget.set(found.to, target)
      target.count++
      const { best } = target
      if (best.length === most && byScore(found, best[most - 1] as Found) >= 0) return
      let place = best.length
      while (place > 0 && byScore(found, best[place - 1] as Found) < 0) place--
      best.splice(place, 0, found)
      if (best.length > most) best.pop()
    },
    /** Best first. */
    targets: (): Target[] => [...byTarget.values()].sort((a, b) => byBest(a.best[0] as Found, b.best[0] as Found)),
  }
}

function byBest(a: Found, b: Found): number {
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

/** A target as it is listed: it repeats its best path. */
export function matchOf({ id, count, best }: Target): Match {
  const paths = best.map(pathOf)
  const { relation, strength, score: scored, hops } = paths[0] as Path
  return { id, relation, strength, score: scored, hops, pathCount: count, paths }
}
