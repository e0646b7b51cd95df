// Cursors: pages within a question, the ends of a list, and the same cursors as REST.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'

const names = ['apple', 'birch', 'cedar', 'durian', 'elm', 'fig', 'guava']
const tool = (name: string, i: number) =>
  `${worldFiles['tools/gantt-chart.yaml']?.replace('Gantt Chart', name).replace('Shows tasks', `Shows ${i % 2 === 0 ? 'branches' : 'roots'}`)}`.replaceAll(
    'plan,',
    i % 2 === 0 ? 'problem,' : 'plan,',
  )
const trees = Object.fromEntries(names.map((name, i) => [`tools/${name}.yaml`, tool(name, i)]))

let served: Served
beforeAll(async () => {
  served = await serve([
    world({
      ...trees,
      'tools/fishbone-diagram.yaml': undefined,
      'tools/gantt-chart.yaml': undefined,
      'methodologies/lean/mappings/tools.yaml': 'rows: []\n',
    }),
  ])
})
afterAll(() => served.close())

type Args = {
  first?: number
  last?: number
  after?: string
  before?: string
  q?: string
  sort?: string
  filter?: object
}
async function page(args: Args) {
  const query =
    'query($first: Int, $last: Int, $after: String, $before: String, $q: String, $sort: ToolSort, $filter: ToolFilter) { tools(first: $first, last: $last, after: $after, before: $before, q: $q, sort: $sort, filter: $filter) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { slug } } }'
  const { data, errors } = await sendQuery(served.app, query, args)
  if (errors !== undefined) return { code: errors[0]?.extensions.code, message: errors[0]?.message }
  const { pageInfo, nodes } = data.tools
  return {
    slugs: nodes.map(({ slug }: { slug: string }) => slug),
    more: [pageInfo.hasPreviousPage, pageInfo.hasNextPage],
    start: pageInfo.startCursor,
    end: pageInfo.endCursor,
  }
}
const cursorAt = async (index: number, args: Args = {}) => (await page({ ...args, first: index })).end as string
const seen = async (args: Args) => {
  const { slugs, more } = await page(args)
  return { slugs, more }
}

describe('a page', () => {
  test('after one item and before another has the items in between', async () => {
    const [after, before] = [await cursorAt(2), await cursorAt(6)]
    expect(await seen({ first: 10, after, before })).toEqual({ slugs: ['cedar', 'durian', 'elm'], more: [true, false] })
    expect(await seen({ first: 2, after, before })).toEqual({ slugs: ['cedar', 'durian'], more: [true, true] })
    expect(await seen({ last: 2, after, before })).toEqual({ slugs: ['durian', 'elm'], more: [true, true] })
    expect(await seen({ last: 3, after, before })).toEqual({ slugs: ['cedar', 'durian', 'elm'], more: [false, true] })
  })

  test('before an item has the first items of the list, unless the last are requested', async () => {
    const before = await cursorAt(4)
    expect(await seen({ before, first: 2 })).toEqual({ slugs: ['apple', 'birch'], more: [false, true] })
    expect(await seen({ before, last: 2 })).toEqual({ slugs: ['birch', 'cedar'], more: [true, true] })
  })

  test('beyond the ends, or between neighbours, is empty and has no cursors', async () => {
    const [third, fourth, last] = [await cursorAt(3), await cursorAt(4), await cursorAt(7)]
    expect(await page({ first: 5, after: last })).toEqual({ slugs: [], more: [true, false], start: null, end: null })
    expect(await page({ last: 5, before: await cursorAt(1) })).toEqual({
      slugs: [],
      more: [false, true],
      start: null,
      end: null,
    })
    expect((await page({ first: 5, after: third, before: fourth })).slugs).toEqual([])
    expect((await page({ first: 5, after: fourth, before: third })).slugs).toEqual([])
  })

  test('that is sorted in reverse, filtered or searched works in both directions too', async () => {
    expect(await seen({ last: 2, sort: 'NAME_DESC' })).toEqual({ slugs: ['birch', 'apple'], more: [true, false] })
    expect(await seen({ first: 2, sort: 'NAME_DESC', after: await cursorAt(2, { sort: 'NAME_DESC' }) })).toEqual({
      slugs: ['elm', 'durian'],
      more: [true, true],
    })
    const problem = { filter: { strand: ['problem'] } }
    expect(await seen({ ...problem, first: 2, after: await cursorAt(2, problem) })).toEqual({
      slugs: ['elm', 'guava'],
      more: [true, false],
    })
    const roots = { q: 'roots', sort: 'NAME' }
    expect(await seen({ ...roots, last: 1, before: (await page({ ...roots, last: 1 })).start })).toEqual({
      slugs: ['durian'],
      more: [true, true],
    })
  })

  test('has the same items in its nodes as in its edges, and the cursors of its ends', async () => {
    const { data } = await sendQuery(
      served.app,
      '{ tools(first: 3) { pageInfo { startCursor endCursor } nodes { id name } edges { cursor node { id name } } } }',
    )
    const { nodes, edges, pageInfo } = data.tools
    expect(edges.map(({ node }: { node: object }) => node)).toEqual(nodes)
    expect([edges[0].cursor, edges[2].cursor, nodes.length]).toEqual([pageInfo.startCursor, pageInfo.endCursor, 3])
  })

  test('is not of the first and of the last at once', async () => {
    expect(await page({ first: 2, last: 2 })).toEqual({
      code: 'invalid_parameter',
      message: 'first and last do not go together: give one of them.',
    })
  })
})

