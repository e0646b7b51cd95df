// Allowed methods: GET, HEAD and OPTIONS; any other is a 405 with Allow.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { getProblem } from '../support/client.ts'

const addresses = [
  '/v1',
  '/v1/tools',
  '/v1/tools.csv',
  '/v1/tools.ndjson',
  '/v1/tools/gantt-chart',
  '/v1/methodologies/lean/elements',
  '/v1/methodologies/lean/elements/flow',
  '/v1/search?q=plan',
  '/v1/releases',
  '/v1/releases/2026.1',
  '/v1/problems/not_found',
  '/openapi.json',
  '/schema.graphql',
  '/health/live',
  '/health/ready',
]
let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'] as const)(
  '%s is rejected with 405 and the allowed methods',
  async (method) => {
    for (const url of [...addresses, '/id/tool/gantt-chart']) {
      expect(await getProblem(served.app, { method, url }), url).toMatchObject({
        status: 405,
        code: 'method_not_allowed',
        detail: `${method} is not allowed here. Allowed: GET, HEAD, OPTIONS.`,
      })
      expect((await served.app.inject({ method, url })).headers.allow, url).toBe('GET, HEAD, OPTIONS')
    }
  },
)

test('an unsupported method is a 405 whatever its body and parameters', async () => {
  for (const payload of ['{', '{"a":1}', 'x'.repeat(100_000)]) {
    expect(
      await getProblem(served.app, {
        method: 'POST',
        url: '/v1/tools?nothing=1',
        headers: { 'content-type': 'application/json' },
        payload,
      }),
    ).toMatchObject({ status: 405 })
    expect(
      await getProblem(served.app, {
        method: 'PUT',
        url: '/v1/tools',
        headers: { 'content-type': 'image/png' },
        payload,
      }),
    ).toMatchObject({ status: 405 })
  }
})

test('a missing path is a 404 for any method', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
    expect(await getProblem(served.app, { method, url: '/v1/tool' }), method).toMatchObject({ status: 404 })
})

test('a path segment that is too long is rejected for any method', async () => {
  for (const method of ['GET', 'POST', 'DELETE'] as const)
    expect(await getProblem(served.app, { method, url: `/v1/tools/${'x'.repeat(400)}` }), method).toMatchObject({
      status: 400,
      code: 'invalid_request',
      detail: 'The address is too long.',
    })
})

test('HEAD has the status and headers of GET, without a body', async () => {
  for (const url of addresses) {
    const [head, get] = [await served.app.inject({ method: 'HEAD', url }), await served.app.inject(url)]
    expect(get.statusCode, url).toBe(200)
    expect(head.body, url).toBe('')
    const {
      date: _a,
      'content-length': _b,
      'x-request-id': _i,
      'transfer-encoding': _c,
      connection: _d,
      ...ofHead
    } = head.headers
    const {
      date: _e,
      'content-length': _f,
      'x-request-id': _j,
      'transfer-encoding': _g,
      connection: _h,
      ...ofGet
    } = get.headers
    expect([head.statusCode, ofHead], url).toEqual([200, ofGet])
  }
})

test('HEAD of a missing or invalid request has the status and no body', async () => {
  for (const [url, status] of [
    ['/v1/tools/none', 404],
    ['/v1/tools?limit=0', 400],
    ['/v1/tools.csv?strand=none', 400],
    ['/nothing', 404],
  ] as const) {
    const response = await served.app.inject({ method: 'HEAD', url })
    expect([response.statusCode, response.headers['content-type'], response.body], url).toEqual([
      status,
      'application/problem+json; charset=utf-8',
      '',
    ])
  }
})
