// Each sort of a list has its order on pages of any size and, with a minus, the reverse.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, kinds } from '../../src/content/kinds.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { byName, byOrder } from './orders.ts'
import { getNdjson, type Item, getPages, getIdsOfPages } from '../support/client.ts'

const limits = Array.from({ length: 100 }, (_, i) => i + 1)
const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => kinds[kind].collection)
let served: Served
let strands: Item[]

beforeAll(async () => {
  served = await serve([realContent()])
  strands = await getNdjson(served.app, '/v1/strands.ndjson')
})
afterAll(() => served.close())

test.each(collections)('%s: each sort has its order and, with a minus, the reverse', async (collection) => {
  const items = await getNdjson(served.app, `/v1/${collection}.ndjson`)
  const sorts = { name: byName, ...(items[0]?.order === undefined ? {} : { order: byOrder(strands) }) }
  for (const [sort, compared] of Object.entries(sorts)) {
    const expected = [...items].sort(compared).map((item) => item.id)
    for (const limit of [...(items.length > 200 ? [] : [1, 2, 3]), 7, 19, 20, 21, 50, 99, 100]) {
      expect(
        await getIdsOfPages(served.app, `/v1/${collection}?sort=${sort}&limit=${limit}&fields=slug`),
        `${sort} limit=${limit}`,
      ).toEqual(expected)
      expect(
        await getIdsOfPages(served.app, `/v1/${collection}?sort=-${sort}&limit=${limit}&fields=slug`),
        `-${sort} limit=${limit}`,
      ).toEqual([...expected].reverse())
    }
  }
})

test.each([
  ['tools', 'tool', 'diagram'],
  ['activities', 'activity', 'describe'],
  ['questions', 'question', 'what'],
  ['mappings', 'mapping', 'plan'],
])('%s: with q the best come first, in the order of the search, at every limit', async (collection, kind, q) => {
  const found = (await getPages(served.app, `/v1/search?q=${q}&kind=${kind}&limit=100`)).flatMap((page) => page.data)
  expect(found.length).toBeGreaterThanOrEqual(3)
  const scores = found.map((result) => result.score)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  const expected = found.map((result) => result.id)
  for (const limit of collection === 'mappings' ? [1, 3, 20, 100] : limits) {
    expect(
      await getIdsOfPages(served.app, `/v1/${collection}?q=${q}&limit=${limit}&fields=slug`),
      `limit=${limit}`,
    ).toEqual(expected)
    if (limit % 10 === 1)
      expect(
        await getIdsOfPages(served.app, `/v1/${collection}?q=${q}&sort=-relevance&limit=${limit}&fields=slug`),
        `-relevance limit=${limit}`,
      ).toEqual([...expected].reverse())
  }
  expect(await getIdsOfPages(served.app, `/v1/${collection}?q=${q}&sort=relevance&limit=2&fields=slug`)).toEqual(
    expected,
  )
})
