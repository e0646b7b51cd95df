// The four states of a unit: they sum to the units, rest on what they name, and move one at a time.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CoverageState, stateCounts, type UnitCoverage, coverageOf } from '../../src/mapping/coverage.ts'
import type { Edge } from '../../src/mapping/graph.ts'
import { everyPath } from './bruteForcePaths.ts'
import { type TestGraph, testGraphs, foundIn, graphFor, inLean, noneOf, realGraph } from './graphs.ts'

type Side = { units: string[]; targets: string[]; methodology: string }

function coverageOfSide(testGraph: TestGraph, { units, targets, methodology }: Side): UnitCoverage[] {
  const isTarget = (id: string) => targets.includes(id)
  return units.map((id) =>
    coverageOf(graphFor(testGraph), id, foundIn(testGraph, id, isTarget, 2), targets, methodology),
  )
}

/** The state of a unit, from the words of the design. */
function stateOf({ edges }: TestGraph, id: string, { targets, methodology }: Side): CoverageState {
  const paths = everyPath(edges, id, (to) => targets.includes(to), 2)
  if (
    paths.some(
      ({ mappings, relation, strength }) =>
        mappings.length === 1 && ['exact', 'close', 'core', 'useful'].includes(strength ?? relation),
    )
  )
    return 'covered'
  if (paths.length > 0) return 'partial'
  const nones = (other: string) =>
    edges.some(
      (edge) =>
        edge.relation === 'none' && [edge.subject, edge.object].sort().join(' ') === [id, other].sort().join(' '),
    )
  return nones(methodology) || targets.every(nones) ? 'reviewed-none' : 'not-reviewed'
}

/** Each state rests on mappings that there are, and what is derived names every one on the way. */
function groundless(testGraph: TestGraph, side: Side, units: UnitCoverage[]): string[] {
  const edges = new Map(testGraph.edges.map((edge) => [`mapping:${edge.id}`, edge]))
  return units.flatMap(({ id, state, by }) => {
    if ((state === 'not-reviewed') !== (by.length === 0)) return [`${id} is ${state} by ${by.length}`]
    return by.flatMap(({ id: other, mapping, derivedFrom }) => {
      const way = derivedFrom.length === 0 ? [mapping] : derivedFrom
      let at: string | undefined = id
      for (const step of way) {
        const edge: Edge | undefined = edges.get(step)
        at = edge?.subject === at ? edge?.object : edge?.object === at ? edge?.subject : undefined
      }
      const isRight =
        at === other &&
        way.at(-1) === mapping &&
        derivedFrom.length !== 1 &&
        (other === side.methodology || side.targets.includes(other))
      return isRight ? [] : [`${id} to ${other} by ${way.join(' ')}`]
    })
  })
}

/** Adds a reviewed none for a unit, and returns how the counts change. */
function moved(testGraph: TestGraph, side: Side, id: string): Record<CoverageState, number> {
  const [before, after] = [
    coverageOfSide(testGraph, side),
    coverageOfSide({ ids: testGraph.ids, edges: [...testGraph.edges, noneOf(id, side.methodology)] }, side),
  ]
  expect(after.filter((unit) => unit.id !== id)).toEqual(before.filter((unit) => unit.id !== id))
  const [first, then] = [stateCounts(before), stateCounts(after)]
  return Object.fromEntries(
    Object.entries(then).map(([state, count]) => [state, count - first[state as CoverageState]]),
  ) as Record<CoverageState, number>
}

function check(testGraph: TestGraph, side: Side): Record<CoverageState, number> {
  const units = coverageOfSide(testGraph, side)
  expect(units.map((unit) => unit.id)).toEqual(side.units)
  expect(units.map((unit) => unit.state)).toEqual(side.units.map((id) => stateOf(testGraph, id, side)))
  expect(groundless(testGraph, side, units)).toEqual([])
  const counts = stateCounts(units)
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(side.units.length)
  const unmoved = { covered: 0, partial: 0, 'reviewed-none': 0, 'not-reviewed': 0 }
  const open = units.find((unit) => unit.state === 'not-reviewed')
  if (open !== undefined)
    expect(moved(testGraph, side, open.id)).toEqual({ ...unmoved, 'reviewed-none': 1, 'not-reviewed': -1 })
  const other = units.find(
    (unit) =>
      (unit.state === 'partial' || unit.state === 'covered') &&
      !testGraph.edges.some((edge) => edge.subject === unit.id && edge.object === side.methodology),
  )
  if (other !== undefined) expect(moved(testGraph, side, other.id)).toEqual(unmoved)
  return counts
}

