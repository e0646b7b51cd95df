// Items as rows of CSV (RFC 4180), safe to open in a spreadsheet.
import { stringify } from 'csv-stringify/sync'
import type { Kind } from '../content/kinds.ts'
import { definitionOf } from '../content/kinds.ts'

const options = { record_delimiter: '\r\n' as const, bom: false, quoted_match: /[\r\n]/ }

function columnsOf(kind: Kind, fields: readonly string[] | undefined): string[] {
  const all = Object.keys(definitionOf(kind).served.shape)
  if (fields === undefined) return all
  return [
    'id',
    'kind',
    ...[...all, 'guidance'].filter((name) => fields.includes(name) && name !== 'id' && name !== 'kind'),
  ]
}

export function csvHeader(kind: Kind, fields: readonly string[] | undefined): string {
  return stringify([columnsOf(kind, fields)], options)
}

/** One item as a row. */
export function csvLine(kind: Kind, fields: readonly string[] | undefined, record: Record<string, unknown>): string {
  return stringify([columnsOf(kind, fields).map((name) => formatCell(record[name]))], options)
}

/** Lists of single words are joined by spaces, other lists of strings by semicolons; anything else is JSON. */
function formatCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    return escapeFormula(value.join(value.some((entry) => entry.includes(' ')) ? '; ' : ' '))
  return escapeFormula(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

/** Prevents CSV injection: an apostrophe in front keeps a spreadsheet from evaluating the cell. */
export function escapeFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
