// Items are read once and then cached: only a cold cache costs statements, one for each item.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'

let served: Served
const statements: string[] = []
beforeAll(async () => {
  // Without the response cache every request is executed.
  served = await serve([realContent()], {
    environment: { ANSWER_CACHE_MB: '0' },
    onStatement: (statement) => statements.push(statement),
  })
  // Reads what all requests share, such as sort orders.
  for (const kind of kindNames)
    await sendQuery(served.app, `{ ${definitionOf(kind).collection}(first: 1) { totalCount } }`)
})
afterAll(() => served.close())

async function costOf(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  statements.length = 0
  const { errors } = await sendQuery(served.app, query, variables)
  expect(errors).toBeUndefined()
  return statements.length
}

const nested = `query($first: Int!) { tools(first: $first) { totalCount nodes {
  id strands { id name } activities { id name questions { id text } }
  mappings { id relation strength reason confidence element { id name methodology { id name } } } } } }`

/** The different ids in a response. */
function idsIn(value: unknown): Set<string> {
  return new Set([...JSON.stringify(value).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id as string))
}

test('a page of which only the total is selected reads no items', async () => {
  expect(await costOf('query($first: Int!) { tools(first: $first) { totalCount } }', { first: 40 })).toBe(0)
})

describe('a nested list', () => {
  test('costs one statement for each of its items if nothing is cached, then none', async () => {
    statements.length = 0
    const { data } = await sendQuery(served.app, nested, { first: 100 })
    const cold = statements.length
    expect(idsIn(data).size).toBeGreaterThan(500)
    expect(cold).toBeLessThanOrEqual(idsIn(data).size)
    // Repeated, since a compiled query is executed differently.
    for (let i = 0; i < 4; i++) for (const first of [1, 20, 40, 100]) expect(await costOf(nested, { first })).toBe(0)
  })

  test('of every kind with all its relations costs no statement once cached', async () => {
    let relations = 0
    for (const kind of kindNames) {
      const names = Object.keys(definitionOf(kind).relations)
      if (names.length === 0) continue
      const query = `query($first: Int!) { ${definitionOf(kind).collection}(first: $first) { nodes { ${names.map((name) => `${name} { id }`).join(' ')} } } }`
      await costOf(query, { first: 100 })
      expect(await costOf(query, { first: 100 }), kind).toBe(0)
      relations += names.length
    }
    expect(relations).toBeGreaterThanOrEqual(43)
  })

  test.each([
    [
      'guidance',
      'query($first: Int!) { tools(first: $first) { nodes { guidance { purpose { html } } activities { guidance { purpose { html } } } } } }',
    ],
    [
      'steps and their items',
      'query($first: Int!) { guides(first: $first) { nodes { steps { items { id } } } } stages(first: $first) { nodes { steps { item { id } } emphasis { strand { id } } } } }',
    ],
    [
      'two lists with the same items',
      'query($first: Int!) { tools(first: $first) { nodes { strands { slug } } } last: tools(last: $first) { nodes { strands { slug } } } }',
    ],
  ])('of %s costs no statement once cached', async (_what, query) => {
    await costOf(query, { first: 100 })
    expect(await costOf(query, { first: 100 })).toBe(0)
  })
})

test('nodes of many kinds and their relations cost no statement once cached', async () => {
  const ids = ['tool:fishbone-diagram', 'lean:flow', 'strand:problem', 'methodology:six-sigma', 'tool:driver-diagram']
  const query =
    'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Tool { strands { id } } ... on Element { methodology { id } } ... on Strand { activities { id } } } }'
  await costOf(query, { ids })
  expect(await costOf(query, { ids })).toBe(0)
})
