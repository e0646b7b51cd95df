// What a search finds, and why: words, their plurals, synonyms, and what was meant where it was typed wrong.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindNames } from '../../src/content/kinds.ts'
import { type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'
import { getJson, getIdsOfPages } from '../support/client.ts'

const tool = (name: string, summary: string, aliases: string[] = []) =>
  `name: ${name}\nsummary: ${summary}\naliases: [${aliases.join(', ')}]\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\n`

/** Enough complete matches for no partial ones to be returned. */
const zulus = Array.from({ length: 20 }, (_, i) => `zulu-${i}`)
const mappings =
  (worldFiles['methodologies/lean/mappings/tools.yaml'] as string) +
  zulus
    .map(
      (slug) =>
        `  - { subject: tool:${slug}, object: lean:flow, relation: used-in, strength: useful, confidence: 0.5, reason: Quebec and romeo. }\n`,
    )
    .join('')

const content = world({
  'synonyms.yaml':
    'groups: [[fishbone, ishikawa, cause and effect], [PDSA, plan do study act], [muda, waste], [go and see, gemba], [5 whys, why-why]]\n',
  ...Object.fromEntries(zulus.map((slug) => [`tools/${slug}.yaml`, tool(slug, 'One of plenty.')])),
  'tools/zulu.yaml': tool('Zulu alone', 'Quebec stands here.'),
  'tools/five-whys.yaml': tool('5 Whys', 'Asks for the cause behind a cause.'),
  'tools/marked.yaml': tool('Marked', '\'A <b>bold</b> "quoted" text & a \\ stroke.\''),
  'tools/five-steps.yaml': tool('5 Steps', 'Puts a place in order.'),
  'tools/ranking.yaml': `${tool('Ranking', 'Organises what is asked for.')}guidance: { purpose: Sort., references: [{ text: Shewhart W (1931). }] }\n`,
  'tools/triage.yaml': tool('Triage', 'Weighs organs.'),
  'methodologies/lean/mappings/tools.yaml': mappings,
  'routes/lost.yaml':
    'name: Lost\nsummary: A way out.\npurpose: Where all is vexing.\nsteps: [{ item: tool:flow-chart, why: It helps the bewildered. }, { item: tool:ranking, why: It sorts. }]\nprovenance: { basis: published, urls: [https://example.org/] }\n',
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
const search = async (q: string, kind = 'tool'): Promise<Result[]> =>
  (await getJson(served.app, `/v1/search?${new URLSearchParams({ q, kind, limit: '100' })}`)).data
const found = async (q: string) => (await search(q)).map((result) => result.id.slice('tool:'.length))
const why = async (q: string, slug: string) => (await search(q)).find((result) => result.id === `tool:${slug}`)?.matched

test.each([
  ['fishbone', ['fishbone-diagram']],
  ['FISHBONE', ['fishbone-diagram']],
  ['diagram', ['fishbone-diagram', 'swimlane-diagram']],
  ['diagrams', ['fishbone-diagram', 'swimlane-diagram']],
  ['swimlanes', ['swimlane-diagram']],
  ['process decisions', ['flow-chart', 'swimlane-diagram']],
  ['zulu 7', ['zulu', ...zulus].sort()],
  ['drawing', ['flow-chart']],
  ['cafe', ['cafe-table']],
  ['cafés tables', ['cafe-table']],
  ['80/20', ['pareto-chart']],
  ['what is a swimlane?', ['swimlane-diagram']],
  ['zebra', []],
])('%s finds %j', async (q, expected) => {
  expect((await found(q)).sort()).toEqual(expected)
})

test('if few items match all words, those that match any follow', async () => {
  expect((await found('flow chart'))[0]).toBe('flow-chart')
  expect((await found('flow chart')).sort()).toEqual(['flow-chart', 'gantt-chart', 'pareto-chart'])
  expect(await found('flow zebra')).toEqual(['flow-chart'])
  expect((await found('swimlane pareto')).sort()).toEqual(['pareto-chart', 'swimlane-diagram'])
})

test('if enough items match all words, no others are returned', async () => {
  expect((await found('zulu plenty')).sort()).toEqual([...zulus].sort())
})

test('mappings that match all words do not hide items that match some', async () => {
  const { data } = await getJson(served.app, '/v1/search?q=quebec%20romeo&limit=100')
  expect(data.map((result: Result) => result.id)).toContain('tool:zulu')
  expect(data.filter((result: Result) => result.id.startsWith('mapping:'))).toHaveLength(20)
})

test('a list has only items that match all words or, if there are none, any word', async () => {
  const listed = async (q: string) =>
    (await getIdsOfPages(served.app, `/v1/tools?${new URLSearchParams({ q })}`)).map((id) => id.slice('tool:'.length))
  expect(await listed('flow chart')).toEqual(['flow-chart'])
  expect(await listed('flow zebra')).toEqual(['flow-chart'])
  expect((await listed('swimlane pareto')).sort()).toEqual(['pareto-chart', 'swimlane-diagram'])
})

test('a stop word counts if it occurs in a name', async () => {
  expect((await found('5 why'))[0]).toBe('five-whys')
  expect((await found('why why'))[0]).toBe('five-whys')
  expect((await search('who will use this', 'question')).map((result) => result.id)).toEqual(['question:identify'])
})

test('search reads publications, and the steps of stages, guides and routes', async () => {
  expect(await found('shewhart')).toEqual(['ranking'])
  expect((await search('canvas', 'stage')).map((result) => result.id)).toEqual(['stage:understand'])
  expect((await search('first', 'guide')).map((result) => result.id)).toEqual(['guide:path'])
  for (const words of ['vexing', 'bewildered'])
    expect(
      (await search(words, 'route')).map((result) => result.id),
      words,
    ).toEqual(['route:lost'])
})

test('an element is found by its definition in its methodology', async () => {
  expect((await search('lean principles', 'element')).map((result) => result.id)).toEqual(['lean:flow', 'lean:pull'])
})

test('an exact name match ranks first, then partial name matches, then the others', async () => {
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
  ])('%s: %s is corrected to %s', async (_what, typed, word) => {
    expect(await found(typed)).toEqual(['fishbone-diagram'])
    expect(await why(typed, 'fishbone-diagram')).toContainEqual({
      field: 'name',
      term: word,
      how: 'spelling',
      asked: typed,
    })
  })

  test('neither two edits nor one in a short word are corrected', async () => {
    for (const typed of ['fishbuni', 'fsihbnoe', 'gna', 'xow']) expect(await found(typed), typed).toEqual([])
  })

  test('a word that occurs in the content is not corrected', async () => {
    expect(await why('chart', 'flow-chart')).toEqual([{ field: 'name', term: 'chart', how: 'word', asked: 'chart' }])
  })

  test('a misspelling in one of several words is corrected', async () => {
    expect((await found('swimlane diagarm'))[0]).toBe('swimlane-diagram')
    expect(await why('swimlane diagarm', 'fishbone-diagram')).toContainEqual({
      field: 'name',
      term: 'diagram',
      how: 'spelling',
      asked: 'diagarm',
    })
  })

  test('the American spelling finds the British one, though it begins like another word', async () => {
    expect((await found('organizes')).sort()).toEqual(['ranking', 'triage'])
    expect(await why('organizes', 'ranking')).toEqual([
      { field: 'summary', term: 'organises', how: 'spelling', asked: 'organizes' },
    ])
  })
})

describe('spaces', () => {
  test('a compound typed as two words is found', async () => {
    expect(await found('swim lane')).toEqual(['swimlane-diagram'])
    expect(await why('swim lane', 'swimlane-diagram')).toEqual([
      { field: 'name', term: 'swimlane', how: 'spacing', asked: 'swim lane' },
    ])
  })

  test('two words typed as one are split', async () => {
    expect(await found('flowchart')).toEqual(['flow-chart'])
    expect(await why('flowchart', 'flow-chart')).toEqual([
      { field: 'name', term: 'flow chart', how: 'spacing', asked: 'flowchart' },
    ])
  })

  test('two words typed as one are split among other words', async () => {
    expect((await found('swim lane diagram'))[0]).toBe('swimlane-diagram')
    expect((await found('ganttchart'))[0]).toBe('gantt-chart')
  })
})

describe('synonyms', () => {
  test('a word finds items with its synonym, and the match names the query word', async () => {
    expect(await why('muda', 'waste-walk')).toEqual(
      expect.arrayContaining([
        { field: 'name', term: 'waste', how: 'synonym', asked: 'muda' },
        { field: 'summary', term: 'muda', how: 'word', asked: 'muda' },
      ]),
    )
    expect(await why('wastes', 'waste-walk')).toContainEqual({
      field: 'summary',
      term: 'muda',
      how: 'synonym',
      asked: 'wastes',
    })
    expect(await why('ishikawa', 'fishbone-diagram')).toEqual(
      expect.arrayContaining([
        { field: 'name', term: 'fishbone', how: 'synonym', asked: 'ishikawa' },
        { field: 'aliases', term: 'ishikawa', how: 'word', asked: 'ishikawa' },
      ]),
    )
  })

  test.each([
    ['cause and effect', 'fishbone-diagram', 'fishbone'],
    ['Cause and Effect diagram', 'fishbone-diagram', 'fishbone'],
    ['plan do study act', 'pdsa-cycle', 'pdsa'],
    ['go and see', 'gemba-walk', 'gemba'],
  ])('a phrase with small words in it has synonyms: %s', async (phrase, slug, word) => {
    expect(await found(phrase)).toContain(slug)
    expect(await why(phrase, slug)).toContainEqual(
      expect.objectContaining({ field: 'name', term: word, how: 'synonym' }),
    )
  })

  test('a phrase matches only adjacent words', async () => {
    expect((await why('5 whys', 'five-whys'))?.map(({ term }) => term)).toEqual(['5 whys'])
  })

  test('a synonym among other words counts as its word', async () => {
    expect((await found('ishikawa diagram'))[0]).toBe('fishbone-diagram')
    expect((await found('muda walk'))[0]).toBe('waste-walk')
  })
})

test('an excerpt is safe to insert, whatever the text holds', async () => {
  const [result] = await search('quoted')
  expect(result?.excerpt).toBe('A &lt;b&gt;bold&lt;/b&gt; &quot;<mark>quoted</mark>&quot; text &amp; a &#92; stroke.')
})

test('operators in the query have no meaning', async () => {
  for (const q of [
    'fishbone"',
    '"fishbone',
    'fishbone*',
    '^fishbone',
    'name:fishbone',
    'NEAR(fishbone)',
    '-fishbone',
    'fishbone -diagram',
    "fishbone'); DROP TABLE search; --",
    'fishbone OR',
    'NOT fishbone',
    '{fishbone}',
    '(fishbone',
    '+fishbone',
  ]) {
    expect(await found(q), q).toContain('fishbone-diagram')
  }
})

test('a cursor is valid for the same set of kinds in any order', async () => {
  const first = await getJson(served.app, '/v1/search?q=process&limit=1')
  const after = new URL(first.page.next).searchParams.get('after') as string
  const named = await getJson(
    served.app,
    `/v1/search?${new URLSearchParams({ q: 'process', limit: '1', after, kind: [...kindNames].reverse().join() })}`,
  )
  expect(named.data.length).toBe(1)
  expect(named.data).toEqual((await getJson(served.app, first.page.next)).data)
})
