// Translate and explain in a small world of two methodologies: paths, scores, reasons for empty results, and filters.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { graphqlData, restData, type Parameters } from './support.ts'
import { leanRows, rows, twoMethodologies } from './worlds.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world(twoMethodologies)])
})
afterAll(() => served.close())

/** The data of a REST response, which must equal that of GraphQL. */
async function dataOf(operation: string, parameters: Parameters): Promise<any> {
  const rest = await restData(served.app, operation, parameters)
  expect(await graphqlData(served.app, operation, [parameters])).toEqual([rest])
  return rest
}

const short = ({ matches, empty, none }: any) => ({
  found: matches.map(({ id, score, hops }: any) => `${id} ${score} ${hops}`),
  empty,
  none,
})
const translateBriefly = async (subject: string, to: string, narrowing: Parameters = {}) =>
  short(await dataOf('translate', { subject, to, ...narrowing }))
const explainBriefly = async (from: string, to: string) => {
  const { paths, empty, none } = await dataOf('explain', { from, to })
  return { paths: paths.length, empty, none }
}

test('a tool translates to the elements that it is used in, with every step of the path', async () => {
  const step = {
    mapping: 'mapping:tool-fishbone-diagram-to-lean-flow',
    from: 'tool:fishbone-diagram',
    to: 'lean:flow',
    relation: 'used-in',
    strength: 'core',
    factor: 1,
    confidence: 0.9,
    reason: 'It shows what stops the flow.',
    basis: 'editorial',
    inverse: false,
  }
  const best = { relation: 'used-in', strength: 'core', score: 0.9, hops: 1 }
  expect(await dataOf('translate', { subject: 'tool:fishbone-diagram', to: 'lean' })).toEqual({
    subject: 'tool:fishbone-diagram',
    to: 'lean',
    empty: null,
    none: [],
    matches: [{ id: 'lean:flow', ...best, pathCount: 1, paths: [{ to: 'lean:flow', ...best, steps: [step] }] }],
  })
})

test('a tool translates to the elements of its counterparts, and inverse steps are marked', async () => {
  const { matches } = await dataOf('translate', { subject: 'tool:fishbone-diagram', to: 'six-sigma' })
  expect(matches.map(({ paths: _, ...match }: any) => match)).toEqual([
    { id: 'six-sigma:analyse', relation: 'used-in', strength: 'useful', score: 0.36864, hops: 2, pathCount: 1 },
  ])
  expect(
    matches[0].paths[0].steps.map(({ from, to, relation, inverse, factor }: any) => [
      from,
      to,
      relation,
      inverse,
      factor,
    ]),
  ).toEqual([
    ['tool:fishbone-diagram', 'tool:cause-map', 'close', true, 0.8],
    ['tool:cause-map', 'six-sigma:analyse', 'used-in', false, 0.8],
  ])
})

test('an element translates to the items that serve it, and counterparts are inverted', async () => {
  expect(await translateBriefly('lean:flow', 'toolkit')).toEqual({
    found: ['tool:fishbone-diagram 0.9 1', 'activity:agree-themes 0.4 1'],
    empty: null,
    none: [],
  })
  const relations = async (subject: string, to: string) =>
    (await dataOf('translate', { subject, to })).matches.map(({ id, relation }: any) => [id, relation])
  expect(await relations('lean:flow', 'six-sigma')).toEqual([['six-sigma:improve', 'broader']])
  expect(await relations('six-sigma:improve', 'lean')).toEqual([['lean:flow', 'narrower']])
})

test('a tool of a methodology has counterparts in the toolkit', async () => {
  expect(await translateBriefly('tool:cause-map', 'toolkit')).toEqual({
    found: ['tool:fishbone-diagram 0.64 1'],
    empty: null,
    none: [],
  })
  expect(await translateBriefly('six-sigma:analyse', 'toolkit')).toEqual({ found: [], empty: 'not-reviewed', none: [] })
})

