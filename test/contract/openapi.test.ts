// The OpenAPI document leaves nothing of REST out.
import { channel } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenApiDocument } from '../../src/http/openapi.ts'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'

/** Documented elsewhere: files that pages load, GraphQL, whose contract is its own schema, and what catches addresses that do not exist. */
const elsewhere = /^\/assets\/|^\/docs(\/|$)|^\/graphiql(\/|$)|^\/graphql$|\*$/
/** Downloads have formats of their own, which the document does not describe. */
const files = /^\/openapi\.json$|^\/v1\/export\//

type Parameter = {
  name: string
  in: string
  description?: string
  style?: string
  explode?: boolean
  schema: { type?: string }
}
type Described = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: Parameter[]
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
}

const routes = new Set<string>()
let served: Served
let document: OpenApiDocument
let operations: (Described & { at: string; path: string })[]

beforeAll(async () => {
  // The only way to see the routes of an app that is built elsewhere: Fastify announces each app before it has any.
  const started = channel('fastify.initialization')
  const watch = (message: unknown) => {
    ;(message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const name of [method].flat())
        if (name !== 'HEAD' && name !== 'OPTIONS') routes.add(`${name} ${url.replace(/:(\w+)/g, '{$1}')}`)
    })
  }
  started.subscribe(watch)
  served = await serve([world()])
  started.unsubscribe(watch)
  document = (await served.app.inject('/openapi.json')).json()
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...(operation as unknown as Described),
      path,
      at: `${method.toUpperCase()} ${path}`,
    })),
  )
})
afterAll(() => served.close())

test('every route is documented, and nothing else', () => {
  // Each address also rejects the methods that it does not have: those are no operations.
  const own = [...routes].filter((route) => route.startsWith('GET ') && !elsewhere.test(route.slice(4)))
  expect(operations.map(({ at }) => at).sort()).toEqual(own.sort())
  expect(own.length).toBeGreaterThanOrEqual(56)
})

test('every operation says what it is for, under an id of its own and a tag that is declared', () => {
  const tags = (document.tags as { name: string; description?: string }[]).map(({ name }) => name)
  const wanting = operations.filter(
    ({ summary, description, tags: own }) =>
      !summary || !description || own?.length !== 1 || !tags.includes(own[0] as string),
  )
  expect(wanting.map(({ at }) => at)).toEqual([])
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  expect((document.tags as { description?: string }[]).filter(({ description }) => !description)).toEqual([])
})

test('every operation documents its errors: as problem details, or as pages where people read it', () => {
  const details = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const readable = { 'text/html': { schema: { type: 'string' } } }
  let pages = 0
  // FHIR has a form of its own for them.
  for (const { at, path, responses } of operations.filter((operation) => !operation.path.startsWith('/fhir/'))) {
    const people = ['pages', 'embeds'].includes(served.app.skins.at(path.replace('{version}', '1.0.0')).name)
    const problem = people ? readable : details
    if (people) pages++
    for (const status of [
      '400',
      '405',
      ...(people ? [] : ['406']),
      '500',
      '503',
      ...(path.includes('{') ? ['404'] : []),
    ]) {
      expect(responses[status]?.content, `${at} ${status}`).toEqual(problem)
      expect(responses[status]?.description, `${at} ${status}`).not.toBe('')
    }
  }
  expect(pages).toBeGreaterThanOrEqual(16)
})

test('every answer in JSON has a named shape', () => {
  const shapes = operations
    .filter(({ path }) => !files.test(path))
    .flatMap(({ at, responses }) => {
      const json = responses['200']?.content?.['application/json']
      return json === undefined ? [] : [{ at, named: '$ref' in (json.schema as object) }]
    })
  expect(shapes.filter(({ named }) => !named).map(({ at }) => at)).toEqual([])
  expect(shapes.length).toBeGreaterThanOrEqual(32)
})

test('every parameter of a query is described, and a list says that its values are joined by commas', () => {
  const parameters = operations.flatMap(({ at, parameters = [] }) =>
    parameters.filter((parameter) => parameter.in === 'query').map((parameter) => ({ at, ...parameter })),
  )
  expect(parameters.filter(({ description }) => !description).map(({ at, name }) => `${at} ${name}`)).toEqual([])
  const lists = parameters.filter(({ schema }) => schema.type === 'array')
  expect(
    lists.filter(({ style, explode }) => style !== 'form' || explode !== false).map(({ at, name }) => `${at} ${name}`),
  ).toEqual([])
  expect(lists.length).toBeGreaterThanOrEqual(80)
})
