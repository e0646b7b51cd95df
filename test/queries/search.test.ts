// What a search finds, and why: words, their plurals, synonyms, and what was meant where it was typed wrong.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { read } from '../rest/support.ts'

const tool = (name: string, summary: string, aliases: string[] = []) =>
  `name: ${name}\nsummary: ${summary}\naliases: [${aliases.join(', ')}]\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\n`

const content = world({
  'synonyms.yaml': 'groups: [[fishbone, ishikawa, cause and effect], [PDSA, plan do study act], [muda, waste], [go and see, gemba]]\n',
  'tools/swimlane-diagram.yaml': tool('Swimlane Diagram', 'Shows who does which step of a process.'),
  'tools/flow-chart.yaml': tool('Flow Chart', 'Draws the steps and decisions of a process.'),
  'tools/waste-walk.yaml': tool('Waste Walk', 'Looks for muda where the work is done.'),
  'tools/cafe-table.yaml': tool('Café Table', 'Conversations at small tables.'),
  'tools/pareto-chart.yaml': tool('Pareto Chart', 'Ranks causes by their effect.', ['80/20 chart']),
  'tools/pdsa-cycle.yaml': tool('PDSA Cycle', 'Tries a change on a small scale.'),
  'tools/gemba-walk.yaml': tool('Gemba Walk', 'Leaders visit where the work is done.'),
})
let served: Served
beforeAll(async () => {
  served = await serve([content])
})
afterAll(() => served.close())

type Matched = { field: string; term: string; how: string; asked: string }
type Result = { id: string; score: number; excerpt: string; matched: Matched[] }
const search = async (q: string, kind = 'tool'): Promise<Result[]> => (await read(served.app, `/v1/search?${new URLSearchParams({ q, kind, limit: '100' })}`)).data
const found = async (q: string) => (await search(q)).map((result) => result.id.slice('tool:'.length))
const why = async (q: string, slug: string) => (await search(q)).find((result) => result.id === `tool:${slug}`)?.matched

test.each([
  ['fishbone', ['fishbone-diagram']],
  ['FISHBONE', ['fishbone-diagram']],
  ['diagram', ['fishbone-diagram', 'swimlane-diagram']],
  ['diagrams', ['fishbone-diagram', 'swimlane-diagram']],
  ['swimlanes', ['swimlane-diagram']],
  ['process decisions', ['flow-chart']],
  ['drawing', ['flow-chart']],
  ['cafe', ['cafe-table']],
  ['cafés tables', ['cafe-table']],
  ['80/20', ['pareto-chart']],
  ['what is a swimlane?', ['swimlane-diagram']],
  ['zebra', []],
])('%s finds %j', async (q, expected) => {
  expect((await found(q)).sort()).toEqual(expected)
})

test('all words must match; where no item has them all, any will do', async () => {
  expect(await found('flow chart')).toEqual(['flow-chart'])
  expect((await found('flow zebra')).sort()).toEqual(['flow-chart'])
  expect((await found('swimlane pareto')).sort()).toEqual(['pareto-chart', 'swimlane-diagram'])
})

test('an item that is called what was typed comes first, then those with it in their name, then the others', async () => {
  expect((await found('flow chart'))[0]).toBe('flow-chart')
  expect((await found('chart')).slice(0, 3).sort()).toEqual(['flow-chart', 'gantt-chart', 'pareto-chart'])
  expect((await found('80 20 chart'))[0]).toBe('pareto-chart')
  const scores = (await search('chart diagram process')).map((result) => result.score)
  expect(scores.length).toBeGreaterThan(3)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})

