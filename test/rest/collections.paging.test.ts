// Following the pages of a list returns each item once and in order, at any page size.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, kinds } from '../../src/content/kinds.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { byName, byOrder } from './orders.ts'
import { BASE, getNdjson, type Item, getJson, getPages, getIdsOfPages } from '../support/client.ts'

const limits = Array.from({ length: 100 }, (_, i) => i + 1)
const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => kinds[kind].collection)
let served: Served
let strands: Item[]

beforeAll(async () => {
  served = await serve([realContent()])
  strands = await getNdjson(served.app, '/v1/strands.ndjson')
})
afterAll(() => served.close())

const inOrder = (items: Item[]) =>
  [...items].sort(items[0]?.order === undefined ? byName : byOrder(strands)).map((item) => item.id)

test('the collections that are paged here are those that the entry point names', async () => {
  expect((await getJson(served.app, '/v1')).data.collections.map((c: { name: string }) => c.name).sort()).toEqual(
    [...collections].sort(),
  )
})

test.each(collections)('%s: every limit from 1 to 100 returns each item once, in order', async (collection) => {
  const items = await getNdjson(served.app, `/v1/${collection}.ndjson`)
  const expected = inOrder(items)
  expect(expected.length).toBeGreaterThanOrEqual(1)
  for (const limit of limits)
    expect(await getIdsOfPages(served.app, `/v1/${collection}?limit=${limit}&fields=slug`), `limit=${limit}`).toEqual(
      expected,
    )
})

test('the elements of each methodology are paged at every limit from 1 to 100, in order', async () => {
  let seen = 0
  for (const { slug, elements } of await getNdjson(served.app, '/v1/methodologies.ndjson')) {
    const { data } = await getJson(served.app, `/v1/methodologies/${slug}/elements?limit=100`)
    expect(inOrder(data)).toEqual(elements)
    for (const limit of limits)
      expect(
        await getIdsOfPages(served.app, `/v1/methodologies/${slug}/elements?limit=${limit}&fields=slug`),
        `${slug} limit=${limit}`,
      ).toEqual(elements)
    seen += elements.length
  }
  expect(seen).toBeGreaterThanOrEqual(32)
})

test('a filtered list is paged within its filter', async () => {
  const all = await getIdsOfPages(served.app, '/v1/tools?limit=100&fields=slug')
  const filtered = await getIdsOfPages(served.app, '/v1/tools?strand=problem,plan&limit=1&fields=slug')
  expect(filtered.length).toBeGreaterThan(5)
  expect(filtered.length).toBeLessThan(all.length)
  expect(filtered).toEqual(all.filter((id) => filtered.includes(id)))
})

test('each page has the total and the limit, and links to the next in its body and in a Link header', async () => {
  const pages = await getPages(served.app, '/v1/terms?limit=10&fields=slug')
  const { total } = pages[0].page
  expect(total).toBeGreaterThanOrEqual(25)
  expect(pages).toHaveLength(Math.ceil(total / 10))
  for (const { page } of pages)
    expect(page).toEqual({
      total,
      limit: 10,
      next:
        page === pages.at(-1).page
          ? null
          : expect.stringMatching(new RegExp(`^${BASE}/v1/terms\\?after=[^&]+&fields=slug&limit=10$`)),
    })
  const first = await served.app.inject('/v1/terms?limit=10&fields=slug')
  expect(first.headers.link).toBe(`<${first.json().page.next}>; rel="next"`)
  const single = await served.app.inject(`/v1/terms?limit=${total}`)
  expect(single.json().page.next).toBeNull()
  expect(single.headers.link).toBeUndefined()
})

test('an empty list is one empty page', async () => {
  const { data, page } = await getJson(served.app, '/v1/tools?strand=problem&origin=methodology')
  expect([data, page]).toEqual([[], { total: 0, limit: 20, next: null }])
})
