// Every value of every matrix equals a recount from the NDJSON export, and matrices can be transposed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { type Recounted, recounter } from './recountMatrix.ts'
import { everyMatrix, methodologies, restData } from './support.ts'

type Cell = { row: string; col: string; value: string | number | null; mappings: string[] }
type Matrix = { rows: { id: string; name: string }[]; cols: { id: string; name: string }[]; cells: Cell[] }

let served: Served
let recount: (rows: string, cols: string, measure: string) => Recounted
beforeAll(async () => {
  const content = realContent()
  // Mappings that are not reviewed are not counted.
  let index = 0
  for (const row of content.items.mapping.values()) if (index++ % 11 === 0) row.status = 'proposed'
  served = await serve([content])
  recount = recounter((await served.app.inject('/v1/export/toolkit.ndjson')).body)
})
afterAll(() => served.close())

const matrixOf = (rows: string, cols: string, measure: string): Promise<Matrix> =>
  restData(served.app, 'matrix', { rows, cols, measure })
const ids = (list: { id: string }[]) => list.map(({ id }) => id)

test('every cell equals a recount from the export, and lists the mappings that it counts', async () => {
  const filled: Record<string, number> = {}
  let cells = 0
  for (const { rows, cols, measure } of everyMatrix()) {
    const matrix = await matrixOf(rows, cols, measure)
    const expected = recount(rows, cols, measure)
    expect([ids(matrix.rows).sort(), ids(matrix.cols).sort()]).toEqual([
      [...expected.rows].sort(),
      [...expected.cols].sort(),
    ])
    expect(
      matrix.cells.map(({ row, col, value, mappings }) => ({ row, col, value, mappings: [...mappings].sort() })),
      `${rows} ${cols} ${measure}`,
    ).toEqual(
      matrix.cells.map(({ row, col }) => ({
        row,
        col,
        value: expected.value(row, col),
        mappings: expected.mappings(row, col),
      })),
    )
    cells += matrix.cells.length
    filled[measure] = (filled[measure] ?? 0) + matrix.cells.filter(({ value }) => value !== null && value !== 0).length
  }
  expect(cells).toBeGreaterThan(15_000)
  expect(Object.entries(filled).filter(([, n]) => n < 100)).toEqual([])
  expect(Object.keys(filled).sort()).toEqual(['count', 'relation', 'shared-tools', 'strength'])
})

test('with rows and columns swapped, counts are transposed and relations inverted, by the same mappings', async () => {
  const inverses: Record<string, string> = { broader: 'narrower', narrower: 'broader' }
  let compared = 0
  for (const [rows, cols] of methodologies.flatMap((a, i) => methodologies.slice(i + 1).map((b) => [a, b] as const))) {
    for (const measure of ['count', 'shared-tools', 'relation']) {
      const [matrix, other] = [await matrixOf(rows, cols, measure), await matrixOf(cols, rows, measure)]
      expect([other.rows, other.cols]).toEqual([matrix.cols, matrix.rows])
      const back = new Map(other.cells.map((cell) => [`${cell.col} ${cell.row}`, cell]))
      for (const { row, col, value, mappings } of matrix.cells) {
        const cell = back.get(`${row} ${col}`)
        expect([cell?.value, [...(cell?.mappings ?? [])].sort()]).toEqual([
          typeof value === 'string' ? (inverses[value] ?? value) : value,
          [...mappings].sort(),
        ])
        compared++
      }
    }
  }
  expect(compared).toBeGreaterThan(900)
})

test('the CSV has the same cells', async () => {
  for (const query of [
    'rows=strands&cols=lean',
    'rows=questions&cols=six-sigma&measure=strength',
    'rows=lean&cols=six-sigma',
  ]) {
    const { rows, cols, cells }: Matrix = (await served.app.inject(`/v1/matrix?${query}`)).json().data
    const lines = (await served.app.inject(`/v1/matrix.csv?${query}`)).body.split('\r\n')
    expect(lines[0]).toBe(['id', 'name', ...ids(cols)].join(','))
    expect(lines.slice(1, -1)).toEqual(
      rows.map(({ id, name }) =>
        [
          id,
          /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name,
          ...cols.map((col) => cells.find((cell) => cell.row === id && cell.col === col.id)?.value ?? ''),
        ].join(','),
      ),
    )
    expect(lines.at(-1)).toBe('')
  }
})
