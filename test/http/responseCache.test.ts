// The response cache: cached responses equal computed ones, are found by the exact request, in every accepted encoding, within bounds.
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodingFor } from '../../src/http/responseCache.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

let served: Served
const statements: string[] = []
beforeAll(async () => {
  served = await serve([world()], { onStatement: (statement) => statements.push(statement) })
})
afterAll(() => served.close())

type InjectedRequest = {
  method: 'GET' | 'HEAD' | 'POST'
  url: string
  headers: Record<string, string>
  payload?: string
}
const get = (url: string, headers: Record<string, string> = {}): InjectedRequest => ({ method: 'GET', url, headers })
const post = (body: object, headers: Record<string, string> = {}): InjectedRequest => ({
  method: 'POST',
  url: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  payload: JSON.stringify(body),
})
const query = 'query Tools($first: Int) { tools(first: $first) { nodes { slug strands { slug } } } }'

const requests: InjectedRequest[] = [
  ...[
    '/v1',
    '/v1/tools',
    '/v1/tools?limit=1',
    '/v1/tools?strand=problem&facets=origin&include=strands',
    '/v1/tools/fishbone-diagram',
    '/v1/search?q=ishikawa',
    '/v1/methodologies/lean/elements/flow',
    '/v1/releases',
    '/v1/translate?subject=tool:fishbone-diagram&to=lean',
    '/v1/matrix.svg?rows=tools&cols=lean',
    '/v1/tools/fishbone-diagram/guidance',
    '/fhir/CodeSystem',
    '/v1/export',
    '/openapi.json',
    '/schema.graphql',
    '/tools/fishbone-diagram',
    '/embed/tool/fishbone-diagram',
    `/graphql?${new URLSearchParams({ query: '{ release { id } }' })}`,
  ].map((url) => get(url)),
  post({ query, variables: { first: 2 } }),
  post({ query: '{ tools(first: 2) { nodes { slug } } }' }, { accept: 'application/graphql-response+json' }),
]

/** A response without the headers that differ each time. */
async function respond({ app }: Served, request: InjectedRequest) {
  const { statusCode, headers, rawPayload } = await app.inject(request)
  const { date: _, connection: __, 'x-request-id': ___, ...rest } = headers
  return { status: statusCode, headers: rest, body: rawPayload }
}

/** The response, and whether it came from the cache. */
async function fetchFrom(from: Served, request: InjectedRequest) {
  const before = from.app.responseCache.counters()
  const response = await respond(from, request)
  return { ...response, isCached: from.app.responseCache.counters().hits - before.hits === 1 }
}

/** Sends a request often enough for its response to be cached. */
async function fill(from: Served, request: InjectedRequest): Promise<Awaited<ReturnType<typeof fetchFrom>>> {
  await fetchFrom(from, request)
  return fetchFrom(from, request)
}

describe.each([undefined, 'gzip', 'br', 'gzip, deflate, br', 'identity', '*'])('for Accept-Encoding %s', (encoding) => {
  test('a cached response equals the computed one, byte for byte and header for header', async () => {
    for (const request of requests) {
      served.app.responseCache.clear()
      const accepting = {
        ...request,
        headers: { ...request.headers, ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) },
      }
      const [first, second, third] = [
        await fetchFrom(served, accepting),
        await fetchFrom(served, accepting),
        await fetchFrom(served, accepting),
      ]
      expect([first.status, first.isCached, second.isCached, third.isCached], request.url).toEqual([
        200,
        false,
        false,
        true,
      ])
      expect(second, request.url).toEqual(first)
      expect({ ...third, isCached: false }, request.url).toEqual(first)
      expect(first.headers.vary, request.url).toMatch(/(^|, )accept-encoding$/)
      expect(first.headers['content-length'], request.url).toBe(String(first.body.length))
    }
  })

  test('a response to HEAD is the one to GET without its body', async () => {
    for (const request of requests.filter(({ method }) => method === 'GET')) {
      const headers = { ...request.headers, ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) }
      const [full, head] = [
        await fill(served, { ...request, headers }),
        await fetchFrom(served, { ...request, headers, method: 'HEAD' }),
      ]
      expect(
        { status: head.status, headers: head.headers, bytes: head.body.length, isCached: head.isCached },
        request.url,
      ).toEqual({ status: 200, headers: full.headers, bytes: 0, isCached: true })
      served.app.responseCache.clear()
      expect((await respond(served, { ...request, headers, method: 'HEAD' })).headers, request.url).toEqual(
        full.headers,
      )
    }
  })
})

