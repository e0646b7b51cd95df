// The full content as NDJSON, JSON, zipped CSV and SQLite: the same records in each.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, kinds } from '../../src/content/kinds.ts'
import { getNdjson, type Item, getJson } from '../support/client.ts'
import { realContent, type Served, serve, temporaryFolder } from '../support/app.ts'
import { getBody } from './support.ts'

let served: Served
let records: Item[]
let sizes: Record<string, number>
let statuses: Set<string>
beforeAll(async () => {
  const content = realContent()
  sizes = Object.fromEntries(
    kindNames
      .filter((kind) => content.items[kind].size > 0)
      .map((kind) => [kinds[kind].collection, content.items[kind].size]),
  )
  statuses = new Set([...content.items.mapping.values()].map(({ status }) => status))
  served = await serve([content])
  records = await getNdjson(served.app, '/v1/export/toolkit.ndjson')
})
afterAll(() => served.close())

const collectionOf = (item: Item) => kinds[item.kind as keyof typeof kinds].collection
const sizesOf = (collections: Record<string, unknown[]>) =>
  Object.fromEntries(Object.entries(collections).map(([name, list]) => [name, list.length]))
const ofCollection = (name: string) => records.filter((item) => collectionOf(item) === name)

test('NDJSON has a line for each item of the content, mappings of every status among them', () => {
  expect(Object.fromEntries(Object.keys(sizes).map((name) => [name, ofCollection(name).length]))).toEqual(sizes)
  expect(records.length).toBeGreaterThan(1400)
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
  expect(new Set(ofCollection('mappings').map(({ status }) => status))).toEqual(statuses)
  expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBe(records.length)
})

test('a record is the item as in REST', async () => {
  const some = records.filter(({ kind }, n) => kind !== 'element' && n % 60 === 0)
  for (const item of some)
    expect((await getJson(served.app, item.links.self.slice('http://127.0.0.1:3000'.length))).data).toEqual(item)
  expect(some.length).toBeGreaterThan(20)
})

test('JSON has the same records, by collection, with the release and its licence', async () => {
  const { meta, ...collections } = await getJson(served.app, '/v1/export/toolkit.json')
  expect(sizesOf(collections)).toEqual(sizes)
  for (const [name, items] of Object.entries(collections)) expect(items, name).toEqual(ofCollection(name))
  expect(meta).toMatchObject({
    release: { id: '2026.1' },
    licence: { text: { id: 'CC-BY-4.0' } },
    attribution: { url: 'https://www.iitoolkit.com/' },
  })
})

test('the zip has a CSV for each collection, with the same records and reasons', async () => {
  const files = unzipSync(await getBody(served.app, '/v1/export/toolkit.csv'))
  const tables = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [
      name.replace(/\.csv$/, ''),
      parse(Buffer.from(bytes), { columns: true }) as Record<string, string>[],
    ]),
  )
  expect(sizesOf(tables)).toEqual(sizes)
  const readable = (cell: string | undefined) => cell?.replace(/^'(?=[=+\-@])/, '')
  for (const [name, rows] of Object.entries(tables)) {
    const shown = (item: Record<string, any>) => [item.id, readable(item.name), readable(item.reason ?? item.summary)]
    expect(rows.map(shown), name).toEqual(
      ofCollection(name).map((item) => [item.id, item.name, item.reason ?? item.summary]),
    )
  }
})

test('the SQLite file opens, passes its integrity check, and has the same records', async () => {
  const file = join(temporaryFolder(), 'toolkit.sqlite')
  writeFileSync(file, await getBody(served.app, '/v1/export/toolkit.sqlite'))
  const db = new Database(file, { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const rows = db.prepare('SELECT id, kind, json FROM items').all() as { id: string; kind: string; json: string }[]
  db.close()
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(records.map(({ id }) => id)))
  expect(rows.length).toBe(records.length)
  const reasons = (items: { id: string; reason?: string }[]) =>
    Object.fromEntries(items.flatMap(({ id, reason }) => (reason === undefined ? [] : [[id, reason]])))
  expect(reasons(rows.map(({ json }) => JSON.parse(json)))).toEqual(
    reasons(records as { id: string; reason?: string }[]),
  )
})
