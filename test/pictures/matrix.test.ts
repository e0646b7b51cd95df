// Every matrix as a picture, and the table beside it with the same values.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyMatrix } from '../crosswalk/support.ts'
import { getJson } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { all, page, picture, words, xml } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('the XML parser rejects malformed documents', () => {
  for (const text of ['<svg><rect></svg>', '<svg>A & B</svg>', '<svg a=1></svg>', '<svg></svg><svg></svg>'])
    expect(() => xml(text)).toThrow()
})

test('each picture is valid, and its table holds the same values as /v1/matrix', async () => {
  let [pictures, cellsSeen] = [0, 0]
  for (const parameters of everyMatrix()) {
    const query = new URLSearchParams(parameters)
    const { rows, cols, cells } = (await getJson(served.app, `/v1/matrix?${query}`)).data
    const shown = (row: { id: string }, col: { id: string }) =>
      cells.find((cell: any) => cell.row === row.id && cell.col === col.id).value
    const twin = await page(served.app, `/v1/matrix.html?${query}`)
    expect(twin.head.slice(1)).toEqual(cols.map((col: any) => col.name))
    expect(twin.rows).toEqual(
      rows.map((row: any) => [row.name, ...cols.map((col: any) => String(shown(row, col) ?? ''))]),
    )
    expect(twin.caption.startsWith(`${twin.title}: `)).toBe(true)

    const svg = await picture(served.app, `/v1/matrix.svg?${query}`)
    expect(svg).toEqual(twin.svg)
    // One for the background, and one for each cell.
    expect(all(svg, 'rect').length).toBe(1 + cells.length)
    const labels = all(svg, 'text')
      .filter((node) => node.attributes?.['text-anchor'] === 'middle')
      .map(words)
    expect(labels).toEqual(
      rows.flatMap((row: any) =>
        cols
          .map((col: any) => shown(row, col))
          .filter((value: unknown) => value !== null && value !== 0)
          .map(String),
      ),
    )
    expect(words(svg.elements?.[1])).toContain(`${rows.length} rows and ${cols.length} columns`)
    pictures++
    cellsSeen += cells.length
  }
  expect(pictures).toBeGreaterThanOrEqual(66)
  expect(cellsSeen).toBeGreaterThan(15_000)
})

test('each format and release of a picture has its own ETag', async () => {
  const tags = new Set<unknown>()
  for (const path of [
    '/v1/matrix.svg?rows=strands&cols=lean',
    '/v1/matrix.html?rows=strands&cols=lean',
    '/v1/matrix.svg?rows=strands&cols=six-sigma',
    '/v1/explain.svg?from=lean:flow&to=six-sigma:improve',
    '/v1/explain.html?from=lean:flow&to=six-sigma:improve',
  ]) {
    const { headers } = await served.app.inject(path)
    tags.add(headers.etag)
    const again = await served.app.inject({ url: path, headers: { 'if-none-match': String(headers.etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await served.app.inject(`${path}&release=2026.1`)).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    )
  }
  expect(tags.size).toBe(5)
})
