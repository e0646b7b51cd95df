// The request of every documented example is answered today, and the example is still an answer that it could have.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleOf, exampleValidator } from '../../src/commands/contract.ts'
import type { OpenApiDocument } from '../../src/http/openapi.ts'
import { realContent, type Served, serve } from '../support/app.ts'

const committed = (name: string) => readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8')
const document = JSON.parse(committed('openapi.json')) as OpenApiDocument
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, ...operation })),
)
/** Responses too long for an example: the contract itself, and the full content. */
const longOnes = operations.filter(
  ({ path }) =>
    ['/openapi.json', '/schema.graphql', '/snapshot/toolkit.zip'].includes(path) || path.startsWith('/v1/export/'),
)
/** Its address changes with the content; test/nodes asks for it. */
const unnamed = operations.filter(({ path }) => path === '/releases/{file}')
/** These answer no words; test/embed reads them. */
const drawn = operations.filter(({ path }) => path.startsWith('/pictures/'))
const examples = operations.filter((operation) => ![...longOnes, ...unnamed, ...drawn].includes(operation))
const fits = exampleValidator(document)
let served: Served

beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('every operation but the long ones has a request for its example', () => {
  expect(
    examples.filter((operation) => operation['x-example-request'] === undefined).map(({ operationId }) => operationId),
  ).toEqual([])
  expect(examples.length).toBeGreaterThanOrEqual(60)
})

const withRequest = examples.filter((operation) => operation['x-example-request'] !== undefined)

test.each(withRequest.map((operation) => [operation.operationId, operation] as const))(
  '%s answers its example request, and its example is valid',
  async (_id, { path, responses, 'x-example-request': url = '' }) => {
    const address = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
    expect(url.split('?')[0]).toMatch(address)
    const response = await served.app.inject({ url })
    expect([200, 303]).toContain(response.statusCode)
    const { content } = responses[String(response.statusCode)] ?? {}
    if (content === undefined) return expect(response.body).toBe('')
    const type = String(response.headers['content-type']).split(';')[0] as string
    const { schema, example } = content[type] ?? {}
    const recorded = exampleOf(response.body, type)
    expect(fits(example, { schema, type, recorded }), 'not valid any more: run `npm run schema`').toBe(true)
  },
)

test.each(longOnes.map(({ path, responses }) => [path, responses] as const))(
  '%s responds with a documented type',
  async (path, responses) => {
    const response = await served.app.inject(path)
    expect(response.statusCode).toBe(200)
    expect(Object.keys(responses['200']?.content ?? {})).toContain(
      String(response.headers['content-type']).split(';')[0],
    )
    expect(response.rawPayload.length).toBeGreaterThan(1000)
  },
)

test('the OpenAPI document is served as committed, with the public URL', async () => {
  expect((await served.app.inject('/openapi.json')).json()).toEqual({
    ...document,
    servers: [{ url: 'http://127.0.0.1:3000' }],
  })
})

test('the GraphQL schema is served as committed', async () => {
  const response = await served.app.inject('/schema.graphql')
  expect(response.body).toBe(committed('toolkit.graphql'))
  expect(response.headers['content-type']).toBe('application/graphql; charset=utf-8')
})
