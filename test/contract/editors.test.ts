// Editors check the content as `npm run check` does: by the schema that each file names in its first line.
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { dataFolder } from '../../src/commands/data.ts'
import { parsePath } from '../../src/load/layout.ts'
import { readData } from '../../src/load/read.ts'

type Row = Record<string, unknown>
const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const validators = new Map<string, ValidateFunction>()
const files = readData(dataFolder).filter(({ path }) => path.endsWith('.yaml'))

function validatorOf(schema: string): ValidateFunction {
  const known =
    validators.get(schema) ?? ajv.compile(JSON.parse(readFileSync(new URL(`../../${schema}`, import.meta.url), 'utf8')))
  validators.set(schema, known)
  return known
}

/** The schema of a file, by its folder. */
function schemaOf(path: string): string {
  const place = parsePath(path)
  return `schema/data/${place.type === 'item' ? place.kind : place.type}.schema.json`
}

function validationErrors(schema: string, value: unknown): string[] {
  const validate = validatorOf(schema)
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      )
}

test('every file names the schema of its kind in its first line', () => {
  const named = files.map(({ path, text }) => {
    const address = /^# yaml-language-server: \$schema=(\S+)$/.exec(text.split('\n')[0] ?? '')?.[1]
    return [path, address === undefined ? undefined : posix.join('data', posix.dirname(path), address)]
  })
  expect(named.filter(([path, schema]) => schema !== schemaOf(path as string))).toEqual([])
  expect(named.length).toBeGreaterThanOrEqual(220)
})

test('every file is valid', () => {
  expect(
    files.flatMap(({ path, text }) =>
      validationErrors(schemaOf(path), parse(text)).map((error) => `data/${path}: ${error}`),
    ),
  ).toEqual([])
  expect(validators.size).toBeGreaterThanOrEqual(14)
})

const oneOfEach = [...new Map(files.map((file) => [schemaOf(file.path), file]))]

describe.each(oneOfEach)('%s', (schema, { text }) => {
  const item = parse(text) as Row

  test('rejects an unknown key', () => {
    expect(validationErrors(schema, { ...item, nmae: 'Canvas' })).toEqual([
      ' must NOT have additional properties {"additionalProperty":"nmae"}',
    ])
  })

  test('requires the mandatory keys', () => {
    expect(validationErrors(schema, {})).not.toEqual([])
  })
})

test('a row of mappings is checked like an item', () => {
  const { path, text } = files.find((file) => parsePath(file.path).type === 'mappings') as {
    path: string
    text: string
  }
  const file = parse(text) as { rows: Row[] }
  const rows = [
    { ...file.rows[0], relation: 'used-inn' },
    { ...file.rows[0], reasn: 'It helps.' },
  ]
  expect(validationErrors(schemaOf(path), { ...file, rows })).toEqual([
    expect.stringMatching(/^\/rows\/0\/relation must be equal to one of the allowed values/),
    '/rows/1 must NOT have additional properties {"additionalProperty":"reasn"}',
  ])
})
