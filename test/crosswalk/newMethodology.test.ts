// A further methodology needs a folder in data/ and no code.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolder } from '../../src/commands/data.ts'
import { load } from '../../src/load/load.ts'
import { readData } from '../../src/load/read.ts'
import { getJson } from '../support/client.ts'
import { realContent, sendQuery, type Served, serve } from '../support/app.ts'
import { recounter } from './recountMatrix.ts'
import { everyMatrix, methodologies, graphqlData, restData } from './support.ts'

const ADDED = 'invented-for-this-test'
const provenance = 'provenance: { basis: published, urls: [https://example.org/constraints] }'
const steps = ['identify', 'exploit', 'subordinate', 'elevate', 'repeat']
const capital = (word: string) => `${word[0]?.toUpperCase()}${word.slice(1)}`

const folder: Record<string, string> = {
  'methodology.yaml': `name: Theory of Constraints\nsummary: Finds what limits the whole, and works on that.\norder: 9000\noriginator: Eliyahu Goldratt\n${provenance}\n`,
  ...Object.fromEntries(
    steps.map((step, n) => [
      `elements/${step}.yaml`,
      `name: ${capital(step)} the constraint\nsummary: Step ${n + 1} of five.\ntype: focusing-step\norder: ${n + 1}\n${provenance}\n`,
    ]),
  ),
  'mappings/all.yaml': `defaults: { basis: editorial, status: reviewed, author: Editors, versions: { subject: "2026.1", object: "2026.1" } }
rows:
  - { subject: tool:value-stream-mapping, object: "${ADDED}:identify", relation: used-in, strength: core, confidence: 0.9, reason: The longest queue on the map stands before the constraint. }
  - { subject: tool:gantt-chart, object: "methodology:${ADDED}", relation: none, confidence: 0.8, reason: Bars on a calendar do not show what limits the flow. }
  - { subject: activity:measure-current-performance, object: "${ADDED}:identify", relation: contributes-to, strength: useful, confidence: 0.8, reason: Measured queues and rates show which step is the slowest. }
  - { subject: strand:problem, object: "${ADDED}:identify", relation: corresponds-to, strength: useful, confidence: 0.7, reason: The strand says what is wrong and the step where it sits. }
  - { subject: lean:flow, object: "${ADDED}:subordinate", relation: related, confidence: 0.7, reason: Both pace all steps alike; the step takes its pace from the constraint alone. }
  - { subject: six-sigma:analyse, object: "${ADDED}:identify", relation: narrower, confidence: 0.6, reason: Both look for what holds the result back; the step for one limit of throughput only. }
`,
}

let served: Served
beforeAll(async () => {
  const { content, findings } = load([
    ...readData(dataFolder),
    ...Object.entries(folder).map(([path, text]) => ({ path: `methodologies/${ADDED}/${path}`, text })),
  ])
  if (content === undefined) throw new Error(JSON.stringify(findings))
  served = await serve([content])
})
afterAll(() => served.close())

const methodologyCount = realContent().items.methodology.size
const elementIds = steps.map((step) => `${ADDED}:${step}`)

test('lists include it, with its elements in order', async () => {
  const { data, page } = await getJson(served.app, '/v1/methodologies?sort=order')
  expect([page.total, data.at(-1).slug, data.at(-1).elements]).toEqual([methodologyCount + 1, ADDED, elementIds])
  expect((await getJson(served.app, `/v1/methodologies/${ADDED}/elements?facets=type`)).facets.type).toEqual([
    { value: 'focusing-step', count: 5 },
  ])
  const { data: tools } = await getJson(served.app, `/v1/tools?methodology=${ADDED}`)
  expect(tools.map((tool: { slug: string }) => tool.slug)).toEqual(['value-stream-mapping'])
  expect((await getJson(served.app, `/v1/mappings?methodology=${ADDED}`)).page.total).toBe(6)
  expect((await getJson(served.app, '/v1/search?q=subordinate%20constraint&kind=element')).data[0].id).toBe(
    `${ADDED}:subordinate`,
  )
})

