// A matrix as a picture. Every cell has a text too, so that no meaning depends on colour alone.
import { element, type Figure, truncate, accessibleSvg, text } from './svg.ts'

type NamedItem = { id: string; name: string }
export type Matrix = {
  measure: string
  rows: NamedItem[]
  cols: NamedItem[]
  cells: { row: string; col: string; value: string | number | null }[]
}

const LABEL_WIDTH = 300
/** The names of columns are slanted, and cut to this many characters; each makes the header so much higher. */
const MAX_NAME_LENGTH = 26
const CHARACTER_RISE = 5.8
const CELL_WIDTH = 74
const ROW_HEIGHT = 26

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
const measures: Record<string, string> = {
  strength: 'the strength of each role',
  count: 'how many tools and activities have a role in both',
  'shared-tools': 'how many tools have a role in both',
  relation: 'how each pair is related',
}

export function matrixFigure({ measure, rows, cols, cells }: Matrix, rowsName: string, colsName: string): Figure {
  const title = `${rowsName} against ${colsName}`
  const filled = cells.filter((cell) => cell.value !== null && cell.value !== 0 && cell.value !== 'none')
  const description = [
    `A grid of ${rows.length} rows and ${cols.length} columns that shows ${measures[measure]}.`,
    `${filled.length} of its ${cells.length} cells hold something.`,
  ].join(' ')
  const max = Math.max(1, ...cells.map((cell) => (typeof cell.value === 'number' ? cell.value : 0)))
  const values = new Map(cells.map((cell) => [`${cell.row} ${cell.col}`, cell.value]))
  const cellText = (row: NamedItem, col: NamedItem) => {
    const value = values.get(`${row.id} ${col.id}`) ?? null
    return value === null ? '' : String(value)
  }
  const headerHeight = Math.ceil(
    20 + CHARACTER_RISE * Math.max(0, ...cols.map((col) => [...truncate(col.name, MAX_NAME_LENGTH)].length)),
  )
  const columnHeaders = cols.map((col, i) => {
    const x = LABEL_WIDTH + i * CELL_WIDTH + CELL_WIDTH / 2 + 4
    return text(x, headerHeight - 8, truncate(col.name, MAX_NAME_LENGTH), {
      transform: `rotate(-55 ${x} ${headerHeight - 8})`,
    })
  })
  const rowElements = rows.map((row, r) => {
    const y = headerHeight + r * ROW_HEIGHT
    const boxes = cols.map((col, c) => {
      const value = values.get(`${row.id} ${col.id}`) ?? null
      const x = LABEL_WIDTH + c * CELL_WIDTH
      const fill =
        typeof value === 'number' ? shade(value / max) : value === null ? '#ffffff' : (shades[value] ?? '#ffffff')
      const isDark = fill === '#1d5b8f' || fill === '#4a86b8'
      const position = { x: x + CELL_WIDTH / 2, y: y + 17, 'font-size': 11, 'text-anchor': 'middle' }
      const label =
        value === null || value === 0
          ? ''
          : element('text', { ...position, fill: isDark ? '#ffffff' : '#1b1b1b' }, String(value))
      return element('rect', { x, y, width: CELL_WIDTH, height: ROW_HEIGHT, fill, stroke: '#b0b7bd' }) + label
    })
    return text(8, y + 18, truncate(row.name, 42)) + boxes.join('')
  })
  return {
    title,
    description,
    svg: accessibleSvg(
      LABEL_WIDTH + cols.length * CELL_WIDTH + 90,
      headerHeight + rows.length * ROW_HEIGHT + 12,
      title,
      description,
      columnHeaders.join('') + rowElements.join(''),
    ),
    table: {
      caption: `${title}: ${measures[measure]}`,
      head: [rowsName, ...cols.map((col) => col.name)],
      rows: rows.map((row) => [row.name, ...cols.map((col) => cellText(row, col))]),
    },
  }
}

/** Four steps from white to dark. */
function shade(proportion: number): string {
  if (proportion === 0) return '#ffffff'
  return ['#d7e7f3', '#9cc3e0', '#4a86b8', '#1d5b8f'][Math.min(3, Math.floor(proportion * 4 - 1e-9))] as string
}
