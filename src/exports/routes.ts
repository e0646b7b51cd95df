// The routes of the exports, each streamed with the checksum of its content.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify'
import { z } from 'zod'
import { nearest } from '../content/nearest.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema, ReleaseParameter } from '../http/documentation.ts'
import { JSON_TYPE } from '../http/negotiation.ts'
import { logFailure } from '../http/problems.ts'
import { Problem } from '../problems.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { bundle, codeSystem, codeSystemIds, conceptMap, conceptMapIds, operationOutcome } from './fhir.ts'
import { jsonld, turtle } from './skos.ts'
import { sssom } from './sssom.ts'
import { csvZip, json, ndjson, sqlite } from './fullExports.ts'

type Generate = (toolkit: Toolkit) => AsyncGenerator<string | Buffer>
type Export = { path: string; operationId: string; type: string; generate: Generate; summary: string; leftOut: string }

const allExports: Export[] = [
  {
    path: '/v1/export/toolkit.ndjson',
    operationId: 'export_ndjson',
    type: 'application/x-ndjson',
    generate: ndjson,
    summary: 'Every record, one JSON object a line',
    leftOut: 'Nothing.',
  },
  {
    path: '/v1/export/toolkit.json',
    operationId: 'export_json',
    type: 'application/json',
    generate: json,
    summary: 'Every record, by collection',
    leftOut: 'Nothing.',
  },
  {
    path: '/v1/export/toolkit.csv',
    operationId: 'export_csv',
    type: 'application/zip',
    generate: csvZip,
    summary: 'Every record as CSV: a zip with a file for each collection',
    leftOut: 'Nothing; structures within a cell are JSON.',
  },
  {
    path: '/v1/export/toolkit.sqlite',
    operationId: 'export_sqlite',
    type: 'application/vnd.sqlite3',
    generate: sqlite,
    summary: 'The release itself, an SQLite file',
    leftOut: 'Nothing; its links hold U+001A where the public address goes.',
  },
  {
    path: '/v1/export/toolkit.ttl',
    operationId: 'export_turtle',
    type: 'text/turtle',
    generate: turtle,
    summary: 'SKOS as Turtle',
    leftOut: 'Guidance, review, relations that are no mappings, and mappings that are not reviewed.',
  },
  {
    path: '/v1/export/toolkit.jsonld',
    operationId: 'export_jsonld',
    type: 'application/ld+json',
    generate: jsonld,
    summary: 'SKOS as JSON-LD, the same triples',
    leftOut: 'Guidance, review, relations that are no mappings, and mappings that are not reviewed.',
  },
  {
    path: '/v1/mappings.sssom.tsv',
    operationId: 'export_sssom',
    type: 'text/tab-separated-values',
    generate: sssom,
    summary: 'The reviewed mappings as SSSOM',
    leftOut: 'Everything but reviewed mappings; strength and basis stand in the column `other`.',
  },
]

const ExportParameters = z.strictObject({ release: ReleaseParameter })
const FHIR = 'application/fhir+json'
const FHIR_TYPE = `${FHIR}; charset=utf-8`

type Checksum = { sha256: Buffer; bytes: number }
/** Computed once for each export of each release. */
const checksums = new WeakMap<Toolkit, Map<string, Promise<Checksum>>>()

function checksumOf(toolkit: Toolkit, { path, generate }: Export): Promise<Checksum> {
  const byPath = checksums.get(toolkit) ?? new Map<string, Promise<Checksum>>()
  checksums.set(toolkit, byPath)
  const checksum = byPath.get(path) ?? computeChecksum(generate(toolkit))
  byPath.set(path, checksum)
  // A failure is not cached.
  checksum.catch(() => byPath.delete(path))
  return checksum
}

async function computeChecksum(chunks: AsyncGenerator<string | Buffer>): Promise<Checksum> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk as string)
    hash.update(buffer)
    bytes += buffer.length
  }
  return { sha256: hash.digest(), bytes }
}

const ExportListing = z
  .object({
    data: z.array(
      z.object({
        href: z.string(),
        type: z.string(),
        about: z.string(),
        leftOut: z.string().meta({ description: 'What the form cannot hold.' }),
        bytes: z.int(),
        sha256: z.string(),
      }),
    ),
    fhir: z.array(z.object({ href: z.string(), about: z.string() })),
  })
  .meta({ id: 'ExportListing', description: 'Every export of the release, with its size and checksum.' })

