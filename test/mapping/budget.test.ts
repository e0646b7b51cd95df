// Over 20,000 mappings a question across methodologies lets others go first, again and again, until it is answered.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { crowd } from './crowd.ts'

let served: Served
beforeAll(async () => {
  served = await serve([crowd(20_000, 'exact')])
  // The graph is read by the first question, and kept.
  await served.app.inject('/v1/translate?subject=tool:gantt-chart&to=lean')
})
afterAll(() => served.close())

/** How often a timer that is due all the time went off while the answer was being made. */
async function ticksDuring(url: string): Promise<{ ticks: number; data: any }> {
  let ticks = 0
  const timer = setInterval(() => ticks++, 1)
  const answer = await served.app.inject(url)
  clearInterval(timer)
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  return { ticks, data: answer.json().data }
}

test('translate, over paths of three edges', async () => {
  const { ticks, data } = await ticksDuring('/v1/translate?subject=tool:tool-1&to=lean&maxHops=3')
  expect(data.matches.length).toBeGreaterThan(100)
  expect(data.matches.flatMap((match: { paths: unknown[] }) => match.paths).length).toBeGreaterThan(2000)
  expect(ticks).toBeGreaterThanOrEqual(10)
})

test('explain, over paths of three edges', async () => {
  const { ticks, data } = await ticksDuring('/v1/explain?from=tool:tool-1&to=lean:part-5&maxHops=3')
  expect(data.paths.length).toBeGreaterThan(5)
  expect(ticks).toBeGreaterThanOrEqual(3)
})

test('coverage of a methodology by the toolkit', async () => {
  const { ticks, data } = await ticksDuring('/v1/coverage?from=toolkit&to=lean')
  expect(data.units.length).toBe(242)
  expect(ticks).toBeGreaterThanOrEqual(20)
})

test('matrix of tools against a methodology', async () => {
  const { ticks, data } = await ticksDuring('/v1/matrix?rows=tools&cols=lean')
  expect(data.cells.length).toBe(242 * 122)
  expect(ticks).toBeGreaterThanOrEqual(20)
})
