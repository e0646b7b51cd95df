// A matrix as a picture: shade and text say the same, so that no meaning hangs on colour alone.
import { type Figure, shortened, svgElement, text } from './svg.ts'

type Named = { id: string; name: string }
export type MatrixShown = {
  measure: string
  rows: Named[]
  cols: Named[]
  cells: { row: string; col: string; value: string | number | null }[]
}

const LABEL = 300
/** The longest name of a column that is written whole, and how high a sign of it makes the slanted head. */
const LONGEST = 26
const RISE = 5.8
const CELL = 74
const ROW = 26

const shades: Record<string, string> = {
  core: '#1d5b8f',
  useful: '#7fb2d9',
  occasional: '#d7e7f3',
  exact: '#1d5b8f',
  close: '#4a86b8',
  broader: '#9cc3e0',
  narrower: '#9cc3e0',
  related: '#d7e7f3',
  none: '#f0f0f0',
}
const words: Record<string, string> = {
  strength: 'the strength of each role',
  count: 'how many tools and activities have a role in both',
  'shared-tools': 'how many tools have a role in both',
  relation: 'how each pair is related',
}

export function matrixFigure({ measure, rows, cols, cells }: MatrixShown, rowsName: string, colsName: string): Figure {
  const title = `${rowsName} against ${colsName}`
  const filled = cells.filter((cell) => cell.value !== null && cell.value !== 0 && cell.value !== 'none')
  const description = `A grid of ${rows.length} rows and ${cols.length} columns that shows ${words[measure]}. ${filled.length} of its ${cells.length} cells hold something.`
  const most = Math.max(1, ...cells.map((cell) => (typeof cell.value === 'number' ? cell.value : 0)))
  const values = new Map(cells.map((cell) => [`${cell.row} ${cell.col}`, cell.value]))
  const shown = (row: Named, col: Named) => {
    const value = values.get(`${row.id} ${col.id}`) ?? null
    return value === null ? '' : String(value)
  }
  const head = Math.ceil(20 + RISE * Math.max(0, ...cols.map((col) => [...shortened(col.name, LONGEST)].length)))
  const heads = cols.map((col, i) => {
    const x = LABEL + i * CELL + CELL / 2 + 4
    return text(x, head - 8, shortened(col.name, LONGEST), `transform="rotate(-55 ${x} ${head - 8})"`)
  })
  const lines = rows.map((row, r) => {
    const y = head + r * ROW
    const boxes = cols.map((col, c) => {
      const value = values.get(`${row.id} ${col.id}`) ?? null
      const x = LABEL + c * CELL
      const fill =
        typeof value === 'number' ? shade(value / most) : value === null ? '#ffffff' : (shades[value] ?? '#ffffff')
      const dark = fill === '#1d5b8f' || fill === '#4a86b8'
      const label =
        value === null || value === 0
          ? ''
          : `<text x="${x + CELL / 2}" y="${y + 17}" font-size="11" text-anchor="middle" fill="${dark ? '#ffffff' : '#1b1b1b'}">${value}</text>`
      return `<rect x="${x}" y="${y}" width="${CELL}" height="${ROW}" fill="${fill}" stroke="#b0b7bd"/>${label}`
    })
    return `${text(8, y + 18, shortened(row.name, 42))}${boxes.join('')}`
  })
  return {
    title,
    description,
    svg: svgElement(
      LABEL + cols.length * CELL + 90,
      head + rows.length * ROW + 12,
      title,
      description,
      heads.join('') + lines.join(''),
    ),
    table: {
      caption: `${title}: ${words[measure]}`,
      head: [rowsName, ...cols.map((col) => col.name)],
      rows: rows.map((row) => [row.name, ...cols.map((col) => shown(row, col))]),
    },
  }
}

/** Four steps from white to dark. */
function shade(share: number): string {
  if (share === 0) return '#ffffff'
  return ['#d7e7f3', '#9cc3e0', '#4a86b8', '#1d5b8f'][Math.min(3, Math.floor(share * 4 - 1e-9))] as string
}
