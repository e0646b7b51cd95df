// Problem details, and internal failures that reveal no internals.
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { logFailure } from '../../src/http/problems.ts'
import { Problem, type ProblemCode, problemCodes } from '../../src/problems.ts'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { BASE, getJson, getProblem } from '../support/client.ts'

let served: Served
let port: number
beforeAll(async () => {
  served = await serve([world()])
  await served.app.listen({ host: '127.0.0.1', port: 0 })
  port = (served.app.server.address() as { port: number }).port
})
afterAll(() => served.close())

/** The response to these bytes. */
function say(bytes: string | Buffer): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    socket
      .setEncoding('utf8')
      .on('error', reject)
      .on('data', (data) => (heard += data))
      .on('close', () => {
        const [head = '', body = ''] = heard.split('\r\n\r\n')
        resolve({ status: Number(head.split(' ')[1]), type: /content-type: (.*)/i.exec(head)?.[1] ?? '', body })
      })
  })
}

test('a problem is problem details after RFC 9457, and is not cached', async () => {
  const response = await served.app.inject('/v1/tools?limit=0')
  expect(response.headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  })
  expect(response.headers.etag).toBeUndefined()
  expect(response.json()).toEqual({
    type: `${BASE}/v1/problems/invalid_parameter`,
    title: 'A parameter is not right',
    status: 400,
    detail: 'limit must be from 1 to 100 (got 0).',
    instance: '/v1/tools?limit=0',
    code: 'invalid_parameter',
    errors: [{ in: 'query', name: 'limit', message: 'limit must be from 1 to 100 (got 0).' }],
  })
})

test('the type of each problem links to its description', async () => {
  const codes = Object.entries(problemCodes)
  expect(codes.length).toBeGreaterThanOrEqual(25)
  for (const [code, { status, title }] of codes)
    expect((await getJson(served.app, `/v1/problems/${code}`)).data, code).toEqual({ code, status, title })
  expect(await getProblem(served.app, '/v1/problems/not_fond')).toMatchObject({
    status: 404,
    errors: [{ in: 'path', name: 'code', suggestion: 'not_found' }],
  })
})

test('an internal failure is a 500 with the request id and no internals', async () => {
  const broken = await serve([world()])
  broken.releases.close()
  for (const url of [
    '/v1/tools',
    '/v1/tools/gantt-chart',
    '/v1/search?q=plan',
    '/v1/mappings?q=plan',
    '/health/ready',
  ]) {
    const response = await broken.app.inject(url)
    expect(response.statusCode, url).toBe(500)
    const { instance, ...problem } = response.json()
    expect(response.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    })
    expect(problem).toEqual({
      type: `${BASE}/v1/problems/internal`,
      title: 'Something went wrong here',
      status: 500,
      detail: 'The failure is in the log, under the id that "instance" gives.',
      code: 'internal',
    })
    expect(instance).toMatch(/^urn:request:\S+$/)
  }
  await broken.close()
})

test('internal failures are logged, and no other problem is', () => {
  const logged = Object.keys(problemCodes).filter((code) => {
    const error = vi.fn()
    logFailure({ log: { error } } as never, new Error('cause'), new Problem(code as ProblemCode, 'A detail.'))
    return error.mock.calls.length > 0
  })
  expect(logged).toEqual(['internal'])
})

test.each([
  ['bytes that are no request', 'nonsense\r\n\r\n'],
  ['a header without a name', 'GET /v1 HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
  ['headers that are too large', `GET /v1 HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`],
  ['an address that is too long', `GET /v1/tools?q=${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  [
    'raw bytes that are not UTF-8 in a slug',
    Buffer.from('GET /v1/tools/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'latin1'),
  ],
  ['raw UTF-8 in a slug', 'GET /v1/tools/caf\u00e9 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ['an address of percent signs', 'GET /%%% HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
])('%s: a 4xx problem', async (_what, bytes) => {
  const { status, type, body } = await say(bytes)
  expect(type, `${status} ${body}`).toMatch(/^application\/problem\+json/)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(JSON.parse(body)).toMatchObject({ status, code: expect.stringMatching(/^[a-z_]+$/) })
})
