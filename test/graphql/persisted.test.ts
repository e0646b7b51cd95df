// Automatic persisted queries: a hash in the place of a query, and the query itself where the hash is not known yet.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { get, post } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex')
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } })
const notFound = { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'persisted_query_not_found' } }] }

/** The same request by GET and by POST. */
const transports = [
  ['GET', (parameters: Record<string, string | object>) => get(served.app, parameters)],
  ['POST', (parameters: Record<string, string | object>) => post(served.app, parameters)],
] as const

describe.each(transports)('by %s', (method, send) => {
  test('an unknown hash is rejected until it was sent with its query', async () => {
    const query = `query ${method} { tool(slug: "gantt-chart") { name } }`
    const hash = hashOf(query)
    const data = { tool: { name: 'Gantt Chart' } }
    const unknown = await send({ extensions: persisted(hash) })
    expect({ status: unknown.statusCode, cache: unknown.headers['cache-control'], body: unknown.json() }).toEqual({
      status: 400,
      cache: 'no-store',
      body: notFound,
    })
    expect((await send({ query, extensions: persisted(hash) })).json()).toEqual({ data })
    for (const [, other] of transports) expect((await other({ extensions: persisted(hash) })).json()).toEqual({ data })
  })

  test('variables and the name of an operation go with a hash', async () => {
    const query = `query ${method}One($slug: String!) { tool(slug: $slug) { slug } } query ${method}Two { release { id } }`
    await send({ query, operationName: `${method}Two`, extensions: persisted(hashOf(query)) })
    const one = { operationName: `${method}One`, extensions: persisted(hashOf(query)) }
    expect((await send({ ...one, variables: { slug: 'gantt-chart' } })).json()).toEqual({
      data: { tool: { slug: 'gantt-chart' } },
    })
    expect((await send({ ...one, variables: { slug: 'fishbone-diagram' } })).json()).toEqual({
      data: { tool: { slug: 'fishbone-diagram' } },
    })
    expect((await send({ ...one, variables: {} })).json().errors[0].extensions.code).toBe('graphql_variables')
  })

  test('a query that does not match its hash is rejected, and not registered', async () => {
    const hash = hashOf(`{ never${method} }`)
    const response = await send({ query: '{ release { id } }', extensions: persisted(hash) })
    expect({ status: response.statusCode, errors: response.json().errors }).toEqual({
      status: 400,
      errors: [
        {
          message: 'The query does not have the sha256 that "extensions.persistedQuery" says.',
          extensions: { code: 'persisted_query_mismatch' },
        },
      ],
    })
    expect((await send({ extensions: persisted(hash) })).json()).toEqual(notFound)
  })

  test('an invalid query is not registered', async () => {
    const chain = '{ activities { tools { activities { tools { id } } } } }'
    for (const query of [
      `{ unsound${method} }`,
      `{ release { ${method} `,
      `{ tools(first: 100) { nodes ${chain} } }`,
    ]) {
      expect((await send({ query, extensions: persisted(hashOf(query)) })).statusCode).toBe(400)
      expect((await send({ extensions: persisted(hashOf(query)) })).json()).toEqual(notFound)
    }
  })

  test('a hash may be written in capitals', async () => {
    const query = `query Capitals${method} { release { id } }`
    await send({ query, extensions: persisted(hashOf(query)) })
    expect((await send({ extensions: persisted(hashOf(query).toUpperCase()) })).json()).toEqual({
      data: { release: { id: '2026.1' } },
    })
  })

  test('anything but a hash of version 1 is rejected', async () => {
    const message = '"extensions.persistedQuery" must be { "version": 1, "sha256Hash": <64 hexadecimal digits> }.'
    const wrongHash = [
      persisted('abc'),
      persisted(17),
      persisted(null),
      persisted(hashOf('x'), 2),
      persisted(hashOf('x'), '1'),
      persisted(`${hashOf('x')}0`),
      { persistedQuery: {} },
      { persistedQuery: 'x' },
      { persistedQuery: [] },
    ]
    for (const extensions of wrongHash) {
      for (const query of [{}, { query: '{ release { id } }' }]) {
        const response = await send({ ...query, extensions })
        expect({ status: response.statusCode, errors: response.json().errors }).toEqual({
          status: 400,
          errors: [{ message, extensions: { code: 'invalid_request' } }],
        })
      }
    }
  })

  test('extensions without a hash change nothing', async () => {
    for (const extensions of [{}, { persistedQuery: null }, { tracing: true }])
      expect((await send({ query: '{ release { id } }', extensions })).json()).toEqual({
        data: { release: { id: '2026.1' } },
      })
  })

  test('malformed extensions are rejected', async () => {
    for (const extensions of ['"text"', '[1]', '7']) {
      const response = await send({
        query: '{ release { id } }',
        extensions: method === 'GET' ? extensions : JSON.parse(extensions),
      })
      expect({ status: response.statusCode, code: response.json().errors[0].extensions.code }).toEqual({
        status: 400,
        code: 'invalid_request',
      })
    }
  })
})

test('by GET, extensions that are not JSON are rejected', async () => {
  const response = await get(served.app, { query: '{ release { id } }', extensions: '{persistedQuery' })
  expect({ status: response.statusCode, code: response.json().errors[0].extensions.code }).toEqual({
    status: 400,
    code: 'invalid_request',
  })
})

test('by GET, a question mark in the query is part of it', async () => {
  const query = '{ search(q: "who will use it?") { totalCount } }'
  const extensions = JSON.stringify(persisted(hashOf(query)))
  // A question mark need not be encoded in the query of a URL.
  const response = await served.app.inject(
    `/graphql?extensions=${encodeURIComponent(extensions)}&query=${encodeURIComponent(query).replaceAll('%3F', '?')}`,
  )
  expect(response.json()).toEqual({ data: { search: { totalCount: 1 } } })
})

test('by GET, a response to a hash is cacheable, and revalidated by its ETag', async () => {
  const query = 'query Kept { tool(slug: "gantt-chart") { name } }'
  await post(served.app, { query, extensions: persisted(hashOf(query)) })
  const first = await get(served.app, { extensions: persisted(hashOf(query)) })
  expect(first.headers['cache-control']).toBe(
    'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
  )
  const again = await get(
    served.app,
    { extensions: persisted(hashOf(query)) },
    { 'if-none-match': String(first.headers.etag) },
  )
  expect({ status: again.statusCode, body: again.body }).toEqual({ status: 304, body: '' })
})
