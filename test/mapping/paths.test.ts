// Invariants of every path, in generated graphs with cycles and in the real one.
import { expect, test } from 'vitest'
import type { Edge } from '../../src/mapping/graph.ts'
import type { Path, Step } from '../../src/mapping/paths.ts'
import { inverseOf, isRole, scoreOf } from '../../src/mapping/relations.ts'
import { type TestGraph, named, overGenerated, overReal, pathsOf } from './graphs.ts'

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function matchesEdge(edge: Edge | undefined, step: Step): boolean {
  if (edge === undefined) return false
  const expected = step.inverse
    ? [edge.object, edge.subject, inverseOf(edge.relation)]
    : [edge.subject, edge.object, edge.relation]
  return same(
    [...expected, edge.strength, edge.confidence, edge.reason, edge.basis],
    [step.from, step.to, step.relation, step.strength, step.confidence, step.reason, step.basis],
  )
}

/** The rules that a path breaks. */
function brokenRules(
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
    'ends at its target': steps.at(-1)?.to === path.to && path.hops === steps.length,
    'is within the limit of hops': steps.length <= maxHops,
    'is connected': steps.every((step, i) => i === 0 || step.from === steps[i - 1]?.to),
    'visits no item twice': new Set([start, ...steps.map((step) => step.to)]).size === steps.length + 1,
    'consists of existing mappings': steps.every((step) => matchesEdge(edges.get(step.mapping), step)),
    'has a role only at its end': steps.slice(0, -1).every((step) => !isRole(step.relation)),
    'has the relation and strength of its role':
      steps.at(-1)?.strength === null ||
      same([path.relation, path.strength], [steps.at(-1)?.relation, steps.at(-1)?.strength]),
    'has the score of its steps': path.score === scoreOf(steps),
    'scores at most as its weakest step': steps.every((step) => path.score <= scoreOf([step])),
    'scores at most as its prefixes': prefixes.every(
      (prefix) => path.score <= scoreOf(prefix) && path.score <= (shortened(prefix)?.score ?? 1),
    ),
  }
  return Object.entries(rules)
    .filter(([, holds]) => !holds)
    .map(([rule]) => `${named(steps)}: ${rule}`)
}

function check(testGraph: TestGraph, start: string, maxHops: number): number {
  const edges = new Map(testGraph.edges.map((edge) => [`mapping:${edge.id}`, edge]))
  const paths = pathsOf(testGraph, start, () => true, maxHops)
  const known = new Map(paths.map((path) => [named(path.steps), path]))
  expect(known.size).toBe(paths.length)
  expect(paths.flatMap((path) => brokenRules(path, start, maxHops, edges, (steps) => known.get(named(steps))))).toEqual(
    [],
  )
  return paths.length
}

test('each path of generated graphs of 340 items satisfies every rule', () => {
  expect(overGenerated(check, 20)).toBeGreaterThan(30_000)
})

test('each path of the real content satisfies every rule', () => {
  expect(overReal(check, 1)).toBeGreaterThan(15_000)
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
  const brokenBy = (changed: Path) => brokenRules(changed, 'tool:b', 1, new Map([['mapping:e', edge]]), () => undefined)
  expect(brokenBy(path)).toEqual([])
  expect(brokenBy({ ...path, score: 0.4 })).toEqual([
    'e: has the score of its steps',
    'e: scores at most as its weakest step',
  ])
  expect(brokenBy({ ...path, steps: path.steps.map((step) => ({ ...step, relation: 'broader' })) })).toEqual([
    'e: consists of existing mappings',
  ])
})
