// Answers that are kept: the same as those that are made, found by exactly what was asked, in the encodings that clients accept, and bounded.
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodingFor } from '../../src/http/answers.ts'
import { seed } from '../../src/store/seed.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

let served: Served
const statements: string[] = []
beforeAll(async () => {
  served = await serve([world()], { onStatement: (statement) => statements.push(statement) })
})
afterAll(() => served.close())

type Asked = { method: 'GET' | 'HEAD' | 'POST'; url: string; headers: Record<string, string>; payload?: string }
const get = (url: string, headers: Record<string, string> = {}): Asked => ({ method: 'GET', url, headers })
const post = (body: object, headers: Record<string, string> = {}): Asked => ({
  method: 'POST',
  url: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  payload: JSON.stringify(body),
})
const query = 'query Tools($first: Int) { tools(first: $first) { nodes { slug strands { slug } } } }'

const asked: Asked[] = [
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

/** What an answer is, but for when it was given and under which id. */
async function answerTo({ app }: Served, request: Asked) {
  const { statusCode, headers, rawPayload } = await app.inject(request)
  const { date: _, connection: __, 'x-request-id': ___, ...rest } = headers
  return { status: statusCode, headers: rest, body: rawPayload }
}

/** The answer, and whether it had been kept. */
async function found(from: Served, request: Asked) {
  const before = from.app.answers.counters()
  const answer = await answerTo(from, request)
  return { ...answer, kept: from.app.answers.counters().hits - before.hits === 1 }
}

/** Asks often enough for the answer to be kept. */
async function keep(from: Served, request: Asked): Promise<Awaited<ReturnType<typeof found>>> {
  await found(from, request)
  return found(from, request)
}

describe.each([undefined, 'gzip', 'br', 'gzip, deflate, br', 'identity', '*'])('for Accept-Encoding %s', (encoding) => {
  test('an answer that was kept is, byte for byte and header for header, the one that was made', async () => {
    for (const request of asked) {
      served.app.answers.forget()
      const wanted = {
        ...request,
        headers: { ...request.headers, ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) },
      }
      const [made, again, kept] = [
        await found(served, wanted),
        await found(served, wanted),
        await found(served, wanted),
      ]
      expect([made.status, made.kept, again.kept, kept.kept], request.url).toEqual([200, false, false, true])
      expect(again, request.url).toEqual(made)
      expect({ ...kept, kept: false }, request.url).toEqual(made)
      expect(made.headers.vary, request.url).toMatch(/(^|, )accept-encoding$/)
      expect(made.headers['content-length'], request.url).toBe(String(made.body.length))
    }
  })

  test('an answer to HEAD is one to GET without its body', async () => {
    for (const request of asked.filter(({ method }) => method === 'GET')) {
      const headers = { ...request.headers, ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) }
      const [whole, head] = [
        await keep(served, { ...request, headers }),
        await found(served, { ...request, headers, method: 'HEAD' }),
      ]
      expect(
        { status: head.status, headers: head.headers, bytes: head.body.length, kept: head.kept },
        request.url,
      ).toEqual({ status: 200, headers: whole.headers, bytes: 0, kept: true })
      served.app.answers.forget()
      expect((await answerTo(served, { ...request, headers, method: 'HEAD' })).headers, request.url).toEqual(
        whole.headers,
      )
    }
  })
})

test('every encoding holds the same', async () => {
  for (const request of asked) {
    const as = (encoding: string) =>
      answerTo(served, { ...request, headers: { ...request.headers, 'accept-encoding': encoding } })
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
])('Accept-Encoding %s is given %s', (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding)
})

test('an answer that is kept costs no statement, and neither does its 304', async () => {
  for (const request of asked) {
    const { headers } = await keep(served, request)
    statements.length = 0
    expect((await found(served, request)).kept).toBe(true)
    if (headers.etag !== undefined) {
      const unchanged = await found(served, {
        ...request,
        headers: { ...request.headers, 'if-none-match': String(headers.etag) },
      })
      expect([unchanged.status, unchanged.kept, unchanged.body.length], request.url).toEqual([304, true, 0])
    }
    expect(statements, request.url).toEqual([])
  }
})

test('a 304 from what is kept has the headers of one that is made', async () => {
  let compared = 0
  for (const request of asked) {
    const { etag } = (await keep(served, request)).headers
    if (etag === undefined) continue
    for (const value of [String(etag), '*']) {
      const wanted = { ...request, headers: { ...request.headers, 'if-none-match': value } }
      const kept = await answerTo(served, wanted)
      served.app.answers.forget()
      expect(await answerTo(served, wanted), `${request.url} ${value}`).toEqual(kept)
      await keep(served, request)
      compared++
    }
  }
  expect(compared).toBeGreaterThanOrEqual(30)
})

