// The format version of release files, derived from the tables and the served schemas: other formats must be baked
// again.
import { createHash } from 'node:crypto'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { kindNames, definitionOf } from '../content/kinds.ts'
import * as tables from './tables.ts'

const columns = Object.values(tables)
  .map((table) => getTableConfig(table))
  .map(({ name, columns }) =>
    [name, ...columns.map((column) => `${column.name} ${column.getSQLType()} ${column.notNull}`)].join('\n'),
  )
  .sort()
const shapes = kindNames.map((kind) => [kind, z.toJSONSchema(definitionOf(kind).served, { unrepresentable: 'any' })])

const withoutDescriptions = (key: string, value: unknown) =>
  key === 'description' && typeof value === 'string' ? undefined : value

/** An unsigned 32-bit hash. */
export const FORMAT = createHash('sha256')
  .update(JSON.stringify([columns, shapes], withoutDescriptions))
  .digest()
  .readUInt32BE()
