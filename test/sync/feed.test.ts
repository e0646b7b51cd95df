// The feed of changes: each type of change, and invalid requests.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manifestsIn } from '../../src/store/manifest.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { BASE, getJson, getProblem, getPages } from '../support/client.ts'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

const file = (path: string) => worldFiles[path] as string
const fishbone = 'tools/fishbone-diagram.yaml'
const second = {
  ...releaseFile('2026.2'),
  'terms/system.yaml': undefined,
  'terms/whole.yaml': `${file('terms/system.yaml')}formerSlugs: [system]\n`,
  'worksheets/canvas.yaml': `${file('worksheets/canvas.yaml')}withdrawn: { on: 2026-01-02, reason: It was twice there., successor: sheet }\n`,
  'worksheets/sheet.yaml': file('worksheets/canvas.yaml').replace('Canvas', 'Sheet'),
  'stages/understand.yaml': file('stages/understand.yaml').replace('worksheet:canvas', 'worksheet:sheet'),
  [fishbone]: file(fishbone).replace('Groups causes', 'Sorts causes').replace('**causes**', '*causes*'),
  'methodologies/lean/mappings/tools.yaml': file('methodologies/lean/mappings/tools.yaml').replace(
    'object: lean:flow',
    'object: lean:pull',
  ),
}
/** The renamed item is withdrawn, and the removed ones stay removed. */
const third = {
  ...second,
  ...releaseFile('2026.3'),
  'terms/whole.yaml': `${second['terms/whole.yaml']}withdrawn: { on: 2026-01-03, reason: Nobody used it. }\n`,
}

let served: Served
beforeAll(async () => {
  served = await serve([world(), world(second), world(third)])
})
afterAll(() => served.close())

const between = (from: string, to: string) => getJson(served.app, `/v1/changes?from=${from}&to=${to}&limit=100`)

describe('between two releases', () => {
  test('withdrawals come first with reason and successor, then renames, additions, and changes with their fields', async () => {
    const { data, from, to, page } = await between('2026.1', '2026.2')
    expect([from.id, to.id, page]).toEqual(['2026.1', '2026.2', { total: data.length, limit: 100, next: null }])
    expect(
      data.map(({ item, ...change }: any) => ({ ...change, ...(item === undefined ? {} : { item: item.id }) })),
    ).toEqual([
      {
        type: 'withdrawn',
        kind: 'worksheet',
        id: 'worksheet:canvas',
        on: '2026-01-02',
        reason: 'It was twice there.',
        successor: 'worksheet:sheet',
      },
      { type: 'removed', kind: 'mapping', id: 'mapping:tool-fishbone-diagram-to-lean-flow' },
      { type: 'renamed', kind: 'term', id: 'term:whole', formerId: 'term:system', item: 'term:whole' },
      { type: 'added', kind: 'worksheet', id: 'worksheet:sheet', item: 'worksheet:sheet' },
      {
        type: 'added',
        kind: 'mapping',
        id: 'mapping:tool-fishbone-diagram-to-lean-pull',
        item: 'mapping:tool-fishbone-diagram-to-lean-pull',
      },
      {
        type: 'changed',
        kind: 'stage',
        id: 'stage:understand',
        fields: ['steps', 'worksheets'],
        item: 'stage:understand',
      },
      {
        type: 'changed',
        kind: 'tool',
        id: 'tool:fishbone-diagram',
        fields: ['summary', 'elements', 'mappings', 'guidance'],
        item: 'tool:fishbone-diagram',
      },
      { type: 'changed', kind: 'element', id: 'lean:flow', fields: ['tools', 'mappings'], item: 'lean:flow' },
      { type: 'changed', kind: 'element', id: 'lean:pull', fields: ['tools', 'mappings'], item: 'lean:pull' },
    ])
    const item = data.find(({ id }: any) => id === 'tool:fishbone-diagram').item
    expect(item).toEqual((await getJson(served.app, '/v1/tools/fishbone-diagram')).data)
  })

  test('an item that was renamed and then withdrawn has the id that the copy knows', async () => {
    const { data } = await between('2026.1', '2026.3')
    expect(data[0]).toEqual({
      type: 'withdrawn',
      kind: 'term',
      id: 'term:system',
      on: '2026-01-03',
      reason: 'Nobody used it.',
      successor: null,
    })
    expect((await between('2026.2', '2026.3')).data).toEqual([
      {
        type: 'withdrawn',
        kind: 'term',
        id: 'term:whole',
        on: '2026-01-03',
        reason: 'Nobody used it.',
        successor: null,
      },
    ])
  })

  test('a release has no changes to itself, and the backward feed restores the old one', async () => {
    expect((await between('2026.2', '2026.2')).data).toEqual([])
    const { data } = await between('2026.3', '2026.2')
    expect(data.map(({ type, id }: any) => [type, id])).toEqual([['added', 'term:whole']])
  })

  test('renaming a methodology renames its elements', async () => {
    const files = Object.fromEntries(
      Object.entries(worldFiles).filter(([path]) => path.startsWith('methodologies/lean/')),
    )
    const renamed = Object.fromEntries(
      Object.entries(files).flatMap(([path, text]) => [
        [path, undefined],
        [
          path.replace('/lean/', '/leaner/'),
          text.replaceAll('lean:', 'leaner:').replaceAll('methodology:lean', 'methodology:leaner'),
        ],
      ]),
    )
    renamed['methodologies/leaner/methodology.yaml'] += 'formerSlugs: [lean]\n'
    const own = await serve([world(), world({ ...renamed, ...releaseFile('2026.2') })])
    const { data } = await getJson(own.app, '/v1/changes?since=2026.1')
    expect(data.flatMap((change: any) => (change.type === 'renamed' ? [[change.formerId, change.id]] : []))).toEqual([
      ['methodology:lean', 'methodology:leaner'],
      ['lean:flow', 'leaner:flow'],
      ['lean:pull', 'leaner:pull'],
    ])
    await own.close()
  })
})

