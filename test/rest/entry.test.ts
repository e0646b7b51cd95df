// The entry point and the list of releases: their links and their order.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { BASE, getJson } from '../support/client.ts'
import { releaseFile, world } from '../support/world.ts'

let served: Served
beforeAll(async () => {
  served = await serve(['2026.10', '2026.1', '2026.9', '2025.12'].map((id) => world(releaseFile(id))))
})
afterAll(() => served.close())

test('every link of the entry point works', async () => {
  const { data } = await getJson(served.app, '/v1')
  expect(data.collections.length).toBeGreaterThanOrEqual(11)
  for (const { href, csv, ndjson } of data.collections)
    for (const address of [href, csv, ndjson])
      expect((await served.app.inject(address.slice(BASE.length))).statusCode, address).toBe(200)
  const needed: Record<string, string> = {
    search: '?q=plan',
    translate: '?subject=tool:fishbone-diagram&to=lean',
    explain: '?from=tool:fishbone-diagram&to=lean:flow',
    coverage: '?from=toolkit&to=lean',
    matrix: '?rows=tools&cols=lean',
    changes: '?since=2026.1',
    graphql: '?query={__typename}',
  }
  expect(Object.keys(data.links).length).toBeGreaterThanOrEqual(7)
  for (const [name, address] of Object.entries<string>(data.links))
    expect((await served.app.inject(address.slice(BASE.length) + (needed[name] ?? ''))).statusCode, name).toBeLessThan(
      400,
    )
})

test('the releases are listed newest first, ten after nine, and the newest is the current one', async () => {
  const { data, meta } = await getJson(served.app, '/v1/releases')
  expect(data.map((release: { id: string; current: boolean }) => [release.id, release.current])).toEqual([
    ['2026.10', true],
    ['2026.9', false],
    ['2026.1', false],
    ['2025.12', false],
  ])
  expect(meta.release.id).toBe('2026.10')
  expect(data[2]).toEqual({
    id: '2026.1',
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    publishedAt: '2026-01-01T00:00:00Z',
    current: false,
    links: { self: `${BASE}/v1/releases/2026.1`, entry: `${BASE}/v1?release=2026.1` },
  })
  for (const release of data) {
    expect((await getJson(served.app, release.links.self.slice(BASE.length))).data).toEqual(release)
    expect((await getJson(served.app, release.links.entry.slice(BASE.length))).meta.release).toEqual({
      id: release.id,
      digest: release.digest,
      publishedAt: release.publishedAt,
    })
  }
})
