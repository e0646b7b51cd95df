// The committed files of schema/ equal the generated ones; examples are replaced only if they are no longer valid.
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { contractFiles } from '../../src/commands/contract.ts'
import type { OpenApiDocument } from '../../src/http/openapi.ts'

const folder = new URL('../../schema/', import.meta.url)
let generated: Map<string, string>

beforeAll(async () => {
  generated = await contractFiles(JSON.parse(committed('openapi.json') as string))
})

function committed(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, folder), 'utf8')
  } catch {
    return undefined
  }
}

test('every generated file is committed and current', () => {
  const stale = [...generated].filter(([path, text]) => committed(path) !== text).map(([path]) => `schema/${path}`)
  expect(stale, 'out of date: run `npm run schema` and commit what it writes').toEqual([])
  expect(generated.size).toBeGreaterThanOrEqual(15)
})

test('schema/ has no other files', () => {
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'))
  expect(there.sort()).toEqual([...generated.keys()].sort())
})

type Examples = Map<string, unknown>
/** Every example of a document, by operation. */
function examplesIn(text: string): Examples {
  const { paths } = JSON.parse(text) as OpenApiDocument
  return new Map(
    Object.values(paths)
      .flatMap((path) => Object.values(path))
      .flatMap(({ operationId, responses }) =>
        Object.values(responses).flatMap(({ content = {} }) =>
          Object.values(content).flatMap(({ example }): [string, unknown][] =>
            example === undefined ? [] : [[operationId, example]],
          ),
        ),
      ),
  )
}

test('an example is replaced only if it is no longer valid', async () => {
  const before = JSON.parse(committed('openapi.json') as string) as OpenApiDocument
  const exampleOf = (path: string, type = 'application/json') =>
    before.paths[path]?.get?.responses['200']?.content?.[type] as { example: any }
  // Valid: other words of the content.
  exampleOf('/v1/tools/{slug}').example.data.summary = 'Another summary.'
  exampleOf('/v1/matrix.csv', 'text/csv').example = 'id,name,six-sigma:first\nlean:value,Value,none'
  // Not valid: a field that there is not, some that are missing, columns that there are not.
  exampleOf('/v1/strands/{slug}').example.data.colour = 'blue'
  delete exampleOf('/v1/stages/{slug}').example.data
  delete exampleOf('/v1/activities/{slug}').example.data.type
  delete exampleOf('/v1/routes').example.data[0].gaps
  exampleOf('/v1/terms.csv', 'text/csv').example = 'id,kind,colour\nterm:case,term,blue'
  // Of another request.
  const guide = before.paths['/v1/guides/{slug}']?.get as OpenApiDocument['paths'][string][string]
  guide['x-example-request'] = '/v1/guides/another'
  exampleOf('/v1/guides/{slug}').example.data.summary = 'Another summary.'

  const given = examplesIn(JSON.stringify(before))
  const now = examplesIn((await contractFiles(before)).get('openapi.json') as string)
  const recorded = [...now].filter(([id, example]) => JSON.stringify(example) !== JSON.stringify(given.get(id)))
  expect(recorded.map(([id]) => id).sort()).toEqual([
    'get_activity',
    'get_guide',
    'get_stage',
    'get_strand',
    'list_routes',
    'list_terms_csv',
  ])
  expect(now.size).toBeGreaterThanOrEqual(60)
})
