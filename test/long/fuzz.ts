// npm run fuzz -- [REQUESTS]: reproducible random requests from the OpenAPI document and the SDL.
// No response may be 5xx or violate its schema.
import {
  buildSchema,
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { buildApp } from '../../src/app.ts'
import { loadData } from '../../src/commands/data.ts'
import { parseConfig } from '../../src/config.ts'
import { kindNames } from '../../src/content/kinds.ts'
import { problemCodes } from '../../src/problems.ts'
import { type Toolkit, toolkit } from '../../src/queries/toolkit.ts'
import { readDocuments } from '../../src/server.ts'
import { openReleases } from '../../src/store/releases.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { responsesChecked, takeContractViolations, checkResponses } from '../support/contract.ts'
import { reportChecks, numberArgument } from './support.ts'

const SEED = 6
const CONCURRENCY = 8
/** Until then caches fill up, and memory grows. */
const WARMUP_REQUESTS = 10_000
/** The growth of the heap after the warm-up that is tolerated. */
const MAX_GROWTH = 0.25
const count = numberArgument(100_000)

let state = SEED
/** From 0 up to 1, the same sequence in each run (mulberry32). */
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = (n: number) => Math.floor(random() * n)
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
const chance = (probability: number) => random() < probability

const folder = mkdtempSync(join(tmpdir(), 'toolkit-fuzz-'))
const content = loadData()
bakeRelease(content, folder)
bakeRelease({ ...content, release: { ...content.release, id: '2099.1' } }, folder)
const settings = parseConfig({ LOG_LEVEL: 'silent', SHED_DELAY: '0' })
const documents = readDocuments()
const openapi = documents.openapi()
const releases = openReleases(folder, (open) => toolkit(open, { publicUrl: settings.publicUrl, reportUrl: null }), {
  info: () => {},
  warn: console.error,
})
const app = await buildApp({ config: settings, version: 'fuzz', releases, documents })
checkResponses(app, openapi)
await app.ready()

const current = releases.current() as Toolkit
const slugs = kindNames.flatMap((kind) => current.of(kind).slugs())
const ids = kindNames.flatMap((kind) =>
  current
    .of(kind)
    .slugs()
    .map((slug) => (kind === 'element' ? slug : `${kind}:${slug}`)),
)
const words = [
  'plan',
  'ishikawa',
  'stakeholder',
  'cause and effect',
  'swim lane',
  'waste',
  'measure',
  'problem',
  'lean',
  'toolkit',
  'six-sigma',
  'tools',
  'activities',
]
const noise = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'NaN',
  'null',
  '%',
  '%00',
  '\u0000',
  '"',
  "' OR 1=1 --",
  '<script>',
  '../../etc/passwd',
  'a'.repeat(300),
  '💥',
  'é',
  ',',
  'a,,b',
  '*',
  '(',
  ')',
  'NEAR(',
  '2026.1',
  '2099.1',
  '2026.1~AAAAAAAAAAAAAAAA',
  'true',
  '[]',
  '{}',
  'tool:',
  ':',
  '::',
  '__proto__',
  'constructor',
  '\u202e',
  '\ud83d\ude00,',
]
/** Cursors of responses, so that some of those sent are valid. */
const cursors: string[] = ['MjAyNi4xfjE.AAAAAAAAAAAAAAAA']

type Schema = { type?: string; enum?: string[]; items?: Schema; anyOf?: Schema[]; minimum?: number; maximum?: number }
function valueFor(name: string, schema: Schema = {}): string {
  if (chance(0.08)) return pick(noise)
  if (name === 'after') return pick(cursors)
  if (name === 'release' || name === 'since' || name === 'from' || name === 'to')
    if (chance(0.5)) return pick(['2026.1', '2099.1', '2026.9'])
  if (schema.enum !== undefined) return pick(schema.enum)
  if (schema.type === 'array') return Array.from({ length: 1 + below(3) }, () => valueFor('', schema.items)).join(',')
  if (schema.type === 'integer' || schema.type === 'number')
    return String(below(Math.min((schema.maximum ?? 100) + 2, 120)))
  return pick([pick(slugs), pick(ids), pick(ids), pick(words)])
}

