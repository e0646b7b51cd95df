// Snapshots are self-contained: one file of an item, and the zip, whose links all lead to files in it.
import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemId, kindNames, kindPath } from '../../src/content/kinds.ts'
import { BASE } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { validationErrors } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('a file of every kind is self-contained, with its style, credit, release and date', async () => {
  let files = 0
  for (const kind of kindNames) {
    const [slug = ''] = served.releases.current().of(kind).slugs()
    const { statusCode, headers, body } = await served.app.inject(`/snapshot/${kindPath(itemId(kind, slug))}.html`)
    expect([statusCode, headers['content-disposition']], kind).toEqual([
      200,
      `attachment; filename="${slug.replace(':', '-')}.html"`,
    ])
    expect(body.match(/<(script|link rel="stylesheet"|img|iframe|base|form)\b|\ssrc=|@import|url\(/g), kind).toBeNull()
    expect(body).toContain('<style>')
    for (const credit of [
      'https://www.iitoolkit.com/',
      'https://creativecommons.org/licenses/by/4.0/',
      '2026.1, <time datetime=',
      `${BASE}/`,
    ])
      expect(body, credit).toContain(credit)
    expect(await validationErrors(kind, body)).toEqual([])
    files++
  }
  expect(files).toBe(kindNames.length)
})

test('a missing item and an unknown parameter are problems', async () => {
  for (const [url, status] of [
    ['/snapshot/tool/none.html', 404],
    ['/snapshot/tol/x.html', 404],
    ['/snapshot/tool/fishbone-diagram.html?theme=plain', 400],
  ] as const) {
    const response = await served.app.inject(url)
    expect([response.statusCode, response.headers['content-type']], url).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ])
  }
})

test('the zip contains every item, with working links and matching checksums', async () => {
  const response = await served.app.inject('/snapshot/toolkit.zip')
  expect([response.statusCode, response.headers['content-type'], response.headers['content-disposition']]).toEqual([
    200,
    'application/zip',
    'attachment; filename="toolkit-2026.1.zip"',
  ])
  const files = unzipSync(new Uint8Array(response.rawPayload))
  const toolkit = served.releases.current()
  const items = kindNames.reduce((sum, kind) => sum + toolkit.of(kind).slugs().length, 0)
  expect(Object.keys(files)).toHaveLength(items + (kindNames.length - 1) + 3)
  const text = (name: string) => Buffer.from(files[name] as Uint8Array).toString()

  const sums = text('SHA256SUMS')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('  ') as [string, string])
  expect(sums.map(([, name]) => name).sort()).toEqual(
    Object.keys(files)
      .filter((name) => name !== 'SHA256SUMS')
      .sort(),
  )
  for (const [sum, name] of sums)
    expect(
      createHash('sha256')
        .update(files[name] as Uint8Array)
        .digest('hex'),
      name,
    ).toBe(sum)

  let links = 0
  const broken = new Set<string>()
  for (const name of Object.keys(files).filter((path) => path.endsWith('.html'))) {
    for (const [, href = ''] of text(name).matchAll(/ href="([^"]+)"/g)) {
      if (/^(https?:|mailto:|data:|#)/.test(href)) continue
      links++
      if (files[posix.join(posix.dirname(name), href)] === undefined) broken.add(`${name} → ${href}`)
    }
    expect(text(name), name).not.toMatch(/<script|\ssrc=/)
  }
  expect([...broken]).toEqual([])
  expect(links).toBeGreaterThanOrEqual(5000)
  for (const name of [
    'index.html',
    'tools/index.html',
    'tools/fishbone-diagram.html',
    'methodologies/lean/elements/flow.html',
  ])
    expect(await validationErrors(name, text(name))).toEqual([])

  const again = await served.app.inject('/snapshot/toolkit.zip')
  expect(again.rawPayload.equals(response.rawPayload)).toBe(true)
})
