// Each export has its length, SHA-256 and ETag, for each release.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getJson, getProblem } from '../support/client.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'
import { everyExport } from './support.ts'

let served: Served
beforeAll(async () => {
  const renamed = (worldFiles['tools/gantt-chart.yaml'] as string).replace(
    'name: Gantt Chart',
    'name: Bar Chart of Tasks',
  )
  served = await serve([world(), world({ ...releaseFile('2026.2'), 'tools/gantt-chart.yaml': renamed })])
})
afterAll(() => served.close())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

describe.each(everyExport)('%s', (path) => {
  test('has the length and the checksum of its headers', async () => {
    for (const url of [path, `${path}?release=2026.1`]) {
      const { statusCode, headers, rawPayload } = await served.app.inject(url)
      expect([statusCode, headers['content-length'], headers['repr-digest']]).toEqual([
        200,
        String(rawPayload.length),
        `sha-256=:${sha256(rawPayload).toString('base64')}:`,
      ])
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[a-z.]+"$/)
      const { headers: again, rawPayload: bytes } = await served.app.inject(url)
      expect([bytes.equals(rawPayload), again.etag]).toEqual([true, headers.etag])
    }
  })

  test('is a 304 for a matching ETag', async () => {
    const { headers } = await served.app.inject(path)
    for (const tag of [String(headers.etag), '*']) {
      const response = await served.app.inject({ url: path, headers: { 'if-none-match': tag } })
      expect([response.statusCode, response.body, response.headers.etag]).toEqual([304, '', headers.etag])
    }
    expect((await served.app.inject({ url: path, headers: { 'if-none-match': 'W/"other"' } })).statusCode).toBe(200)
  })

  test('responds to HEAD without a body', async () => {
    const [full, head] = [await served.app.inject(path), await served.app.inject({ method: 'HEAD', url: path })]
    expect(head.body).toBe('')
    for (const name of ['content-length', 'repr-digest', 'etag', 'content-type'])
      expect(head.headers[name], name).toBe(full.headers[name])
  })

  test('is immutable for an explicit release', async () => {
    const [newest, older] = [await served.app.inject(path), await served.app.inject(`${path}?release=2026.1`)]
    expect(newest.rawPayload.equals(older.rawPayload)).toBe(false)
    expect(newest.headers.etag).not.toBe(older.headers.etag)
    expect([newest.headers['cache-control'], older.headers['cache-control']]).toEqual([
      'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
      'public, max-age=31536000, immutable',
    ])
    if (!/csv$/.test(path))
      expect([
        newest.rawPayload.includes('Bar Chart of Tasks'),
        older.rawPayload.includes('Bar Chart of Tasks'),
        older.rawPayload.includes('Gantt Chart'),
      ]).toEqual([true, false, true])
    expect(await getProblem(served.app, `${path}?release=2026.3`)).toMatchObject({
      status: 400,
      code: 'unknown_release',
    })
    expect(await getProblem(served.app, `${path}?limit=3`)).toMatchObject({ status: 400, code: 'unknown_parameter' })
  })
})

test.each(['', '?release=2026.1'])('the list of exports gives the size and checksum of each%s', async (query) => {
  const { data, fhir } = await getJson(served.app, `/v1/export${query}`)
  expect(data.map(({ href }: { href: string }) => href)).toEqual(
    expect.arrayContaining(everyExport.map((path) => `http://127.0.0.1:3000${path}${query}`)),
  )
  expect(data.length).toBe(everyExport.length)
  for (const { href, type, bytes, sha256: sum, leftOut } of data) {
    const { rawPayload, headers } = await served.app.inject(href.slice('http://127.0.0.1:3000'.length))
    expect([bytes, sum, String(headers['content-type']).split(';')[0]]).toEqual([
      rawPayload.length,
      sha256(rawPayload).toString('hex'),
      type,
    ])
    expect(leftOut).toMatch(/\S/)
  }
  expect(fhir.map(({ href }: { href: string }) => href)).toEqual(
    ['CodeSystem', 'ConceptMap'].map((type) => `http://127.0.0.1:3000/fhir/${type}${query}`),
  )
})

test('FHIR has ETags, and older releases too', async () => {
  for (const path of ['/fhir/CodeSystem', '/fhir/ConceptMap/toolkit-to-lean']) {
    const { headers } = await served.app.inject(path)
    expect(
      (await served.app.inject({ url: path, headers: { 'if-none-match': String(headers.etag) } })).statusCode,
    ).toBe(304)
    const older = await served.app.inject(`${path}?release=2026.1`)
    expect([older.body.includes('Gantt Chart'), older.body.includes('Bar Chart of Tasks')]).toEqual([true, false])
  }
})
