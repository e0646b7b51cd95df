// The format of release files follows from the tables and the served shapes: files of another format are baked again.
import { createHash } from 'node:crypto'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { kindNames, kindOf } from '../content/kinds.ts'
import * as tables from './tables.ts'

const columns = Object.values(tables)
  .map((table) => getTableConfig(table))
  .map(({ name, columns }) =>
    [name, ...columns.map((column) => `${column.name} ${column.getSQLType()} ${column.notNull}`)].join('\n'),
  )
  .sort()
const shapes = kindNames.map((kind) => [kind, z.toJSONSchema(kindOf(kind).served, { unrepresentable: 'any' })])

const withoutDescriptions = (key: string, value: unknown) =>
  key === 'description' && typeof value === 'string' ? undefined : value

/** A whole number below 2^32. */
export const FORMAT = createHash('sha256')
  .update(JSON.stringify([columns, shapes], withoutDescriptions))
  .digest()
  .readUInt32BE()
