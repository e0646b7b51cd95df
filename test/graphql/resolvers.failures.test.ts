// Internal failures reveal no internals.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { get, post } from './support.ts'

let served: Served
beforeEach(async () => {
  served = await serve([world()])
})
afterEach(() => served.close())

const inside =
  /sqlite|database|select|statement|connection|cannot read|undefined|\.ts\b|\.js\b|node_modules|\/tmp|stack/i
const failure = (path: string[]) => ({
  message: 'Something went wrong here; the failure is in the log.',
  locations: expect.any(Array),
  path,
  extensions: { code: 'internal' },
})

describe('if the release can no longer be read', () => {
  test('a response has the code of an internal failure only, on each request', async () => {
    served.releases.close()
    for (let i = 0; i < 4; i++) {
      const response = await post(served.app, { query: '{ tools { nodes { slug } } }' })
      expect(response.json()).toEqual({ data: null, errors: [failure(['tools'])] })
      expect(response.body).not.toMatch(inside)
    }
  })

  test('nullable fields are null, and the rest is resolved', async () => {
    served.releases.close()
    for (let i = 0; i < 4; i++) {
      const response = await post(served.app, {
        query: '{ release { id } tool(slug: "gantt-chart") { name } node(id: "lean:flow") { id } }',
      })
      expect(response.json()).toEqual({
        data: { release: { id: '2026.1' }, tool: null, node: null },
        errors: [failure(['tool']), failure(['node'])],
      })
      expect(response.body).not.toMatch(inside)
    }
  })

  test('a relation fails by itself', async () => {
    const query = '{ tool(slug: "gantt-chart") { name strands { slug } } }'
    await post(served.app, { query })
    served.releases.close()
    for (let i = 0; i < 3; i++) expect((await post(served.app, { query })).body).not.toMatch(inside)
  })

  test('the response is not cached', async () => {
    served.releases.close()
    for (let i = 0; i < 3; i++) {
      const response = await get(served.app, { query: '{ tools { totalCount nodes { slug } } }' })
      expect({
        code: response.json().errors[0].extensions.code,
        cache: response.headers['cache-control'],
        etag: response.headers.etag,
      }).toEqual({ code: 'internal', cache: 'no-store', etag: undefined })
    }
  })
})
