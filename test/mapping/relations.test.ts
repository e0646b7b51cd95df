// How relations chain, invert and weigh, cell by cell.
import { expect, test } from 'vitest'
import { counterpartRelations, Relation, Strength } from '../../src/content/kinds/mapping.ts'
import { type Edge, mappingGraph } from '../../src/mapping/graph.ts'
import {
  type CompactPath,
  pathCollector,
  createMatch,
  type Path,
  expandPath,
  findPaths,
} from '../../src/mapping/paths.ts'
import { compose, factorOf, inverseOf, isCounterpart, isRole, scoreOf } from '../../src/mapping/relations.ts'
import { chainOf } from './bruteForcePaths.ts'

const thens = ['exact', 'close', 'broader', 'narrower', 'related'] as const
const table: Record<(typeof thens)[number], string[]> = {
  // then:    exact       close    broader    narrower    related
  exact: /**/ ['exact', 'close', 'broader', 'narrower', 'related'],
  close: /**/ ['close', 'stop', 'stop', 'stop', 'stop'],
  broader: ['broader', 'stop', 'broader', 'stop', 'stop'],
  narrower: ['narrower', 'stop', 'stop', 'narrower', 'stop'],
  related: ['related', 'stop', 'stop', 'stop', 'stop'],
}
const cells = thens.flatMap((first) => thens.map((then, i) => [first, then, table[first][i] as string] as const))

const edge = (
  id: string,
  subject: string,
  object: string,
  relation: Edge['relation'],
  strength: Edge['strength'] = null,
): Edge => ({ id, subject, object, relation, strength, confidence: 1, reason: 'Because.', basis: 'editorial' })
const foundIn = (edges: Edge[], start: string, target: string, maxHops = 3): CompactPath[] =>
  [...findPaths(mappingGraph(edges), start, (id) => id === target, maxHops)].filter((found) => found !== undefined)
const pathsOf = (...args: Parameters<typeof foundIn>): Path[] => foundIn(...args).map(expandPath)

test('the table has every counterpart relation as row and column', () => {
  expect([Object.keys(table), cells.length]).toEqual([[...counterpartRelations], 25])
  expect(thens).toEqual(counterpartRelations)
})

test.each(cells)('%s, then %s: %s', (first, then, expected) => {
  expect(compose(first, then) ?? 'stop').toBe(expected)
  expect(chainOf([first, then]) ?? 'stop').toBe(expected)
  const [path] = pathsOf(
    [edge('e1', 'tool:a', 'tool:b', first), edge('e2', 'tool:b', 'tool:c', then)],
    'tool:a',
    'tool:c',
  )
  expect(path?.relation ?? 'stop').toBe(expected)
  // Stored inverted, the second edge has the same effect.
  const [reversed] = pathsOf(
    [edge('e1', 'tool:a', 'tool:b', first), edge('e2', 'tool:c', 'tool:b', inverseOf(then))],
    'tool:a',
    'tool:c',
  )
  expect(reversed?.relation ?? 'stop').toBe(expected)
  expect(reversed?.steps.map((step) => [step.relation, step.inverse]) ?? []).toEqual(
    reversed === undefined
      ? []
      : [
          [first, false],
          [then, true],
        ],
  )
})

test('broader and narrower are inverses, and every other relation is its own inverse', () => {
  expect(
    Object.fromEntries(
      Relation.options.map((relation) => [relation, inverseOf(relation)]).filter(([from, to]) => from !== to),
    ),
  ).toEqual({ broader: 'narrower', narrower: 'broader' })
  for (const relation of Relation.options) expect(inverseOf(inverseOf(relation))).toBe(relation)
})

test('a relation is a role, a counterpart or none', () => {
  expect(Relation.options.filter(isRole)).toEqual(['used-in', 'contributes-to', 'addresses', 'corresponds-to'])
  expect(Relation.options.filter(isCounterpart)).toEqual([...thens])
  expect(Relation.options.filter((relation) => !isRole(relation) && !isCounterpart(relation))).toEqual(['none'])
})

