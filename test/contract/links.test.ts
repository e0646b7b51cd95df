// The links in responses: they begin with PUBLIC_URL or are REPORT_URL, and work.
import { afterEach, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { BASE, getNdjson, type Item, getJson } from '../support/client.ts'

let served: Served
afterEach(() => served.close())

const PUBLIC_URL = 'https://toolkit.example.nhs.uk/improve/api'

test('every link in every response begins with PUBLIC_URL, including its path', async () => {
  served = await serve([world()], { environment: { PUBLIC_URL: `${PUBLIC_URL}/` } })
  const urls = [
    '/v1',
    '/v1/tools?limit=1&include=strands,activities,mappings',
    '/v1/tools/gantt-chart',
    '/v1/methodologies/lean/elements?limit=1',
    '/v1/search?q=plan&limit=1',
    '/v1/releases',
    '/v1/tools.csv',
    '/v1/tools.ndjson',
  ]
  for (const url of urls) {
    const { body, headers } = await served.app.inject({
      url,
      headers: { host: 'elsewhere.example', 'x-forwarded-host': 'elsewhere.example' },
    })
    expect(body, url).toContain(`${PUBLIC_URL}/v1`)
    expect(`${body}${headers.link ?? ''}`, url).not.toMatch(/127\.0\.0\.1|elsewhere/)
  }
  const { page } = await getJson(served.app, '/v1/tools?limit=1')
  expect(page.next).toMatch(new RegExp(`^${PUBLIC_URL}/v1/tools\\?after=[^&]+&limit=1$`))
  expect((await served.app.inject('/v1/tools?limit=1')).headers.link).toBe(`<${page.next}>; rel="next"`)
  expect((await getJson(served.app, '/v1/tools/gantt-chart')).data.links).toEqual({
    self: `${PUBLIC_URL}/v1/tools/gantt-chart`,
    page: `${PUBLIC_URL}/tools/gantt-chart`,
    embed: `${PUBLIC_URL}/embed/tool/gantt-chart`,
    iri: `${PUBLIC_URL}/id/tool/gantt-chart`,
    source: 'https://example.org/',
    report: null,
  })
  expect((await served.app.inject('/v1/tools/none')).json().type).toBe(`${PUBLIC_URL}/v1/problems/not_found`)
  expect((await served.app.inject('/id/tool/gantt-chart')).headers.location).toBe(`${PUBLIC_URL}/tools/gantt-chart`)
  expect((await served.app.inject('/')).body).toContain(`<link rel="canonical" href="${PUBLIC_URL}/">`)
  expect((await getJson(served.app, '/openapi.json')).servers).toEqual([{ url: PUBLIC_URL }])
})

test.each([
  'https://example.org/report?item=1&why=a%20b',
  'mailto:errors@example.org?subject=Toolkit',
  'https://example.org/$&/$1/$$',
])('REPORT_URL is in every item, unchanged: %s', async (report) => {
  served = await serve([world()], { environment: { REPORT_URL: report } })
  let items = 0
  for (const { name } of (await getJson(served.app, '/v1')).data.collections) {
    for (const item of [
      ...(await getJson(served.app, `/v1/${name}`)).data,
      ...(await getNdjson(served.app, `/v1/${name}.ndjson`)),
    ]) {
      expect(item.links.report).toBe(report)
      items++
    }
  }
  expect((await getJson(served.app, '/v1/methodologies/lean/elements/flow')).data.links.report).toBe(report)
  expect(items).toBeGreaterThanOrEqual(30)
})

test('special characters in PUBLIC_URL are preserved', async () => {
  served = await serve([world()], { environment: { PUBLIC_URL: "https://example.org/$&/it's" } })
  expect((await getJson(served.app, '/v1/tools/gantt-chart')).data.links.self).toBe(
    "https://example.org/$&/it's/v1/tools/gantt-chart",
  )
})

test('each item links to its own address, its identifier, its page and its embed', async () => {
  served = await serve([realContent()])
  let followed = 0
  const lists = (await getJson(served.app, '/v1')).data.collections.map(
    (c: { name: string }) => `/v1/${c.name}?limit=25`,
  )
  for (const list of [...lists, '/v1/methodologies/lean/elements', '/v1/methodologies/six-sigma/elements?limit=1']) {
    for (const item of (await getJson(served.app, list)).data as Item[]) {
      expect((await getJson(served.app, item.links.self.slice(BASE.length))).data.id).toBe(item.id)
      for (const [accept, target] of [
        ['application/json', item.links.self],
        ['text/html,*/*;q=0.8', item.links.page],
        ['*/*', item.links.page],
      ]) {
        const identifier = await served.app.inject({ url: item.links.iri.slice(BASE.length), headers: { accept } })
        expect([identifier.statusCode, identifier.headers.location, identifier.headers.vary, identifier.body]).toEqual([
          303,
          target,
          'accept',
          '',
        ])
      }
      for (const address of [item.links.page, item.links.embed]) {
        const response = await served.app.inject(address.slice(BASE.length))
        expect([response.statusCode, response.headers['content-type']], address).toEqual([
          200,
          'text/html; charset=utf-8',
        ])
        expect(response.body).toContain(`<link rel="canonical" href="${item.links.page}">`)
      }
      followed++
    }
  }
  expect(followed).toBeGreaterThan(100)
})