describe('since', () => {
  test('an id or a token leads to the newest release, and the token of the newest to no changes', async () => {
    const first = await getJson(served.app, '/v1/changes?since=2026.1')
    expect([first.from.id, first.to.id, first.meta.release.id]).toEqual(['2026.1', '2026.3', '2026.3'])
    const token = (await between('2026.1', '2026.1')).token
    expect((await getJson(served.app, `/v1/changes?since=${token}`)).data).toEqual(first.data)
    expect(await getJson(served.app, `/v1/changes?since=${first.token}`)).toMatchObject({
      data: [],
      token: first.token,
      page: { total: 0, next: null },
    })
  })

  test('paging that began before a switch ends in its release', async () => {
    const own = await serve([world(), world(second)])
    const { data, page } = await getJson(own.app, '/v1/changes?since=2026.1&limit=2')
    bakeRelease(world(third), own.folder)
    own.releases.refresh()
    const rest = await getPages(own.app, page.next.slice(BASE.length))
    expect([...new Set(rest.map(({ to, token }) => `${to.id} ${token}`))]).toEqual([
      expect.stringMatching(/^2026\.2 2026\.2~/),
    ])
    expect([...data, ...rest.flatMap((response) => response.data)]).toEqual(
      (await getJson(own.app, '/v1/changes?from=2026.1&to=2026.2&limit=100')).data,
    )
    await own.close()
  })

  test('a copy of a release that was deleted or has other content must be exported again: 410', async () => {
    const own = await serve([world(), world(second)])
    const { token } = await getJson(own.app, '/v1/changes?from=2026.1&to=2026.1')
    const [, oldest] = manifestsIn(own.folder)
    rmSync(join(own.folder, (oldest as { file: string }).file.replace('.db', '.json')))
    own.releases.refresh()
    const whole = `Take ${BASE}/v1/export/toolkit.ndjson?release=2026.2 whole, and ask for what changed since 2026.2 from then on.`
    for (const since of ['2026.1', token, '2025.12']) {
      expect(await getProblem(own.app, `/v1/changes?since=${since}`)).toMatchObject({
        status: 410,
        code: 'release_gone',
        detail: `Release ${since.split('~')[0]} is not kept. ${whole}`,
        errors: [{ name: 'since', allowed: ['2026.2'] }],
      })
    }
    expect(await getProblem(own.app, '/v1/changes?since=2026.2~AAAAAAAAAAAAAAAA')).toMatchObject({
      status: 410,
      code: 'release_gone',
      detail: `What is kept as release 2026.2 is not what that token is of. ${whole}`,
    })
    await own.close()
  })
})