const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({
    path,
    parameters: (operation.parameters ?? []) as { name: string; in: string; required?: boolean; schema?: Schema }[],
    example: operation['x-example-request'],
  })),
)
const accepts = [
  '*/*',
  'application/json',
  'text/csv',
  'application/x-ndjson',
  'text/html',
  'image/svg+xml',
  'application/fhir+json',
  'text/*;q=0.5',
  'nonsense',
  'application/graphql-response+json',
]

function rest(): InjectOptions {
  const { path, parameters, example } = pick(operations)
  const query = new URLSearchParams(chance(0.3) ? example?.split('?')[1] : undefined)
  for (const { name, in: place, required, schema } of parameters)
    if (place === 'query' && (required || chance(2 / (parameters.length + 1)))) query.set(name, valueFor(name, schema))
  if (chance(0.05)) query.append(pick([...words, 'limit', 'utm_source', '__proto__']), pick(noise))
  const filled =
    chance(0.5) && example !== undefined
      ? (example.split('?')[0] as string)
      : path.replace(/\{(\w+)\}/g, () => encodeURIComponent(chance(0.8) ? pick(slugs) : pick(noise)))
  const headers: Record<string, string> = {}
  if (chance(0.3)) headers.accept = pick(accepts)
  if (chance(0.1)) headers['if-none-match'] = pick(['*', 'W/"x"', '"', ''])
  return {
    method: chance(0.95) ? 'GET' : pick(['HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT']),
    url: `${filled}${chance(0.01) ? pick(['.csv', '.xml', '/', '%2e', '//']) : ''}${query.size > 0 ? `?${query}` : ''}`,
    headers,
  }
}

const sdl = buildSchema(documents.sdl)

function literal(type: GraphQLInputType, name: string): string {
  if (isNonNullType(type)) return literal(type.ofType, name)
  if (chance(0.03)) return 'null'
  if (isListType(type)) return `[${Array.from({ length: below(3) }, () => literal(type.ofType, name)).join(', ')}]`
  if (isEnumType(type)) return pick(type.getValues()).name
  if (isInputObjectType(type))
    return `{ ${Object.values(type.getFields())
      .flatMap((field) => (chance(0.3) ? [`${field.name}: ${literal(field.type, field.name)}`] : []))
      .join(', ')} }`
  const named = getNamedType(type).name
  if (named === 'Int') return String(chance(0.9) ? 1 + below(8) : below(300) - 50)
  if (named === 'Float') return String(random())
  if (named === 'Boolean') return String(chance(0.5))
  return JSON.stringify(valueFor(name))
}

function argumentsOf(args: readonly GraphQLArgument[]): string {
  const given = args.flatMap((arg) =>
    (isNonNullType(arg.type) ? chance(0.98) : chance(0.25)) ? [`${arg.name}: ${literal(arg.type, arg.name)}`] : [],
  )
  return given.length === 0 ? '' : `(${given.join(', ')})`
}

function selection(typeName: string, depth: number): string {
  const type = sdl.getType(typeName)
  if (isInterfaceType(type))
    return `{ __typename id ${chance(0.5) ? `... on ${pick(sdl.getPossibleTypes(type)).name} ${selection(pick(sdl.getPossibleTypes(type)).name, depth - 1)}` : ''} }`
  if (!isObjectType(type)) return ''
  const fields = Object.values((type as GraphQLObjectType).getFields()).filter(
    (field) => depth > 0 || (!isObjectType(getNamedType(field.type)) && !isInterfaceType(getNamedType(field.type))),
  )
  const chosen = fields.filter(() => chance(Math.min(1, 3 / fields.length)))
  const texts = chosen.map(
    (field) => `${field.name}${argumentsOf(field.args)} ${selection(getNamedType(field.type).name, depth - 1)}`,
  )
  return `{ __typename ${texts.join(' ')} }`
}

