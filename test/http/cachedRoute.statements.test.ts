// 304 responses and rejected requests run no query.
import { expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'

const urls = [
  '/v1',
  '/v1/tools',
  '/v1/tools?strand=problem,plan&activity=agree-themes&element=lean:flow&basis=published&facets=strand,origin&include=strands,mappings&fields=name',
  '/v1/tools?q=causes&sort=-relevance',
  '/v1/tools.csv',
  '/v1/tools.ndjson?q=causes',
  '/v1/mappings?subject=tool:fishbone-diagram&status=rejected',
  '/v1/tools/fishbone-diagram?include=mappings',
  '/v1/methodologies/lean/elements',
  '/v1/methodologies/lean/elements?type=principle',
  '/v1/methodologies/lean/elements/flow',
  '/v1/search?q=ishikawa&kind=tool',
  '/v1/releases',
  '/v1/releases/2026.1',
  '/v1/problems/internal',
  '/v1/tools?release=2026.1',
]

test('a 304 runs no statement, even on a server that has served nothing yet', async () => {
  const first = await serve([world()])
  const tags: string[] = []
  for (const url of urls) tags.push(String((await first.app.inject(url)).headers.etag))
  await first.close()

  const statements: string[] = []
  const fresh: Served = await serve([world()], { onStatement: (statement) => statements.push(statement) })
  for (const [i, url] of urls.entries()) {
    for (const value of [tags[i] ?? '', `"other", ${tags[i]}`, '*']) {
      statements.length = 0
      const response = await fresh.app.inject({ url, headers: { 'if-none-match': value } })
      expect([response.statusCode, statements], `${url} ${value}`).toEqual([304, []])
    }
  }
  // An uncached response runs statements: the listener works.
  await fresh.app.inject('/v1/tools')
  expect(statements.length).toBeGreaterThan(0)
  await fresh.close()
})

test('an invalid request runs no statement', async () => {
  const statements: string[] = []
  const served = await serve([world()], { onStatement: (statement) => statements.push(statement) })
  statements.length = 0
  for (const url of [
    '/v1/tools?limit=0',
    '/v1/tools?nothing=1',
    '/v1/tools?strand=none',
    '/v1/tools?fields=none',
    '/v1/tools?after=x',
    '/v1/tools?release=2026.9',
    '/v1/search',
  ])
    expect((await served.app.inject(url)).statusCode, url).toBe(400)
  expect(statements).toEqual([])
  await served.close()
})

test('the number of statements does not depend on the page size', async () => {
  const statements: string[] = []
  const served = await serve([world()], {
    environment: { ANSWER_CACHE_MB: '0' },
    onStatement: (statement) => statements.push(statement),
  })
  const cost = async (url: string) => {
    await served.app.inject(url)
    statements.length = 0
    expect((await served.app.inject(url)).statusCode, url).toBe(200)
    return statements.length
  }
  expect(await cost('/v1/tools?limit=1')).toBe(await cost('/v1/tools?limit=100'))
  expect(await cost('/v1/tools?limit=1&include=strands,activities,mappings')).toBe(
    await cost('/v1/tools?limit=100&include=strands,activities,mappings'),
  )
  expect(await cost('/v1/tools?limit=1&include=guidance')).toBe(await cost('/v1/tools?limit=100&include=guidance'))
  await served.close()
})
