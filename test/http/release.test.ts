// The release of a request: the newest, or the one that it names.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'
import { BASE, getJson, getProblem } from '../support/client.ts'

const tool =
  'name: Audit\nsummary: Checks what is done.\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\n'
let served: Served
beforeAll(async () => {
  served = await serve([
    world({ ...releaseFile('2026.10'), 'tools/audit.yaml': tool }),
    world(),
    world(releaseFile('2026.9')),
    world(releaseFile('2025.12')),
  ])
})
afterAll(() => served.close())

test('release= selects the release of any request', async () => {
  for (const url of [
    '/v1?',
    '/v1/tools?',
    '/v1/tools/gantt-chart?',
    '/v1/methodologies/lean/elements?',
    '/v1/methodologies/lean/elements/flow?',
    '/v1/search?q=plan&',
  ]) {
    for (const id of ['2025.12', '2026.1', '2026.10'])
      expect((await getJson(served.app, `${url}release=${id}`)).meta.release.id, url).toBe(id)
    expect((await getJson(served.app, url)).meta.release.id, url).toBe('2026.10')
  }
  expect((await getJson(served.app, '/v1/tools?release=2026.9')).page.total).toBe(2)
  expect((await getJson(served.app, '/v1/tools')).page.total).toBe(3)
  expect((await getJson(served.app, '/v1/search?q=audit')).data[0].id).toBe('tool:audit')
  expect((await getJson(served.app, '/v1/search?q=audit&release=2026.9')).data).toEqual([])
  expect((await served.app.inject('/v1/tools.csv?fields=slug&release=2026.9')).body).toBe(
    'id,kind,slug\r\ntool:fishbone-diagram,tool,fishbone-diagram\r\ntool:gantt-chart,tool,gantt-chart\r\n',
  )
  expect((await served.app.inject('/v1/tools/audit')).statusCode).toBe(200)
  expect(await getProblem(served.app, '/v1/tools/audit?release=2026.9')).toMatchObject({ status: 404 })
})

test('the next page of an explicit release is of that release, and names it', async () => {
  const { page } = await getJson(served.app, '/v1/tools?limit=1&release=2026.9')
  expect(page.next).toMatch(/[?&]release=2026\.9(&|$)/)
  expect((await getJson(served.app, page.next.slice(BASE.length))).meta.release.id).toBe('2026.9')
})

test('an unknown release is rejected with a list of the known ones', async () => {
  for (const url of [
    '/v1?',
    '/v1/tools?',
    '/v1/tools/gantt-chart?',
    '/v1/tools.csv?',
    '/v1/search?q=plan&',
    '/v1/methodologies/lean/elements?',
  ]) {
    const allowed = ['2026.10', '2026.9', '2026.1', '2025.12']
    expect(await getProblem(served.app, `${url}release=2026.11`), url).toMatchObject({
      status: 400,
      code: 'unknown_release',
      errors: [{ in: 'query', name: 'release', suggestion: '2026.10', allowed }],
    })
  }
  expect(await getProblem(served.app, '/v1/releases/2026.11')).toMatchObject({
    status: 404,
    code: 'not_found',
    errors: [{ in: 'path', name: 'id', suggestion: '2026.10' }],
  })
  for (const id of ['latest', '..', '2026.1/../2026.9', "2026.1' OR 1=1"])
    expect(await getProblem(served.app, `/v1/tools?release=${encodeURIComponent(id)}`), id).toMatchObject({
      status: 400,
      code: 'unknown_release',
    })
})

test('an identifier redirects to the item in the requested release', async () => {
  const to = async (accept: string) =>
    (await served.app.inject({ url: '/id/tool/gantt-chart?release=2026.9', headers: { accept } })).headers.location
  expect(await to('application/json')).toBe(`${BASE}/v1/tools/gantt-chart?release=2026.9`)
  expect(await to('text/html')).toBe(`${BASE}/tools/gantt-chart?release=2026.9`)
})

test('a release published at runtime is listed and served from then on', async () => {
  const own = await serve([world()])
  bakeRelease(world({ ...releaseFile('2026.2'), 'tools/audit.yaml': tool }), own.folder)
  expect((await getJson(own.app, '/v1/tools')).page.total).toBe(2)
  own.releases.refresh()
  expect((await getJson(own.app, '/v1/tools')).page.total).toBe(3)
  expect((await getJson(own.app, '/v1/releases')).data.map((release: { id: string }) => release.id)).toEqual([
    '2026.2',
    '2026.1',
  ])
  await own.close()
})