describe('an invalid request', () => {
  test.each([
    ['', 'invalid_parameter', 'since', 'since must be given'],
    ['?from=2026.1', 'invalid_parameter', 'to', 'from and to go together'],
    ['?to=2026.1', 'invalid_parameter', 'from', 'from and to go together'],
    ['?since=2026.1&to=2026.2', 'invalid_parameter', 'to', 'to does not go with since'],
    ['?since=yesterday', 'invalid_parameter', 'since', 'must be the id of a release'],
    ['?since=2026.4', 'unknown_release', 'since', 'Release 2026.4 is newer than 2026.3, the newest that is kept here.'],
    ['?since=2026.1&limit=101', 'invalid_parameter', 'limit', 'limit must be'],
    ['?since=2026.1&kind=tool', 'unknown_parameter', 'kind', 'kind'],
  ])('%s is rejected with a reason', async (query, code, name, message) => {
    expect(await getProblem(served.app, `/v1/changes${query}`)).toMatchObject({
      status: 400,
      code,
      errors: [{ name, message: expect.stringContaining(message) }],
    })
  })

  test('a cursor is valid only for its two releases', async () => {
    const { page } = await getJson(served.app, '/v1/changes?since=2026.1&limit=2')
    const after = new URL(page.next).searchParams.get('after')
    expect(await getProblem(served.app, `/v1/changes?since=2026.2&after=${after}`)).toMatchObject({
      status: 400,
      code: 'invalid_cursor',
    })
    expect(await getProblem(served.app, `/v1/tools?after=${after}`)).toMatchObject({
      status: 400,
      code: 'invalid_cursor',
    })
  })

  test('is rejected by GraphQL with the same code', async () => {
    for (const since of ['2025.12', '2026.4', 'yesterday', '2026.1~AAAAAAAAAAAAAAAA']) {
      const { code } = await getProblem(served.app, `/v1/changes?since=${since}`)
      const { errors } = await sendQuery(
        served.app,
        'query($since: String!) { changes(since: $since) { totalCount } }',
        {
          since,
        },
      )
      expect(
        errors?.map(({ extensions }) => extensions.code),
        since,
      ).toEqual([code])
    }
  })
})

test('responses have ETags; the difference of two named releases is immutable', async () => {
  const [since, named] = [
    await served.app.inject('/v1/changes?since=2026.1'),
    await served.app.inject('/v1/changes?from=2026.1&to=2026.3'),
  ]
  expect([since.headers['cache-control'], named.headers['cache-control']]).toEqual([
    'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
    'public, max-age=31536000, immutable',
  ])
  for (const { headers } of [since, named]) expect(headers.etag).toMatch(/^W\//)
  const again = await served.app.inject({
    url: '/v1/changes?since=2026.1',
    headers: { 'if-none-match': String(since.headers.etag) },
  })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test('in GraphQL the address names the release to end in', async () => {
  const payload = {
    query:
      '{ changes(since: "2026.1") { to { id } totalCount nodes { id ... on Addition { item { id ... on Worksheet { name } } } } } }',
  }
  const { data } = (
    await served.app.inject({
      method: 'POST',
      url: '/graphql?release=2026.2',
      headers: { 'content-type': 'application/json' },
      payload,
    })
  ).json()
  expect([data.changes.to.id, data.changes.totalCount]).toEqual(['2026.2', 9])
  expect(data.changes.nodes.find(({ id }: any) => id === 'worksheet:sheet')).toEqual({
    id: 'worksheet:sheet',
    item: { id: 'worksheet:sheet', name: 'Sheet' },
  })
})
