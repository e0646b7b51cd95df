// REST and GraphQL return the same translations, explanations, coverage and matrices for the real content.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { address, everyMatrix, graphqlData, restData, type Parameters, sides, units } from './support.ts'

let served: Served
let subjects: string[]
beforeAll(async () => {
  const content = realContent()
  const { items } = content
  subjects = [
    ...(['tool', 'activity', 'question', 'strand'] as const).flatMap((kind) =>
      [...items[kind].keys()].map((slug) => `${kind}:${slug}`),
    ),
    ...items.element.keys(),
  ]
  served = await serve([content])
})
afterAll(() => served.close())

/** Sends requests to REST and GraphQL in batches, and compares the responses. */
async function compare(operation: string, questions: Parameters[], atOnce: number): Promise<any[]> {
  const responses: any[] = []
  for (let n = 0; n < questions.length; n += atOnce) {
    const some = questions.slice(n, n + atOnce)
    const rest = await Promise.all(some.map((parameters) => restData(served.app, operation, parameters)))
    const expected = operation === 'matrix' ? rest.map(withoutLinks) : rest
    expect(await graphqlData(served.app, operation, some)).toEqual(expected)
    responses.push(...rest)
  }
  expect(responses.length).toBe(questions.length)
  return responses
}

const withoutLinks = (matrix: any) => ({ ...matrix, cells: matrix.cells.map(({ explain: _, ...cell }: any) => cell) })
const sideOf = (id: string) => (/^(tool|activity|question|strand):/.test(id) ? 'toolkit' : (id.split(':')[0] as string))

test('translate: every second subject to each side, at each maximum of hops', async () => {
  const ofMethodologies = new Set(
    (await served.app.inject('/v1/tools.ndjson?origin=methodology')).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  )
  const questions = subjects
    .filter((_, n) => n % 2 === 0)
    .flatMap((subject, n) =>
      sides
        .filter((to) => to !== sideOf(subject) || ofMethodologies.has(subject))
        .map((to) => ({ subject, to, ...(n % 3 === 0 ? {} : { maxHops: n % 3 === 1 ? 1 : 3 }) })),
    )
  const responses = await compare('translate', questions, 6)
  expect(responses.length).toBeGreaterThan(270)
  expect(responses.filter((response) => response.matches.length > 0).length).toBeGreaterThan(150)
  expect(responses.filter((response) => response.empty === 'reviewed-none').length).toBeGreaterThan(10)
})

test('explain: every fifth subject to elements and tools', async () => {
  const ends = [
    'tool:fishbone-diagram',
    'lean:flow',
    'six-sigma:control',
    'model-for-improvement:measures',
    'strand:problem',
  ]
  const questions = subjects
    .filter((_, n) => n % 5 === 0)
    .flatMap((from, n) => ends.filter((to) => to !== from).map((to) => ({ from, to, maxHops: 1 + (n % 3) })))
  const responses = await compare('explain', questions, 5)
  expect(responses.length).toBeGreaterThan(180)
  expect(responses.filter((response) => response.paths.length > 0).length).toBeGreaterThan(30)
  expect(responses.filter((response) => response.empty !== null).length).toBeGreaterThan(40)
})

test('coverage: each side by each other, in every unit', async () => {
  const ofPair = (from: string, to: string): Parameters[] =>
    [from, to].includes('toolkit') ? units.map((unit) => ({ from, to, unit })) : [{ from, to, maxHops: 3 }]
  const questions = sides.flatMap((from) => sides.filter((to) => to !== from).flatMap((to) => ofPair(from, to)))
  const responses = await compare('coverage', questions, 5)
  expect(responses.length).toBeGreaterThanOrEqual(30)
  for (const { counts, units: counted } of responses)
    expect(Object.values(counts as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(counted.length)
})

test('matrix: every second combination, and each cell links to its explanation', async () => {
  const responses = await compare(
    'matrix',
    everyMatrix().filter((_, n) => n % 2 === 0),
    1,
  )
  expect(responses.length).toBeGreaterThanOrEqual(33)
  expect(responses.reduce((n, matrix) => n + matrix.cells.length, 0)).toBeGreaterThan(7000)
  for (const { rows, cols, cells } of responses) {
    expect(cells.map((cell: any) => [cell.row, cell.col])).toEqual(
      rows.flatMap((row: any) => cols.map((col: any) => [row.id, col.id])),
    )
    expect(
      cells.filter(
        (cell: any) =>
          cell.explain !==
          `http://127.0.0.1:3000/v1/explain?from=${encodeURIComponent(cell.row)}&to=${encodeURIComponent(cell.col)}`,
      ),
    ).toEqual([])
  }
  const { explain } = responses[0].cells[0]
  expect((await served.app.inject(explain.slice('http://127.0.0.1:3000'.length))).statusCode).toBe(200)
})

test('the default measure of a matrix depends on its rows', async () => {
  const measures = await Promise.all(
    ['strands', 'questions', 'activities', 'tools', 'lean'].map(async (rows) => [
      rows,
      (await restData(served.app, 'matrix', { rows, cols: 'six-sigma' })).measure,
    ]),
  )
  expect(Object.fromEntries(measures)).toEqual({
    strands: 'count',
    questions: 'strength',
    activities: 'strength',
    tools: 'strength',
    lean: 'relation',
  })
  expect(
    (await served.app.inject(address('matrix', { rows: 'lean', cols: 'six-sigma', release: '2026.1' }))).json().data
      .cells[0].explain,
  ).toMatch(/&release=2026\.1$/)
})
