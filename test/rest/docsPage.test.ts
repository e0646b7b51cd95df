// The documentation page behaves like every other route, although it is an app of its own.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { getProblem } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const request = (url: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
  served.app.inject({ url, headers, method })

test('it shows the served OpenAPI document', async () => {
  expect((await request('/docs/json')).json()).toEqual((await request('/openapi.json')).json())
  const yaml = await request('/docs/yaml')
  expect([yaml.headers['content-type'], yaml.body.slice(0, 14)]).toEqual(['application/x-yaml', 'openapi: 3.1.0'])
})

test.each(['/docs', '/docs/', '/docs/json', '/docs/static/swagger-ui.css', '/docs/static/swagger-initializer.js'])(
  '%s has our headers, and HEAD tells of it what GET does',
  async (url) => {
    const [get, head] = [await request(url), await request(url, {}, 'HEAD')]
    expect(get.statusCode).toBe(200)
    expect(get.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'content-length': String(get.rawPayload.length),
    })
    expect(get.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self' 'unsafe-inline'")
    const { date: _, ...ofGet } = get.headers
    expect(head.headers).toMatchObject(ofGet)
    expect(head.body).toBe('')
  },
)

test('its files support ranges and conditional requests', async () => {
  const url = '/docs/static/swagger-ui.css'
  const { headers, rawPayload } = await request(url)
  const part = await request(url, { range: 'bytes=0-9' })
  expect([part.statusCode, part.rawPayload.equals(rawPayload.subarray(0, 10)), part.headers['content-range']]).toEqual([
    206,
    true,
    `bytes 0-9/${rawPayload.length}`,
  ])
  const same = await request(url, { 'if-none-match': headers.etag })
  expect([same.statusCode, same.body, same.headers['content-type'], same.headers['content-length']]).toEqual([
    304,
    '',
    undefined,
    undefined,
  ])
})

test('its errors are problems like everywhere', async () => {
  expect(await getProblem(served.app, { url: '/docs/static/none.js' })).toMatchObject({
    status: 404,
    code: 'not_found',
  })
  expect(await getProblem(served.app, { url: '/docs/static/%00' })).toMatchObject({
    status: 400,
    code: 'invalid_request',
  })
  expect(await getProblem(served.app, { url: '/docs/json', method: 'POST' })).toMatchObject({
    status: 405,
    code: 'method_not_allowed',
  })
})
