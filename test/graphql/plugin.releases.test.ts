// The release of a request: the newest, or the one that the URL names.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'
import { get, post } from './support.ts'

let served: Served
beforeAll(async () => {
  const newer = {
    ...releaseFile('2026.2'),
    'tools/run-chart.yaml': worldFiles['tools/gantt-chart.yaml']?.replace('Gantt', 'Run'),
    'tools/gantt-chart.yaml': worldFiles['tools/gantt-chart.yaml']?.replace('tasks as bars', 'work as bars'),
  }
  served = await serve([world(), world(newer)])
})
afterAll(() => served.close())

const query =
  '{ release { id } tools(first: 2) { totalCount pageInfo { endCursor } } tool(slug: "gantt-chart") { summary links { self } } }'
const older = {
  release: { id: '2026.1' },
  tools: { totalCount: 2, pageInfo: { endCursor: expect.any(String) } },
  tool: { summary: 'Shows tasks as bars.', links: { self: 'http://127.0.0.1:3000/v1/tools/gantt-chart' } },
}
const newest = {
  release: { id: '2026.2' },
  tools: { totalCount: 3, pageInfo: { endCursor: expect.any(String) } },
  tool: { summary: 'Shows work as bars.', links: { self: 'http://127.0.0.1:3000/v1/tools/gantt-chart' } },
}

describe('a query is answered from', () => {
  test('the newest release by default', async () => {
    expect((await post(served.app, { query })).json()).toEqual({ data: newest })
    expect((await get(served.app, { query })).json()).toEqual({ data: newest })
  })

  test('the release that the URL names, by GET and POST', async () => {
    for (const [release, data] of [
      ['2026.1', older],
      ['2026.2', newest],
    ] as const) {
      expect((await get(served.app, { query, release })).json()).toEqual({ data })
      expect((await post(served.app, { query }, {}, `/graphql?release=${release}`)).json()).toEqual({ data })
    }
  })

  test('each release in turn, for the same query', async () => {
    for (let i = 0; i < 3; i++) {
      const responses = await Promise.all(
        ['2026.1', '2026.2', '2026.1'].map((release) => post(served.app, { query }, {}, `/graphql?release=${release}`)),
      )
      expect(responses.map((response) => response.json())).toEqual([{ data: older }, { data: newest }, { data: older }])
    }
  })

  test('no unknown release', async () => {
    for (const response of [
      await get(served.app, { query, release: '2026.9' }),
      await post(served.app, { query }, {}, '/graphql?release=2026.9'),
    ]) {
      expect({
        status: response.statusCode,
        code: response.json().code,
        allowed: response.json().errors[0].allowed,
      }).toEqual({ status: 400, code: 'unknown_release', allowed: ['2026.2', '2026.1'] })
    }
  })
})

test('each release has its own ETags', async () => {
  const tags = await Promise.all(
    [{ query }, { query, release: '2026.1' }, { query, release: '2026.2' }].map(
      async (parameters) => (await get(served.app, parameters)).headers.etag,
    ),
  )
  expect(new Set(tags).size).toBe(3)
})

describe('a cursor', () => {
  const page =
    'query($after: String, $before: String) { release { id } tools(first: 1, after: $after, before: $before) { totalCount pageInfo { endCursor } nodes { slug } } }'
  const cursorOf = async (release: string) =>
    (await get(served.app, { query: page, release })).json().data.tools.pageInfo.endCursor as string
  const second = {
    release: { id: '2026.1' },
    tools: { totalCount: 2, pageInfo: { endCursor: expect.any(String) }, nodes: [{ slug: 'gantt-chart' }] },
  }

  test('continues in its release while a newer one is served', async () => {
    const after = await cursorOf('2026.1')
    expect((await post(served.app, { query: page, variables: { after } })).json()).toEqual({ data: second })
    expect((await get(served.app, { query: page, variables: { after } })).json()).toEqual({ data: second })
    expect(
      (
        await post(served.app, {
          query: page.replace('($after: String, $before: String)', '').replace('$after, before: $before', `"${after}"`),
        })
      ).json(),
    ).toEqual({ data: second })
    expect(
      (await post(served.app, { query: page.replace('$after: String', `$after: String = "${after}"`) })).json(),
    ).toEqual({ data: second })
  })

  test('is valid if the URL names its release, and rejected if it names another', async () => {
    const after = await cursorOf('2026.1')
    expect((await get(served.app, { query: page, variables: { after }, release: '2026.1' })).json()).toEqual({
      data: second,
    })
    expect(
      (await get(served.app, { query: page, variables: { after }, release: '2026.2' })).json().errors[0].extensions
        .code,
    ).toBe('invalid_cursor')
  })

  test('is rejected together with one of another release', async () => {
    const variables = { after: await cursorOf('2026.1'), before: await cursorOf('2026.2') }
    expect((await post(served.app, { query: page, variables })).json().errors[0].extensions.code).toBe('invalid_cursor')
  })
})

test('a release has the same fields as in REST', async () => {
  const { data } = (
    await post(served.app, {
      query:
        '{ release { id digest publishedAt licence { text { id name url } source { id } } attribution { text html url } } }',
    })
  ).json()
  const { release, licence, attribution } = (await served.app.inject('/v1/tools')).json().meta
  expect(data.release).toEqual({ ...release, licence, attribution })
})
