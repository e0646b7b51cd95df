// Nested lists cost a statement a level, however many items they hold.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { kindNames, kindOf } from '../../src/content/kinds.ts'
import { ask, realContent, type Served, serve } from '../support/app.ts'

let served: Served
const statements: string[] = []
beforeAll(async () => {
  served = await serve([realContent()], { environment: { ANSWER_CACHE_MB: '0' }, onStatement: (statement) => statements.push(statement) })
  // What is read once for all requests, such as the order of a sort, is read now.
  for (const kind of kindNames) await ask(served.app, `{ ${kindOf(kind).collection}(first: 1) { totalCount } }`)
})
beforeEach(() => {
  statements.length = 0
})
afterAll(() => served.close())

async function costOf(query: string, variables: Record<string, unknown>): Promise<number> {
  statements.length = 0
  const { errors } = await ask(served.app, query, variables)
  expect(errors).toBeUndefined()
  return statements.length
}

const nested = `query($first: Int!) { tools(first: $first) { totalCount nodes {
  slug strands { slug } activities { slug questions { slug text } }
  mappings { relation strength reason confidence element { id name methodology { slug name } } } } } }`

describe('a nested list', () => {
  test('costs no more statements for forty items than for twenty: one for the page, and one for each level below', async () => {
    // Four asks, because a query asked for again is carried out in another way.
    for (let asked = 0; asked < 4; asked++) {
      expect(await costOf(nested, { first: 1 })).toBeLessThanOrEqual(4)
      expect(await costOf(nested, { first: 20 })).toBe(4)
      expect(await costOf(nested, { first: 40 })).toBe(4)
    }
  })

  test('of every kind and all its relations costs a statement for the page, and one for all below', async () => {
    let relations = 0
    for (const kind of kindNames) {
      const names = Object.keys(kindOf(kind).relations)
      if (names.length === 0) continue
      const query = `query($first: Int!) { ${kindOf(kind).collection}(first: $first) { nodes { ${names.map((name) => `${name} { id }`).join(' ')} } } }`
      const page = await costOf(`query($first: Int!) { ${kindOf(kind).collection}(first: $first) { nodes { id } } }`, { first: 100 })
      expect(await costOf(query, { first: 100 }), kind).toBeLessThanOrEqual(page + 1)
      relations += names.length
    }
    expect(relations).toBeGreaterThanOrEqual(43)
  })

  test('of guidance costs a statement for the items of a kind', async () => {
    const query = 'query($first: Int!) { tools(first: $first) { nodes { guidance { purpose { html } } activities { guidance { purpose { html } } } } } }'
    expect(await costOf(query, { first: 1 })).toBeLessThanOrEqual(4)
    expect(await costOf(query, { first: 20 })).toBe(4)
    expect(await costOf(query, { first: 40 })).toBe(4)
  })

  test('of steps and their items costs a statement for all', async () => {
    expect(await costOf('query($first: Int!) { guides(first: $first) { nodes { steps { items { id } } } } }', { first: 100 })).toBe(2)
    expect(await costOf('query($first: Int!) { stages(first: $first) { nodes { steps { item { id } } emphasis { strand { id } } } } }', { first: 100 })).toBe(2)
    expect(await costOf('query($first: Int!) { strands(first: $first) { nodes { emphasis { stage { id } } } } }', { first: 100 })).toBe(2)
  })
})

test('nodes of many kinds cost one statement, and their relations one more', async () => {
  const ids = ['tool:fishbone-diagram', 'lean:flow', 'strand:problem', 'methodology:six-sigma', 'tool:driver-diagram']
  expect(await costOf('query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Tool { strands { id } } ... on Element { methodology { id } } ... on Strand { activities { id } } } }', { ids })).toBe(2)
})

test('a page asked for nothing but its total reads no item', async () => {
  expect(await costOf('query($first: Int!) { tools(first: $first) { totalCount } }', { first: 40 })).toBe(0)
})

test('two lists in one request share what they both name', async () => {
  const list = 'nodes { strands { slug } activities { slug } }'
  expect(await costOf(`query($first: Int!) { tools(first: $first) { ${list} } last: tools(last: $first) { ${list} } }`, { first: 20 })).toBe(3)
})
