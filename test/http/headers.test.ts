// CORS and security headers.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const origin = 'https://example.nhs.uk'
const list = (header: unknown) =>
  String(header)
    .toLowerCase()
    .split(/\s*,\s*/)
    .sort()

test.each([
  '/v1',
  '/v1/tools',
  '/v1/tools/gantt-chart',
  '/v1/tools.csv',
  '/v1/search?q=plan',
  '/graphql',
  '/openapi.json',
])('a preflight for %s is answered whatever the path', async (url) => {
  for (const method of ['GET', 'POST']) {
    const response = await served.app.inject({
      method: 'OPTIONS',
      url,
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type,accept,if-none-match',
      },
    })
    expect([response.statusCode, response.body]).toEqual([204, ''])
    expect(response.headers['access-control-allow-origin']).toBe('*')
    expect(list(response.headers['access-control-allow-headers'])).toEqual(['accept', 'content-type', 'if-none-match'])
    expect(list(response.headers['access-control-allow-methods'])).toEqual(['get', 'head', 'post'])
    expect(response.headers['access-control-max-age']).toBe('86400')
    expect(response.headers['access-control-allow-credentials']).toBeUndefined()
  }
})

test('CORS lets any origin read every response with its ETag and links, without credentials', async () => {
  const { etag = '' } = (await served.app.inject('/v1/tools')).headers
  const requests = [
    { url: '/v1/tools?limit=1', status: 200 },
    { url: '/v1/tools.ndjson', status: 200 },
    { url: '/v1/tools', status: 304, headers: { 'if-none-match': String(etag) } },
    { url: '/v1/tools?limit=0', status: 400 },
    { url: '/v1/tools/none', status: 404 },
    { url: '/nothing', status: 404 },
    { url: '/v1/tools', status: 405, method: 'DELETE' as const },
    { url: '/v1/tools', status: 406, headers: { accept: 'image/png' } },
    { url: '/graphql?query={__typename}', status: 200 },
    { url: '/openapi.json', status: 200 },
  ]
  for (const { url, status, method = 'GET', headers = {} } of requests) {
    const response = await served.app.inject({ method, url, headers: { origin, ...headers } })
    expect(
      [
        response.statusCode,
        response.headers['access-control-allow-origin'],
        list(response.headers['access-control-expose-headers']),
      ],
      `${method} ${url}`,
    ).toEqual([status, '*', ['etag', 'link', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id']])
    expect(response.headers['access-control-allow-credentials'], url).toBeUndefined()
  }
})

test('no response may be framed, sniffed or executed', async () => {
  for (const url of ['/v1/tools', '/v1/tools.csv', '/v1/tools/none', '/v1/tools?limit=0']) {
    expect((await served.app.inject(url)).headers, url).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'cross-origin',
    })
  }
})
