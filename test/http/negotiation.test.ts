// Which form an answer has: by the address's suffix or by Accept, and 406 where there is none that is accepted.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { getProblem } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const JSON_TYPE = 'application/json; charset=utf-8'
const CSV = 'text/csv; charset=utf-8; header=present'
const NDJSON = 'application/x-ndjson; charset=utf-8'

test.each([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['', JSON_TYPE],
  ['application/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/json; charset=utf-8', JSON_TYPE],
  ['text/csv; charset=utf-8; header=present', CSV],
  ['text/html,application/xhtml+xml,*/*;q=0.8', JSON_TYPE],
  ['text/csv', CSV],
  ['text/*', CSV],
  ['TEXT/CSV', CSV],
  ['text/csv;q=0.5, application/json;q=0.4', CSV],
  ['text/csv;q=0.4, application/json;q=0.5', JSON_TYPE],
  ['text/csv;q=0, */*', JSON_TYPE],
  ['application/json;q=0, */*', CSV],
  ['application/x-ndjson', NDJSON],
  ['image/png, application/x-ndjson;q=0.1', NDJSON],
])('a list for Accept: %s is %s', async (accept, type) => {
  const response = await served.app.inject({ url: '/v1/tools', headers: accept === undefined ? {} : { accept } })
  expect([response.statusCode, response.headers['content-type'], response.headers.vary]).toEqual([
    200,
    type,
    type === JSON_TYPE ? 'accept, accept-encoding' : 'accept',
  ])
})

test.each(['text/html', 'image/png', 'application/xml', 'application/json;q=0', 'text/csv;q=0', '*/*;q=0', 'nonsense'])(
  'a client that accepts %s gets a 406',
  async (accept) => {
    const urls = accept.startsWith('text/csv')
      ? ['/v1/tools/gantt-chart']
      : [
          '/v1',
          '/v1/tools',
          '/v1/tools/gantt-chart',
          '/v1/methodologies/lean/elements',
          '/v1/search?q=plan',
          '/v1/releases',
          '/v1/releases/2026.1',
          '/v1/problems/internal',
        ]
    for (const url of urls.filter((address) => accept !== 'application/json;q=0' || address !== '/v1/tools')) {
      expect(await getProblem(served.app, { url, headers: { accept } }), url).toMatchObject({
        status: 406,
        code: 'not_acceptable',
        detail: expect.stringContaining('application/json'),
      })
    }
  },
)

test('only collections are available as CSV or NDJSON', async () => {
  for (const url of [
    '/v1',
    '/v1/tools/gantt-chart',
    '/v1/search?q=plan',
    '/v1/releases',
    '/v1/methodologies/lean/elements',
  ]) {
    for (const accept of ['text/csv', 'application/x-ndjson'])
      expect(await getProblem(served.app, { url, headers: { accept } }), url).toMatchObject({ status: 406 })
    expect((await served.app.inject({ url, headers: { accept: '*/*' } })).headers['content-type'], url).toBe(JSON_TYPE)
  }
})

test('a suffix takes precedence over Accept', async () => {
  for (const accept of ['application/json', 'image/png', '*/*']) {
    expect((await served.app.inject({ url: '/v1/tools.csv', headers: { accept } })).headers['content-type']).toBe(CSV)
    expect((await served.app.inject({ url: '/v1/tools.ndjson', headers: { accept } })).headers['content-type']).toBe(
      NDJSON,
    )
  }
})

test('Vary names what was negotiated, and nothing else', async () => {
  for (const url of [
    '/v1/tools/gantt-chart',
    '/v1',
    '/v1/search?q=plan',
    '/v1/methodologies/lean/elements',
    '/openapi.json',
  ]) {
    expect((await served.app.inject(url)).headers.vary, url).toBe('accept-encoding')
  }
  for (const url of [
    '/v1/tools.csv',
    '/v1/tools.ndjson',
    '/health/live',
    '/v1/tools/none',
    '/v1/tools/gantt-chart/guidance?release=none',
  ])
    expect((await served.app.inject(url)).headers.vary, url).toBeUndefined()
  const { etag = '' } = (await served.app.inject('/v1/tools')).headers
  const unchanged = await served.app.inject({ url: '/v1/tools', headers: { 'if-none-match': String(etag) } })
  expect([unchanged.statusCode, unchanged.headers.vary]).toEqual([304, 'accept, accept-encoding'])
})

test('paging parameters are rejected for CSV and NDJSON', async () => {
  for (const accept of ['text/csv', 'application/x-ndjson']) {
    for (const name of ['limit=20', 'include=strands', 'facets=origin']) {
      const parameter = name.split('=')[0] ?? ''
      expect(await getProblem(served.app, { url: `/v1/tools?${name}`, headers: { accept } })).toMatchObject({
        status: 400,
        code: 'invalid_parameter',
        errors: [
          {
            in: 'query',
            name: parameter,
            message: `${parameter} does not go with ${accept}, which takes the list whole.`,
          },
        ],
      })
    }
  }
})
