// Coverage: each unit is in one of four states, with the mappings behind it.
import { expect, onTestFinished, test } from 'vitest'
import type { Content } from '../../src/content/content.ts'
import { serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { graphqlData, restData, type Parameters } from './support.ts'
import { rows, sixSigmaRows, toolRows, twoMethodologies } from './worlds.ts'

async function coverageOf(content: Content): Promise<(parameters: Parameters) => Promise<any>> {
  const served = await serve([content])
  onTestFinished(() => served.close())
  return async (parameters) => {
    const rest = await restData(served.app, 'coverage', parameters)
    expect(await graphqlData(served.app, 'coverage', [parameters])).toEqual([rest])
    return rest
  }
}

const states = ({ units }: any) => Object.fromEntries(units.map((unit: any) => [unit.id, unit.state]))

test('each unit is in one of four states, with the ids behind it', async () => {
  const coverage = await coverageOf(world(twoMethodologies))
  expect(await coverage({ from: 'toolkit', to: 'lean', unit: 'tools' })).toEqual({
    from: 'toolkit',
    to: 'lean',
    unit: 'tools',
    counts: { covered: 1, partial: 0, 'reviewed-none': 1, 'not-reviewed': 0 },
    units: [
      {
        id: 'tool:fishbone-diagram',
        state: 'covered',
        by: [
          {
            id: 'lean:flow',
            mapping: 'mapping:tool-fishbone-diagram-to-lean-flow',
            relation: 'used-in',
            strength: 'core',
            derivedFrom: [],
          },
        ],
      },
      {
        id: 'tool:gantt-chart',
        state: 'reviewed-none',
        by: [
          {
            id: 'methodology:lean',
            mapping: 'mapping:tool-gantt-chart-to-methodology-lean',
            relation: 'none',
            strength: null,
            derivedFrom: [],
          },
        ],
      },
    ],
  })
})

test('a derived counterpart covers partially, and lists every mapping of its path', async () => {
  const coverage = await coverageOf(world(twoMethodologies))
  const { units, counts } = await coverage({ from: 'toolkit', to: 'six-sigma' })
  expect(counts).toEqual({ covered: 0, partial: 1, 'reviewed-none': 1, 'not-reviewed': 0 })
  expect(units[0]).toEqual({
    id: 'tool:fishbone-diagram',
    state: 'partial',
    by: [
      {
        id: 'six-sigma:analyse',
        mapping: 'mapping:tool-cause-map-to-six-sigma-analyse',
        relation: 'used-in',
        strength: 'useful',
        derivedFrom: ['mapping:tool-cause-map-to-tool-fishbone-diagram', 'mapping:tool-cause-map-to-six-sigma-analyse'],
      },
    ],
  })
})

test('a weak role or a broader counterpart covers partially', async () => {
  const coverage = await coverageOf(world(twoMethodologies))
  expect(states(await coverage({ from: 'toolkit', to: 'lean', unit: 'activities' }))).toEqual({
    'activity:agree-themes': 'partial',
    'activity:plan-work': 'not-reviewed',
  })
  expect(states(await coverage({ from: 'lean', to: 'six-sigma' }))).toEqual({
    'lean:flow': 'partial',
    'lean:pull': 'not-reviewed',
  })
  expect(states(await coverage({ from: 'lean', to: 'toolkit', unit: 'questions' }))).toEqual({
    'lean:flow': 'not-reviewed',
    'lean:pull': 'covered',
  })
  expect(states(await coverage({ from: 'toolkit', to: 'lean', unit: 'strands' }))).toEqual({
    'strand:problem': 'not-reviewed',
    'strand:plan': 'not-reviewed',
  })
})

test('state filters the units but not the counts', async () => {
  const coverage = await coverageOf(world(twoMethodologies))
  const gaps = await coverage({ from: 'toolkit', to: 'lean', state: 'reviewed-none,not-reviewed' })
  expect([gaps.units.map((unit: any) => unit.id), gaps.counts]).toEqual([
    ['tool:gantt-chart'],
    { covered: 1, partial: 0, 'reviewed-none': 1, 'not-reviewed': 0 },
  ])
  expect((await coverage({ from: 'toolkit', to: 'lean', state: 'partial' })).units).toEqual([])
})

test('an additional none changes the state of one unit', async () => {
  const before = await (await coverageOf(world(twoMethodologies)))({ from: 'lean', to: 'six-sigma' })
  const none = {
    subject: 'lean:pull',
    object: 'methodology:six-sigma',
    relation: 'none',
    confidence: 0.8,
    reason: 'Nothing there is called for by demand.',
  }
  const after = await (
    await coverageOf(
      world({ ...twoMethodologies, 'methodologies/six-sigma/mappings/tools.yaml': rows([...sixSigmaRows, none]) }),
    )
  )({ from: 'lean', to: 'six-sigma' })
  expect([before.counts, after.counts]).toEqual([
    { covered: 0, partial: 1, 'reviewed-none': 0, 'not-reviewed': 1 },
    { covered: 0, partial: 1, 'reviewed-none': 1, 'not-reviewed': 0 },
  ])
  expect(after.units[0]).toEqual(before.units[0])
})

test('a direct role covers even if a derived one has a higher score', async () => {
  const surer = toolRows.map((row) => ({ ...row, relation: 'exact', confidence: 1 }))
  const direct = {
    subject: 'tool:fishbone-diagram',
    object: 'six-sigma:analyse',
    relation: 'used-in',
    strength: 'core',
    confidence: 0.3,
    reason: 'Its branches are causes to be tested.',
  }
  const coverage = await coverageOf(
    world({
      ...twoMethodologies,
      'mappings/tools.yaml': rows(surer),
      'methodologies/six-sigma/mappings/tools.yaml': rows([...sixSigmaRows, direct]),
    }),
  )
  const { units, counts } = await coverage({ from: 'toolkit', to: 'six-sigma' })
  expect(units[0]).toEqual({
    id: 'tool:fishbone-diagram',
    state: 'covered',
    by: [
      {
        id: 'six-sigma:analyse',
        mapping: 'mapping:tool-fishbone-diagram-to-six-sigma-analyse',
        relation: 'used-in',
        strength: 'core',
        derivedFrom: [],
      },
    ],
  })
  expect(counts).toEqual({ covered: 1, partial: 0, 'reviewed-none': 1, 'not-reviewed': 0 })
})
