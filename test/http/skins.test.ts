// A skin holds for its routes, and for the paths below that no route has.
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiSkin } from '../../src/rest/skin.ts'
import { skinOf, skins } from '../../src/http/skins.ts'
import { BASE, getProblem } from '../support/client.ts'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'

describe('in an app of its own', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = Fastify()
    await app.register(skins, { api: apiSkin(BASE) })
    app.addHook('onRequest', async (request, reply) => void reply.header('x-skin', skinOf(request).name))
    await app.register(async (scope) => {
      scope.useSkin({ name: 'shop', paths: ['/', '/shop', '/shop/*'] })
      for (const url of ['/', '/shop', '/shop/:item', '/elsewhere']) scope.get(url, async () => 'ok')
    })
    app.get('/shop/:item/data', async () => 'ok')
    app.get('/data', async () => 'ok')
  })
  afterAll(() => app.close())

  test.each([
    ['/', 'a route', 'shop'],
    ['/shop?x=/data', 'a route', 'shop'],
    ['/shop/tea', 'a route', 'shop'],
    ['/elsewhere', 'a route of the scope outside its paths', 'shop'],
    ['/shop/tea/data', 'a route outside the scope, though below its paths', 'api'],
    ['/data', 'a route of no skin', 'api'],
    ['/shop/tea/none', 'no route, below a path of the skin', 'shop'],
    ['/shopping', 'no route, and below no path', 'api'],
    ['/none', 'no route, and below no path', 'api'],
  ])('%s, which is %s, belongs to %s', async (url, _what, skin) => {
    expect((await app.inject(url)).headers['x-skin']).toBe(skin)
  })
})

describe('in the service', () => {
  let served: Served
  beforeAll(async () => {
    served = await serve([world()], { environment: { EMBED_FRAME_ANCESTORS: 'https://example.nhs.uk' } })
  })
  afterAll(() => served.close())
  const framed = expect.stringContaining('frame-ancestors https://example.nhs.uk;')
  const document = expect.stringContaining("frame-ancestors 'none'; require-trusted-types-for")
  const api = "default-src 'none'; frame-ancestors 'none'"

  test.each([
    ['GET', '/embed/tool/none', 404, framed],
    ['GET', '/embed/none', 404, framed],
    ['GET', '/embed/tool/%zz', 400, framed],
    ['POST', '/embed/tools', 405, framed],
    ['OPTIONS', '/embed/tools', 204, framed],
    ['GET', '/tools/none', 404, document],
    ['GET', '/tools/none/none', 404, document],
    ['GET', '/about/none', 404, document],
    ['GET', '/tools/%zz', 400, document],
    ['DELETE', '/', 405, document],
    ['OPTIONS', '/tools', 204, document],
    ['GET', '/v1/none', 404, api],
    ['GET', '/v1/tools/%zz', 400, api],
    ['GET', '/embed/loader/9.9.9/embed.js', 404, api],
    ['POST', '/embed/loader/1.0.0/embed.js', 405, api],
    ['OPTIONS', '/embed/loader/manifest.json', 204, api],
    ['GET', '/docs/none', 404, api],
  ] as const)('%s %s is a %i with the headers and the form of its skin', async (method, url, status, policy) => {
    const headers = { origin: 'https://example.org', 'access-control-request-method': 'GET' }
    const response = await served.app.inject({ method, url, headers })
    expect([response.statusCode, response.headers['content-security-policy']]).toEqual([status, policy])
    if (method === 'OPTIONS') return
    expect(response.headers['content-type']).toBe(
      policy === api ? 'application/problem+json; charset=utf-8' : 'text/html; charset=utf-8',
    )
  })

  test.each([
    ['/docs/none?release=none', 404],
    ['/graphiql?release=none', 200],
    ['/health/live?release=none&after=none', 200],
    ['/about?after=none', 200],
    ['/about?release=none', 400],
    ['/tools?after=none', 400],
    ['/search?after=none', 400],
    ['/embed/r/none/tools', 404],
    ['/embed/r/none/none/none/none', 404],
  ])('%s chooses its release as its skin declares: %i', async (url, status) => {
    expect((await served.app.inject(url)).statusCode).toBe(status)
  })

  test('a path of the API that no route has names the nearest', async () => {
    expect(await getProblem(served.app, '/v1/tols')).toMatchObject({
      detail: `There is no "tols" here. Did you mean ${BASE}/v1/tools?`,
    })
  })
})