test('every encoding has the same content', async () => {
  for (const request of requests) {
    const as = (encoding: string) =>
      respond(served, { ...request, headers: { ...request.headers, 'accept-encoding': encoding } })
    const [plain, gzip, br] = [await as('identity'), await as('gzip'), await as('br')]
    expect([
      plain.headers['content-encoding'],
      gzip.headers['content-encoding'],
      br.headers['content-encoding'],
    ]).toEqual([undefined, 'gzip', 'br'])
    expect(gunzipSync(gzip.body).equals(plain.body), request.url).toBe(true)
    expect(brotliDecompressSync(br.body).equals(plain.body), request.url).toBe(true)
  }
})

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1, br;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['identity', 'identity'],
  ['deflate', 'identity'],
  ['gzip;q=0', 'identity'],
  ['identity;q=1, gzip;q=0.5', 'identity'],
  ['GZIP', 'gzip'],
  ['nonsense;;', 'identity'],
])('Accept-Encoding %s selects %s', (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding)
})

test('a cached response runs no statement, and neither does its 304', async () => {
  for (const request of requests) {
    const { headers } = await fill(served, request)
    statements.length = 0
    expect((await fetchFrom(served, request)).isCached).toBe(true)
    if (headers.etag !== undefined) {
      const unchanged = await fetchFrom(served, {
        ...request,
        headers: { ...request.headers, 'if-none-match': String(headers.etag) },
      })
      expect([unchanged.status, unchanged.isCached, unchanged.body.length], request.url).toEqual([304, true, 0])
    }
    expect(statements, request.url).toEqual([])
  }
})

test('a 304 from the cache has the headers of a computed one', async () => {
  let compared = 0
  for (const request of requests) {
    const { etag } = (await fill(served, request)).headers
    if (etag === undefined) continue
    for (const value of [String(etag), '*']) {
      const conditional = { ...request, headers: { ...request.headers, 'if-none-match': value } }
      const cached = await respond(served, conditional)
      served.app.responseCache.clear()
      expect(await respond(served, conditional), `${request.url} ${value}`).toEqual(cached)
      await fill(served, request)
      compared++
    }
  }
  expect(compared).toBeGreaterThanOrEqual(30)
})

test('a different request never gets a cached response of another', async () => {
  const variants = [
    get('/v1/tools'),
    get('/v1/tools', { accept: 'text/csv' }),
    get('/v1/tools?limit=20'),
    get('/v1/tools?release=2026.1'),
    get('/v1/tools?limit=1'),
    get('/v1/tools/'),
    get('/v1/Tools'),
    get('/v1/tools/fishbone-diagram/guidance'),
    get('/v1/tools/fishbone-diagram/guidance', { accept: 'text/html' }),
    get('/v1/tools/fishbone-diagram/guidance', { accept: 'text/markdown' }),
    post({ query, variables: { first: 1 } }),
    post({ query, variables: { first: 2 } }),
    post({ query: `${query} ` }),
    post({ query, operationName: 'Tools' }),
    post({ query }, { accept: 'application/json' }),
    post({ query }, { accept: 'application/graphql-response+json' }),
    get(`/graphql?${new URLSearchParams({ query })}`),
    { ...post({ query }), url: '/graphql?release=2026.1' },
    { ...post({ query }), headers: { 'content-type': 'text/plain' } },
    { ...post({}), url: '/v1/tools' },
  ]
  const alone = []
  for (const request of variants) {
    served.app.responseCache.clear()
    alone.push(await fetchFrom(served, request))
  }
  served.app.responseCache.clear()
  for (const order of [variants, [...variants].reverse(), variants]) {
    for (const request of order)
      expect({ ...(await fetchFrom(served, request)), isCached: false }, `${request.method} ${request.url}`).toEqual(
        alone[variants.indexOf(request)],
      )
  }
  expect(alone.every(({ isCached }) => !isCached)).toBe(true)
})

test('errors are not cached', async () => {
  for (const request of [
    get('/v1/tools/none'),
    get('/v1/tools?limit=0'),
    get('/v1/nothing'),
    get('/v1/tools', { accept: 'image/png' }),
    post({ query: '{ nothing }' }),
    post({ query: '{ tool(slug: "a") { id } tools(first: 0) { totalCount } }' }),
    get(`/graphql?${new URLSearchParams({ query: '{ tools(first: 0) { totalCount } }' })}`),
  ]) {
    served.app.responseCache.clear()
    const [first, second] = [await fill(served, request), await fetchFrom(served, request)]
    expect(
      [
        first.isCached,
        second.isCached,
        served.app.responseCache.counters().entries,
        second.headers['content-encoding'],
      ],
      request.url,
    ).toEqual([false, false, 0, undefined])
  }
})

test('a persisted query stays registered while its text is sent with its hash', async () => {
  const { createHash } = await import('node:crypto')
  const text = '{ release { id } }'
  const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') } }
  for (let time = 0; time < 3; time++)
    expect((await fetchFrom(served, post({ query: text, extensions }))).isCached).toBe(false)
  expect([
    (await fill(served, post({ extensions }))).isCached,
    (await fetchFrom(served, post({ extensions }))).isCached,
  ]).toEqual([false, true])
})

