// What a query may ask for at the most: the last that is let through, and the first that is refused, of each limit.
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { post, sdl } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const repeated = (times: number, text: (i: number) => string) =>
  Array.from({ length: times }, (_, i) => text(i)).join(' ')

/** `methodology { elements { methodology { … } } }` within an element, so many fields deep. */
function nested(depth: number): string {
  const [field, below] = depth % 2 === 0 ? ['methodology', nested] : ['elements', nested]
  return depth === 1 ? 'id' : `${field} { ${below(depth - 1)} }`
}

async function refusalOf(query: string, variables?: Record<string, unknown>) {
  const { status, data, errors = [] } = await ask(served.app, query, variables)
  return { status, data, told: errors.map(({ message, extensions }) => [extensions.code, message]) }
}
const refused = (code: string, message: string) => ({ status: 400, data: undefined, told: [[code, message]] })
const letThrough = { status: 200, data: expect.anything(), told: [] }

describe('depth', () => {
  // From an element to its methodology and back to its elements, and so on.
  const deep = (depth: number) =>
    depth % 2 === 1
      ? `{ element(id: "lean:flow") { ${nested(depth - 1)} } }`
      : `{ methodology(slug: "lean") { ${nested(depth - 1)} } }`

  test('of twelve fields is let through, of thirteen refused', async () => {
    expect(await refusalOf(deep(12))).toEqual(letThrough)
    expect(await refusalOf(deep(13))).toEqual(
      refused('query_too_deep', 'The query is 13 fields deep; at most 12 are allowed. Ask for less at once.'),
    )
  })

  test('counts each operation of the document', async () => {
    const { told } = await refusalOf(`query A { release { id } } query B ${deep(13)}`)
    expect(told.map(([code]) => code)).toEqual(['query_too_deep'])
  })
})

describe('cost', () => {
  // Twenty relations in each item of a page: 1 + 99 × (1 + 20 × 5) objects.
  const page = 'query($first: Int) { tools(first: $first) { nodes { id '
  const relations = `${page}${repeated(20, (i) => `r${i}: strands { id }`)} } } }`

  test('of ten thousand objects is let through, more is refused', async () => {
    expect(await refusalOf(relations, { first: 99 })).toEqual(letThrough)
    expect(await refusalOf(relations, { first: 100 })).toEqual(
      refused(
        'query_too_costly',
        'The query asks for up to 10101 objects; at most 10000 are allowed. Ask for smaller pages, or for fewer relations within relations.',
      ),
    )
  })

  test('multiplies a relation of a relation', async () => {
    const chain = (first: number) =>
      `{ tools(first: ${first}) { nodes { activities { tools { activities { tools { id } } } } } } }`
    expect(await refusalOf(chain(12))).toEqual(letThrough)
    expect((await refusalOf(chain(13))).told).toEqual([
      ['query_too_costly', expect.stringContaining('up to 10154 objects')],
    ])
  })

  test('counts pages from the end, pages of no size given, and pages whose size is a default', async () => {
    const fields = 'nodes { activities { tools { activities { tools { id } } } } }'
    for (const query of [
      `{ tools(last: 100) { ${fields} } }`,
      `{ tools { ${fields} } }`,
      `query($n: Int = 100) { tools(first: $n) { ${fields} } }`,
      `{ tools(first: null) { ${fields} } }`,
    ]) {
      expect((await refusalOf(query)).told.map(([code]) => code)).toEqual(['query_too_costly'])
    }
  })

  test('adds up what is asked for beside one another', async () => {
    const list = 'nodes { activities { tools { strands { id } } } }'
    expect(await refusalOf(`{ tools(first: 50) { ${list} } }`)).toEqual(letThrough)
    expect(
      (await refusalOf(`{ tools(first: 50) { ${list} } more: tools(first: 50) { ${list} } }`)).told.map(
        ([code]) => code,
      ),
    ).toEqual(['query_too_costly'])
  })

  test('counts what a list of ids asks for', async () => {
    const query = (count: number) =>
      `{ nodes(ids: [${repeated(count, () => '"lean:flow",')}]) { ... on Element { tools { activities { tools { id } } } } } }`
    expect(await refusalOf(query(10))).toEqual(letThrough)
    expect((await refusalOf(query(100))).told.map(([code]) => code)).toEqual(['query_too_costly'])
  })

  test('leaves out what a directive leaves out', async () => {
    const query =
      'query($with: Boolean!) { tools(first: 100) { nodes { id activities @include(if: $with) { tools { activities { tools { id } } } } } } }'
    expect(await refusalOf(query, { with: false })).toEqual(letThrough)
    expect((await refusalOf(query, { with: true })).told.map(([code]) => code)).toEqual(['query_too_costly'])
  })
})

