// What is generated of schema/, from the code and the real content: written by `npm run schema`, compared in test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { buildApp } from '../app.ts'
import { loadData } from './data.ts'
import { config } from '../config.ts'
import { kindNames, kindOf } from '../content/kinds.ts'
import { MappingsFile } from '../content/kinds/mapping.ts'
import { ReleaseFile, SynonymsFile } from '../content/release.ts'
import { toolkit } from '../queries/toolkit.ts'
import { exampleRequests } from '../rest/examples.ts'
import { type OpenApiDocument, openApiOf } from '../http/openapi.ts'
import { readSdl } from '../server.ts'
import { openReleases } from '../store/releases.ts'
import { seed } from '../store/seed.ts'

/** Paths in schema/, and what stands there. */
export async function contract(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-schema-'))
  try {
    seed(loadData(), folder)
    const silent = { info: () => {}, warn: () => {} }
    const settings = config({ LOG_LEVEL: 'silent', SHED_DELAY: '0' })
    const releases = openReleases(
      folder,
      (open) => toolkit(open, { publicUrl: settings.publicUrl, reportUrl: null }),
      silent,
    )
    const app = await buildApp({
      config: settings,
      version: 'schema',
      releases,
      documents: { openapi: () => ({}) as OpenApiDocument, sdl: readSdl() },
      describes: true,
    })
    await app.ready()
    const openapi = openApiOf(app, exampleRequests)
    await addExamples(app, openapi)
    await app.close()
    releases.close()
    return new Map([['openapi.json', json(openapi)], ...dataSchemas()])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Of a list in an example, these many are enough to see what it holds. */
const MOST_ENTRIES = 3

/** What changes with every edit of the content. */
const sums: Record<string, string> = {
  digest: `sha256:${'0'.repeat(64)}`,
  sha256: '0'.repeat(64),
  file: `${'0'.repeat(64)}.db`,
}

/** Real answers, but for the checksums of the release, and for long lists, which are cut. */
export function exampleOf(body: string, type: string): unknown {
  if (!type.includes('json') || type.includes('ndjson')) return body.split(/\r?\n/).slice(0, 2).join('\n')
  return JSON.parse(body, (key, value) =>
    typeof value === 'string' && Object.hasOwn(sums, key)
      ? sums[key]
      : Array.isArray(value)
        ? value.slice(0, MOST_ENTRIES)
        : value,
  )
}

async function addExamples(app: FastifyInstance, document: OpenApiDocument): Promise<void> {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      const url = operation['x-example-request']
      if (url === undefined) continue
      const answer = await app.inject({ url })
      const content = operation.responses[String(answer.statusCode)]?.content
      const type = String(answer.headers['content-type']).split(';')[0] as string
      if (content?.[type] !== undefined) content[type].example = exampleOf(answer.body, type)
    }
  }
}

function dataSchemas(): [string, string][] {
  const authored: [string, z.ZodType][] = [
    ...kindNames.filter((kind) => kind !== 'mapping').map((kind): [string, z.ZodType] => [kind, kindOf(kind).file]),
    ['mappings', MappingsFile.extend({ rows: z.array(z.strictObject(partialRow())) })],
    ['release', ReleaseFile],
    ['synonyms', SynonymsFile],
  ]
  return authored.map(([name, schema]) => [
    `data/${name}.schema.json`,
    json(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
  ])
}

/** A row of a file of mappings may leave to the file's defaults what they say. */
function partialRow() {
  const row = kindOf('mapping').file as unknown as z.ZodObject
  const fromDefaults = Object.keys(MappingsFile.shape.defaults.def.innerType.shape)
  return Object.fromEntries(
    Object.entries(row.shape).map(([name, field]) => [
      name,
      fromDefaults.includes(name) ? (field as z.ZodType).optional() : (field as z.ZodType),
    ]),
  )
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
