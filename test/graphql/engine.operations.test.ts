// Compiled queries are reused: repeated requests get the same response, whatever came before.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { post } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

const execute = async (body: { query: string; variables?: object; operationName?: string }) =>
  (await post(served.app, body)).json()

describe('operations of one document do not interfere', () => {
  const query =
    'query One { tool(slug: "gantt-chart") { name } } query Two($slug: String!) { tool(slug: $slug) { slug } }'
  const one = { tool: { name: 'Gantt Chart' } }
  const two = { tool: { slug: 'fishbone-diagram' } }

  test('however often another was requested before', async () => {
    for (let i = 0; i < 4; i++) expect(await execute({ query, operationName: 'One' })).toEqual({ data: one })
    for (let i = 0; i < 4; i++)
      expect(await execute({ query, operationName: 'Two', variables: { slug: 'fishbone-diagram' } })).toEqual({
        data: two,
      })
  })

  test('if they are requested alternately', async () => {
    for (let i = 0; i < 4; i++) {
      expect(await execute({ query: `${query} `, operationName: 'One' })).toEqual({ data: one })
      expect(
        await execute({ query: `${query} `, operationName: 'Two', variables: { slug: 'fishbone-diagram' } }),
      ).toEqual({
        data: two,
      })
    }
  })

  test('if they are requested concurrently', async () => {
    const executions = Array.from({ length: 40 }, (_, i) =>
      execute(
        i % 2 === 0
          ? { query: ` ${query}`, operationName: 'One' }
          : { query: ` ${query}`, operationName: 'Two', variables: { slug: 'fishbone-diagram' } },
      ),
    )
    expect(await Promise.all(executions)).toEqual(executions.map((_, i) => ({ data: i % 2 === 0 ? one : two })))
  })
})

describe('a query that is repeated four times has the same response each time', () => {
  const cases: [string, string, object?][] = [
    [
      'an item and its relations',
      '{ tool(slug: "fishbone-diagram") { id name aliases homeStrand { name } strands { slug activities { slug } } mappings { confidence strength element { methodology { name } } } } }',
    ],
    [
      'items of any kind',
      '{ nodes(ids: ["tool:gantt-chart", "lean:flow", "term:system", "nothing:x"]) { __typename id ... on Tool { aliases } ...E } } fragment E on Element { order methodology { __typename slug } }',
    ],
    [
      'the same field under two names, and twice',
      '{ a: tool(slug: "gantt-chart") { name } b: tool(slug: "fishbone-diagram") { name name slug } tools { nodes { slug } nodes { name } } }',
    ],
    [
      'a search',
      '{ search(q: "ishikawa") { totalCount nodes { score excerpt item { id ... on Tool { name } } matched { field term how asked } } } }',
    ],
    [
      'null and nothing',
      '{ tool(slug: "nothing") { name } mapping(slug: "tool-gantt-chart-to-methodology-lean") { strength element { id } reviewer } }',
    ],
    [
      'a mistake beside what is right',
      '{ release { id } tool(slug: "gantt-chart") { name } tools(filter: { strand: ["problm"] }) { totalCount } }',
    ],
    ['a mistake alone', '{ search(q: "?") { totalCount } }'],
    ['a mistake in what may be null', '{ release { id } nodes(ids: ["x"]) { id } term(slug: "system") { name } }'],
    [
      'what directives leave out',
      '{ release @skip(if: true) { id } tool(slug: "gantt-chart") { name @include(if: false) slug @include(if: true) } }',
    ],
    [
      'a page and its facets',
      '{ tools(first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { slug } } facets { strand { value count } } } }',
    ],
    [
      'the schema',
      '{ __schema { queryType { name } } __type(name: "Tool") { kind interfaces { name } fields { name description type { kind ofType { name } } } } __typename }',
    ],
    [
      'variables and their defaults',
      'query($slug: String = "gantt-chart", $first: Int, $filter: ToolFilter) { tool(slug: $slug) { name } tools(first: $first, filter: $filter) { nodes { slug } } }',
      { first: 1, filter: { strand: ['plan'] } },
    ],
  ]

  test.each(cases)('%s', async (_, query, variables) => {
    const first = await execute({ query, ...(variables ? { variables } : {}) })
    expect(first.data !== undefined).toBe(true)
    for (let i = 0; i < 3; i++) expect(await execute({ query, ...(variables ? { variables } : {}) })).toEqual(first)
  })
})

test('variables change the response of a compiled query', async () => {
  const query =
    'query($slug: String!, $with: Boolean! = true, $sort: ToolSort, $first: Int) { tool(slug: $slug) { slug name @include(if: $with) } tools(sort: $sort, first: $first) { nodes { slug } } }'
  const [gantt, fishbone] = [
    { slug: 'gantt-chart', name: 'Gantt Chart' },
    { slug: 'fishbone-diagram', name: 'Fishbone Diagram' },
  ]
  const both = { nodes: [{ slug: fishbone.slug }, { slug: gantt.slug }] }
  for (let i = 0; i < 3; i++) {
    expect(await execute({ query, variables: { slug: 'gantt-chart' } })).toEqual({ data: { tool: gantt, tools: both } })
    expect(await execute({ query, variables: { slug: 'fishbone-diagram', with: false, first: 1 } })).toEqual({
      data: { tool: { slug: 'fishbone-diagram' }, tools: { nodes: [{ slug: fishbone.slug }] } },
    })
    expect(await execute({ query, variables: { slug: 'nothing', sort: 'NAME_DESC', first: null } })).toEqual({
      data: { tool: null, tools: { nodes: [{ slug: gantt.slug }, { slug: fishbone.slug }] } },
    })
  }
})
