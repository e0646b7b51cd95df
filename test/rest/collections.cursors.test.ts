// A cursor is valid only for its own request and release.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { BASE, getJson, getProblem, getIdsOfPages } from '../support/client.ts'

let served: Served
afterEach(() => served.close())

const later = {
  ...releaseFile('2026.2'),
  'tools/audit.yaml':
    'name: Audit\nsummary: Checks.\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\n',
}

async function nextOf(url: string): Promise<string> {
  const { page } = await getJson(served.app, url)
  return page.next.slice(BASE.length)
}

async function cursorOf(url: string): Promise<string> {
  return new URLSearchParams((await nextOf(url)).split('?')[1]).get('after') ?? ''
}

const belongsElsewhere = {
  status: 400,
  code: 'invalid_cursor',
  detail:
    'The cursor was altered, or belongs to another request. Take it from "page.next" of the page before, with the same filters and sort.',
  errors: [{ in: 'query', name: 'after', message: 'is not a cursor of this request' }],
}

test('a cursor with any character altered is rejected', async () => {
  served = await serve([world()])
  const cursor = await cursorOf('/v1/tools?limit=1')
  let altered = 0
  for (let at = 0; at < cursor.length; at++) {
    for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/= é') {
      if (character === cursor[at]) continue
      const url = `/v1/tools?limit=1&after=${encodeURIComponent(cursor.slice(0, at) + character + cursor.slice(at + 1))}`
      // An altered release decodes to one that does not exist.
      expect(await getProblem(served.app, url), url).toMatchObject({
        status: 400,
        code: expect.stringMatching(/^(invalid_cursor|cursor_expired)$/),
      })
      altered++
    }
  }
  expect(altered).toBeGreaterThan(1500)
})

test('a truncated, extended or arbitrary cursor is rejected', async () => {
  served = await serve([world()])
  const cursor = await cursorOf('/v1/tools?limit=1')
  const [body = '', seal = ''] = cursor.split('.')
  for (const wrong of [
    'x',
    '.',
    body,
    seal,
    `.${seal}`,
    `${body}.`,
    cursor.slice(0, -1),
    `${cursor}A`,
    `A${cursor}`,
    `${cursor}.${seal}`,
    `${cursor}\n`,
    `${Buffer.from('1').toString('base64url')}.${seal}`,
    'A'.repeat(200),
  ]) {
    expect(await getProblem(served.app, `/v1/tools?limit=1&after=${encodeURIComponent(wrong)}`), wrong).toEqual(
      belongsElsewhere,
    )
  }
  expect(await getProblem(served.app, `/v1/tools?after=${'a'.repeat(201)}`)).toMatchObject({ status: 400 })
  expect(await getProblem(served.app, '/v1/tools?after=')).toMatchObject({ status: 400, code: 'invalid_parameter' })
})

test('a cursor of another filter, q, sort, collection or search is rejected', async () => {
  served = await serve([world()])
  const own = await cursorOf('/v1/tools?limit=1')
  const others = [
    '/v1/tools?origin=toolkit',
    '/v1/tools?strand=problem,plan',
    '/v1/tools?sort=-name',
    '/v1/tools?q=shows',
    '/v1/tools?q=shows&sort=name',
    '/v1/activities?sort=name',
    '/v1/activities',
    '/v1/strands',
    '/v1/mappings',
    '/v1/methodologies/lean/elements',
    '/v1/search?q=shows',
    '/v1/search?q=shows&kind=tool',
  ]
  for (const url of others)
    expect(await getProblem(served.app, `${url}${url.includes('?') ? '&' : '?'}after=${own}`), url).toEqual(
      belongsElsewhere,
    )

  for (const url of [
    '/v1/activities?limit=1',
    '/v1/strands?limit=1',
    '/v1/methodologies/lean/elements?limit=1',
    '/v1/search?q=work&limit=1',
    '/v1/tools?origin=toolkit&limit=1',
    '/v1/tools?sort=-name&limit=1',
  ]) {
    const cursor = await cursorOf(url)
    expect((await served.app.inject(`${url}&after=${cursor}`)).statusCode, url).toBe(200)
    expect(await getProblem(served.app, `/v1/tools?limit=1&after=${cursor}`), url).toEqual(belongsElsewhere)
  }
})

