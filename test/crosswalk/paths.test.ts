// What a small world of two methodologies answers: paths and their scores, both kinds of empty, and what parameters leave out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { ofGraphql, ofRest, type Parameters } from './support.ts'
import { leanRows, rows, twoMethodologies } from './worlds.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world(twoMethodologies)])
})
afterAll(() => served.close())

/** The answer of both doors, which must be one. */
async function answer(operation: string, parameters: Parameters): Promise<any> {
  const rest = await ofRest(served.app, operation, parameters)
  expect(await ofGraphql(served.app, operation, [parameters])).toEqual([rest])
  return rest
}

const short = ({ matches, empty, none }: any) => ({
  found: matches.map(({ id, score, hops }: any) => `${id} ${score} ${hops}`),
  empty,
  none,
})
const translated = async (subject: string, to: string, narrowing: Parameters = {}) =>
  short(await answer('translate', { subject, to, ...narrowing }))
const explained = async (from: string, to: string) => {
  const { paths, empty, none } = await answer('explain', { from, to })
  return { paths: paths.length, empty, none }
}

test('a tool is what it is used in, with every step of the way', async () => {
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
  expect(await answer('translate', { subject: 'tool:fishbone-diagram', to: 'lean' })).toEqual({
    subject: 'tool:fishbone-diagram',
    to: 'lean',
    empty: null,
    none: [],
    matches: [{ id: 'lean:flow', ...best, pathCount: 1, paths: [{ to: 'lean:flow', ...best, steps: [step] }] }],
  })
})

test('a tool is also what its counterparts are used in, and an edge taken backwards says so', async () => {
  const { matches } = await answer('translate', { subject: 'tool:fishbone-diagram', to: 'six-sigma' })
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

test('an element is the items that serve it, and its counterpart the other way round', async () => {
  expect(await translated('lean:flow', 'toolkit')).toEqual({
    found: ['tool:fishbone-diagram 0.9 1', 'activity:agree-themes 0.4 1'],
    empty: null,
    none: [],
  })
  const relations = async (subject: string, to: string) =>
    (await answer('translate', { subject, to })).matches.map(({ id, relation }: any) => [id, relation])
  expect(await relations('lean:flow', 'six-sigma')).toEqual([['six-sigma:improve', 'broader']])
  expect(await relations('six-sigma:improve', 'lean')).toEqual([['lean:flow', 'narrower']])
})

test('a tool that a methodology brings has counterparts in the toolkit', async () => {
  expect(await translated('tool:cause-map', 'toolkit')).toEqual({
    found: ['tool:fishbone-diagram 0.64 1'],
    empty: null,
    none: [],
  })
  expect(await translated('six-sigma:analyse', 'toolkit')).toEqual({ found: [], empty: 'not-reviewed', none: [] })
})

describe('an empty result has a reason', () => {
  const whole = ['mapping:tool-gantt-chart-to-methodology-lean']
  test('somebody looked at the whole methodology', async () =>
    expect(await translated('tool:gantt-chart', 'lean')).toEqual({ found: [], empty: 'reviewed-none', none: whole }))
  test('somebody looked at each of its elements', async () =>
    expect(await translated('tool:gantt-chart', 'six-sigma')).toEqual({
      found: [],
      empty: 'reviewed-none',
      none: ['mapping:tool-gantt-chart-to-six-sigma-analyse', 'mapping:tool-gantt-chart-to-six-sigma-improve'],
    }))
  test('nobody looked', async () =>
    expect(await translated('activity:plan-work', 'lean')).toEqual({ found: [], empty: 'not-reviewed', none: [] }))
  test('there is something, and the parameters left it out', async () => {
    for (const narrowing of [{ minScore: 0.91 }, { relation: 'exact,close' }])
      expect(await translated('tool:fishbone-diagram', 'lean', narrowing)).toEqual({
        found: [],
        empty: 'filtered',
        none: [],
      })
  })
  test('between two: told apart, whichever comes first', async () => {
    const none = ['mapping:tool-fishbone-diagram-to-lean-pull']
    expect(await explained('tool:fishbone-diagram', 'lean:pull')).toEqual({ paths: 0, empty: 'reviewed-none', none })
    expect(await explained('lean:pull', 'tool:fishbone-diagram')).toEqual({ paths: 0, empty: 'reviewed-none', none })
  })
  test('between an item and an element of a methodology that it has no place in, whichever comes first', async () => {
    expect(await explained('tool:gantt-chart', 'lean:flow')).toEqual({ paths: 0, empty: 'reviewed-none', none: whole })
    expect(await explained('lean:flow', 'tool:gantt-chart')).toEqual({ paths: 0, empty: 'reviewed-none', none: whole })
  })
  test('between two that nobody looked at', async () =>
    expect(await explained('strand:plan', 'lean:flow')).toEqual({ paths: 0, empty: 'not-reviewed', none: [] }))
  test('a none that is not reviewed says nothing', async () => {
    const proposed = leanRows.map((row) => (row.object === 'methodology:lean' ? { ...row, status: 'proposed' } : row))
    const other = await serve([
      world({ ...twoMethodologies, 'methodologies/lean/mappings/tools.yaml': rows(proposed) }),
    ])
    expect(short(await ofRest(other.app, 'translate', { subject: 'tool:gantt-chart', to: 'lean' }))).toEqual({
      found: [],
      empty: 'not-reviewed',
      none: [],
    })
    await other.close()
  })
})

describe('results are filtered', () => {
  test('by how many edges a path may have', async () => {
    const found = async (maxHops: number) => (await translated('tool:branch-map', 'lean', { maxHops })).found
    expect([await found(1), await found(2), await found(3)]).toEqual([[], [], ['lean:flow 0.36864 3']])
    expect((await translated('tool:branch-map', 'six-sigma')).found).toEqual(['six-sigma:analyse 0.576 2'])
  })
  test('by minimum score, inclusive', async () => {
    const found = async (minScore: number) => (await translated('lean:flow', 'toolkit', { minScore })).found.length
    expect([await found(0), await found(0.4), await found(0.400001), await found(0.9), await found(1)]).toEqual([
      2, 2, 1, 1, 0,
    ])
  })
  test('by relation, of which there may be several', async () => {
    const found = async (relation: string) => (await translated('lean:flow', 'toolkit', { relation })).found
    expect(await found('contributes-to')).toEqual(['activity:agree-themes 0.4 1'])
    expect(await found('used-in,contributes-to')).toEqual([
      'tool:fishbone-diagram 0.9 1',
      'activity:agree-themes 0.4 1',
    ])
  })
})
