// Graphs to test the rules on: generated ones of some hundreds of items with many cycles, and the real one.
import fc from 'fast-check'
import { type Edge, type MappingGraph, mappingGraph } from '../../src/mapping/graph.ts'
import { type CompactPath, type Path, expandPath, findPaths, type Step } from '../../src/mapping/paths.ts'
import { realContent } from '../support/app.ts'

export type TestGraph = { ids: string[]; edges: Edge[] }

const kinds: [prefix: string, many: number][] = [
  ['tool:t', 100],
  ['activity:a', 40],
  ['strand:s', 10],
  ['lean:l', 70],
  ['six-sigma:x', 60],
  ['model-for-improvement:m', 60],
]
export const ids = kinds.flatMap(([prefix, many]) => Array.from({ length: many }, (_, n) => `${prefix}${n}`))
export const inLean = (id: string): boolean => id.startsWith('lean:')
export const isElement = (id: string): boolean => /^(lean|six-sigma|model-for-improvement):/.test(id)

const counterparts = ['exact', 'exact', 'close', 'broader', 'narrower', 'related'] as const
const strengths = ['core', 'useful', 'occasional'] as const

/** An edge that is valid between two items: a role, a counterpart or a none, or undefined. */
function edgeOf(one: string, other: string, picked: number, confidence: number): Omit<Edge, 'id'> | undefined {
  const [subject, object] = isElement(one) && !isElement(other) ? [other, one] : [one, other]
  const what = {
    subject,
    object,
    confidence: confidence / 100,
    reason: `What ${subject} has of ${object}.`,
    basis: 'editorial',
  }
  const sameKind = subject.startsWith('tool:')
    ? object.startsWith('tool:')
    : isElement(subject) && subject.split(':')[0] !== object.split(':')[0]
  if (!sameKind && (isElement(subject) || !isElement(object))) return undefined
  if (picked % 8 === 7) return { ...what, relation: 'none', strength: null }
  if (sameKind) return { ...what, relation: counterparts[picked % 6] as Edge['relation'], strength: null }
  return {
    ...what,
    relation: subject.startsWith('tool:')
      ? 'used-in'
      : subject.startsWith('activity:')
        ? 'contributes-to'
        : 'corresponds-to',
    strength: strengths[picked % 3] as Edge['strength'],
  }
}

/** A reviewed none between two items. */
export function noneOf(subject: string, object: string): Edge {
  return {
    id: 'looked',
    subject,
    object,
    relation: 'none',
    strength: null,
    confidence: 0.8,
    reason: 'Looked, and there is none.',
    basis: 'editorial',
  }
}

/** 340 items, and a good many more edges than items: there are circles all over. */
export const testGraphs: fc.Arbitrary<TestGraph> = fc
  .array(fc.tuple(fc.nat(ids.length - 1), fc.nat(ids.length - 1), fc.nat(839), fc.nat(100)), {
    minLength: 2000,
    maxLength: 2600,
    size: 'max',
  })
  .map((picks) => {
    const byPair = new Map<string, Edge>()
    for (const [a, b, picked, confidence] of picks) {
      const [one, other] = [ids[a] as string, ids[b] as string]
      const edge = one === other ? undefined : edgeOf(one, other, picked, confidence)
      const pair = [one, other].sort().join(' ')
      if (edge !== undefined && !byPair.has(pair)) byPair.set(pair, { id: `e${byPair.size}`, ...edge })
    }
    return { ids, edges: [...byPair.values()] }
  })

/** The reviewed mappings of the real content, and every item that they could join. */
export function realGraph(): TestGraph {
  const { items } = realContent()
  const edges = [...items.mapping]
    .filter(([, row]) => row.status === 'reviewed')
    .map(([id, { subject, object, relation, strength, confidence, reason, basis }]): Edge => ({
      id,
      subject,
      object,
      relation,
      strength: strength ?? null,
      confidence,
      reason,
      basis,
    }))
  const ofKind = (['tool', 'activity', 'question', 'strand'] as const).flatMap((kind) =>
    [...items[kind].keys()].map((slug) => `${kind}:${slug}`),
  )
  return { ids: [...ofKind, ...items.element.keys()], edges }
}

const graphs = new WeakMap<TestGraph, MappingGraph>()

export function graphFor(testGraph: TestGraph): MappingGraph {
  const known = graphs.get(testGraph) ?? mappingGraph(testGraph.edges)
  graphs.set(testGraph, known)
  return known
}

export function foundIn(
  testGraph: TestGraph,
  start: string,
  isTarget: (id: string) => boolean,
  maxHops: number,
): CompactPath[] {
  return [...findPaths(graphFor(testGraph), start, isTarget, maxHops)].filter((found) => found !== undefined)
}

export function pathsOf(
  testGraph: TestGraph,
  start: string,
  isTarget: (id: string) => boolean,
  maxHops: number,
): Path[] {
  return foundIn(testGraph, start, isTarget, maxHops).map(expandPath)
}

/** The mappings of a path, in order. */
export const named = (steps: readonly Step[]): string =>
  steps.map((step) => step.mapping.slice('mapping:'.length)).join(' ')

/** Checks the paths from an item, and returns their number. */
type Check = (testGraph: TestGraph, start: string, maxHops: number) => number

/** Every seventeenth item of generated graphs; how many paths were seen. */
export function overGenerated(check: Check, numRuns: number): number {
  let seen = 0
  fc.assert(
    fc.property(testGraphs, fc.nat(16), fc.integer({ min: 1, max: 3 }), (testGraph, first, maxHops) => {
      // More edges than items: somewhere they go round in circles.
      if (testGraph.edges.length <= testGraph.ids.length) throw new Error('too few edges to go round')
      testGraph.ids.forEach((start, n) => {
        if (n % 17 === first) seen += check(testGraph, start, maxHops)
      })
    }),
    { numRuns, seed: 20260103, endOnFailure: true },
  )
  return seen
}

/** Some items of the real content, at every length of path; how many paths were seen. */
export function overReal(check: Check, every: number): number {
  const testGraph = realGraph()
  return testGraph.ids
    .filter((_, n) => n % every === 0)
    .reduce((seen, start) => seen + [1, 2, 3].reduce((n, maxHops) => n + check(testGraph, start, maxHops), 0), 0)
}
