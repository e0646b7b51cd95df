// Rate limits, load shedding, and clients that are slow or malformed.
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { apiSkin } from '../../src/rest/skin.ts'
import { limitRequestsPerConnection } from '../../src/http/overload.ts'
import { BASE, getProblem } from '../support/client.ts'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'

const from = (remoteAddress: string, url = '/v1/tools', headers: Record<string, string> = {}) => ({
  url,
  remoteAddress,
  headers,
})

const securityHeaders = apiSkin(BASE).headers

describe('rate limiting', () => {
  let served: Served
  beforeAll(async () => {
    served = await serve([world()], {
      environment: { RATE_LIMIT: '3', RATE_LIMIT_ALLOW: '198.51.100.0/24,2001:db8:aaaa::/48' },
    })
  })
  afterAll(() => served.close())
  const statuses = async (remoteAddress: string, times: number, url?: string) => {
    const all: number[] = []
    for (let i = 0; i < times; i++) all.push((await served.app.inject(from(remoteAddress, url))).statusCode)
    return all
  }

  test('rejects a client over its limit with a problem, and serves others', async () => {
    expect(await statuses('192.0.2.1', 5)).toEqual([200, 200, 200, 429, 429])
    const problem = await getProblem(served.app, from('192.0.2.1'))
    expect(problem).toMatchObject({
      status: 429,
      code: 'too_many_requests',
      detail: expect.stringMatching(/^A client may make 3 requests a minute\. Try again in \d+ seconds;/),
    })
    const { headers } = await served.app.inject(from('192.0.2.1'))
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60)
    expect([headers['cache-control'], headers['ratelimit-policy'], headers.ratelimit]).toEqual([
      'no-store',
      '"client";q=3;w=60',
      expect.stringMatching(/^"client";r=0;t=\d+$/),
    ])
    expect(await statuses('192.0.2.2', 3)).toEqual([200, 200, 200])
  })

  test('counts an IPv6 network as one client', async () => {
    expect([
      ...(await statuses('2001:db8::1', 2)),
      ...(await statuses('2001:db8::2', 2)),
      ...(await statuses('2001:db8:1::1', 1)),
    ]).toEqual([200, 200, 200, 429, 200])
  })

  test('counts requests of every skin, errors included, but not health checks', async () => {
    const skins = ['/v1/none', '/graphql?query=%7Brelease%7Bid%7D%7D', '/fhir/CodeSystem', '/docs/static/index.html']
    for (const url of skins) await served.app.inject(from('192.0.2.3', url))
    for (const url of [...skins, '/v1', '/openapi.json', '/releases/manifest.json'])
      expect((await served.app.inject(from('192.0.2.3', url))).statusCode, url).toBe(429)
    expect((await served.app.inject(from('192.0.2.3', '/fhir/CodeSystem'))).json()).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ code: 'throttled' }],
    })
    expect(await statuses('192.0.2.3', 5, '/health/ready')).toEqual([200, 200, 200, 200, 200])
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '198.51.100.77', '2001:db8:aaaa:1::1'])(
    'has no limit where it is %s',
    async (address) => {
      expect(await statuses(address, 6)).toEqual([200, 200, 200, 200, 200, 200])
    },
  )

  test('sends rate limit headers only on uncacheable responses', async () => {
    const cached = await served.app.inject(from('192.0.2.9'))
    expect([cached.headers.ratelimit, cached.headers['x-request-id']]).toEqual([undefined, undefined])
    const post = await served.app.inject({
      ...from('192.0.2.9', '/graphql', { 'content-type': 'application/json' }),
      method: 'POST',
      payload: { query: '{ release { id } }' },
    })
    expect([post.headers['cache-control'], post.headers.ratelimit]).toEqual([
      'no-store',
      expect.stringMatching(/^"client";r=1;t=\d+$/),
    ])
  })

  test('trusts X-Forwarded-For only from a trusted proxy', async () => {
    const own = await serve([world()], { environment: { RATE_LIMIT: '1', TRUST_PROXY: '10.0.0.0/8' } })
    const status = async (remote: string, forwarded: string) =>
      (await own.app.inject(from(remote, '/v1', { 'x-forwarded-for': forwarded }))).statusCode
    expect([
      await status('10.0.0.1', '192.0.2.1'),
      await status('10.0.0.1', '192.0.2.2'),
      await status('10.0.0.1', '192.0.2.1'),
    ]).toEqual([200, 200, 429])
    expect([await status('203.0.113.1', '192.0.2.3'), await status('203.0.113.1', '127.0.0.1')]).toEqual([200, 429])
    await own.close()
  })
})

