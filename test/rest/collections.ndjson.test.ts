// Complete lists as NDJSON: one item per line, as in the list.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { getNdjson, getJson, getPages } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('every line is an item, and their number is the total of the list', async () => {
  let lines = 0
  for (const { name } of (await getJson(served.app, '/v1')).data.collections) {
    const response = await served.app.inject(`/v1/${name}.ndjson`)
    expect([response.statusCode, response.headers['content-type'], response.headers['content-disposition']]).toEqual([
      200,
      'application/x-ndjson; charset=utf-8',
      `inline; filename="${name}.ndjson"`,
    ])
    const pages = await getPages(served.app, `/v1/${name}?limit=100`)
    expect(response.body).toBe(
      pages
        .flatMap((page) => page.data)
        .map((item) => `${JSON.stringify(item)}\n`)
        .join(''),
    )
    expect(response.body.split('\n').length - 1).toBe(pages[0].page.total)
    lines += pages[0].page.total
  }
  expect(lines).toBeGreaterThan(500)
})

test.each([
  'strand=problem,plan',
  'q=diagram',
  'q=diagram&sort=name',
  'sort=-name&basis=published',
  'q=zebra',
  'fields=name,strands&origin=toolkit',
])('an export with %s holds what its list holds', async (query) => {
  const lines = await getNdjson(served.app, `/v1/tools.ndjson?${query}`)
  const pages = await getPages(served.app, `/v1/tools?${query}&limit=7`)
  expect(lines).toEqual(pages.flatMap((page) => page.data))
  expect(lines).toHaveLength(pages[0].page.total)
})

test('Accept and suffix give the same body, and no matches give an empty one', async () => {
  const accepted = await served.app.inject({ url: '/v1/terms?q=system', headers: { accept: 'application/x-ndjson' } })
  expect(accepted.body).toBe((await served.app.inject('/v1/terms.ndjson?q=system')).body)
  const nothing = await served.app.inject('/v1/tools.ndjson?strand=problem&origin=methodology')
  expect([nothing.statusCode, nothing.body]).toEqual([200, ''])
})
