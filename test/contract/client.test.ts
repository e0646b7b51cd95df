// A client typed from the OpenAPI document compiles, and does what its types say.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import openapiTypescript, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve, type Served } from '../support/app.ts'
import { world } from '../support/world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const document = readFileSync(join(root, 'schema/openapi.json'), 'utf8')

const program = `import createClient from 'openapi-fetch'
import type { paths } from './api.js'

// A list may also be had as CSV or NDJSON; this client reads JSON.
type Json = 'application/json' | 'application/problem+json'

export async function toolsIn(baseUrl: string, strand: string[]): Promise<{ status: number; names: (string | undefined)[]; total: number | undefined }> {
  const client = createClient<paths, Json>({ baseUrl, querySerializer: { array: { style: 'form', explode: false } } })
  const { data, response } = await client.GET('/v1/tools', { params: { query: { strand, limit: 50, sort: 'name' } } })
  return { status: response.status, names: (data?.data ?? []).map((tool) => tool.name), total: data?.page.total }
}

export async function tool(baseUrl: string, slug: string): Promise<string> {
  const { data, error } = await createClient<paths, Json>({ baseUrl }).GET('/v1/tools/{slug}', { params: { path: { slug } } })
  return data === undefined ? error.code : data.data.id
}
`

const mistaken = `import createClient from 'openapi-fetch'
import type { paths } from './api.js'

const client = createClient<paths>({ baseUrl: '' })
export const parameter = client.GET('/v1/tools', { params: { query: { strnad: ['problem'] } } })
export const address = client.GET('/v1/tolos', {})
export const sort = client.GET('/v1/tools', { params: { query: { sort: 'size' } } })
`

let folder: string
let served: Served

beforeAll(async () => {
  // Inside node_modules, so that what the client imports is found, and git does not see it.
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true })
  folder = mkdtempSync(join(root, 'node_modules/.cache/client-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'api.ts'), astToString(await openapiTypescript(document)))
  writeFileSync(join(folder, 'client.ts'), program)
  writeFileSync(join(folder, 'mistaken.ts'), mistaken)
  served = await serve([world()])
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true })
})

/** What the compiler says of each file of the folder; it also writes their JavaScript. */
function compiled(files: string[]): Record<string, string[]> {
  const built = ts.createProgram(
    files.map((file) => join(folder, file)),
    {
      strict: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      outDir: folder,
    },
  )
  const messages = [...ts.getPreEmitDiagnostics(built), ...built.emit().diagnostics].map(({ messageText, file }) => ({
    file: basename(file?.fileName ?? ''),
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  }))
  return Object.fromEntries(
    [...files, 'elsewhere'].map((name) => [
      name,
      messages
        .filter(({ file }) => file === name || (name === 'elsewhere' && !files.includes(file)))
        .map(({ message }) => message),
    ]),
  )
}

test('it compiles, but not with a parameter, an address or a value that does not exist', () => {
  const messages = compiled(['client.ts', 'mistaken.ts'])
  expect(messages).toEqual({
    'client.ts': [],
    'mistaken.ts': [
      expect.stringContaining('strnad'),
      expect.stringContaining('/v1/tolos'),
      expect.stringContaining('"size"'),
    ],
    elsewhere: [],
  })
})

test('it lists the tools of either of two strands from an app that listens', async () => {
  const client = await import(pathToFileURL(join(folder, 'client.js')).href)
  const address = await served.app.listen({ host: '127.0.0.1', port: 0 })
  expect(await client.toolsIn(address, ['problem', 'plan'])).toEqual({
    status: 200,
    names: ['Fishbone Diagram', 'Gantt Chart'],
    total: 2,
  })
  expect(await client.toolsIn(address, ['plan'])).toEqual({ status: 200, names: ['Gantt Chart'], total: 1 })
  expect(await client.tool(address, 'gantt-chart')).toBe('tool:gantt-chart')
  expect(await client.tool(address, 'gant-chart')).toBe('not_found')
})