describe('counts of the document', () => {
  test('thirty aliases are let through, thirty-one refused', async () => {
    const query = (count: number) => `{ release { ${repeated(count, (i) => `a${i}: id`)} } }`
    expect(await refusalOf(query(30))).toEqual(letThrough)
    expect(await refusalOf(query(31))).toEqual(
      refused('too_many_aliases', 'The query has 31 aliases; at most 30 are allowed.'),
    )
  })

  test('twenty root fields are let through, twenty-one refused', async () => {
    const query = (count: number) => `{ ${repeated(count, (i) => `a${i}: release { id }`)} }`
    expect(await refusalOf(query(20))).toEqual(letThrough)
    expect(await refusalOf(query(21))).toEqual(
      refused('too_many_root_fields', 'The query has 21 root fields; at most 20 are allowed.'),
    )
  })

  test('two thousand tokens are let through, more refused', async () => {
    const query = (count: number) =>
      `{ nodes(ids: [${repeated(count - 23, () => '"x"')}]) @skip(if: true) { id } release { id } }`
    expect(await refusalOf(query(2000))).toEqual(letThrough)
    expect(await refusalOf(query(2001))).toEqual(refused('too_many_tokens', 'The query has more than 2000 tokens.'))
  })

  test('a body of 64 KiB is read, a larger one refused', async () => {
    const body = (bytes: number) => {
      const empty = JSON.stringify({ query: '{ release { id } }', operationName: null, variables: { unused: '' } })
      return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`)
    }
    expect((await post(served.app, body(64 * 1024))).json()).toEqual({ data: { release: { id: '2026.1' } } })
    const answer = await post(served.app, body(64 * 1024 + 1))
    expect({ status: answer.statusCode, type: answer.headers['content-type'], code: answer.json().code }).toEqual({
      status: 413,
      type: 'application/problem+json; charset=utf-8',
      code: 'payload_too_large',
    })
  })
})

describe('the limits admit', () => {
  test('the example of the documents', async () => {
    const example = `query {
      tools(first: 20, filter: { strand: ["problem"], element: ["lean:flow"] }, sort: NAME) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { slug name strands { slug name } activities { slug name questions { slug text } }
                mappings { relation strength reason confidence element { id name methodology { slug name } } } }
        facets { strand { value count } }
      }
      tool(slug: "fishbone-diagram") { name aliases }
      search(q: "ishikawa", first: 3) { nodes { item { id ... on Tool { name } } excerpt } }
    }`
    expect(await refusalOf(example)).toEqual(letThrough)
  })

  test("GraphiQL's question for the whole schema, which is that of the SDL", async () => {
    const options = {
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      experimentalDirectiveDeprecation: false,
      oneOf: true,
    }
    const { data, errors } = await ask(served.app, getIntrospectionQuery(options))
    expect(errors).toBeUndefined()
    expect(printSchema(lexicographicSortSchema(buildClientSchema(data)))).toBe(
      printSchema(lexicographicSortSchema(sdl)),
    )
  })
})