test('translate works to it and from it', async () => {
  const [match] = (await restData(served.app, 'translate', { subject: 'tool:value-stream-mapping', to: ADDED })).matches
  expect(match).toMatchObject({ id: `${ADDED}:identify`, relation: 'used-in', strength: 'core', score: 0.9, hops: 1 })
  expect(
    (await restData(served.app, 'translate', { subject: `${ADDED}:identify`, to: 'toolkit', maxHops: 1 })).matches.map(
      ({ id, score }: any) => [id, score],
    ),
  ).toEqual([
    ['tool:value-stream-mapping', 0.9],
    ['activity:measure-current-performance', 0.64],
    ['strand:problem', 0.56],
  ])
  expect(
    (
      await restData(served.app, 'translate', { subject: `${ADDED}:identify`, to: 'six-sigma', maxHops: 1 })
    ).matches.map(({ id, relation }: any) => [id, relation]),
  ).toEqual([['six-sigma:analyse', 'broader']])
  expect(await restData(served.app, 'translate', { subject: 'tool:gantt-chart', to: ADDED, maxHops: 1 })).toMatchObject(
    {
      empty: 'reviewed-none',
      none: [`mapping:tool-gantt-chart-to-methodology-${ADDED}`],
    },
  )
})

test('coverage includes it, and each of its matrices equals a recount from the export', async () => {
  expect((await restData(served.app, 'coverage', { from: ADDED, to: 'toolkit', unit: 'tools' })).counts).toEqual({
    covered: 1,
    partial: expect.any(Number),
    'reviewed-none': 0,
    'not-reviewed': expect.any(Number),
  })
  expect((await restData(served.app, 'coverage', { from: ADDED, to: 'lean', maxHops: 1 })).counts).toEqual({
    covered: 0,
    partial: 1,
    'reviewed-none': 0,
    'not-reviewed': 4,
  })
  const recount = recounter((await served.app.inject('/v1/export/toolkit.ndjson')).body)
  const matrices = everyMatrix([...methodologies, ADDED]).filter(({ rows, cols }) => rows === ADDED || cols === ADDED)
  expect(matrices.length).toBe(34)
  for (const { rows, cols, measure } of matrices) {
    const expected = recount(rows, cols, measure)
    const { cells } = await restData(served.app, 'matrix', { rows, cols, measure })
    expect(cells.map((cell: any) => cell.value)).toEqual(cells.map(({ row, col }: any) => expected.value(row, col)))
  }
  expect((await served.app.inject(`/v1/matrix.svg?rows=lean&cols=${ADDED}`)).body).toContain(
    '<title id="picture-title">Lean Thinking against Theory of Constraints</title>',
  )
})

test('GraphQL includes it', async () => {
  const { data, errors } = await sendQuery(
    served.app,
    `{ methodology(slug: "${ADDED}") { name elements { id tools { slug } counterparts { id } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data.methodology.elements.map(({ id }: any) => id)).toEqual(elementIds)
  expect(data.methodology.elements[0]).toEqual({
    id: `${ADDED}:identify`,
    tools: [{ slug: 'value-stream-mapping' }],
    counterparts: [{ id: 'six-sigma:analyse' }],
  })
  const question = { subject: 'lean:flow', to: ADDED }
  expect(await graphqlData(served.app, 'translate', [question])).toEqual([
    await restData(served.app, 'translate', question),
  ])
})

test('exports and FHIR include it', async () => {
  const fhir = async (path: string) => (await served.app.inject(`/fhir/${path}`)).json()
  expect((await fhir(`CodeSystem/${ADDED}`)).concept.map(({ code }: any) => code)).toEqual(elementIds)
  expect(
    (await fhir(`ConceptMap/toolkit-to-${ADDED}`)).group
      .flatMap((group: any) => group.element.map(({ code }: any) => code))
      .sort(),
  ).toEqual(['activity:measure-current-performance', 'strand:problem', 'tool:gantt-chart', 'tool:value-stream-mapping'])
  const pairs = (await fhir('ConceptMap')).entry
    .map(({ resource }: any) => resource.id)
    .filter((id: string) => id.includes(ADDED))
  // With the toolkit, and with each other methodology.
  expect(pairs.length).toBe(1 + methodologyCount)
  for (const path of ['/v1/export/toolkit.ndjson', '/v1/export/toolkit.ttl', '/v1/mappings.sssom.tsv']) {
    const { body } = await served.app.inject(path)
    for (const id of [`${ADDED}:identify`, 'The longest queue on the map stands before the constraint.'])
      expect(body, path).toContain(id)
  }
})