describe('an empty result has a reason', () => {
  const noneWithMethodology = ['mapping:tool-gantt-chart-to-methodology-lean']
  test('reviewed against the methodology', async () =>
    expect(await translateBriefly('tool:gantt-chart', 'lean')).toEqual({
      found: [],
      empty: 'reviewed-none',
      none: noneWithMethodology,
    }))
  test('reviewed against each of its elements', async () =>
    expect(await translateBriefly('tool:gantt-chart', 'six-sigma')).toEqual({
      found: [],
      empty: 'reviewed-none',
      none: ['mapping:tool-gantt-chart-to-six-sigma-analyse', 'mapping:tool-gantt-chart-to-six-sigma-improve'],
    }))
  test('not reviewed', async () =>
    expect(await translateBriefly('activity:plan-work', 'lean')).toEqual({
      found: [],
      empty: 'not-reviewed',
      none: [],
    }))
  test('every match was filtered out', async () => {
    for (const narrowing of [{ minScore: 0.91 }, { relation: 'exact,close' }])
      expect(await translateBriefly('tool:fishbone-diagram', 'lean', narrowing)).toEqual({
        found: [],
        empty: 'filtered',
        none: [],
      })
  })
  test('reviewed between two items, in either order', async () => {
    const none = ['mapping:tool-fishbone-diagram-to-lean-pull']
    expect(await explainBriefly('tool:fishbone-diagram', 'lean:pull')).toEqual({
      paths: 0,
      empty: 'reviewed-none',
      none,
    })
    expect(await explainBriefly('lean:pull', 'tool:fishbone-diagram')).toEqual({
      paths: 0,
      empty: 'reviewed-none',
      none,
    })
  })
  test('reviewed between an item and the methodology of an element, in either order', async () => {
    expect(await explainBriefly('tool:gantt-chart', 'lean:flow')).toEqual({
      paths: 0,
      empty: 'reviewed-none',
      none: noneWithMethodology,
    })
    expect(await explainBriefly('lean:flow', 'tool:gantt-chart')).toEqual({
      paths: 0,
      empty: 'reviewed-none',
      none: noneWithMethodology,
    })
  })
  test('not reviewed between two items', async () =>
    expect(await explainBriefly('strand:plan', 'lean:flow')).toEqual({ paths: 0, empty: 'not-reviewed', none: [] }))
  test('a none that is not reviewed is ignored', async () => {
    const proposed = leanRows.map((row) => (row.object === 'methodology:lean' ? { ...row, status: 'proposed' } : row))
    const other = await serve([
      world({ ...twoMethodologies, 'methodologies/lean/mappings/tools.yaml': rows(proposed) }),
    ])
    expect(short(await restData(other.app, 'translate', { subject: 'tool:gantt-chart', to: 'lean' }))).toEqual({
      found: [],
      empty: 'not-reviewed',
      none: [],
    })
    await other.close()
  })
})

describe('results are filtered', () => {
  test('by the maximum number of hops', async () => {
    const found = async (maxHops: number) => (await translateBriefly('tool:branch-map', 'lean', { maxHops })).found
    expect([await found(1), await found(2), await found(3)]).toEqual([[], [], ['lean:flow 0.36864 3']])
    expect((await translateBriefly('tool:branch-map', 'six-sigma')).found).toEqual(['six-sigma:analyse 0.576 2'])
  })
  test('by minimum score, inclusive', async () => {
    const found = async (minScore: number) =>
      (await translateBriefly('lean:flow', 'toolkit', { minScore })).found.length
    expect([await found(0), await found(0.4), await found(0.400001), await found(0.9), await found(1)]).toEqual([
      2, 2, 1, 1, 0,
    ])
  })
  test('by one relation or several', async () => {
    const found = async (relation: string) => (await translateBriefly('lean:flow', 'toolkit', { relation })).found
    expect(await found('contributes-to')).toEqual(['activity:agree-themes 0.4 1'])
    expect(await found('used-in,contributes-to')).toEqual([
      'tool:fishbone-diagram 0.9 1',
      'activity:agree-themes 0.4 1',
    ])
  })
})