describe('load shedding', () => {
  const busy = async (ms: number) => {
    for (const end = performance.now() + ms; performance.now() < end; await setImmediate())
      for (const step = performance.now() + 60; performance.now() < step;);
  }

  test('rejects requests with Retry-After, serves health checks, and recovers', async () => {
    const { app, close } = await serve([world()], { environment: { SHED_DELAY: '20' } })
    const warnings = vi.spyOn(app.log, 'warn')
    for (let time = 0; time < 2; time++) await app.inject('/v1/terms')
    let shed = 0
    for (let i = 0; i < 50 && shed < 3; i++) {
      await busy(200)
      // An uncached response.
      const response = await app.inject(`/v1/tools?limit=${i + 1}`)
      if (response.statusCode !== 503) continue
      shed++
      expect((await app.inject('/v1/terms')).statusCode, 'a cached response is served').toBe(200)
      expect([response.headers['retry-after'], response.headers['cache-control'], response.json().code]).toEqual([
        '5',
        'no-store',
        'unavailable',
      ])
      expect((await app.inject('/health/ready')).statusCode).toBe(200)
      expect((await app.inject('/health/live')).statusCode).toBe(200)
    }
    expect(shed).toBe(3)
    expect(app.counts.shed).toBeGreaterThanOrEqual(3)
    while ((await app.inject('/v1/strands')).statusCode !== 200) await setTimeout(50)
    // Rejected requests are logged together, not one by one.
    const logged = () => warnings.mock.calls.map(([fields]) => (fields as { rejected: number }).rejected)
    const loggedRequests = () => logged().reduce((sum, count) => sum + count, 0)
    while (loggedRequests() < app.counts.shed) await setTimeout(50)
    expect(loggedRequests()).toBe(app.counts.shed)
    await close()
  })

  test('ignores the delay of a one-off task, during it and after it', async () => {
    const { app, close } = await serve([world()], { environment: { SHED_DELAY: '100' } })
    const statuses: number[] = []
    await app.withoutShedding(async () => {
      for (let i = 0; i < 5; i++) {
        await busy(400)
        statuses.push((await app.inject(`/v1/tools?limit=${i + 1}`)).statusCode)
      }
    })
    statuses.push((await app.inject('/v1/terms')).statusCode)
    await setTimeout(300)
    statuses.push((await app.inject('/v1/strands')).statusCode)
    expect(statuses).toEqual(Array.from({ length: 7 }, () => 200))
    await close()
  })

  test('ignores a single long task', async () => {
    const { app, close } = await serve([world()], { environment: { SHED_DELAY: '500' } })
    await setTimeout(600)
    for (const end = performance.now() + 1500; performance.now() < end;);
    await setTimeout(20)
    expect((await app.inject('/v1/tools')).statusCode).toBe(200)
    await close()
  })
})

