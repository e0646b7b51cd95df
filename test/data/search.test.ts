// How often people find what they look for among the first three results, on the content itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Toolkit } from '../../src/queries/toolkit.ts'
import { getJson } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { freshPairs, type Pair, pairs } from './searchPairs.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

const firstThree = async (typed: string): Promise<string[]> =>
  (await getJson(served.app, `/v1/search?${new URLSearchParams({ q: typed, limit: '3' })}`)).data.map(
    (result: { id: string }) => result.id,
  )

/** The share of pairs found, and the others with the results in their place. */
async function measured(list: readonly Pair[]): Promise<{ share: number; missed: string[] }> {
  const missed: string[] = []
  for (const { typed, finds } of list) {
    const found = await firstThree(typed)
    if (!finds.some((id) => found.includes(id)))
      missed.push(`"${typed}" finds ${found.join(', ') || 'nothing'}, and not ${finds.join(' or ')}`)
  }
  return { share: (list.length - missed.length) / list.length, missed }
}

test('every item that a pair names is in the content, and nothing is typed twice', async () => {
  const all = [...pairs, ...freshPairs]
  const ids = [...new Set(all.flatMap((pair) => pair.finds))]
  const toolkit = served.releases.current() as Toolkit
  expect(ids.filter((id) => toolkit.get(id) === undefined)).toEqual([])
  expect(ids.length).toBeGreaterThan(150)
  expect(new Set(all.map((pair) => pair.typed.toLowerCase())).size).toBe(all.length)
})

// The floors stand a little below what was measured, 0.91 and 0.80, so that an edit of the content may move a pair or two.
test.each([
  ['pairs', pairs, 0.89],
  ['fresh pairs', freshPairs, 0.75],
] as const)('people find what they look for among the first three: %s', async (_name, list, floor) => {
  const { share, missed } = await measured(list)
  expect(share, `${missed.length} of ${list.length} are missed:\n${missed.join('\n')}`).toBeGreaterThanOrEqual(floor)
})
