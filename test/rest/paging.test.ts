// Pages, followed from link to link, give each item once and in order, whatever their size.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { BASE, exported, type Item, read, walk, walkIds } from './support.ts'

const limits = Array.from({ length: 100 }, (_, i) => i + 1)
const collections = ['strands', 'stages', 'perspectives', 'questions', 'activities', 'tools', 'terms', 'worksheets', 'guides', 'methodologies', 'mappings']
let served: Served
let strands: Item[]

beforeAll(async () => {
  served = await serve([realContent()])
  strands = await exported(served.app, '/v1/strands.ndjson')
})
afterAll(() => served.close())

const words = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').join(' ')
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byName = (a: Item, b: Item) => compare(words(a.name), words(b.name)) || compare(a.slug, b.slug)
/** Activities stand in the order of their strands, and in their own within one. */
const place = (item: Item) => (item.kind === 'activity' ? 1000 * (strands.find((s) => s.slug === item.strand)?.order ?? 0) : 0) + item.order
const byOrder = (a: Item, b: Item) => place(a) - place(b) || compare(a.slug, b.slug)
const inOrder = (items: Item[]) => [...items].sort(items[0]?.order === undefined ? byName : byOrder).map((item) => item.id)

test('the collections that are paged here are those that the entry point names', async () => {
  expect((await read(served.app, '/v1')).data.collections.map((c: { name: string }) => c.name).sort()).toEqual([...collections].sort())
})

test.each(collections)('%s: every limit from 1 to 100 gives each item once, in order', async (collection) => {
  const items = await exported(served.app, `/v1/${collection}.ndjson`)
  const expected = inOrder(items)
  expect(expected.length).toBeGreaterThanOrEqual(3)
  for (const limit of limits) expect(await walkIds(served.app, `/v1/${collection}?limit=${limit}&fields=slug`), `limit=${limit}`).toEqual(expected)
})

test('the elements of each methodology are paged at every limit from 1 to 100, in order', async () => {
  let seen = 0
  for (const { slug, elements } of await exported(served.app, '/v1/methodologies.ndjson')) {
    const { data } = await read(served.app, `/v1/methodologies/${slug}/elements?limit=100`)
    expect(inOrder(data)).toEqual(elements)
    for (const limit of limits) expect(await walkIds(served.app, `/v1/methodologies/${slug}/elements?limit=${limit}&fields=slug`), `${slug} limit=${limit}`).toEqual(elements)
    seen += elements.length
  }
  expect(seen).toBeGreaterThanOrEqual(32)
})

test.each(collections)('%s: each sort gives its order and, with a minus, the reverse', async (collection) => {
  const items = await exported(served.app, `/v1/${collection}.ndjson`)
  const sorts = { name: byName, ...(items[0]?.order === undefined ? {} : { order: byOrder }) }
  for (const [sort, compared] of Object.entries(sorts)) {
    const expected = [...items].sort(compared).map((item) => item.id)
    for (const limit of [1, 2, 3, 7, 19, 20, 21, 50, 99, 100]) {
      expect(await walkIds(served.app, `/v1/${collection}?sort=${sort}&limit=${limit}&fields=slug`), `${sort} limit=${limit}`).toEqual(expected)
      expect(await walkIds(served.app, `/v1/${collection}?sort=-${sort}&limit=${limit}&fields=slug`), `-${sort} limit=${limit}`).toEqual([...expected].reverse())
    }
  }
})

test.each([
  ['tools', 'tool', 'diagram'],
  ['activities', 'activity', 'describe'],
  ['questions', 'question', 'what'],
  ['mappings', 'mapping', 'plan'],
])('%s: with q the best come first, in the order of the search, at every limit', async (collection, kind, q) => {
  const found = (await walk(served.app, `/v1/search?q=${q}&kind=${kind}&limit=100`)).flatMap((page) => page.data)
  expect(found.length).toBeGreaterThanOrEqual(3)
  const scores = found.map((result) => result.score)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  const expected = found.map((result) => result.id)
  for (const limit of collection === 'mappings' ? [1, 3, 20, 100] : limits) {
    expect(await walkIds(served.app, `/v1/${collection}?q=${q}&limit=${limit}&fields=slug`), `limit=${limit}`).toEqual(expected)
    if (limit % 10 === 1) expect(await walkIds(served.app, `/v1/${collection}?q=${q}&sort=-relevance&limit=${limit}&fields=slug`), `-relevance limit=${limit}`).toEqual([...expected].reverse())
  }
  expect(await walkIds(served.app, `/v1/${collection}?q=${q}&sort=relevance&limit=2&fields=slug`)).toEqual(expected)
})

test('a list that is filtered is paged within its filter', async () => {
  const all = await walkIds(served.app, '/v1/tools?limit=100&fields=slug')
  const filtered = await walkIds(served.app, '/v1/tools?strand=problem,plan&limit=1&fields=slug')
  expect(filtered.length).toBeGreaterThan(5)
  expect(filtered.length).toBeLessThan(all.length)
  expect(filtered).toEqual(all.filter((id) => filtered.includes(id)))
})

test('each page says the total and the limit, and names the next page in its body and in a Link header alike', async () => {
  const pages = await walk(served.app, '/v1/terms?limit=10&fields=slug')
  const { total } = pages[0].page
  expect(total).toBeGreaterThanOrEqual(25)
  expect(pages).toHaveLength(Math.ceil(total / 10))
  for (const { page } of pages) expect(page).toEqual({ total, limit: 10, next: page === pages.at(-1).page ? null : expect.stringMatching(new RegExp(`^${BASE}/v1/terms\\?after=[^&]+&fields=slug&limit=10$`)) })
  const first = await served.app.inject('/v1/terms?limit=10&fields=slug')
  expect(first.headers.link).toBe(`<${first.json().page.next}>; rel="next"`)
  const whole = await served.app.inject(`/v1/terms?limit=${total}`)
  expect(whole.json().page.next).toBeNull()
  expect(whole.headers.link).toBeUndefined()
})

test('a list of nothing is one page of nothing', async () => {
  const { data, page } = await read(served.app, '/v1/tools?strand=problem&origin=methodology')
  expect([data, page]).toEqual([[], { total: 0, limit: 20, next: null }])
})
