// Fragments do not evade the limits, and no document is slow to reject.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const repeated = (times: number, text: (i: number) => string) =>
  Array.from({ length: times }, (_, i) => text(i)).join(' ')
const codesOf = async (query: string, variables?: Record<string, unknown>) => {
  const { status, errors = [] } = await sendQuery(served.app, query, variables)
  return { status, codes: errors.map(({ extensions }) => extensions.code) }
}
const only = (code: string) => ({ status: 400, codes: [code] })
const fine = { status: 200, codes: [] }

/** Each fragment spreads the next one twice, so that the last is spread 2^levels times. */
const doubling = (type: string, levels: number, last: string) =>
  `${repeated(levels, (i) => `fragment F${i} on ${type} { ...F${i + 1} ...F${i + 1} }`)} fragment F${levels} on ${type} { ${last} }`

describe('hidden in fragments', () => {
  const sixDown = (last: string) =>
    `methodology { elements { methodology { elements { methodology { elements { ${last} } } } } } }`

  test('depth is seen in a fragment, a fragment of a fragment, and an inline one', async () => {
    // Fourteen fields, of which no fragment holds more than seven.
    expect(
      await codesOf(
        `{ element(id: "lean:flow") { ...A } } fragment A on Element { ${sixDown('...B')} } fragment B on Element { ...C } fragment C on Element { ${sixDown('id')} }`,
      ),
    ).toEqual(only('query_too_deep'))
    expect(
      await codesOf(`{ element(id: "lean:flow") { ... on Element { ${sixDown(`... { ${sixDown('id')} }`)} } } }`),
    ).toEqual(only('query_too_deep'))
    expect(await codesOf(`{ element(id: "lean:flow") { ...A } } fragment A on Element { ${sixDown('id')} }`)).toEqual(
      fine,
    )
  })

  test('cost is seen in fragments, and counted for each place where they are spread', async () => {
    const tools = 'fragment T on Activity { tools { activities { tools { id } } } }'
    expect(await codesOf(`{ activities(first: 60) { nodes { ...T } } } ${tools}`)).toEqual(fine)
    expect(await codesOf(`{ activities(first: 100) { nodes { ...T } } } ${tools}`)).toEqual(only('query_too_costly'))
    expect(
      await codesOf(
        `{ activities(first: 60) { nodes { ...T } } more: activities(first: 60) { nodes { ...T } } } ${tools}`,
      ),
    ).toEqual(only('query_too_costly'))
    expect(
      await codesOf(
        `{ ...Q } fragment Q on Query { activities(first: 100) { nodes { ...A } } } fragment A on Activity { ... on Activity { ...T } } ${tools}`,
      ),
    ).toEqual(only('query_too_costly'))
  })

  test('cost is seen in the fragments of a Node, the dearest of them counting', async () => {
    const query = (first: number) =>
      `{ search(q: "fishbone", first: ${first}) { nodes { item { ... on Tool { activities { tools { id } } } ... on Element { tools { activities { tools { id } } } } } } } }`
    expect(await codesOf(query(60))).toEqual(fine)
    expect(await codesOf(query(100))).toEqual(only('query_too_costly'))
  })

  test('aliases are counted in fragments, whether few or many in each', async () => {
    const query = (count: number) =>
      `{ release { ...A ...B ... { z: id } } } fragment A on Release { ${repeated(15, (i) => `a${i}: id`)} } fragment B on Release { ${repeated(count, (i) => `b${i}: id`)} }`
    expect(await codesOf(query(14))).toEqual(fine)
    expect(await codesOf(query(15))).toEqual(only('too_many_aliases'))
  })

  test('root fields are counted in fragments, in fragments of fragments and in inline ones', async () => {
    const query = (count: number) =>
      `{ ...A ... on Query { z: release { id } } } fragment A on Query { ${repeated(9, (i) => `a${i}: release { id }`)} ...B } fragment B on Query { ${repeated(count, (i) => `b${i}: release { id }`)} }`
    expect(await codesOf(query(10))).toEqual(fine)
    expect(await codesOf(query(11))).toEqual(only('too_many_root_fields'))
  })

  test('a fragment that spreads itself is rejected, by itself or through others', async () => {
    expect(await codesOf('{ release { ...A } } fragment A on Release { id ...A }')).toEqual(only('graphql_invalid'))
    expect(
      await codesOf(
        '{ tools { nodes { ...A } } } fragment A on Tool { strands { ...B } } fragment B on Strand { tools { ...A } }',
      ),
    ).toEqual(only('graphql_invalid'))
  })
})

// The last of each is a number of spreads that no machine could walk one by one.
describe('a document of fragments that each spread the next one twice', () => {
  test('at the root is rejected, for its root fields', async () => {
    for (const levels of [5, 12, 18, 150])
      expect(await codesOf(`{ ...F0 } ${doubling('Query', levels, 'release { id }')}`)).toEqual(
        only('too_many_root_fields'),
      )
  })

  test('in a list, at the bottom of a query or in the schema is rejected, for its cost', async () => {
    for (const levels of [12, 13, 14, 18, 150]) {
      expect(await codesOf(`{ tools { nodes { ...F0 } } } ${doubling('Tool', levels, 'id')}`)).toEqual(
        only('query_too_costly'),
      )
      expect(await codesOf(`{ tools { nodes { ...F0 } } } ${doubling('Tool', levels, 'strands { id }')}`)).toEqual(
        only('query_too_costly'),
      )
      expect(
        await codesOf(`{ __schema { types { ...F0 } } } ${doubling('__Type', levels, 'fields { name }')}`),
      ).toEqual(only('query_too_costly'))
    }
  })

  test('that are not spread is rejected', async () => {
    const { status, codes } = await codesOf(`{ release { id } } ${doubling('Tool', 20, 'id')}`)
    expect({ status, codes: [...new Set(codes)] }).toEqual(only('graphql_invalid'))
  })
})