describe('over a socket', () => {
  let served: Served
  let port: number
  beforeAll(async () => {
    served = await serve([world()])
    await served.app.listen({ host: '127.0.0.1', port: 0 })
    port = (served.app.server.address() as { port: number }).port
  })
  afterAll(() => served.close())
  const logged = (bytes: string) =>
    new Promise<{ status: number; headers: string; body: string }>((resolve, reject) => {
      let heard = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
      socket
        .setEncoding('utf8')
        .on('error', reject)
        .on('data', (data) => (heard += data))
        .on('close', () => {
          const [headers = '', body = ''] = heard.split('\r\n\r\n')
          resolve({ status: Number(headers.split(' ')[1]), headers: headers.toLowerCase(), body })
        })
    })

  test.each([
    [
      'headers over 16 KiB',
      `GET /v1 HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(17_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    [
      'an address over 8 KiB',
      `GET /v1/tools?q=${'a'.repeat(9000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      414,
      'address_too_long',
    ],
    ['no HTTP', 'nonsense\r\n\r\n', 400, 'invalid_request'],
    ['an address that is not there', 'GET /none HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 404, 'not_found'],
    ['a method that is none', 'PROPFIND /v1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 404, 'not_found'],
  ])('%s is rejected with a problem and every security header', async (_what, bytes, status, code) => {
    const response = await logged(bytes)
    expect([response.status, JSON.parse(response.body).code]).toEqual([status, code])
    for (const [name, value] of Object.entries(securityHeaders))
      expect(response.headers).toContain(`${name}: ${value.toLowerCase()}`)
    expect(response.headers).toContain('cache-control: no-store')
  })

  test('slow clients block nobody else, and are disconnected', async () => {
    const slow: Socket[] = Array.from({ length: 200 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    const closed = slow.map(
      (socket) =>
        new Promise<string>((resolve) => {
          let heard = ''
          socket
            .setEncoding('utf8')
            .on('data', (data) => (heard += data))
            .on('close', () => resolve(heard))
        }),
    )
    const drip = setInterval(
      () => slow.forEach((socket, i) => socket.writable && socket.write(i % 2 === 0 ? 'x' : 'GET /v1 HTTP/1.1\r\n')),
      500,
    )
    for (let i = 0; i < 50; i++) expect((await fetch(`http://127.0.0.1:${port}/v1/tools`)).status).toBe(200)
    const ends = await Promise.all(closed)
    clearInterval(drip)
    expect(ends.filter((heard) => /^HTTP\/1\.1 4(08|00) /.test(heard)).length).toBe(200)
    expect((await fetch(`http://127.0.0.1:${port}/v1/tools`)).status).toBe(200)
  })
})

test.each([
  ['as lists, like those of cached responses', (text: string) => ['content-length', String(text.length)]],
  ['as an object', (text: string) => ({ 'content-length': text.length })],
])(
  'a connection is closed after its last allowed request, with Connection: close; headers %s',
  async (_how, headersOf) => {
    const toBeKept: string[] = []
    const server = createServer((_request, response) => {
      toBeKept.push(...response.getHeaderNames())
      response.writeHead(200, headersOf('ok') as never).end('ok')
    })
    limitRequestsPerConnection(server, 3)
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
    const heard = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'))
      socket
        .setEncoding('utf8')
        .on('error', reject)
        .on('close', () => resolve(text))
        .on('data', (data) => {
          text += data
          // It ignores the Connection header.
          if (socket.writable) socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
        })
    })
    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(Array(3).fill('HTTP/1.1 200'))
    expect(heard.toLowerCase().match(/connection: [a-z-]+/g)).toEqual([
      'connection: keep-alive',
      'connection: keep-alive',
      'connection: close',
    ])
    // The headers of a cached response are shared with other connections.
    expect(toBeKept).toEqual([])
    server.close()
  },
)

test('every skin sends the security headers', async () => {
  const { app, close } = await serve([world()])
  const skins = [
    '/v1',
    '/v1/tools',
    '/v1/tools.csv',
    '/v1/tools/none',
    '/v1/nothing',
    '/nothing',
    '/v1/tools?limit=0',
    '/v1/export/toolkit.ttl',
    '/fhir/CodeSystem',
    '/fhir/none',
    '/openapi.json',
    '/schema.graphql',
    '/releases/manifest.json',
    '/releases/none',
    '/health/live',
    '/health/ready',
    '/graphql',
    '/id/tool/gantt-chart',
    '/%%%',
  ]
  for (const url of skins) {
    const { headers } = await app.inject(url)
    for (const [name, value] of Object.entries(securityHeaders)) expect(headers[name], `${url} ${name}`).toBe(value)
  }
  expect((await app.inject('/')).headers).toMatchObject({
    ...securityHeaders,
    'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none';/),
  })
  for (const method of ['POST', 'DELETE', 'OPTIONS'] as const)
    expect((await app.inject({ method, url: '/v1/tools' })).headers['x-content-type-options'], method).toBe('nosniff')
  await close()
})
