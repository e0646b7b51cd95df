// The same mistakes over REST and GraphQL: the same code, suggestion and allowed values.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kind, kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'
import { typeName } from '../graphql/support.ts'

let served: Served
beforeAll(async () => {
  const renamed = `${worldFiles['tools/gantt-chart.yaml']}formerSlugs: [bar-chart]\n`
  const withdrawn = `${worldFiles['terms/system.yaml']}withdrawn: { on: 2026-01-01, reason: Nobody says it. }\n`
  served = await serve([
    world({
      'tools/gantt-chart.yaml': renamed,
      'terms/system.yaml': withdrawn,
      'terms/part.yaml': worldFiles['terms/system.yaml'],
    }),
  ])
})
afterAll(() => served.close())

type Rejection = { code: string; errors: { name: string; suggestion?: string; allowed?: string[] }[] }
const short = ({ code, errors = [] }: { code: string; errors?: Rejection['errors'] }): Rejection => ({
  code,
  errors: errors.map(({ name, suggestion, allowed }) => ({
    name,
    ...(suggestion ? { suggestion } : {}),
    ...(allowed ? { allowed } : {}),
  })),
})

async function restErrors(path: string): Promise<Rejection> {
  return short((await served.app.inject(path)).json() as Rejection)
}

async function graphqlErrors(query: string, variables?: Record<string, unknown>): Promise<Rejection> {
  const { errors = [] } = await sendQuery(served.app, query, variables)
  expect(errors.length).toBe(1)
  return short(errors[0]?.extensions as unknown as Rejection)
}

const filters = kindNames.flatMap((kind) =>
  Object.keys(definitionOf(kind).filters).map((name) => [kind, name] as const),
)
const pathOf = (kind: Kind) =>
  kind === 'element' ? '/v1/methodologies/lean/elements' : `/v1/${definitionOf(kind).collection}`
const filtering = (kind: Kind) =>
  `query($filter: ${typeName(kind)}Filter) { ${definitionOf(kind).collection}(filter: $filter) { totalCount } }`

describe('a filter', () => {
  test.each(filters.filter(([kind, name]) => !(kind === 'element' && name === 'methodology')))(
    'of %s by %s rejects an unknown value',
    async (kind, name) => {
      for (const value of ['tool:fishbone-diagran', 'no-such-value', 'leam', 'lean:flaw', 'mainly']) {
        const rest = await restErrors(`${pathOf(kind)}?${new URLSearchParams({ [name]: value })}`)
        expect(rest.code).toBe('unknown_value')
        expect(await graphqlErrors(filtering(kind), { filter: { [name]: [value] } })).toEqual(rest)
      }
    },
  )

  test('is rejected with every invalid value', async () => {
    const rest = await restErrors('/v1/tools?strand=problm,plan&activity=agree-theme')
    expect(rest).toEqual({
      code: 'unknown_value',
      errors: [
        { name: 'strand', suggestion: 'problem', allowed: ['plan', 'problem'] },
        { name: 'activity', suggestion: 'agree-themes', allowed: ['agree-themes', 'plan-work'] },
      ],
    })
    expect(
      await graphqlErrors(filtering('tool'), { filter: { strand: ['problm', 'plan'], activity: ['agree-theme'] } }),
    ).toEqual(rest)
  })

  test('must have values, and not too many', async () => {
    const many = Array.from({ length: 101 }, () => 'plan')
    expect((await restErrors('/v1/tools?strand=')).code).toBe('invalid_parameter')
    expect((await restErrors('/v1/tools?origin=')).code).toBe('invalid_parameter')
    expect((await restErrors(`/v1/tools?strand=${many}`)).code).toBe('invalid_parameter')
    const long = 'a'.repeat(201)
    expect((await restErrors(`/v1/tools?strand=${long}`)).code).toBe('invalid_parameter')
    for (const strand of [[long], [''], [], ['plan', ''], many])
      expect((await graphqlErrors(filtering('tool'), { filter: { strand } })).code).toBe('invalid_parameter')
  })

  test('that is null is ignored', async () => {
    expect((await sendQuery(served.app, filtering('tool'), { filter: { strand: null } })).data).toEqual({
      tools: { totalCount: 2 },
    })
    expect((await sendQuery(served.app, filtering('tool'), { filter: null })).data).toEqual({
      tools: { totalCount: 2 },
    })
  })

  test('enough filters were tried', () => expect(filters.length).toBeGreaterThanOrEqual(32))
})

