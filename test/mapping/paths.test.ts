// What holds of every path: on generated graphs with circles, and on the real one.
import { expect, test } from 'vitest'
import type { Edge } from '../../src/mapping/graph.ts'
import type { Path, Step } from '../../src/mapping/paths.ts'
import { inverseOf, isRole, scoreOf } from '../../src/mapping/relations.ts'
import { type TestGraph, named, overGenerated, overReal, pathsOf } from './graphs.ts'

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function isTakenFrom(edge: Edge | undefined, step: Step): boolean {
  if (edge === undefined) return false
  const taken = step.inverse
    ? [edge.object, edge.subject, inverseOf(edge.relation)]
    : [edge.subject, edge.object, edge.relation]
  return same(
    [...taken, edge.strength, edge.confidence, edge.reason, edge.basis],
    [step.from, step.to, step.relation, step.strength, step.confidence, step.reason, step.basis],
  )
}

/** The rules that a path breaks. */
function broken(
  path: Path,
  start: string,
  maxHops: number,
  edges: Map<string, Edge>,
  shortened: (steps: Step[]) => Path | undefined,
): string[] {
  const { steps } = path
  const prefixes = steps.slice(1).map((_, i) => steps.slice(0, i + 1))
  const rules: Record<string, boolean> = {
    'begins at the start': steps[0]?.from === start,
    'ends where it says': steps.at(-1)?.to === path.to && path.hops === steps.length,
    'is no longer than asked': steps.length <= maxHops,
    'goes on where it was': steps.every((step, i) => i === 0 || step.from === steps[i - 1]?.to),
    'comes nowhere twice': new Set([start, ...steps.map((step) => step.to)]).size === steps.length + 1,
    'is made of mappings that there are': steps.every((step) => isTakenFrom(edges.get(step.mapping), step)),
    'has no role but at its end': steps.slice(0, -1).every((step) => !isRole(step.relation)),
    'takes relation and strength from its role':
      steps.at(-1)?.strength === null ||
      same([path.relation, path.strength], [steps.at(-1)?.relation, steps.at(-1)?.strength]),
    'scores what its steps score': path.score === scoreOf(steps),
    'never beats its weakest step': steps.every((step) => path.score <= scoreOf([step])),
    'never beats itself shortened': prefixes.every(
      (prefix) => path.score <= scoreOf(prefix) && path.score <= (shortened(prefix)?.score ?? 1),
    ),
  }
  return Object.entries(rules)
    .filter(([, kept]) => !kept)
    .map(([rule]) => `${named(steps)}: ${rule}`)
}

function look(testGraph: TestGraph, start: string, maxHops: number): number {
  const edges = new Map(testGraph.edges.map((edge) => [`mapping:${edge.id}`, edge]))
  const paths = pathsOf(testGraph, start, () => true, maxHops)
  const known = new Map(paths.map((path) => [named(path.steps), path]))
  expect(known.size).toBe(paths.length)
  expect(paths.flatMap((path) => broken(path, start, maxHops, edges, (steps) => known.get(named(steps))))).toEqual([])
  return paths.length
}

test('each path of generated graphs of 340 items keeps every rule', () => {
  expect(overGenerated(look, 20)).toBeGreaterThan(30_000)
})

test('each path of the real content keeps every rule', () => {
  expect(overReal(look, 1)).toBeGreaterThan(15_000)
})

test('the test detects a path that breaks a rule', () => {
  const edge: Edge = {
    id: 'e',
    subject: 'tool:a',
    object: 'tool:b',
    relation: 'broader',
    strength: null,
    confidence: 0.5,
    reason: 'Because.',
    basis: 'editorial',
  }
  const testGraph = { ids: ['tool:a', 'tool:b'], edges: [edge] }
  const [path] = pathsOf(testGraph, 'tool:b', () => true, 1)
  if (path === undefined) throw new Error('there is no path')
  const wrongs = (changed: Path) => broken(changed, 'tool:b', 1, new Map([['mapping:e', edge]]), () => undefined)
  expect(wrongs(path)).toEqual([])
  expect(wrongs({ ...path, score: 0.4 })).toEqual(['e: scores what its steps score', 'e: never beats its weakest step'])
  expect(wrongs({ ...path, steps: path.steps.map((step) => ({ ...step, relation: 'broader' })) })).toEqual([
    'e: is made of mappings that there are',
  ])
})