describe('a cursor', () => {
  const other = { sort: 'NAME_DESC' }
  const questions: [string, Args][] = [
    ['sort', other],
    ['filter', { filter: { strand: ['plan'] } }],
    ['search', { q: 'roots' }],
  ]

  test.each(questions)('of a request with another %s is rejected', async (_, args) => {
    expect((await page({ first: 2, after: await cursorAt(2, args) })).code).toBe('invalid_cursor')
    expect((await page({ ...args, first: 2, after: await cursorAt(2) })).code).toBe('invalid_cursor')
    expect((await page({ ...args, last: 2, before: await cursorAt(2) })).code).toBe('invalid_cursor')
  })

  test('with any character altered is rejected, as in REST', async () => {
    const cursor = await cursorAt(3)
    for (let at = 0; at < cursor.length; at++) {
      const altered = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`
      const { code } = (await served.app.inject(`/v1/tools?limit=2&after=${altered}`)).json()
      expect((await page({ first: 2, after: altered })).code).toBe(code)
      expect(['invalid_cursor', 'cursor_expired']).toContain(code)
    }
    expect(cursor.length).toBeGreaterThanOrEqual(24)
  })

  test('of another kind, or of a search of all kinds, is rejected', async () => {
    const { data } = await sendQuery(
      served.app,
      '{ activities(first: 1) { pageInfo { endCursor } } search(q: "roots", first: 1) { pageInfo { endCursor } } }',
    )
    for (const { pageInfo } of [data.activities, data.search])
      expect((await page({ first: 2, after: pageInfo.endCursor })).code).toBe('invalid_cursor')
  })
})

describe('a cursor of REST and one of GraphQL are the same, and go with the same question', () => {
  const questions: [string, string, Args][] = [
    ['all', '', {}],
    ['sorted', 'sort=-name', { sort: 'NAME_DESC' }],
    [
      'filtered',
      'strand=problem,plan&origin=toolkit',
      { filter: { origin: ['toolkit'], strand: ['plan', 'problem'] } },
    ],
    ['searched', 'q=shows', { q: 'shows' }],
  ]

  test.each(questions)('%s', async (_, parameters, args) => {
    const rest = (await served.app.inject(`/v1/tools?limit=2&${parameters}`)).json()
    const { searchParams, search } = new URL(rest.page.next)
    const ours = await page({ ...args, first: 2 })
    expect(ours).toEqual({
      slugs: rest.data.map(({ slug }: { slug: string }) => slug),
      more: [false, true],
      start: expect.any(String),
      end: searchParams.get('after'),
    })
    const next = (await served.app.inject(`/v1/tools${search}`)).json()
    expect((await page({ ...args, first: 2, after: ours.end })).slugs).toEqual(
      next.data.map(({ slug }: { slug: string }) => slug),
    )
  })

  test('of a search', async () => {
    const rest = (await served.app.inject('/v1/search?q=shows&limit=2')).json()
    const query =
      'query($after: String) { search(q: "shows", first: 2, after: $after) { pageInfo { endCursor hasNextPage hasPreviousPage } edges { cursor node { item { id } } } } }'
    const after = new URL(rest.page.next).searchParams.get('after')
    const [first, second] = [
      (await sendQuery(served.app, query)).data.search,
      (await sendQuery(served.app, query, { after })).data.search,
    ]
    expect(first.pageInfo).toEqual({ endCursor: after, hasNextPage: true, hasPreviousPage: false })
    expect(first.edges.at(-1)).toEqual({ cursor: after, node: { item: { id: rest.data[1].id } } })
    expect({ ...second.pageInfo, count: second.edges.length }).toEqual({
      endCursor: expect.any(String),
      hasNextPage: true,
      hasPreviousPage: true,
      count: 2,
    })
  })
})