const wordy = Array.from({ length: 21 }, (_, i) => `word${i}`).join(' ')
const mistakes: [what: string, code: string, path: string, query: string][] = [
  ['a page of nothing', 'invalid_parameter', '/v1/tools?limit=0', '{ tools(first: 0) { totalCount } }'],
  ['a page of less', 'invalid_parameter', '/v1/tools?limit=-1', '{ tools(first: -1) { totalCount } }'],
  ['a page over a hundred', 'invalid_parameter', '/v1/tools?limit=101', '{ tools(first: 101) { totalCount } }'],
  [
    'a page from the end over a hundred',
    'invalid_parameter',
    '/v1/tools?limit=101',
    '{ tools(last: 101) { totalCount } }',
  ],
  ['an empty search', 'invalid_parameter', '/v1/tools?q=', '{ tools(q: "") { totalCount } }'],
  ['a search without a word', 'invalid_parameter', '/v1/tools?q=%3F%21', '{ tools(q: "?!") { totalCount } }'],
  [
    'a search of too many words',
    'invalid_parameter',
    `/v1/tools?q=${encodeURIComponent(wordy)}`,
    `{ tools(q: "${wordy}") { totalCount } }`,
  ],
  [
    'a search that is too long',
    'invalid_parameter',
    `/v1/tools?q=${'a'.repeat(201)}`,
    `{ tools(q: "${'a'.repeat(201)}") { totalCount } }`,
  ],
  [
    'relevance to nothing',
    'invalid_parameter',
    '/v1/tools?sort=relevance',
    '{ tools(sort: RELEVANCE) { totalCount } }',
  ],
  ['an invented cursor', 'invalid_cursor', '/v1/tools?after=abc', '{ tools(after: "abc") { totalCount } }'],
  [
    'a cursor of the right form',
    'invalid_cursor',
    '/v1/tools?after=MjAyNi4xfjE.aaaaaaaaaaaaaaaa',
    '{ tools(after: "MjAyNi4xfjE.aaaaaaaaaaaaaaaa") { totalCount } }',
  ],
  ['an empty cursor', 'invalid_parameter', '/v1/tools?after=', '{ tools(after: "") { totalCount } }'],
  ['a search of everything for nothing', 'invalid_parameter', '/v1/search?q=', '{ search(q: "") { totalCount } }'],
  [
    'a search of an unknown kind',
    'unknown_value',
    '/v1/search?q=flow&kind=tol',
    '{ search(q: "flow", kind: ["tol"]) { totalCount } }',
  ],
  [
    'a search of what every object has',
    'unknown_value',
    '/v1/search?q=flow&kind=constructor',
    '{ search(q: "flow", kind: ["constructor"]) { totalCount } }',
  ],
  [
    'a page of results over a hundred',
    'invalid_parameter',
    '/v1/search?q=flow&limit=101',
    '{ search(q: "flow", first: 101) { totalCount } }',
  ],
  [
    'an invented cursor of a search',
    'invalid_cursor',
    '/v1/search?q=flow&after=abc',
    '{ search(q: "flow", after: "abc") { totalCount } }',
  ],
  ['a withdrawn item', 'withdrawn', '/v1/terms/system', '{ term(slug: "system") { name } }'],
]

describe('the same code', () => {
  test.each(mistakes)('for %s: %s', async (_, code, path, query) => {
    expect((await restErrors(path)).code).toBe(code)
    expect((await graphqlErrors(query)).code).toBe(code)
  })

  test('for an unknown release', async () => {
    const rest = await restErrors('/v1/tools?release=2026.2')
    expect(rest).toEqual({
      code: 'unknown_release',
      errors: [{ name: 'release', suggestion: '2026.1', allowed: ['2026.1'] }],
    })
    expect(await restErrors(`/graphql?release=2026.2&query=${encodeURIComponent('{ release { id } }')}`)).toEqual(rest)
  })
})

test('a search of no kinds is rejected, not empty', async () => {
  expect((await graphqlErrors('{ search(q: "flow", kind: []) { totalCount } }')).code).toBe('invalid_parameter')
})

test('a renamed item is found by its former slug, where REST redirects', async () => {
  expect((await served.app.inject('/v1/tools/bar-chart')).headers.location).toBe(
    'http://127.0.0.1:3000/v1/tools/gantt-chart',
  )
  expect((await sendQuery(served.app, '{ tool(slug: "bar-chart") { slug } }')).data).toEqual({
    tool: { slug: 'gantt-chart' },
  })
})

test('an item of one kind is not found as another', async () => {
  expect(
    await sendQuery(
      served.app,
      '{ element(id: "tool:gantt-chart") { id } other: element(id: "tool:bar-chart") { id } term(slug: "gantt-chart") { id } }',
    ),
  ).toEqual({ status: 200, data: { element: null, other: null, term: null } })
})
