// The same lists over REST and GraphQL: the same items in the same order, with the same totals and facets.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kind, kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'
import { sortName, sortsOf, typeName } from '../graphql/support.ts'

type Case = { filter: Record<string, string[]>; q?: string; sort?: string }
type Answer = { ids: string[]; total: number; facets: Record<string, unknown>; more: boolean }

let served: Served
let compared = 0
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

const filtersOf = (kind: Kind) => Object.keys(definitionOf(kind).filters)

async function rest(kind: Kind, { filter, q, sort }: Case): Promise<Answer> {
  const { methodology, ...others } = filter
  const ofElements = kind === 'element'
  const facets = filtersOf(kind).filter((name) => !(ofElements && name === 'methodology'))
  const parameters = new URLSearchParams({
    limit: '100',
    fields: 'slug',
    ...(q ? { q } : {}),
    ...(sort ? { sort } : {}),
  })
  for (const [name, values] of Object.entries(ofElements ? others : filter)) parameters.set(name, values.join(','))
  if (facets.length > 0) parameters.set('facets', facets.join(','))
  const response = await served.app.inject(
    `/v1/${ofElements ? `methodologies/${methodology}/elements` : definitionOf(kind).collection}?${parameters}`,
  )
  const {
    data,
    page,
    facets: counts = {},
  } = response.json() as {
    data: { id: string }[]
    page: { total: number; next: string | null }
    facets?: Record<string, unknown>
  }
  return { ids: data.map(({ id }) => id), total: page.total, facets: counts, more: page.next !== null }
}

async function graphql(kind: Kind, { filter, q, sort }: Case): Promise<Answer> {
  const { collection } = definitionOf(kind)
  const facets = filtersOf(kind).filter((name) => !(kind === 'element' && name === 'methodology'))
  const [declared, given] = facets.length > 0 ? [`$filter: ${typeName(kind)}Filter, `, 'filter: $filter, '] : ['', '']
  const counts = facets.length > 0 ? `facets { ${facets.map((name) => `${name} { value count }`).join(' ')} }` : ''
  const query = `query(${declared}$q: String, $sort: ${typeName(kind)}Sort) { ${collection}(${given}first: 100, q: $q, sort: $sort) { totalCount pageInfo { hasNextPage } nodes { id } ${counts} } }`
  const { data, errors } = await sendQuery(served.app, query, {
    filter,
    q,
    sort: sort === undefined ? null : sortName(sort),
  })
  expect(errors).toBeUndefined()
  const { nodes, totalCount, pageInfo, facets: found = {} } = data[collection]
  return {
    ids: nodes.map(({ id }: { id: string }) => id),
    total: totalCount,
    facets: found,
    more: pageInfo.hasNextPage,
  }
}

/** Each sort, a search, and for each filter: a value, two values, and a value with one of another filter. */
async function casesOf(kind: Kind): Promise<Case[]> {
  const scopes =
    kind === 'element' ? ['lean', 'model-for-improvement', 'six-sigma'].map((slug) => ({ methodology: [slug] })) : [{}]
  const cases = scopes.flatMap((filter): Case[] => [
    { filter },
    ...sortsOf(kind).map((sort) => ({
      filter,
      sort,
      ...(sort.endsWith('relevance') ? { q: 'how data can show change' } : {}),
    })),
    { filter, q: 'servce' },
    { filter, q: 'process', sort: 'name' },
  ])
  for (const scope of scopes) {
    const { facets } = await graphql(kind, { filter: scope })
    const values = Object.fromEntries(
      Object.entries(facets).map(([name, counts]) => [name, (counts as { value: string }[]).map(({ value }) => value)]),
    )
    const names = Object.keys(values).filter((name) => (values[name] ?? []).length > 0)
    for (const [i, name] of names.entries()) {
      const [first, ...more] = values[name] as [string, ...string[]]
      const other = names[(i + 1) % names.length] as string
      cases.push(
        { filter: { ...scope, [name]: [first] } },
        { filter: { ...scope, [name]: [more.at(-1) ?? first, first] }, sort: '-name' },
      )
      cases.push(
        { filter: { ...scope, [name]: [first], [other]: [values[other]?.at(-1) as string] } },
        { filter: { ...scope, [name]: [first] }, q: 'data' },
      )
    }
  }
  if (kind === 'mapping')
    cases.push({ filter: { status: ['rejected'] } }, { filter: { status: ['proposed', 'reviewed', 'rejected'] } })
  return cases
}

describe('REST and GraphQL agree', () => {
  test.each(kindNames)('%s: the same items, order, total and facets', async (kind) => {
    for (const one of await casesOf(kind)) {
      expect({ case: one, ...(await graphql(kind, one)) }).toEqual({ case: one, ...(await rest(kind, one)) })
      compared++
    }
  })

  test('enough cases were compared', () => {
    expect(compared).toBeGreaterThanOrEqual(200)
  })

  test('search returns the same results for the same reasons', async () => {
    const searches = [
      ['ishikawa', []],
      ['swim lane', ['tool']],
      ['who will use it', ['question', 'activity']],
      ['fishbnoe', []],
      ['waste', ['element', 'term', 'mapping']],
    ] as const
    for (const [q, kind] of searches) {
      const response = await served.app.inject(
        `/v1/search?${new URLSearchParams({ q, limit: '30', ...(kind.length > 0 ? { kind: kind.join(',') } : {}) })}`,
      )
      const { data, page } = response.json() as {
        data: Record<string, unknown>[]
        page: { total: number; next: string | null }
      }
      const query =
        'query($q: String!, $kind: [String!]) { search(q: $q, kind: $kind, first: 30) { totalCount pageInfo { hasNextPage } nodes { item { id } score excerpt matched { field term how asked } } } }'
      const found = (await sendQuery(served.app, query, { q, kind: kind.length > 0 ? kind : null })).data.search
      expect({ total: found.totalCount, more: found.pageInfo.hasNextPage }).toEqual({
        total: page.total,
        more: page.next !== null,
      })
      expect(found.nodes).toEqual(
        data.map(({ id, score, excerpt, matched }) => ({ item: { id }, score, excerpt, matched })),
      )
      expect(data.length).toBeGreaterThanOrEqual(1)
    }
  })
})
