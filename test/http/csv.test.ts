// Complete lists as CSV: RFC 4180, and safe to open in a spreadsheet.
import { parse } from 'csv-parse/sync'
import { afterEach, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { getNdjson, type Item, getJson, getProblem } from '../support/client.ts'

let served: Served
afterEach(() => served.close())

/** The records, whatever line endings they have. */
const records = (text: string): string[][] =>
  parse(text, { record_delimiter: ['\r\n', '\n', '\r'], relax_quotes: false })

async function csv(url: string): Promise<Record<string, string>[]> {
  const response = await served.app.inject(url)
  expect([response.statusCode, response.headers['content-type']], url).toEqual([
    200,
    'text/csv; charset=utf-8; header=present',
  ])
  expect(response.body.endsWith('\r\n')).toBe(true)
  const [head = [], ...rows] = records(response.body)
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])))
}

/** What a cell holds of a field. */
function cell(value: unknown): string {
  if (value === null) return ''
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    return value.join(value.some((entry) => entry.includes(' ')) ? '; ' : ' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const hostile = (name: string, summary: string, aliases: string[] = []) =>
  `name: ${JSON.stringify(name)}\nsummary: ${JSON.stringify(summary)}\naliases: ${JSON.stringify(aliases)}\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\n`

test('every collection as CSV has a row for each item and a column for each field', async () => {
  served = await serve([realContent()])
  let cells = 0
  for (const { name } of (await getJson(served.app, '/v1')).data.collections) {
    const [rows, items] = [await csv(`/v1/${name}.csv`), await getNdjson(served.app, `/v1/${name}.ndjson`)]
    expect(rows).toHaveLength(items.length)
    rows.forEach((row, i) => {
      const item = items[i] as Item
      expect(Object.keys(row).sort()).toEqual(Object.keys(item).sort())
      for (const [field, value] of Object.entries(item)) {
        expect(row[field]?.replace(/^'(?=[=+@-])/, ''), `${item.id} ${field}`).toBe(cell(value))
        cells++
      }
    })
  }
  expect(cells).toBeGreaterThan(10_000)
})

test('commas, quotes and line breaks are escaped', async () => {
  const summaries = [
    'One, two',
    'Say "so"',
    '"Quoted"',
    'First line\nsecond line',
    'First\r\nsecond',
    'First\rsecond',
    'One; two',
    "It's",
    'tab\there',
    'ünïcödé 🐟',
  ]
  served = await serve([
    world(
      Object.fromEntries(
        summaries.map((summary, i) => [`tools/hostile-${i}.yaml`, hostile(`Hostile ${i}`, summary, ['a, b', 'c "d"'])]),
      ),
    ),
  ])
  const rows = await csv('/v1/tools.csv?origin=methodology&fields=summary,aliases')
  expect(rows).toEqual(
    summaries.map((summary, i) => ({ id: `tool:hostile-${i}`, kind: 'tool', summary, aliases: 'a, b; c "d"' })),
  )
})

test('a cell that a spreadsheet would evaluate as a formula is escaped', async () => {
  const names = ['=SUM(A1:A9)', '+441234567890', '-1+2', '@cmd', '=HYPERLINK("https://example.org","x")', "='a'!A1"]
  served = await serve([
    world(Object.fromEntries(names.map((name, i) => [`tools/formula-${i}.yaml`, hostile(name, name, [name])]))),
  ])
  const rows = await csv('/v1/tools.csv?origin=methodology')
  expect(rows.map((row) => [row.name, row.summary, row.aliases]).sort()).toEqual(
    names.map((name) => [`'${name}`, `'${name}`, `'${name}`]).sort(),
  )
  for (const row of rows) for (const value of Object.values(row)) expect(value).not.toMatch(/^[=+\-@\t\r]/)
})

test('CSV accepts the filters, q, sort and fields of the list, and no paging parameters', async () => {
  served = await serve([world()])
  expect(await csv('/v1/tools.csv?strand=problem&fields=name')).toEqual([
    { id: 'tool:fishbone-diagram', kind: 'tool', name: 'Fishbone Diagram' },
  ])
  expect((await csv('/v1/tools.csv?sort=-name&fields=slug')).map((row) => row.slug)).toEqual([
    'gantt-chart',
    'fishbone-diagram',
  ])
  expect((await csv('/v1/tools.csv?q=ishikawa')).map((row) => row.id)).toEqual(['tool:fishbone-diagram'])
  expect(await csv('/v1/tools.csv?strand=problem&origin=methodology')).toEqual([])
  expect(
    (await served.app.inject({ url: '/v1/tools?strand=problem&fields=name', headers: { accept: 'text/csv' } })).body,
  ).toBe((await served.app.inject('/v1/tools.csv?strand=problem&fields=name')).body)
  expect((await csv('/v1/tools.csv?fields=guidance'))[0]).toEqual({
    id: 'tool:fishbone-diagram',
    kind: 'tool',
    guidance: expect.stringContaining('Find **causes**.'),
  })
})

test('a q without words is rejected before a row is written', async () => {
  served = await serve([world()])
  expect(await getProblem(served.app, '/v1/tools.ndjson?q=%21')).toMatchObject({
    status: 400,
    code: 'invalid_parameter',
  })
  expect(await getProblem(served.app, '/v1/tools.csv?q=%21')).toMatchObject({ status: 400, code: 'invalid_parameter' })
})