describe('spelling', () => {
  test.each([
    ['one wrong letter', 'fishbune', 'fishbone'],
    ['two swapped letters', 'fihsbone', 'fishbone'],
    ['two swapped letters at the end', 'fishboen', 'fishbone'],
    ['a letter left out', 'fishbne', 'fishbone'],
    ['a letter too many', 'fishbbone', 'fishbone'],
    ['a wrong first letter', 'dishbone', 'fishbone'],
  ])('%s: %s is taken for %s', async (_what, typed, word) => {
    expect(await found(typed)).toEqual(['fishbone-diagram'])
    expect(await why(typed, 'fishbone-diagram')).toContainEqual({ field: 'name', term: word, how: 'spelling', asked: typed })
  })

  test('two mistakes are not forgiven, nor one in a short word', async () => {
    for (const typed of ['fishbuni', 'fsihbnoe', 'gna', 'xow']) expect(await found(typed), typed).toEqual([])
  })

  test('a word that stands somewhere is taken as it is', async () => {
    expect(await why('chart', 'flow-chart')).toEqual([{ field: 'name', term: 'chart', how: 'word', asked: 'chart' }])
  })

  test('a mistake in one of several words is forgiven', async () => {
    expect(await found('swimlane diagarm')).toEqual(['swimlane-diagram'])
  })
})

describe('spaces', () => {
  test('a word typed as two is found as one', async () => {
    expect(await found('swim lane')).toEqual(['swimlane-diagram'])
    expect(await why('swim lane', 'swimlane-diagram')).toEqual([{ field: 'name', term: 'swimlane', how: 'spacing', asked: 'swim lane' }])
  })

  test('two words typed as one are found apart', async () => {
    expect(await found('flowchart')).toEqual(['flow-chart'])
    expect(await why('flowchart', 'flow-chart')).toEqual([{ field: 'name', term: 'flow chart', how: 'spacing', asked: 'flowchart' }])
  })

  test('and among other words', async () => {
    expect(await found('swim lane diagram')).toEqual(['swimlane-diagram'])
    expect((await found('ganttchart'))[0]).toBe('gantt-chart')
  })
})

describe('synonyms', () => {
  test('a word finds what its synonym stands in, and says which word it stood for', async () => {
    expect(await why('muda', 'waste-walk')).toEqual(expect.arrayContaining([{ field: 'name', term: 'waste', how: 'synonym', asked: 'muda' }, { field: 'summary', term: 'muda', how: 'word', asked: 'muda' }]))
    expect(await why('wastes', 'waste-walk')).toContainEqual({ field: 'summary', term: 'muda', how: 'synonym', asked: 'wastes' })
    expect(await why('ishikawa', 'fishbone-diagram')).toEqual(expect.arrayContaining([{ field: 'name', term: 'fishbone', how: 'synonym', asked: 'ishikawa' }, { field: 'aliases', term: 'ishikawa', how: 'word', asked: 'ishikawa' }]))
  })

  test.each([
    ['cause and effect', 'fishbone-diagram', 'fishbone'],
    ['Cause and Effect diagram', 'fishbone-diagram', 'fishbone'],
    ['plan do study act', 'pdsa-cycle', 'pdsa'],
    ['go and see', 'gemba-walk', 'gemba'],
  ])('a phrase with small words in it has synonyms: %s', async (phrase, slug, word) => {
    expect(await found(phrase)).toContain(slug)
    expect(await why(phrase, slug)).toContainEqual(expect.objectContaining({ field: 'name', term: word, how: 'synonym' }))
  })

  test('a synonym among other words counts as its word', async () => {
    expect((await found('ishikawa diagram'))[0]).toBe('fishbone-diagram')
    expect((await found('muda walk'))[0]).toBe('waste-walk')
  })
})

test('what is typed is never a query language', async () => {
  for (const q of ['fishbone"', '"fishbone', 'fishbone*', '^fishbone', 'name:fishbone', 'NEAR(fishbone)', '-fishbone', 'fishbone -diagram', "fishbone'); DROP TABLE search; --", 'fishbone OR', 'NOT fishbone', '{fishbone}', '(fishbone', '+fishbone']) {
    expect(await found(q), q).toContain('fishbone-diagram')
  }
})
