// A none between two items blocks paths derived between exactly those two; one with a methodology blocks nothing.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Edge, mappingGraph, reviewedNones } from '../../src/mapping/graph.ts'
import { everyPath } from './bruteForcePaths.ts'
import { type TestGraph, testGraphs, isElement, named, noneOf, pathsOf, realGraph } from './graphs.ts'

const withNone = ({ ids, edges }: TestGraph, subject: string, object: string): TestGraph => ({
  ids,
  edges: [...edges, noneOf(subject, object)],
})

type FoundRoute = { start: string; to: string; hops: number; mappings: string }
const waysOf = (testGraph: TestGraph): FoundRoute[] =>
  testGraph.ids.flatMap((start) =>
    pathsOf(testGraph, start, () => true, 2).map(({ to, hops, steps }) => ({
      start,
      to,
      hops,
      mappings: named(steps),
    })),
  )

/** The pairs that only longer paths join. */
function derivedPairs(routes: FoundRoute[]): [string, string][] {
  const direct = new Set(routes.filter((way) => way.hops === 1).map(({ start, to }) => `${start} ${to}`))
  return routes.filter(({ start, to }) => !direct.has(`${start} ${to}`)).map(({ start, to }) => [start, to])
}

function onlyBetween(testGraph: TestGraph, [one, other]: [string, string], before: FoundRoute[]): void {
  const joins = ({ start, to }: FoundRoute) => (start === one && to === other) || (start === other && to === one)
  expect(before.some(joins)).toBe(true)
  for (const changed of [withNone(testGraph, one, other), withNone(testGraph, other, one)])
    expect(waysOf(changed)).toEqual(before.filter((way) => !joins(way)))
}

test('in generated graphs of 340 items, a none removes the paths derived between its two ends, in both directions, and no others', () => {
  fc.assert(
    fc.property(testGraphs, fc.nat(), (testGraph, pick) => {
      const routes = waysOf(testGraph)
      const pairs = derivedPairs(routes)
      onlyBetween(testGraph, pairs[pick % pairs.length] as [string, string], routes)
    }),
    { numRuns: 4, seed: 20260104, endOnFailure: true },
  )
})

test('in the real content, a none removes only paths derived between its two ends', () => {
  const testGraph = realGraph()
  const routes = waysOf(testGraph)
  const pairs = derivedPairs(routes)
  expect(pairs.length).toBeGreaterThan(1000)
  for (const n of [0, 500, 1000]) onlyBetween(testGraph, pairs[n] as [string, string], routes)
})

test('a none with a methodology removes no path', () => {
  const testGraph = realGraph()
  const routes = waysOf(testGraph)
  for (const id of ['tool:gantt-chart', 'tool:fishbone-diagram', 'strand:plan']) {
    for (const methodology of ['lean', 'six-sigma', 'model-for-improvement'])
      expect(waysOf(withNone(testGraph, id, `methodology:${methodology}`))).toEqual(routes)
  }
})

test('no path of the real content joins two items with a reviewed none', () => {
  const testGraph = realGraph()
  const nones = testGraph.edges.filter((edge) => edge.relation === 'none')
  expect(nones.filter((edge) => isElement(edge.object)).length).toBeGreaterThan(50)
  for (const { subject, object } of nones) {
    for (const [start, end] of [
      [subject, object],
      [object, subject],
    ] as const)
      expect(everyPath(testGraph.edges, start, (id) => id === end, 3)).toEqual([])
    expect(pathsOf(testGraph, subject, (id) => id === object, 3)).toEqual([])
  }
})

test('an item is reviewed-none if reviewed against the methodology or against each of the targets', () => {
  const byMethodology = mappingGraph([noneOf('tool:a', 'methodology:lean')])
  const each = mappingGraph([
    { ...noneOf('tool:a', 'lean:one'), id: 'first' },
    { ...noneOf('lean:two', 'tool:a'), id: 'second' },
  ])
  const targets = ['lean:one', 'lean:two']
  const ids = (edges: Edge[]) => edges.map((edge) => edge.id)
  expect(ids(reviewedNones(byMethodology, 'tool:a', targets, 'methodology:lean'))).toEqual(['looked'])
  expect(ids(reviewedNones(each, 'tool:a', targets, 'methodology:lean'))).toEqual(['first', 'second'])
  expect(ids(reviewedNones(each, 'tool:a', [...targets, 'lean:three'], 'methodology:lean'))).toEqual([])
  expect(ids(reviewedNones(byMethodology, 'tool:a', targets, 'methodology:six-sigma'))).toEqual([])
  expect(ids(reviewedNones(each, 'tool:a', [], undefined))).toEqual([])
})
