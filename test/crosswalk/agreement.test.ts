// REST and GraphQL answer the questions across methodologies alike, over the real content.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { address, everyMatrix, ofGraphql, ofRest, type Parameters, sides, units } from './support.ts'

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

/** Asks both doors, some questions at a time; the answers of both. */
async function compared(operation: string, questions: Parameters[], atOnce: number): Promise<any[]> {
  const answers: any[] = []
  for (let n = 0; n < questions.length; n += atOnce) {
    const some = questions.slice(n, n + atOnce)
    const rest = await Promise.all(some.map((parameters) => ofRest(served.app, operation, parameters)))
    const expected = operation === 'matrix' ? rest.map(withoutLinks) : rest
    expect(await ofGraphql(served.app, operation, some)).toEqual(expected)
    answers.push(...rest)
  }
  expect(answers.length).toBe(questions.length)
  return answers
}

const withoutLinks = (matrix: any) => ({ ...matrix, cells: matrix.cells.map(({ explain: _, ...cell }: any) => cell) })
const sideOf = (id: string) => (/^(tool|activity|question|strand):/.test(id) ? 'toolkit' : (id.split(':')[0] as string))

test('translate, of every second item that can be, to each side and over each length of path', async () => {
  const brought = new Set(
    (await served.app.inject('/v1/tools.ndjson?origin=methodology')).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  )
  const questions = subjects
    .filter((_, n) => n % 2 === 0)
    .flatMap((subject, n) =>
      sides
        .filter((to) => to !== sideOf(subject) || brought.has(subject))
        .map((to) => ({ subject, to, ...(n % 3 === 0 ? {} : { maxHops: n % 3 === 1 ? 1 : 3 }) })),
    )
  const answers = await compared('translate', questions, 6)
  expect(answers.length).toBeGreaterThan(270)
  expect(answers.filter((answer) => answer.matches.length > 0).length).toBeGreaterThan(150)
  expect(answers.filter((answer) => answer.empty === 'reviewed-none').length).toBeGreaterThan(10)
})

test('explain, from items all over to elements and tools', async () => {
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
  const answers = await compared('explain', questions, 5)
  expect(answers.length).toBeGreaterThan(180)
  expect(answers.filter((answer) => answer.paths.length > 0).length).toBeGreaterThan(30)
  expect(answers.filter((answer) => answer.empty !== null).length).toBeGreaterThan(40)
})

test('coverage, of each side by each other in every unit', async () => {
  const ofPair = (from: string, to: string): Parameters[] =>
    [from, to].includes('toolkit') ? units.map((unit) => ({ from, to, unit })) : [{ from, to, maxHops: 3 }]
  const questions = sides.flatMap((from) => sides.filter((to) => to !== from).flatMap((to) => ofPair(from, to)))
  const answers = await compared('coverage', questions, 5)
  expect(answers.length).toBeGreaterThanOrEqual(30)
  for (const { counts, units: counted } of answers)
    expect(Object.values(counts as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(counted.length)
})

test('matrix, of every second rows, columns and measure; and each cell links to its explanation', async () => {
  const answers = await compared(
    'matrix',
    everyMatrix().filter((_, n) => n % 2 === 0),
    1,
  )
  expect(answers.length).toBeGreaterThanOrEqual(33)
  expect(answers.reduce((n, matrix) => n + matrix.cells.length, 0)).toBeGreaterThan(7000)
  for (const { rows, cols, cells } of answers) {
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
  const { explain } = answers[0].cells[0]
  expect((await served.app.inject(explain.slice('http://127.0.0.1:3000'.length))).statusCode).toBe(200)
})

test('a matrix without a measure takes that of its rows', async () => {
  const measures = await Promise.all(
    ['strands', 'questions', 'activities', 'tools', 'lean'].map(async (rows) => [
      rows,
      (await ofRest(served.app, 'matrix', { rows, cols: 'six-sigma' })).measure,
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
