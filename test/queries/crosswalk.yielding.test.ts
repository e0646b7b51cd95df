// With 20,000 mappings, translate, explain, coverage and matrix yield to other requests.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { denseContent } from '../mapping/denseContent.ts'

let served: Served
beforeAll(async () => {
  served = await serve([denseContent(20_000, 'exact')])
  // The graph is loaded by the first request.
  await served.app.inject('/v1/translate?subject=tool:gantt-chart&to=lean')
})
afterAll(() => served.close())

/** The number of event-loop turns during a request, with a clock that advances two milliseconds at each reading. */
async function ticksDuring(url: string): Promise<{ ticks: number; data: any }> {
  let [ticks, now, over] = [0, 0, false]
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 2))
  const tick = () => {
    ticks++
    if (!over) setImmediate(tick)
  }
  setImmediate(tick)
  const response = await served.app.inject(url)
  over = true
  clock.mockRestore()
  expect(response.statusCode, response.body.slice(0, 300)).toBe(200)
  return { ticks, data: response.json().data }
}

test('translate yields over paths of three edges', async () => {
  const { ticks, data } = await ticksDuring('/v1/translate?subject=tool:tool-1&to=lean&maxHops=3')
  expect(data.matches.length).toBeGreaterThan(100)
  expect(data.matches.flatMap((match: { paths: unknown[] }) => match.paths).length).toBeGreaterThan(1000)
  expect(ticks).toBeGreaterThan(1000)
})

test('explain yields over paths of three edges', async () => {
  const { ticks, data } = await ticksDuring('/v1/explain?from=tool:tool-1&to=lean:part-5&maxHops=3')
  expect(data.paths.length).toBeGreaterThan(5)
  expect(ticks).toBeGreaterThan(1000)
})

test('coverage of a methodology by the toolkit yields', async () => {
  const { ticks, data } = await ticksDuring('/v1/coverage?from=toolkit&to=lean')
  expect(data.units.length).toBe(242)
  expect(ticks).toBeGreaterThan(1000)
})

test('a matrix of tools against a methodology yields', async () => {
  const { ticks, data } = await ticksDuring('/v1/matrix?rows=tools&cols=lean')
  expect(data.cells.length).toBe(242 * 122)
  expect(ticks).toBeGreaterThan(1000)
})
