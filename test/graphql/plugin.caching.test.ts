// Responses to GET are cacheable and revalidated by ETag; errors and responses to POST are not.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { get, post } from './support.ts'

let served: Served
const statements: string[] = []
beforeAll(async () => {
  served = await serve([world()], { onStatement: (statement) => statements.push(statement) })
})
beforeEach(() => {
  statements.length = 0
})
afterAll(() => served.close())

const query = 'query Tools($first: Int) { tools(first: $first) { nodes { slug strands { slug } } } }'
const parameters = { query, variables: { first: 2 } }
const cachingOf = ({ headers }: { headers: Record<string, unknown> }) => ({
  etag: headers.etag,
  modified: headers['last-modified'],
  cache: headers['cache-control'],
  vary: headers.vary,
})
const uncached = { etag: undefined, modified: undefined, cache: 'no-store', vary: 'accept' }

describe('a response to GET', () => {
  test('has a weak ETag, Last-Modified, Cache-Control and Vary', async () => {
    const response = await get(served.app, parameters)
    expect(response.statusCode).toBe(200)
    expect(cachingOf(response)).toEqual({
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/),
      modified: 'Thu, 01 Jan 2026 00:00:00 GMT',
      cache: 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
      vary: 'accept, accept-encoding',
    })
  })

  test('has the same ETag for equivalent URLs, and another for another request', async () => {
    const tagOf = async (args: Record<string, string | object>, headers = {}) =>
      (await get(served.app, args, headers)).headers.etag
    const tag = await tagOf(parameters)
    expect(await tagOf({ variables: { first: 2 }, query })).toBe(tag)
    expect(await tagOf(parameters)).toBe(tag)
    const others = [
      await tagOf({ query, variables: { first: 1 } }),
      await tagOf({ query: `${query} ` }),
      await tagOf({ ...parameters, operationName: 'Tools' }),
      await tagOf(parameters, { accept: 'application/json' }),
      await tagOf({ ...parameters, release: '2026.1' }),
    ]
    expect(new Set([tag, ...others]).size).toBe(6)
  })

  test('is cacheable for a year if the URL names the release', async () => {
    expect((await get(served.app, { ...parameters, release: '2026.1' })).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    )
  })

  test.each([
    ['its ETag', (tag: string) => tag],
    ['its ETag as a strong one', (tag: string) => tag.slice(2)],
    ['its ETag among others', (tag: string) => `"a", ${tag}, W/"b"`],
  ])('is a 304 without a body for %s, and runs no statement', async (_, form) => {
    const { etag } = (await get(served.app, parameters)).headers
    statements.length = 0
    const response = await get(served.app, parameters, { 'if-none-match': form(String(etag)) })
    expect({
      status: response.statusCode,
      body: response.body,
      type: response.headers['content-type'],
      statements,
    }).toEqual({
      status: 304,
      body: '',
      type: undefined,
      statements: [],
    })
    expect(cachingOf(response)).toEqual({
      etag,
      modified: 'Thu, 01 Jan 2026 00:00:00 GMT',
      cache: 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
      vary: 'accept, accept-encoding',
    })
  })

  test('is a 304 for If-None-Match: *', async () => {
    const response = await get(served.app, parameters, { 'if-none-match': '*' })
    expect({ status: response.statusCode, body: response.body }).toEqual({ status: 304, body: '' })
  })

  test('is complete for another ETag', async () => {
    const response = await get(served.app, parameters, { 'if-none-match': 'W/"other", "another"' })
    expect({ status: response.statusCode, nodes: response.json().data.tools.nodes.length }).toEqual({
      status: 200,
      nodes: 2,
    })
  })
})

describe('an error', () => {
  const invalid = {
    'a query that cannot be parsed': { query: '{ tools' },
    'a query of unknown fields': { query: '{ nothing }' },
    'variables that do not fit': { query, variables: { first: 'two' } },
    'a query that costs too much': {
      query: '{ tools(first: 100) { nodes { activities { tools { activities { tools { id } } } } } } }',
    },
    'a filter of an unknown value': { query: '{ tools(filter: { strand: ["problm"] }) { totalCount } }' },
    'an item withdrawn beside one that is there': {
      query: '{ tool(slug: "gantt-chart") { id } tools(first: 0) { totalCount } }',
    },
    'no query': {},
  }

  test.each(Object.entries(invalid))('of %s is never cacheable', async (_, args) => {
    const response = await get(served.app, args)
    expect(response.json().errors.length).toBeGreaterThanOrEqual(1)
    expect(cachingOf(response)).toEqual(uncached)
  })

  test.each(Object.entries(invalid))('of %s is sent despite If-None-Match: *', async (_, args) => {
    expect((await get(served.app, args, { 'if-none-match': '*' })).json().errors.length).toBeGreaterThanOrEqual(1)
  })

  test('about an unknown release is never cacheable', async () => {
    const response = await get(served.app, { query, release: '2020.1' })
    expect({
      status: response.statusCode,
      code: response.json().code,
      cache: response.headers['cache-control'],
      etag: response.headers.etag,
    }).toEqual({ status: 400, code: 'unknown_release', cache: 'no-store', etag: undefined })
  })
})

test('a response to POST has no ETag, is not cacheable, and ignores If-None-Match', async () => {
  const response = await post(served.app, parameters)
  expect(cachingOf(response)).toEqual({ ...uncached, vary: 'accept, accept-encoding' })
  const { etag } = (await get(served.app, parameters)).headers
  for (const tag of [String(etag), '*'])
    expect((await post(served.app, parameters, { 'if-none-match': tag })).json()).toEqual(response.json())
})

test('HEAD has the status and the headers of GET, and no body', async () => {
  const url = `/graphql?${new URLSearchParams({ query: '{ release { id } }' })}`
  const [head, full] = [await served.app.inject({ method: 'HEAD', url }), await served.app.inject(url)]
  expect({ status: head.statusCode, body: head.body, ...cachingOf(head) }).toEqual({
    status: 200,
    body: '',
    ...cachingOf(full),
  })
})

test('CORS allows any origin to GET, and to POST after a preflight', async () => {
  expect(
    (await get(served.app, parameters, { origin: 'https://example.org' })).headers['access-control-allow-origin'],
  ).toBe('*')
  const preflight = await served.app.inject({
    method: 'OPTIONS',
    url: '/graphql',
    headers: {
      origin: 'https://example.org',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })
  expect({
    status: preflight.statusCode,
    origin: preflight.headers['access-control-allow-origin'],
    headers: preflight.headers['access-control-allow-headers'],
  }).toEqual({ status: 204, origin: '*', headers: 'content-type, accept, if-none-match' })
  expect(preflight.headers['access-control-allow-methods']).toContain('POST')
})
