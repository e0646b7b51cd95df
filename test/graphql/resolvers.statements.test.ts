// A nested list reads each item at most once, and the items of a list by one statement.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindNames, kindOf } from '../../src/content/kinds.ts'
import { ask, realContent, type Served, serve } from '../support/app.ts'

let served: Served
const statements: string[] = []
beforeAll(async () => {
  // Nothing is kept but what is read of the release.
  served = await serve([realContent()], {
    environment: { ANSWER_CACHE_MB: '0' },
    onStatement: (statement) => statements.push(statement),
  })
  // What is read once for all requests, such as the order of a sort, is read now.
  for (const kind of kindNames) await ask(served.app, `{ ${kindOf(kind).collection}(first: 1) { totalCount } }`)
})
afterAll(() => served.close())

async function costOf(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  statements.length = 0
  const { errors } = await ask(served.app, query, variables)
  expect(errors).toBeUndefined()
  return statements.length
}

const nested = `query($first: Int!) { tools(first: $first) { totalCount nodes {
  slug strands { slug } activities { slug questions { slug text } }
  mappings { relation strength reason confidence element { id name methodology { slug name } } } } } }`

test('a page of which only the total is selected reads no items', async () => {
  expect(await costOf('query($first: Int!) { tools(first: $first) { totalCount } }', { first: 40 })).toBe(0)
})

describe('a nested list', () => {
  test('reads the items of each list by one statement when they are first needed, and nothing after that', async () => {
    const first = await costOf(nested, { first: 1 })
    expect(first).toBeGreaterThan(0)
    // Its own list, and at most one statement for each relation of each item that it comes to.
    const tools = realContent().items.tool.size
    const [activities, questions] = [realContent().items.activity.size, realContent().items.question.size]
    const elements = realContent().items.mapping.size
    expect(first + (await costOf(nested, { first: 100 }))).toBeLessThan(
      1 + 3 * tools + activities + questions + elements,
    )
    // Several asks, because a query asked for again is carried out in another way.
    for (let asked = 0; asked < 4; asked++)
      for (const count of [1, 20, 40, 100]) expect(await costOf(nested, { first: count })).toBe(0)
  })

  test('of every kind and all its relations costs no statement for any of them', async () => {
    let relations = 0
    for (const kind of kindNames) {
      const names = Object.keys(kindOf(kind).relations)
      if (names.length === 0) continue
      const query = `query($first: Int!) { ${kindOf(kind).collection}(first: $first) { nodes { ${names.map((name) => `${name} { id }`).join(' ')} } } }`
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
      'two lists that name the same',
      'query($first: Int!) { tools(first: $first) { nodes { strands { slug } } } last: tools(last: $first) { nodes { strands { slug } } } }',
    ],
  ])('of %s costs no statement for any of them', async (_what, query) => {
    await costOf(query, { first: 100 })
    expect(await costOf(query, { first: 100 })).toBe(0)
  })
})

test('nodes of many kinds cost no statement, nor do their relations', async () => {
  const ids = ['tool:fishbone-diagram', 'lean:flow', 'strand:problem', 'methodology:six-sigma', 'tool:driver-diagram']
  const query =
    'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Tool { strands { id } } ... on Element { methodology { id } } ... on Strand { activities { id } } } }'
  await costOf(query, { ids })
  expect(await costOf(query, { ids })).toBe(0)
})
