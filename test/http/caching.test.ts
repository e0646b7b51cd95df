// HTTP caching: one ETag for a request however it is written, another for every other request, and 304 before any query runs.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'
import { getProblem } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const get = (url: string, headers: Record<string, string> = {}) => served.app.inject({ url, headers })
const tagOf = async (url: string, headers: Record<string, string> = {}) =>
  String((await get(url, headers)).headers.etag)

const urls = [
  '/v1',
  '/v1/tools',
  '/v1/tools?strand=problem&facets=origin&include=strands',
  '/v1/tools?q=causes',
  '/v1/tools.csv',
  '/v1/tools.ndjson?origin=toolkit',
  '/v1/tools/fishbone-diagram',
  '/v1/tools/fishbone-diagram?include=mappings',
  '/v1/mappings?subjectKind=tool&status=reviewed',
  '/v1/methodologies/lean/elements',
  '/v1/methodologies/lean/elements?type=principle',
  '/v1/methodologies/lean/elements/flow',
  '/v1/search?q=ishikawa',
  '/v1/search?q=plan&kind=tool,activity&limit=1',
  '/v1/releases',
  '/v1/releases/2026.1',
  '/v1/problems/internal',
]

test('every response has a weak ETag of its own, Last-Modified and Cache-Control', async () => {
  const tags = new Set<string>()
  for (const url of urls) {
    const { headers } = await get(url)
    expect(headers, url).toMatchObject({
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/),
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
    })
    tags.add(String(headers.etag))
  }
  expect(tags.size).toBe(urls.length)
})

test('the documents of the contract have an ETag and answer 304 to it', async () => {
  for (const url of ['/openapi.json', '/schema.graphql']) {
    const tag = await tagOf(url)
    expect(tag, url).toMatch(/^W\/"[^"]+"$/)
    expect((await get(url, { 'if-none-match': tag })).statusCode, url).toBe(304)
  }
})

test('the order of parameters does not change the ETag', async () => {
  for (const [one, other] of [
    [
      '/v1/tools?strand=problem&origin=toolkit&limit=5&fields=name',
      '/v1/tools?fields=name&limit=5&origin=toolkit&strand=problem',
    ],
    ['/v1/tools?q=fishbone%20diagram&sort=name', '/v1/tools?sort=name&q=fishbone+diagram'],
    ['/v1/tools?limit=20', '/v1/tools'],
    ['/v1/tools?strand=problem%2Cplan', '/v1/tools?strand=problem,plan'],
    ['/v1/search?q=plan&kind=tool', '/v1/search?kind=tool&q=plan'],
    ['/v1/tools/gantt-chart?fields=name&include=strands', '/v1/tools/gantt-chart?include=strands&fields=name'],
  ] as const) {
    expect(await tagOf(one), one).toBe(await tagOf(other))
  }
})

test('other parameters, values, formats and items have other ETags', async () => {
  const different = [
    '/v1/tools',
    '/v1/tools?limit=5',
    '/v1/tools?limit=6',
    '/v1/tools?strand=problem',
    '/v1/tools?strand=plan',
    '/v1/tools?strand=problem,plan',
    '/v1/tools?activity=agree-themes',
    '/v1/tools?q=plan',
    '/v1/tools?q=plans',
    '/v1/tools?fields=name',
    '/v1/tools?include=strands',
    '/v1/tools?facets=strand',
    '/v1/tools?sort=-name',
    '/v1/tools.csv',
    '/v1/tools.ndjson',
    '/v1/activities',
    '/v1/tools/gantt-chart',
    '/v1/tools?release=2026.1',
  ]
  const tags = await Promise.all(different.map((url) => tagOf(url)))
  const accepted = [
    await tagOf('/v1/tools', { accept: 'text/csv' }),
    await tagOf('/v1/tools', { accept: 'application/x-ndjson' }),
  ]
  expect(new Set([...tags, ...accepted]).size).toBe(different.length + 2)
})

