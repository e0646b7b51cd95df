// Invalid requests get a message with a code, and none is an internal failure.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { get, GRAPHQL, post } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const query = '{ release { id } }'
const data = { release: { id: '2026.1' } }
type ErrorSummary = { errors: { message: string; locations?: unknown; extensions: { code: string } }[] }
const summarize = (response: { statusCode: number; json(): unknown }) => ({
  status: response.statusCode,
  errors: ((response.json() as ErrorSummary).errors ?? []).map(({ message, extensions }) => [extensions.code, message]),
})
const problem = (response: { statusCode: number; headers: Record<string, unknown>; json(): unknown }) => ({
  status: response.statusCode,
  type: response.headers['content-type'],
  code: (response.json() as { code: string }).code,
})
const problemOf = (status: number, code: string) => ({ status, type: 'application/problem+json; charset=utf-8', code })

describe('a body', () => {
  test.each([
    ['cut off', '{"query": "{ release'],
    ['text', 'query { release { id } }'],
    ['nothing', ''],
  ])('that is not JSON (%s) is rejected', async (_, payload) => {
    expect(problem(await post(served.app, payload))).toEqual(problemOf(400, 'invalid_request'))
  })

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/xml',
  ])('of the media type %s is rejected', async (type) => {
    expect(problem(await post(served.app, JSON.stringify({ query }), { 'content-type': type }))).toEqual(
      problemOf(415, 'unsupported_media_type'),
    )
  })

  test('may say that it is UTF-8', async () => {
    expect((await post(served.app, { query }, { 'content-type': 'application/json; charset=utf-8' })).json()).toEqual({
      data,
    })
  })

  test.each([
    ['a list', [{ query }]],
    ['a text', '"{ release { id } }"'],
    ['null', 'null'],
    ['an object without a query', {}],
    ['a query that is null', { query: null }],
    ['a query that is a number', { query: 7 }],
    ['variables in a list', { query, variables: [] }],
    ['variables in a text', { query, variables: '{}' }],
    ['a number for the name of the operation', { query, operationName: 7 }],
    ['extensions in a text', { query, extensions: 'x' }],
  ])('with %s is rejected', async (_, payload) => {
    const { status, errors } = summarize(await post(served.app, payload as object))
    expect({ status, codes: errors.map(([code]) => code) }).toEqual({ status: 400, codes: ['invalid_request'] })
    expect(errors[0]?.[1]).toMatch(
      /The request needs "query"; "variables", "operationName" and "extensions" are optional\.$/,
    )
  })

  test('may have null for optional parts', async () => {
    expect((await post(served.app, { query, variables: null, operationName: null, extensions: null })).json()).toEqual({
      data,
    })
  })
})

describe('an address', () => {
  test('without a query, or with parts that are not JSON, is rejected', async () => {
    for (const parameters of [
      {},
      { variables: {} },
      { query, variables: '{' },
      { query, variables: '[1]' },
      { query, extensions: '{' },
    ]) {
      const { status, errors } = summarize(await get(served.app, parameters))
      expect({ status, codes: errors.map(([code]) => code) }).toEqual({ status: 400, codes: ['invalid_request'] })
    }
  })

  test('that is not UTF-8 is rejected', async () => {
    expect(problem(await served.app.inject('/graphql?query=%ff'))).toEqual(problemOf(400, 'invalid_request'))
  })
})

describe('a document', () => {
  const cases: [what: string, code: string, query: string, message: string | RegExp][] = [
    ['that is empty', 'graphql_syntax', '', 'Syntax Error: Unexpected <EOF>.'],
    ['that is cut off', 'graphql_syntax', '{ tools { nodes', 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'that names an unknown field',
      'graphql_invalid',
      '{ tools { nodes { nam } } }',
      'Cannot query field "nam" on type "Tool". Did you mean "name"?',
    ],
    [
      'that names an unknown filter',
      'graphql_invalid',
      '{ tools(filter: { strands: ["plan"] }) { totalCount } }',
      'Field "strands" is not defined by type "ToolFilter". Did you mean "strand"?',
    ],
    [
      'that names an unknown sort',
      'graphql_invalid',
      '{ tools(sort: NAM) { totalCount } }',
      'Value "NAM" does not exist in "ToolSort" enum. Did you mean the enum value "NAME"?',
    ],
    [
      'that leaves out what is required',
      'graphql_invalid',
      '{ tool { name } }',
      'Field "tool" argument "slug" of type "String!" is required, but it was not provided.',
    ],
    [
      'that selects no field of an item',
      'graphql_invalid',
      '{ tool(slug: "gantt-chart") }',
      /^Field "tool" of type "Tool" must have a selection of subfields/,
    ],
    [
      'with a value of another type',
      'graphql_invalid',
      '{ tools(first: "2") { totalCount } }',
      'Int cannot represent non-integer value: "2"',
    ],
    [
      'with a fragment that is not there',
      'graphql_invalid',
      '{ release { ...Nothing } }',
      'Unknown fragment "Nothing".',
    ],
  ]

  test.each(cases)('%s is rejected: %s', async (_, code, text, message) => {
    for (const response of [await post(served.app, { query: text }), await get(served.app, { query: text })]) {
      expect(summarize(response)).toEqual({
        status: 400,
        errors: [[code, typeof message === 'string' ? message : expect.stringMatching(message)]],
      })
      expect(response.headers['content-type']).toBe(`${GRAPHQL}; charset=utf-8`)
    }
  })

  test('is rejected with the location of the error', async () => {
    const response = (await post(served.app, { query: '{\n  tools {\n    total\n  }\n}' })).json() as ErrorSummary
    expect(response.errors.map(({ locations }) => locations)).toEqual([[{ line: 3, column: 5 }]])
  })

  test('that is wrong is answered with 200 to a client that knows only application/json', async () => {
    const response = await post(served.app, { query: '{ nothing }' }, { accept: 'application/json' })
    expect({
      status: response.statusCode,
      type: response.headers['content-type'],
      code: response.json().errors[0].extensions.code,
    }).toEqual({ status: 200, type: 'application/json; charset=utf-8', code: 'graphql_invalid' })
  })
})

