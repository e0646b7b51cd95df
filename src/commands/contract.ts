// The generated files of schema/: written by `npm run schema`, compared in tests.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { buildApp } from '../app.ts'
import { loadData } from './data.ts'
import { parseConfig } from '../config.ts'
import { sdl } from '../graphql/sdl.ts'
import { kindNames, definitionOf } from '../content/kinds.ts'
import { MappingsFile } from '../content/kinds/mapping.ts'
import { AuthoredRelease, SynonymsFile } from '../content/release.ts'
import { toolkit } from '../queries/toolkit.ts'
import { EXAMPLE_RELEASE, exampleRequests } from '../rest/examples.ts'
import { type OpenApiDocument, openApiDocument } from '../http/openapi.ts'
import { openReleases } from '../store/releases.ts'
import { bakeRelease } from '../store/bakeRelease.ts'

/**
 * The files by path. A committed example is kept while it is valid, so that schema/ changes with the code and not with
 * the content.
 */
export async function contractFiles(committed?: OpenApiDocument): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-schema-'))
  try {
    const content = loadData()
    bakeRelease({ ...content, release: { ...content.release, id: EXAMPLE_RELEASE } }, folder)
    const silent = { info: () => {}, warn: () => {} }
    const settings = parseConfig({ LOG_LEVEL: 'silent', SHED_DELAY: '0' })
    const releases = openReleases(
      folder,
      (open) => toolkit(open, { publicUrl: settings.publicUrl, reportUrl: null }),
      silent,
    )
    const app = await buildApp({
      config: settings,
      version: 'schema',
      releases,
      documents: { openapi: () => ({}) as OpenApiDocument, sdl: sdl() },
      withOpenApi: true,
    })
    await app.ready()
    const openapi = openApiDocument(app, exampleRequests)
    await addExamples(app, openapi, committed)
    await app.close()
    releases.close()
    return new Map([['openapi.json', json(openapi)], ['toolkit.graphql', sdl()], ...dataSchemas()])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function addExamples(app: FastifyInstance, document: OpenApiDocument, committed?: OpenApiDocument) {
  const isValid = exampleValidator(document)
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const url = operation['x-example-request']
      if (url === undefined) continue
      const answer = await app.inject({ url })
      const status = String(answer.statusCode)
      const [type = ''] = String(answer.headers['content-type']).split(';')
      const media = operation.responses[status]?.content?.[type]
      if (media === undefined) continue
      const recorded = exampleOf(answer.body, type)
      const before = committed?.paths[path]?.[method]
      const committedExample = before?.responses[status]?.content?.[type]?.example
      media.example =
        before?.['x-example-request'] === url && isValid(committedExample, { schema: media.schema, type, recorded })
          ? committedExample
          : recorded
    }
  }
}

/** The maximum length of lists in examples. */
const MAX_ENTRIES = 3

/** A response body as an example: long lists are cut, and text is cut to two lines. */
export function exampleOf(body: string, type: string): unknown {
  if (!isJson(type)) return body.split(/\r?\n/).slice(0, 2).join('\n')
  return JSON.parse(body, (_key, value) => (Array.isArray(value) ? value.slice(0, MAX_ENTRIES) : value))
}

type ExampleContext = { schema: unknown; type: string; recorded: unknown }

/** Validates an example: JSON by its schema, text by comparison with the structure of the current response. */
export function exampleValidator(document: OpenApiDocument): (example: unknown, now: ExampleContext) => boolean {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  // Components are compiled once, for all schemas that refer to them.
  ajv.addSchema({ $id: 'document', components: document.components })
  const resolveRefs = (schema: unknown) =>
    JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as object
  return (example, { schema, type, recorded }) =>
    ajv.validate(resolveRefs(schema), example) &&
    (isJson(type)
      ? hasFieldsOf(recorded, example)
      : structureOf(String(example), type) === structureOf(String(recorded), type))
}

const isJson = (type: string) => type.includes('json') && !type.includes('ndjson')

/** Whether an item in an example has the fields that items of its kind have now: the schema requires none. */
function hasFieldsOf(recorded: unknown, example: unknown): boolean {
  const [now, before] = [recorded, example].map((answer) => {
    const { data } = answer as { data?: unknown }
    return ((Array.isArray(data) ? data[0] : data) ?? {}) as Record<string, unknown>
  }) as [Record<string, unknown>, Record<string, unknown>]
  return (
    now.kind === undefined ||
    now.kind !== before.kind ||
    Object.keys(now).sort().join() === Object.keys(before).sort().join()
  )
}

/** The part of a text that depends on code, not content: columns of CSV, fields of a record, or the first line. */
function structureOf(text: string, type: string): string {
  const [first = ''] = text.split('\n')
  if (type === 'text/csv') return first.replace(/,[a-z0-9-]+:[a-z0-9-]+/g, '')
  if (type === 'application/x-ndjson') return Object.keys(JSON.parse(first) as object).join()
  return type === 'image/svg+xml' ? first.slice(0, first.indexOf(' ')) : first
}

function dataSchemas(): [string, string][] {
  const authored: [string, z.ZodType][] = [
    ...kindNames
      .filter((kind) => kind !== 'mapping')
      .map((kind): [string, z.ZodType] => [kind, definitionOf(kind).file]),
    ['mappings', MappingsFile.extend({ rows: z.array(z.strictObject(partialRow())) })],
    ['release', AuthoredRelease],
    ['synonyms', SynonymsFile],
  ]
  return authored.map(([name, schema]) => [
    `data/${name}.schema.json`,
    json(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
  ])
}

/** A row may omit what the defaults of its file specify. */
function partialRow() {
  const row = definitionOf('mapping').file as unknown as z.ZodObject
  const fromDefaults = Object.keys(MappingsFile.shape.defaults.def.innerType.shape)
  return Object.fromEntries(
    Object.entries(row.shape).map(([name, field]) => [name, fromDefaults.includes(name) ? z.optional(field) : field]),
  )
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
