// Every total and every facet count equals a count by hand over the export, over generated combinations of filters.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { type Filters, address, expectedFacet, exportOf, valuesOf, itemsMatching, filterValues } from './filters.ts'
import { getNdjson, type Item, getJson, getIdsOfPages } from '../support/client.ts'

const exports = new Map<string, Item[]>()
let served: Served

beforeAll(async () => {
  const content = realContent()
  // Reviewed, rejected and proposed mappings side by side.
  let index = 0
  for (const row of content.items.mapping.values())
    row.status = (['proposed', 'reviewed', 'rejected', 'proposed', 'reviewed'] as const)[index++ % 5] ?? 'proposed'
  served = await serve([content])
  for (const collection of Object.keys(filterValues))
    exports.set(collection, await getNdjson(served.app, exportOf(collection)))
})
afterAll(() => served.close())

/** Combinations of filters round some item: often with a value that it has, and with others that it may not have. And a word of its name. */
function arbitraryFilters(collection: string, items: Item[]): fc.Arbitrary<{ filters: Filters; q: string }> {
  const filters = Object.keys(filterValues[collection] ?? {}).map((filter) => ({
    filter,
    values: [...new Set(items.flatMap((item) => valuesOf(collection, filter, item)))].sort(),
  }))
  const used = filters.filter(({ values }) => values.length > 0)
  const arbitraryValues = (item: Item, filter: string, values: string[]) => {
    const others = fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 })
    const own = valuesOf(collection, filter, item)
    return own.length === 0
      ? others
      : fc.oneof(
          {
            weight: 4,
            arbitrary: fc.tuple(fc.constantFrom(...own), others).map(([one, more]) => [...new Set([one, ...more])]),
          },
          { weight: 1, arbitrary: others },
        )
  }
  return fc.constantFrom(...items).chain((item) =>
    fc.record({
      filters: fc
        .subarray(used)
        .chain((chosen) =>
          fc.record(
            Object.fromEntries(chosen.map(({ filter, values }) => [filter, arbitraryValues(item, filter, values)])),
          ),
        ),
      q: fc.constantFrom(
        ...(item.name.match(/\p{L}{4,}/gu) ?? ['plan']),
        'stakeholder',
        'process map',
        'ishikawa',
        'diagrm',
        'zebra crossing',
      ),
    }),
  )
}

test('the filters that are counted here are those that the entry point names', async () => {
  const { data } = await getJson(served.app, '/v1')
  const named = data.collections
    .filter((c: { filters: string[] }) => c.filters.length > 0)
    .map((c: { name: string; filters: string[] }) => [c.name, [...c.filters].sort()])
  expect(Object.fromEntries(named)).toEqual(
    Object.fromEntries(Object.entries(filterValues).map(([name, filters]) => [name, Object.keys(filters).sort()])),
  )
})

test('each value of each filter finds the items that have it', async () => {
  let checked = 0
  for (const [collection, filters] of Object.entries(filterValues)) {
    const items = exports.get(collection) ?? []
    for (const filter of Object.keys(filters)) {
      const values = new Set(items.flatMap((item) => valuesOf(collection, filter, item)))
      for (const value of values) {
        const url = address(collection, { [filter]: [value] }, { fields: 'name', limit: '1' })
        expect((await getJson(served.app, url)).page.total, url).toBe(
          itemsMatching(collection, items, { [filter]: [value] }).length,
        )
        checked++
      }
    }
  }
  expect(checked).toBeGreaterThan(400)
})

let totalFacetValues = 0
test.each(Object.keys(filterValues))(
  '%s: the total and the facets of generated filters equal a count over the export',
  async (collection) => {
    const items = exports.get(collection) ?? []
    const facets = Object.keys(filterValues[collection] ?? {})
    let found = 0
    await fc.assert(
      fc.asyncProperty(arbitraryFilters(collection, items), async ({ filters }) => {
        const url = address(collection, filters, { facets: facets.join(','), fields: 'name', limit: '100' })
        const page = await getJson(served.app, url)
        const expected = itemsMatching(collection, items, filters)
        expect(page.page.total, url).toBe(expected.length)
        if (page.page.next === null)
          expect(page.data.map((item: Item) => item.id).sort(), url).toEqual(expected.map((item) => item.id).sort())
        for (const facet of facets) {
          const counts = expectedFacet(collection, items, filters, facet)
          expect(page.facets[facet], `${url} ${facet}`).toEqual(counts)
          totalFacetValues += counts.length
        }
        if (expected.length > 0) found++
      }),
      { numRuns: 60, seed: 20260101 },
    )
    expect(found).toBeGreaterThan(35)
  },
)