test('a cursor of a search belongs to its q and kinds', async () => {
  served = await serve([world()])
  const cursor = await cursorOf('/v1/search?q=plan+gantt&kind=activity,tool&limit=1')
  for (const url of [
    '/v1/search?q=plans+gantt&kind=activity,tool',
    '/v1/search?q=plan+gantt',
    '/v1/search?q=plan+gantt&kind=activity',
  ])
    expect(await getProblem(served.app, `${url}&after=${cursor}`), url).toEqual(belongsElsewhere)
  expect(
    (await served.app.inject(`/v1/search?q=plan+gantt&kind=tool,activity&limit=5&after=${cursor}`)).statusCode,
  ).toBe(200)
})

test('a cursor works with another limit, and with filters in another order', async () => {
  served = await serve([world()])
  const cursor = await cursorOf('/v1/tools?strand=plan,problem&origin=toolkit&limit=1')
  const { data } = await getJson(
    served.app,
    `/v1/tools?limit=7&origin=toolkit&after=${cursor}&strand=problem,plan&fields=name`,
  )
  expect(data).toEqual([{ id: 'tool:gantt-chart', kind: 'tool', name: 'Gantt Chart' }])
})

test('paging continues in its release while a newer one is served', async () => {
  served = await serve([world()])
  const next = await nextOf('/v1/tools?limit=1&fields=slug')
  bakeRelease(world(later), served.folder)
  served.releases.refresh()
  expect((await getJson(served.app, '/v1/tools')).meta.release.id).toBe('2026.2')
  expect(await getIdsOfPages(served.app, '/v1/tools?limit=1&fields=slug')).toEqual([
    'tool:audit',
    'tool:fishbone-diagram',
    'tool:gantt-chart',
  ])
  const second = await getJson(served.app, next)
  expect(second.meta.release.id).toBe('2026.1')
  expect(second.page).toEqual({ total: 2, limit: 1, next: null })
  expect(second.data.map((item: { id: string }) => item.id)).toEqual(['tool:gantt-chart'])
})

test('a cursor is rejected if the request names another release', async () => {
  served = await serve([world(), world(later)])
  const cursor = await cursorOf('/v1/tools?limit=1&release=2026.1')
  expect((await getJson(served.app, `/v1/tools?limit=1&after=${cursor}&release=2026.1`)).meta.release.id).toBe('2026.1')
  expect(await getProblem(served.app, `/v1/tools?limit=1&after=${cursor}&release=2026.2`)).toEqual({
    status: 400,
    code: 'invalid_cursor',
    detail: 'The cursor is of release 2026.1, and the request names 2026.2.',
    errors: [{ in: 'query', name: 'after', message: 'The cursor is of release 2026.1, and the request names 2026.2.' }],
  })
})

test('a cursor of a deleted release has expired', async () => {
  served = await serve([world(), world(later)])
  const next = await nextOf('/v1/tools?limit=1&release=2026.1')
  const cursor = new URLSearchParams(next.split('?')[1]).get('after')
  for (const name of readdirSync(served.folder).filter((file) => file.endsWith('.json'))) {
    const manifest = JSON.parse(readFileSync(join(served.folder, name), 'utf8'))
    if (manifest.id === '2026.1') for (const file of [name, manifest.file]) rmSync(join(served.folder, file))
  }
  served.releases.refresh()
  expect(await getProblem(served.app, `/v1/tools?limit=1&after=${cursor}`)).toMatchObject({
    status: 400,
    code: 'cursor_expired',
    errors: [
      {
        in: 'query',
        name: 'after',
        message: 'The cursor is of release 2026.1, which is not kept any more. Begin again without it.',
      },
    ],
  })
  expect(await getProblem(served.app, next)).toMatchObject({
    status: 400,
    code: 'unknown_release',
    errors: [{ name: 'release', allowed: ['2026.2'], suggestion: '2026.2' }],
  })
})