test('a counterpart weighs by its relation, a role by its strength', () => {
  expect(thens.map((relation) => factorOf({ relation, strength: null }))).toEqual([1, 0.8, 0.6, 0.6, 0.4])
  expect(Strength.options.map((strength) => [strength, factorOf({ relation: 'used-in', strength })])).toEqual([
    ['core', 1],
    ['useful', 0.8],
    ['occasional', 0.5],
  ])
})

test('a score is the product of confidence and factor, times 0.8 for each further edge, to six decimals', () => {
  expect(scoreOf([{ confidence: 0.9, factor: 1 }])).toBe(0.9)
  expect(
    scoreOf([
      { confidence: 0.9, factor: 0.8 },
      { confidence: 0.5, factor: 1 },
    ]),
  ).toBe(0.288)
  expect(
    scoreOf([
      { confidence: 0.77, factor: 0.6 },
      { confidence: 0.83, factor: 0.6 },
      { confidence: 0.91, factor: 0.5 },
    ]),
  ).toBe(0.066998)
  expect(scoreOf([{ confidence: 0, factor: 1 }])).toBe(0)
})

test.each(thens)('none before or after %s chains to nothing', (relation) => {
  expect(
    pathsOf([edge('e1', 'tool:a', 'tool:b', 'none'), edge('e2', 'tool:b', 'tool:c', relation)], 'tool:a', 'tool:c'),
  ).toEqual([])
  expect(
    pathsOf([edge('e1', 'tool:a', 'tool:b', relation), edge('e2', 'tool:b', 'tool:c', 'none')], 'tool:a', 'tool:c'),
  ).toEqual([])
})

test.each(thens)('a role ends a chain of %s, and determines the relation and strength of the path', (relation) => {
  const edges = [
    edge('e1', 'tool:a', 'tool:b', relation),
    edge('e2', 'tool:b', 'lean:c', 'used-in', 'useful'),
    edge('e3', 'lean:c', 'six-sigma:d', 'exact'),
  ]
  expect(pathsOf(edges, 'tool:a', 'lean:c').map((path) => [path.relation, path.strength, path.hops])).toEqual([
    ['used-in', 'useful', 2],
  ])
  expect(pathsOf(edges, 'tool:a', 'six-sigma:d')).toEqual([])
  expect(pathsOf(edges, 'lean:c', 'tool:a')).toEqual([])
})

test('two tools used in one element are not joined by it', () => {
  const edges = [edge('e1', 'tool:a', 'lean:c', 'used-in', 'core'), edge('e2', 'tool:b', 'lean:c', 'used-in', 'core')]
  expect(pathsOf(edges, 'tool:a', 'tool:b')).toEqual([])
  expect(pathsOf(edges, 'lean:c', 'tool:b').map((path) => path.steps.map((step) => step.inverse))).toEqual([[true]])
})

test.each([10, 50])(
  'the %i best of several paths are listed, best first, and their scores are not added up',
  (most) => {
    const edges = Array.from({ length: 60 }, (_, n) => [
      { ...edge(`a${n}`, 'tool:a', `tool:${n}`, 'exact'), confidence: (n + 1) / 100 },
      edge(`b${n}`, `tool:${n}`, 'tool:z', 'exact'),
    ]).flat()
    const { add, targets } = pathCollector(most)
    foundIn(edges, 'tool:a', 'tool:z', 2).forEach(add)
    const [match, ...others] = targets().map(createMatch)
    expect(others).toEqual([])
    expect(match?.paths.map((path) => path.score)).toEqual(
      Array.from({ length: most }, (_, n) => Math.round((60 - n) * 8000) / 1e6),
    )
    expect([match?.score, match?.hops, match?.relation, match?.strength, match?.pathCount]).toEqual([
      0.48,
      2,
      'exact',
      null,
      60,
    ])
  },
)