function graphql(): InjectOptions {
  let query = `query ${selection('Query', 1 + below(5))}`
  if (chance(0.05)) query = query.slice(0, below(query.length))
  if (chance(0.03)) query += pick(noise)
  const headers: Record<string, string> = {
    accept: pick(['application/graphql-response+json', 'application/json', '*/*']),
  }
  if (chance(0.3)) return { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}`, headers }
  const body = chance(0.97)
    ? JSON.stringify({
        query,
        ...(chance(0.1) ? { variables: pick([{}, null, [], 'x', { a: 1 }]) } : {}),
        ...(chance(0.05)
          ? { extensions: pick([{}, null, { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } }]) }
          : {}),
      })
    : pick(noise)
  return {
    method: 'POST',
    url: '/graphql',
    headers: {
      ...headers,
      'content-type': chance(0.97)
        ? 'application/json'
        : pick(['text/plain', 'application/x-www-form-urlencoded', 'nonsense']),
    },
    payload: body,
  }
}

const failures: string[] = []
const statuses = new Map<number, number>()

/** GraphQL responses have data, errors with a known code, or both. */
function graphqlViolation(body: string): string | undefined {
  const { data, errors, ...more } = JSON.parse(body) as {
    data?: unknown
    errors?: { message?: unknown; extensions?: { code?: string } }[]
  }
  if ('type' in more && 'status' in more) return undefined
  if (Object.keys(more).length > 0) return `has ${Object.keys(more).join(', ')}`
  const unknown = (errors ?? []).filter(
    ({ message, extensions }) => typeof message !== 'string' || !Object.hasOwn(problemCodes, extensions?.code ?? ''),
  )
  if (unknown.length > 0) return `has the error ${JSON.stringify(unknown[0])}`
  if ((errors ?? []).some(({ extensions }) => extensions?.code === 'internal')) return 'failed inside'
  return data === undefined && errors === undefined ? 'has neither data nor errors' : undefined
}

async function send(): Promise<void> {
  const request = chance(0.35) ? graphql() : rest()
  const at = `${request.method} ${String(request.url).slice(0, 300)} ${String(request.payload ?? '').slice(0, 600)}`
  const response = await app.inject(request).catch((error: Error) => error)
  // inject() rejects addresses that no client can send.
  if (response instanceof Error) return
  statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1)
  // oEmbed specifies 501 for an unsupported format.
  if (response.statusCode >= 500 && response.statusCode !== 501)
    failures.push(`${at}: ${response.statusCode} ${response.body.slice(0, 300)}`)
  const isGraphql = String(request.url).startsWith('/graphql')
  const violation =
    isGraphql && request.method !== 'HEAD' && response.body !== '' ? graphqlViolation(response.body) : undefined
  if (violation !== undefined) failures.push(`${at}: the answer ${violation}`)
  for (const found of takeContractViolations()) failures.push(found)
  const cursor = /"(?:endCursor":"|next":"[^"]*after=)([\w.%-]+)/.exec(response.body.slice(-3000))?.[1]
  if (cursor !== undefined && cursors.length < 200) cursors.push(cursor)
}

const heap: number[] = []
const began = performance.now()
for (let done = 0; done < count; done += CONCURRENCY) {
  await Promise.all(Array.from({ length: CONCURRENCY }, send))
  if (Math.floor((done * 20) / count) !== Math.floor(((done + CONCURRENCY) * 20) / count)) {
    globalThis.gc?.()
    heap.push(process.memoryUsage().heapUsed / 1e6)
  }
}
const seconds = (performance.now() - began) / 1000
await app.close()
releases.close()
rmSync(folder, { recursive: true })

const [settled = 0, end = 0] = [heap[Math.ceil((heap.length * WARMUP_REQUESTS) / count) - 1], heap.at(-1)]
console.log(
  `${count} requests in ${seconds.toFixed(0)} s: ${[...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${times} × ${status}`)
    .join(', ')}; ${responsesChecked()} held to the OpenAPI document`,
)
console.log(`heap in MB, twenty times on the way: ${heap.map((value) => value.toFixed(0)).join(' ')}`)
for (const sentence of [...new Set(failures)].slice(0, 20)) console.log(sentence)
reportChecks({
  [`no answer was 5xx, nor otherwise than documented (${failures.length} were)`]: failures.length === 0,
  'requests of every sort were answered': [200, 400, 404].every((status) => (statuses.get(status) ?? 0) > count / 200),
  ...(count < 2 * WARMUP_REQUESTS
    ? {}
    : {
        [`memory did not grow once it was warm (${settled.toFixed(0)} MB, ${end.toFixed(0)} MB)`]:
          end <= settled * (1 + MAX_GROWTH),
      }),
})
