// The limits of a query: for each, the largest query that is accepted and the smallest that is rejected.
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendQuery, type Served, serve } from '../support/app.ts'
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

async function execute(query: string, variables?: Record<string, unknown>) {
  const { status, data, errors = [] } = await sendQuery(served.app, query, variables)
  return { status, data, problems: errors.map(({ message, extensions }) => [extensions.code, message]) }
}
const rejected = (code: string, message: string) => ({ status: 400, data: undefined, problems: [[code, message]] })
const accepted = { status: 200, data: expect.anything(), problems: [] }

describe('depth', () => {
  // From an element to its methodology and back to its elements, and so on.
  const deep = (depth: number) =>
    depth % 2 === 1
      ? `{ element(id: "lean:flow") { ${nested(depth - 1)} } }`
      : `{ methodology(slug: "lean") { ${nested(depth - 1)} } }`

  test('of twelve fields is accepted, of thirteen rejected', async () => {
    expect(await execute(deep(12))).toEqual(accepted)
    expect(await execute(deep(13))).toEqual(
      rejected('query_too_deep', 'The query is 13 fields deep; at most 12 are allowed. Ask for less at once.'),
    )
  })

  test('counts each operation of the document', async () => {
    const { problems } = await execute(`query A { release { id } } query B ${deep(13)}`)
    expect(problems.map(([code]) => code)).toEqual(['query_too_deep'])
  })
})

describe('cost', () => {
  // Twenty relations in each item of a page: 1 + 99 × (1 + 20 × 5) objects.
  const page = 'query($first: Int) { tools(first: $first) { nodes { id '
  const relations = `${page}${repeated(20, (i) => `r${i}: strands { id }`)} } } }`

  test('of ten thousand objects is accepted, more is rejected', async () => {
    expect(await execute(relations, { first: 99 })).toEqual(accepted)
    expect(await execute(relations, { first: 100 })).toEqual(
      rejected(
        'query_too_costly',
        'The query asks for up to 10101 objects; at most 10000 are allowed. Ask for smaller pages, or for fewer relations within relations.',
      ),
    )
  })

  test('multiplies a relation of a relation', async () => {
    const chain = (first: number) =>
      `{ tools(first: ${first}) { nodes { activities { tools { activities { tools { id } } } } } } }`
    expect(await execute(chain(12))).toEqual(accepted)
    expect((await execute(chain(13))).problems).toEqual([
      ['query_too_costly', expect.stringContaining('up to 10154 objects')],
    ])
  })

  test('counts pages from the end, pages without a size, and pages with a default size', async () => {
    const fields = 'nodes { activities { tools { activities { tools { id } } } } }'
    for (const query of [
      `{ tools(last: 100) { ${fields} } }`,
      `{ tools { ${fields} } }`,
      `query($n: Int = 100) { tools(first: $n) { ${fields} } }`,
      `{ tools(first: null) { ${fields} } }`,
    ]) {
      expect((await execute(query)).problems.map(([code]) => code)).toEqual(['query_too_costly'])
    }
  })

  test('adds up sibling fields', async () => {
    const list = 'nodes { activities { tools { strands { id } } } }'
    expect(await execute(`{ tools(first: 50) { ${list} } }`)).toEqual(accepted)
    expect(
      (await execute(`{ tools(first: 50) { ${list} } more: tools(first: 50) { ${list} } }`)).problems.map(
        ([code]) => code,
      ),
    ).toEqual(['query_too_costly'])
  })

  test('counts the ids of a list', async () => {
    const query = (count: number) =>
      `{ nodes(ids: [${repeated(count, () => '"lean:flow",')}]) { ... on Element { tools { activities { tools { id } } } } } }`
    expect(await execute(query(10))).toEqual(accepted)
    expect((await execute(query(100))).problems.map(([code]) => code)).toEqual(['query_too_costly'])
  })

  test('ignores fields that a directive excludes', async () => {
    const query =
      'query($with: Boolean!) { tools(first: 100) { nodes { id activities @include(if: $with) { tools { activities { tools { id } } } } } } }'
    expect(await execute(query, { with: false })).toEqual(accepted)
    expect((await execute(query, { with: true })).problems.map(([code]) => code)).toEqual(['query_too_costly'])
  })
})

describe('counts of the document', () => {
  test('thirty aliases are accepted, thirty-one rejected', async () => {
    const query = (count: number) => `{ release { ${repeated(count, (i) => `a${i}: id`)} } }`
    expect(await execute(query(30))).toEqual(accepted)
    expect(await execute(query(31))).toEqual(
      rejected('too_many_aliases', 'The query has 31 aliases; at most 30 are allowed.'),
    )
  })

  test('twenty root fields are accepted, twenty-one rejected', async () => {
    const query = (count: number) => `{ ${repeated(count, (i) => `a${i}: release { id }`)} }`
    expect(await execute(query(20))).toEqual(accepted)
    expect(await execute(query(21))).toEqual(
      rejected('too_many_root_fields', 'The query has 21 root fields; at most 20 are allowed.'),
    )
  })

  test('two thousand tokens are accepted, more rejected', async () => {
    const query = (count: number) =>
      `{ nodes(ids: [${repeated(count - 23, () => '"x"')}]) @skip(if: true) { id } release { id } }`
    expect(await execute(query(2000))).toEqual(accepted)
    expect(await execute(query(2001))).toEqual(rejected('too_many_tokens', 'The query has more than 2000 tokens.'))
  })

  test('a body of 64 KiB is read, a larger one rejected', async () => {
    const body = (bytes: number) => {
      const empty = JSON.stringify({ query: '{ release { id } }', operationName: null, variables: { unused: '' } })
      return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`)
    }
    expect((await post(served.app, body(64 * 1024))).json()).toEqual({ data: { release: { id: '2026.1' } } })
    const response = await post(served.app, body(64 * 1024 + 1))
    expect({ status: response.statusCode, type: response.headers['content-type'], code: response.json().code }).toEqual(
      {
        status: 413,
        type: 'application/problem+json; charset=utf-8',
        code: 'payload_too_large',
      },
    )
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
    expect(await execute(example)).toEqual(accepted)
  })

  test("GraphiQL's introspection query, whose result is the SDL", async () => {
    const options = {
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      experimentalDirectiveDeprecation: false,
      oneOf: true,
    }
    const { data, errors } = await sendQuery(served.app, getIntrospectionQuery(options))
    expect(errors).toBeUndefined()
    expect(printSchema(lexicographicSortSchema(buildClientSchema(data)))).toBe(
      printSchema(lexicographicSortSchema(sdl)),
    )
  })
})
