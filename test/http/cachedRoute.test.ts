// The order of a cached route: redirect, negotiation, check, comparison of tags, answer.
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cachedHandler } from '../../src/http/cachedRoute.ts'
import { CSV_TYPE, JSON_TYPE } from '../../src/http/negotiation.ts'
import { Problem } from '../../src/problems.ts'

const release = { digest: 'sha256:0', publishedAt: '2026-01-01T00:00:00Z' }
let app: FastifyInstance
let steps: string[] = []
beforeEach(() => {
  steps = []
})
beforeAll(async () => {
  app = Fastify()
  app.addHook('onRequest', async (request) => {
    request.cachingContext = { version: '1', release, isPinned: false }
  })
  app.setErrorHandler<Problem>((error, _request, reply) => reply.code(error.status ?? 500).send(error.message))
  app.get('/items/:slug', {
    handler: cachedHandler({
      redirectTo: (request) => {
        steps.push('moved')
        return (request.params as { slug: string }).slug === 'old' ? '/items/new' : undefined
      },
      types: [JSON_TYPE, CSV_TYPE],
      check: (request) => {
        steps.push('check')
        if ('wrong' in (request.query as object)) throw new Problem('invalid_parameter', 'Wrong.')
        return 'checked'
      },
      headers: { 'x-always': 'yes' },
      variant: (_request, checked, type) => `${checked} ${type}`,
      mayNotExist: true,
      respond: (request, checked, type) => {
        steps.push('answer')
        if ((request.params as { slug: string }).slug === 'none') throw new Problem('not_found', 'None.')
        return { body: `${checked} as ${type}`, headers: { link: '<next>' } }
      },
    }),
  })
  await app.ready()
})
afterAll(() => app.close())

test("a response has its type, its ETag, its own headers and the route's headers", async () => {
  const { headers, body } = await app.inject('/items/new')
  expect([body, headers['content-type'], headers.vary, headers['x-always'], headers.link]).toEqual([
    'checked as application/json',
    JSON_TYPE,
    'accept',
    'yes',
    '<next>',
  ])
  expect(headers.etag).toMatch(/^W\/"/)
  expect(steps).toEqual(['moved', 'check', 'answer'])
})

test('each media type has its own ETag', async () => {
  const csv = await app.inject({ url: '/items/new', headers: { accept: 'text/csv' } })
  expect([csv.body, csv.headers['content-type']]).toEqual(['checked as text/csv', CSV_TYPE])
  expect(csv.headers.etag).not.toBe((await app.inject('/items/new')).headers.etag)
})

test.each([
  ['a redirect comes before negotiation', '/items/old?wrong', 'image/png', 308, ['moved']],
  ['negotiation comes before the check', '/items/new?wrong', 'image/png', 406, ['moved']],
  ['the check comes before the answer', '/items/none?wrong', '*/*', 400, ['moved', 'check']],
])('%s', async (_what, url, accept, status, expected) => {
  expect((await app.inject({ url, headers: { accept } })).statusCode).toBe(status)
  expect(steps).toEqual(expected)
})

test('a matching ETag gets a 304 before the body is computed, without the headers of the body', async () => {
  const { etag = '' } = (await app.inject('/items/new')).headers
  steps = []
  const answer = await app.inject({ url: '/items/new', headers: { 'if-none-match': String(etag) } })
  expect([answer.statusCode, answer.headers['x-always'], answer.headers.link]).toEqual([304, 'yes', undefined])
  expect(steps).toEqual(['moved', 'check'])
})

test('"*" matches only once the body was computed, where the item may be absent', async () => {
  const status = async (url: string) => (await app.inject({ url, headers: { 'if-none-match': '*' } })).statusCode
  expect([await status('/items/new'), await status('/items/none')]).toEqual([304, 404])
})