test('If-None-Match with the ETag, alone or in a list, weak or strong, or with * is answered 304', async () => {
  for (const url of urls) {
    const etag = await tagOf(url)
    for (const value of [
      etag,
      etag.slice(2),
      `"other", ${etag}`,
      `${etag}, W/"other"`,
      `W/"a","b" ,${etag}`,
      '*',
      ' * ',
    ]) {
      const response = await get(url, { 'if-none-match': value })
      expect([response.statusCode, response.body, response.headers.etag], `${url} ${value}`).toEqual([304, '', etag])
      expect(response.headers).toMatchObject({
        'cache-control': expect.stringContaining('max-age=300'),
        'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
        'access-control-allow-origin': '*',
      })
    }
    for (const value of ['"other"', 'W/"other"', etag.slice(3, -1), '"*"', ''])
      expect((await get(url, { 'if-none-match': value })).statusCode, `${url} ${value}`).toBe(200)
  }
})

test('If-None-Match: * on a missing item is a 404, and on an invalid request a 400', async () => {
  const any = { 'if-none-match': '*' }
  for (const url of [
    '/v1/tools/none',
    '/v1/methodologies/none/elements',
    '/v1/methodologies/lean/elements/none',
    '/v1/releases/2026.9',
    '/v1/problems/none',
    '/v1/none',
  ]) {
    expect(await getProblem(served.app, { url, headers: any }), url).toMatchObject({ status: 404 })
  }
  const cursor = new URL((await get('/v1/tools?limit=1')).json().page.next).searchParams.get('after')
  const wrong = [
    '/v1/tools?limit=0',
    '/v1/tools?strand=none',
    '/v1/tools?nothing=1',
    '/v1/tools?sort=relevance',
    '/v1/tools.csv?strand=none',
    '/v1/methodologies/lean/elements?type=none',
    '/v1/search',
    '/v1/search?q=plan&kind=none',
    '/v1/tools?release=2026.9',
    '/v1/tools?after=x',
    `/v1/tools?limit=1&sort=-name&after=${cursor}`,
    `/v1/search?q=plan&after=${cursor}`,
    '/v1/tools?q=%21',
    '/v1/tools.ndjson?q=%21',
    '/v1/search?q=%21',
  ]
  for (const url of wrong)
    expect(await getProblem(served.app, { url, headers: any }), url).toMatchObject({ status: 400 })
})

test('a response from an explicit release is immutable', async () => {
  for (const url of [
    '/v1/tools?release=2026.1',
    '/v1/tools/gantt-chart?release=2026.1',
    '/v1?release=2026.1',
    '/v1/tools.csv?release=2026.1',
    '/v1/search?q=plan&release=2026.1',
    '/v1/methodologies/lean/elements/flow?release=2026.1',
  ]) {
    expect((await get(url)).headers['cache-control'], url).toBe('public, max-age=31536000, immutable')
  }
  expect((await get('/v1/tools/none?release=2026.1')).headers['cache-control']).toBe('no-store')
})

test('a new release changes every ETag, but not those from an explicit release', async () => {
  const own = await serve([world()])
  const tags = async (list: string[]) =>
    Promise.all(list.map(async (url) => String((await own.app.inject(url)).headers.etag)))
  const named = ['/v1/tools?release=2026.1', '/v1/tools/gantt-chart?release=2026.1']
  const [before, beforeNamed] = [await tags(urls), await tags(named)]
  bakeRelease(world(releaseFile('2026.2')), own.folder)
  own.releases.refresh()
  const after = await tags(urls)
  expect(after.filter((tag) => before.includes(tag))).toEqual([])
  expect(await tags(named)).toEqual(beforeNamed)
  expect((await own.app.inject({ url: '/v1/tools', headers: { 'if-none-match': before[1] ?? '' } })).statusCode).toBe(
    200,
  )
  await own.close()
})