describe('an operation', () => {
  const two = 'query A { release { id } } query B { release { digest } }'

  test('is named where there are several, and is one of them', async () => {
    expect(summarize(await post(served.app, { query: two }))).toEqual({
      status: 400,
      errors: [['graphql_operation', 'The document has several operations: say which in "operationName".']],
    })
    for (const send of [post, get])
      expect(summarize(await send(served.app, { query: two, operationName: 'C' }))).toEqual({
        status: 400,
        errors: [['graphql_operation', 'The document has no operation "C".']],
      })
    expect(
      summarize(await post(served.app, { query: 'fragment F on Release { id }' })).errors.map(([code]) => code),
    ).toContain('graphql_invalid')
  })

  test.each(['mutation', 'subscription'])('that is a %s is rejected, because there are queries only', async (type) => {
    for (const text of [
      `${type} { __typename }`,
      `${type} { change(name: "x") { id } }`,
      `query Q { release { id } } ${type} M { __typename }`,
    ]) {
      const { status, errors } = summarize(
        await post(served.app, { query: text, operationName: text.startsWith('query') ? 'M' : undefined }),
      )
      expect({ status, codes: errors.map(([code]) => code) }).toEqual({ status: 400, codes: ['graphql_operation'] })
    }
  })

  test('that is a mutation is not allowed by GET', async () => {
    const response = await get(served.app, { query: 'mutation { __typename }' })
    expect({
      status: response.statusCode,
      allow: response.headers.allow,
      cache: response.headers['cache-control'],
      etag: response.headers.etag,
    }).toEqual({ status: 405, allow: 'POST', cache: 'no-store', etag: undefined })
    expect(response.headers['content-type']).toMatch(/json; charset=utf-8$/)
  })
})

describe('variables', () => {
  const declared =
    'query($first: Int!, $filter: ToolFilter, $sort: ToolSort) { tools(first: $first, filter: $filter, sort: $sort) { totalCount } }'
  const cases: [string, Record<string, unknown>][] = [
    ['that are left out', {}],
    ['of another type', { first: 'two' }],
    ['with a fraction', { first: 1.5 }],
    ['that are null where they may not be', { first: null }],
    ['with a field that is not there', { first: 1, filter: { colour: ['red'] } }],
    ['with a list of another type', { first: 1, filter: { strand: [7] } }],
    ['with a value that is none of the enum', { first: 1, sort: 'name' }],
    ['with a number too large', { first: 4294967296 }],
  ]

  test.each(cases)('%s are rejected', async (_, variables) => {
    for (const send of [post, get]) {
      const { status, errors } = summarize(await send(served.app, { query: declared, variables }))
      expect({ status, codes: errors.map(([code]) => code) }).toEqual({ status: 400, codes: ['graphql_variables'] })
    }
  })

  test('that the operation does not know are let be', async () => {
    expect((await post(served.app, { query, variables: { surplus: 1 } })).json()).toEqual({ data })
  })

  test('may be a single value instead of a list', async () => {
    expect(
      (await post(served.app, { query: declared, variables: { first: 1, filter: { strand: 'plan' } } })).json(),
    ).toEqual({ data: { tools: { totalCount: 1 } } })
  })
})

describe('what is accepted', () => {
  test.each(['text/html', 'image/png', 'application/xml;q=1'])('%s alone is not to be had', async (accept) => {
    expect(problem(await post(served.app, { query }, { accept }))).toEqual(problemOf(406, 'not_acceptable'))
    expect(problem(await get(served.app, { query }, { accept }))).toEqual(problemOf(406, 'not_acceptable'))
  })

  test.each([
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    [GRAPHQL, GRAPHQL],
    [`application/json;q=0.9, ${GRAPHQL}`, 'application/json'],
    ['text/html, */*;q=0.8', 'application/json'],
  ])('%s gets %s', async (accept, type) => {
    expect((await post(served.app, { query }, { accept })).headers['content-type']).toBe(`${type}; charset=utf-8`)
  })

  test.each(['PUT', 'PATCH', 'DELETE'] as const)('%s is not a method of the address', async (method) => {
    const response = await served.app.inject({ method, url: '/graphql' })
    expect({ ...problem(response), allow: response.headers.allow }).toEqual({
      ...problemOf(405, 'method_not_allowed'),
      allow: 'GET, HEAD, OPTIONS, POST',
    })
  })
})

test.each(['../../etc/passwd', 'a/b', 'a%2Fb', 'gantt\u0000chart', '💥', "'; DROP TABLE items; --", 'a'.repeat(5000)])(
  'the slug %j is the slug of nothing',
  async (slug) => {
    expect(
      (
        await post(served.app, { query: 'query($slug: String!) { tool(slug: $slug) { id } }', variables: { slug } })
      ).json(),
    ).toEqual({ data: { tool: null } })
  },
)