test('enough facet values were counted', () => expect(totalFacetValues).toBeGreaterThan(2500))

test.each(Object.keys(filterValues))(
  '%s: with q the total is the number of items on all pages, and facets count among them',
  async (collection) => {
    const items = exports.get(collection) ?? []
    const facets = Object.keys(filterValues[collection] ?? {})
    const byWord = new Map<string, Set<string>>()
    // Mappings of every status match, and are counted if their status is requested.
    const everything: Filters = collection === 'mappings' ? { status: ['proposed', 'reviewed', 'rejected'] } : {}
    let found = 0
    await fc.assert(
      fc.asyncProperty(arbitraryFilters(collection, items), async ({ filters, q }) => {
        const ids =
          byWord.get(q) ??
          new Set(await getIdsOfPages(served.app, address(collection, everything, { q, fields: 'name', limit: '100' })))
        byWord.set(q, ids)
        const hits = items.filter((item) => ids.has(item.id))
        const url = address(collection, filters, { q, facets: facets.join(','), fields: 'name', limit: '3' })
        const page = await getJson(served.app, url)
        const expected = itemsMatching(collection, hits, filters)
        expect(page.page.total, url).toBe(expected.length)
        if (expected.length < 30)
          expect((await getIdsOfPages(served.app, url)).sort(), url).toEqual(expected.map((item) => item.id).sort())
        for (const facet of facets)
          expect(page.facets[facet], `${url} ${facet}`).toEqual(expectedFacet(collection, hits, filters, facet))
        if (expected.length > 0) found++
      }),
      { numRuns: 40, seed: 20260102 },
    )
    expect(found).toBeGreaterThan(5)
  },
)

test('a facet count is the total of the same request with the filter set to that value alone', async () => {
  let checked = 0
  for (const url of [
    '/v1/tools?strand=problem,plan&origin=toolkit',
    '/v1/mappings?methodology=lean&q=flow',
    '/v1/activities?type=main&stage=understand',
    '/v1/questions?tool=fishbone-diagram',
  ]) {
    const [path, query] = url.split('?') as [string, string]
    const facets = Object.keys(filterValues[path.split('/')[2] ?? ''] ?? {})
    const page = await getJson(served.app, `${url}&facets=${facets.join(',')}&fields=name&limit=1`)
    for (const facet of facets) {
      for (const { value, count } of page.facets[facet]) {
        const alone = new URLSearchParams({
          ...Object.fromEntries(new URLSearchParams(query)),
          [facet]: value,
          fields: 'name',
          limit: '1',
        })
        expect((await getJson(served.app, `${path}?${alone}`)).page.total, `${url} ${facet} ${value}`).toBe(count)
        checked++
      }
    }
  }
  expect(checked).toBeGreaterThan(100)
})

test('the elements of a methodology are counted by their type', async () => {
  let checked = 0
  for (const { slug } of await getNdjson(served.app, '/v1/methodologies.ndjson')) {
    const path = `/v1/methodologies/${slug}/elements`
    const { data, facets, page } = await getJson(served.app, `${path}?limit=100&facets=type`)
    expect(page.total).toBe(data.length)
    const types: string[] = data.map((element: Item) => element.type)
    expect(
      Object.fromEntries(facets.type.map((entry: { value: string; count: number }) => [entry.value, entry.count])),
    ).toEqual(Object.fromEntries(types.map((type) => [type, types.filter((other) => other === type).length])))
    for (const type of new Set(types)) {
      expect((await getJson(served.app, `${path}?type=${type}&limit=1`)).page.total).toBe(
        types.filter((other) => other === type).length,
      )
      checked++
    }
  }
  expect(checked).toBeGreaterThanOrEqual(5)
})

test('the entry point gives each collection the total of its list', async () => {
  const { data } = await getJson(served.app, '/v1')
  expect(data.collections.length).toBeGreaterThanOrEqual(11)
  for (const { name, total } of data.collections)
    expect((await getJson(served.app, `/v1/${name}?limit=1`)).page.total, name).toBe(total)
})
