// The about page counts what the API counts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, definitionOf } from '../../src/content/kinds.ts'
import { realContent, type Served, serve } from '../support/app.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => definitionOf(kind).collection)

test('the counts of the about page are those of the API', async () => {
  const { body } = await served.app.inject('/about')
  const lines = new Map(
    [
      ...body.matchAll(
        /<tr><th scope="row">(?:<a [^>]*>)?([^<]+)(?:<\/a>)?<\/th>((?:<td data-label="[^"]*">\d+<\/td>)+)<\/tr>/g,
      ),
    ].map(([, name = '', cells = '']) => [name, [...cells.matchAll(/>(\d+)</g)].map((match) => Number(match[1]))]),
  )
  const named: Record<string, string> = {
    Tools: 'tools',
    Activities: 'activities',
    Questions: 'questions',
    Strands: 'strands',
    Terms: 'terms',
    Routes: 'routes',
    Mappings: 'mappings',
  }
  for (const [name, collection] of Object.entries(named)) {
    const found = (await served.app.inject(`/v1/${collection}.ndjson`)).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { basis?: string; provenance?: { basis: string } })
    const of = (basis: string) => found.filter((item) => (item.basis ?? item.provenance?.basis) === basis).length
    expect(lines.get(name), name).toEqual([
      found.length,
      of('published'),
      of('editorial'),
      of('unconfirmed'),
      of('derived'),
    ])
  }
  expect(body).toContain('LoMo')
  const gaps = (
    await Promise.all(
      collections
        .filter((name) => name !== 'mappings')
        .map(async (name) =>
          (await served.app.inject(`/v1/${name}.ndjson`)).body
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as { gaps: string[] }),
        ),
    )
  )
    .flat()
    .filter((item) => item.gaps.length > 0)
  expect(body).toContain(`${gaps.length} items say`)
})