const add = (sum: Record<string, number>, counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).map(([state, count]) => [state, (sum[state] ?? 0) + count]))

test('in generated graphs of 340 items, every state occurs, and an additional none moves one unit', () => {
  let seen: Record<string, number> = {}
  fc.assert(
    fc.property(
      testGraphs,
      fc.subarray(['tool', 'activity', 'six-sigma'], { minLength: 1 }),
      fc.integer({ min: 1, max: 20 }),
      (testGraph, kinds, many) => {
        // Few targets, so that some units are reviewed against each of them.
        const side = {
          units: testGraph.ids.filter((id) => kinds.some((kind) => id.startsWith(`${kind}:`))),
          targets: testGraph.ids.filter(inLean).slice(0, many),
          methodology: 'methodology:lean',
        }
        const nones = side.units
          .filter((_, n) => n % 9 === 8)
          .map((id, n): Edge => ({ ...noneOf(id, side.methodology), id: `methodology${n}` }))
        seen = add(seen, check({ ids: testGraph.ids, edges: [...testGraph.edges, ...nones] }, side))
      },
    ),
    { numRuns: 12, seed: 20260105, endOnFailure: true },
  )
  expect(Object.entries(seen).filter(([, count]) => count < 10)).toEqual([])
})

test('in the real content, for every kind of unit and every methodology', () => {
  const testGraph = realGraph()
  const methodologies = ['lean', 'six-sigma', 'model-for-improvement']
  let [units, seen]: [number, Record<string, number>] = [0, {}]
  for (const methodology of methodologies) {
    const targets = testGraph.ids.filter((id) => id.startsWith(`${methodology}:`))
    for (const from of ['tool', 'activity', 'question', 'strand', ...methodologies].filter(
      (name) => name !== methodology,
    )) {
      const side = {
        units: testGraph.ids.filter((id) => id.startsWith(`${from}:`)),
        targets,
        methodology: `methodology:${methodology}`,
      }
      seen = add(seen, check(testGraph, side))
      units += side.units.length
    }
  }
  expect(units).toBeGreaterThan(500)
  expect(Object.values(seen).reduce((sum, count) => sum + count, 0)).toBe(units)
})

test('a unit lists what covers it or, if only partially covered, everything that does', () => {
  const edge = (
    id: string,
    subject: string,
    object: string,
    relation: Edge['relation'],
    strength: Edge['strength'] = null,
  ): Edge => ({ id, subject, object, relation, strength, confidence: 1, reason: 'Because.', basis: 'editorial' })
  const edges = [
    edge('core', 'tool:a', 'lean:1', 'used-in', 'core'),
    edge('now', 'tool:a', 'lean:2', 'used-in', 'occasional'),
    edge('like', 'tool:b', 'tool:a', 'close'),
    edge('looked', 'tool:c', 'methodology:lean', 'none'),
  ]
  const side = {
    units: ['tool:a', 'tool:b', 'tool:c', 'tool:d'],
    targets: ['lean:1', 'lean:2'],
    methodology: 'methodology:lean',
  }
  expect(coverageOfSide({ ids: [], edges }, side)).toEqual([
    {
      id: 'tool:a',
      state: 'covered',
      by: [{ id: 'lean:1', mapping: 'mapping:core', relation: 'used-in', strength: 'core', derivedFrom: [] }],
    },
    {
      id: 'tool:b',
      state: 'partial',
      by: [
        {
          id: 'lean:1',
          mapping: 'mapping:core',
          relation: 'used-in',
          strength: 'core',
          derivedFrom: ['mapping:like', 'mapping:core'],
        },
        {
          id: 'lean:2',
          mapping: 'mapping:now',
          relation: 'used-in',
          strength: 'occasional',
          derivedFrom: ['mapping:like', 'mapping:now'],
        },
      ],
    },
    {
      id: 'tool:c',
      state: 'reviewed-none',
      by: [{ id: 'methodology:lean', mapping: 'mapping:looked', relation: 'none', strength: null, derivedFrom: [] }],
    },
    { id: 'tool:d', state: 'not-reviewed', by: [] },
  ])
})