export const exportRoutes: FastifyPluginAsync = async (app) => {
  app.get('/v1/export', {
    schema: routeSchema({
      operationId: 'list_exports',
      tags: ['exports'],
      summary: 'The exports, with their checksums',
      description: 'One record, many standard forms. What a form cannot hold is said, not dropped in silence.',
      querystring: ExportParameters,
      response: { 200: { description: 'The exports.', content: { 'application/json': { schema: ExportListing } } } },
    }),
    handler: cachedHandler({
      type: JSON_TYPE,
      variant: 'json',
      respond: async ({ toolkit, cachingContext }) => {
        const suffix = cachingContext.isPinned ? `?release=${toolkit.info.id}` : ''
        const data: z.infer<typeof ExportListing>['data'] = []
        for (const entry of allExports) {
          const { sha256, bytes } = await checksumOf(toolkit, entry)
          data.push({
            href: `${toolkit.publicUrl}${entry.path}${suffix}`,
            type: entry.type,
            about: entry.summary,
            leftOut: entry.leftOut,
            bytes,
            sha256: sha256.toString('hex'),
          })
        }
        const fhir = (['CodeSystem', 'ConceptMap'] as const).map((type) => ({
          href: `${toolkit.publicUrl}/fhir/${type}${suffix}`,
          about: `FHIR R4: a Bundle of every ${type}`,
        }))
        return JSON.stringify({ data, fhir })
      },
    }),
  })

  for (const entry of allExports) {
    app.get(entry.path, {
      schema: routeSchema({
        operationId: entry.operationId,
        tags: ['exports'],
        summary: entry.summary,
        description: `Left out: ${entry.leftOut} \`Repr-Digest\` holds the sha256 of the whole.`,
        querystring: ExportParameters,
        response: {
          200: {
            description: entry.summary,
            content: {
              [entry.type]: {
                schema:
                  entry.type.endsWith('json') && entry.type !== 'application/x-ndjson' ? z.looseObject({}) : z.string(),
              },
            },
          },
        },
      }),
      handler: cachedHandler({
        type: /json|text/.test(entry.type) ? `${entry.type}; charset=utf-8` : entry.type,
        variant: entry.type,
        isStreamed: true,
        respond: async ({ toolkit }) => {
          const { sha256, bytes } = await checksumOf(toolkit, entry)
          const fileName = entry.path
            .split('/')
            .at(-1)
            ?.replace(/\.csv$/, '.csv.zip')
          return {
            body: Readable.from(entry.generate(toolkit)),
            headers: {
              'repr-digest': `sha-256=:${sha256.toString('base64')}:`,
              'content-length': bytes,
              'content-disposition': `attachment; filename="${fileName}"`,
            },
          }
        },
      }),
    })
  }
  await app.register(fhirRoutes)
}

/** FHIR issue types by status. */
const issueTypes: Record<number, string> = { 404: 'not-found', 414: 'too-long', 429: 'throttled', 503: 'transient' }

/** FHIR reports errors as OperationOutcome instead of problem details. */
const fhirRoutes: FastifyPluginAsync = async (app: FastifyInstance) => {
  app.setErrorHandler((error, request, reply) => {
    const problem = error instanceof Problem ? error : new Problem('internal', 'The failure is in the log.')
    logFailure(request, error, problem)
    if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter))
    const code = issueTypes[problem.status] ?? (problem.status >= 500 ? 'exception' : 'invalid')
    return outcome(reply, problem.status, code, problem.message)
  })
  const resource = z.looseObject({ resourceType: z.string() })
  const resourcesOfType = {
    CodeSystem: { ids: codeSystemIds, one: codeSystem },
    ConceptMap: { ids: conceptMapIds, one: conceptMap },
  } as const
  for (const type of ['CodeSystem', 'ConceptMap'] as const) {
    app.get(`/fhir/${type}`, {
      schema: fhirRouteSchema(`fhir_${type.toLowerCase()}s`, `Every ${type}, in a Bundle`, resource),
      handler: cachedHandler({
        type: FHIR_TYPE,
        variant: 'fhir',
        respond: async ({ toolkit }) => JSON.stringify(await bundle(toolkit, type)),
      }),
    })
    app.get(`/fhir/${type}/:id`, {
      schema: fhirRouteSchema(
        `fhir_${type.toLowerCase()}`,
        `One ${type}`,
        resource,
        z.object({ id: z.string().min(1).max(200) }),
      ),
      handler: cachedHandler({
        type: FHIR_TYPE,
        check: ({ params, toolkit }) => {
          const { id } = params as { id: string }
          const ids = resourcesOfType[type].ids(toolkit)
          if (ids.includes(id)) return id
          const nearestId = nearest(id, ids)
          const suggestion = nearestId === undefined ? '' : ` Did you mean "${nearestId}"?`
          throw new Problem(
            'not_found',
            `There is no ${type} "${id.slice(0, 100)}".${suggestion} There are: ${ids.join(', ')}.`,
          )
        },
        variant: 'fhir',
        respond: async ({ toolkit }, id) => JSON.stringify(await resourcesOfType[type].one(toolkit, id)),
      }),
    })
  }
  app.get('/fhir/*', {
    schema: { hide: true },
    handler: async (request, reply) =>
      outcome(
        reply,
        404,
        'not-found',
        `There is nothing at ${request.url.slice(0, 200)}. There are CodeSystem and ConceptMap.`,
      ),
  })
}

function outcome(reply: FastifyReply, status: number, code: string, diagnostics: string): FastifyReply {
  return reply
    .code(status)
    .type(FHIR_TYPE)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(operationOutcome(code, diagnostics)))
}

function fhirRouteSchema(operationId: string, summary: string, schema: z.ZodType, params?: z.ZodType) {
  const errorResponse = (description: string) => ({ description, content: { [FHIR]: { schema } } })
  const base = routeSchema({
    operationId,
    tags: ['exports'],
    summary,
    description: 'FHIR R4, for a terminology server to load. What is not there is said by an OperationOutcome.',
    querystring: ExportParameters,
    ...(params ? { params } : {}),
    response: { 200: { description: summary, content: { [FHIR]: { schema } } } },
  })
  return {
    ...base,
    response: {
      ...base.response,
      400: errorResponse('The request is not right.'),
      404: errorResponse('Nothing of that name.'),
      414: errorResponse('The address is too long.'),
      429: errorResponse('Too many requests.'),
      500: errorResponse('Something went wrong here.'),
      503: errorResponse('Not ready to answer.'),
    },
  }
}