describe('a new release', () => {
  const renamed = {
    ...releaseFile('2026.2'),
    'tools/gantt-chart.yaml': (worldFiles['tools/gantt-chart.yaml'] as string).replace(
      'Gantt Chart',
      'Bar Chart of Tasks',
    ),
  }
  const names = [
    get('/v1/tools'),
    get('/v1/tools/gantt-chart'),
    get('/v1/releases'),
    post({ query: '{ tool(slug: "gantt-chart") { name } release { id } }' }),
    get('/tools/gantt-chart'),
  ]

  test('is served at once, and the one before by its id', async () => {
    const own = await serve([world()])
    const named = get('/v1/tools/gantt-chart?release=2026.1')
    const before = []
    for (const request of [...names, named])
      for (let time = 0; time < 2; time++) before.push(await respond(own, request))
    bakeRelease(world(renamed), own.folder)
    own.releases.refresh()
    for (const [i, request] of names.entries()) {
      const now = await fetchFrom(own, request)
      expect(
        [now.isCached, now.headers.etag === undefined || now.headers.etag !== before[i * 2]?.headers.etag],
        request.url,
      ).toEqual([false, true])
      expect(now.body.equals(before[i * 2]?.body as Buffer), request.url).toBe(false)
      for (const isCached of [false, true]) expect(await fetchFrom(own, request)).toEqual({ ...now, isCached })
    }
    expect((await respond(own, named)).body.equals(before.at(-1)?.body as Buffer)).toBe(true)
    await own.close()
  })

  test('evicts every response of the one before', async () => {
    const own = await serve([world()])
    for (const request of names) await fill(own, request)
    const before = own.app.responseCache.counters()
    expect(before.entries).toBe(names.length)
    bakeRelease(world(renamed), own.folder)
    own.releases.refresh()
    await fill(own, get('/v1/tools'))
    const now = own.app.responseCache.counters()
    expect([now.entries, now.bytes < before.bytes, (await fetchFrom(own, get('/v1/tools'))).isCached]).toEqual([
      1,
      true,
      true,
    ])
    await own.close()
  })

  test('that arrives while a response is computed does not cache that response', async () => {
    const own = await serve([world()])
    const first = own.releases.current()
    const { of } = first
    first.of = (kind) => {
      bakeRelease(world(renamed), own.folder)
      own.releases.refresh()
      return of(kind)
    }
    const late = await fetchFrom(own, get('/v1/tools/gantt-chart'))
    expect(late.body.toString()).toContain('"name":"Gantt Chart"')
    const next = await fill(own, get('/v1/tools/gantt-chart'))
    expect([next.isCached, next.body.toString().includes('"name":"Bar Chart of Tasks"')]).toEqual([false, true])
    await own.close()
  })
})

describe('the cache', () => {
  test('is bounded in bytes, whatever is requested', async () => {
    const own = await serve([world()], { environment: { ANSWER_CACHE_MB: '1' } })
    const sizes: number[] = []
    for (let i = 0; i < 1200; i++) {
      await own.app.inject({
        url: `/v1/tools?q=${'word'.repeat(20)}${i >>> 1}`,
        headers: i % 6 < 2 ? { 'accept-encoding': 'gzip' } : {},
      })
      sizes.push(own.app.responseCache.counters().bytes)
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 * 1024)
    // It was filled.
    expect(Math.max(...sizes)).toBeGreaterThan(512 * 1024)
    expect(own.app.responseCache.counters().entries).toBeLessThan(600)
    await own.close()
  })

  test('holds what was requested twice: a crawler evicts nothing', async () => {
    const own = await serve([world()], { environment: { ANSWER_CACHE_MB: '1' } })
    const often = get('/v1/tools')
    await fill(own, often)
    for (let i = 0; i < 600; i++) await own.app.inject(`/v1/tools?q=${'word'.repeat(20)}${i}`)
    expect((await fetchFrom(own, often)).isCached).toBe(true)
    const again = get(`/v1/tools?q=${'word'.repeat(20)}599`)
    expect([(await fetchFrom(own, again)).isCached, (await fetchFrom(own, again)).isCached]).toEqual([false, true])
    await own.close()
  })

  test('is empty with a limit of 0, and responses are compressed all the same', async () => {
    const own = await serve([world()], { environment: { ANSWER_CACHE_MB: '0' } })
    for (let time = 0; time < 2; time++) {
      const response = await fetchFrom(own, get('/v1/tools', { 'accept-encoding': 'gzip' }))
      expect([
        response.isCached,
        response.headers['content-encoding'],
        JSON.parse(gunzipSync(response.body).toString()).page.total,
      ]).toEqual([false, 'gzip', 2])
    }
    expect(own.app.responseCache.counters()).toMatchObject({ hits: 0, bytes: 0, entries: 0 })
    await own.close()
  })
})