test('what was asked otherwise is never answered by what is kept', async () => {
  const requests = [
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
  for (const request of requests) {
    served.app.answers.forget()
    alone.push(await found(served, request))
  }
  served.app.answers.forget()
  for (const order of [requests, [...requests].reverse(), requests]) {
    for (const request of order)
      expect({ ...(await found(served, request)), kept: false }, `${request.method} ${request.url}`).toEqual(
        alone[requests.indexOf(request)],
      )
  }
  expect(alone.every(({ kept }) => !kept)).toBe(true)
})

test('no error is kept', async () => {
  for (const request of [
    get('/v1/tools/none'),
    get('/v1/tools?limit=0'),
    get('/v1/nothing'),
    get('/v1/tools', { accept: 'image/png' }),
    post({ query: '{ nothing }' }),
    post({ query: '{ tool(slug: "a") { id } tools(first: 0) { totalCount } }' }),
    get(`/graphql?${new URLSearchParams({ query: '{ tools(first: 0) { totalCount } }' })}`),
  ]) {
    served.app.answers.forget()
    const [first, second] = [await keep(served, request), await found(served, request)]
    expect(
      [first.kept, second.kept, served.app.answers.counters().answers, second.headers['content-encoding']],
      request.url,
    ).toEqual([false, false, 0, undefined])
  }
})

test('the hash of a query is known for as long as its text is sent with it', async () => {
  const { createHash } = await import('node:crypto')
  const text = '{ release { id } }'
  const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') } }
  for (let time = 0; time < 3; time++) expect((await found(served, post({ query: text, extensions }))).kept).toBe(false)
  expect([(await keep(served, post({ extensions }))).kept, (await found(served, post({ extensions }))).kept]).toEqual([
    false,
    true,
  ])
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

  test('is what is answered from the moment that it is served, and the one before by its name', async () => {
    const own = await serve([world()])
    const named = get('/v1/tools/gantt-chart?release=2026.1')
    const before = []
    for (const request of [...names, named])
      for (let time = 0; time < 2; time++) before.push(await answerTo(own, request))
    seed(world(renamed), own.folder)
    own.releases.refresh()
    for (const [i, request] of names.entries()) {
      const now = await found(own, request)
      expect(
        [now.kept, now.headers.etag === undefined || now.headers.etag !== before[i * 2]?.headers.etag],
        request.url,
      ).toEqual([false, true])
      expect(now.body.equals(before[i * 2]?.body as Buffer), request.url).toBe(false)
      for (const kept of [false, true]) expect(await found(own, request)).toEqual({ ...now, kept })
    }
    expect((await answerTo(own, named)).body.equals(before.at(-1)?.body as Buffer)).toBe(true)
    await own.close()
  })

  test('takes the room of the one before: no answer of that is held that nobody would find', async () => {
    const own = await serve([world()])
    for (const request of names) await keep(own, request)
    const before = own.app.answers.counters()
    expect(before.answers).toBe(names.length)
    seed(world(renamed), own.folder)
    own.releases.refresh()
    await keep(own, get('/v1/tools'))
    const now = own.app.answers.counters()
    expect([now.answers, now.bytes < before.bytes, (await found(own, get('/v1/tools'))).kept]).toEqual([1, true, true])
    await own.close()
  })

  test('that comes while an answer is made does not keep that answer for itself', async () => {
    const own = await serve([world()])
    const first = own.releases.current()
    const { of } = first
    first.of = (kind) => {
      seed(world(renamed), own.folder)
      own.releases.refresh()
      return of(kind)
    }
    const late = await found(own, get('/v1/tools/gantt-chart'))
    expect(late.body.toString()).toContain('"name":"Gantt Chart"')
    const next = await keep(own, get('/v1/tools/gantt-chart'))
    expect([next.kept, next.body.toString().includes('"name":"Bar Chart of Tasks"')]).toEqual([false, true])
    await own.close()
  })
})

describe('what is kept', () => {
  test('is bounded in bytes, whatever is asked', async () => {
    const own = await serve([world()], { environment: { ANSWER_CACHE_MB: '1' } })
    const sizes: number[] = []
    for (let i = 0; i < 1200; i++) {
      await own.app.inject({
        url: `/v1/tools?q=${'word'.repeat(20)}${i >>> 1}`,
        headers: i % 6 < 2 ? { 'accept-encoding': 'gzip' } : {},
      })
      sizes.push(own.app.answers.counters().bytes)
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 * 1024)
    // It did fill.
    expect(Math.max(...sizes)).toBeGreaterThan(512 * 1024)
    expect(own.app.answers.counters().answers).toBeLessThan(600)
    await own.close()
  })

  test('is what was asked for twice: who reads everything once pushes nothing out', async () => {
    const own = await serve([world()], { environment: { ANSWER_CACHE_MB: '1' } })
    const often = get('/v1/tools')
    await keep(own, often)
    for (let i = 0; i < 600; i++) await own.app.inject(`/v1/tools?q=${'word'.repeat(20)}${i}`)
    expect((await found(own, often)).kept).toBe(true)
    const again = get(`/v1/tools?q=${'word'.repeat(20)}599`)
    expect([(await found(own, again)).kept, (await found(own, again)).kept]).toEqual([false, true])
    await own.close()
  })

  test('is nothing where nothing may be kept, and answers are encoded all the same', async () => {
    const own = await serve([world()], { environment: { ANSWER_CACHE_MB: '0' } })
    for (let time = 0; time < 2; time++) {
      const answer = await found(own, get('/v1/tools', { 'accept-encoding': 'gzip' }))
      expect([
        answer.kept,
        answer.headers['content-encoding'],
        JSON.parse(gunzipSync(answer.body).toString()).page.total,
      ]).toEqual([false, 'gzip', 2])
    }
    expect(own.app.answers.counters()).toMatchObject({ hits: 0, bytes: 0, answers: 0 })
    await own.close()
  })
})
