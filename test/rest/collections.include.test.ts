// The `include` parameter: related items, each complete and once, in a list beside the data.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { definitionOf, kindNames, kinds } from '../../src/content/kinds.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { getNdjson, type Item, getJson, getPages } from '../support/client.ts'

/** The list of the included items of each relation, and the prefix of their ids. */
const targets: Record<string, [collection: string, prefix: string]> = Object.fromEntries(
  kindNames.flatMap((kind) =>
    Object.entries(definitionOf(kind).relations).map(([relation, target]) => [
      relation,
      [kinds[target].collection, target === 'element' ? '' : `${target}:`],
    ]),
  ),
)

let served: Served
const items = new Map<string, Item>()
const lists: string[] = []

beforeAll(async () => {
  served = await serve([realContent()])
  for (const { name } of (await getJson(served.app, '/v1')).data.collections) {
    lists.push(`/v1/${name}`)
    for (const item of await getNdjson(served.app, `/v1/${name}.ndjson`)) items.set(item.id, item)
  }
  for (const { slug } of await getNdjson(served.app, '/v1/methodologies.ndjson')) {
    lists.push(`/v1/methodologies/${slug}/elements`)
    for (const page of await getPages(served.app, `/v1/methodologies/${slug}/elements`))
      for (const item of page.data) items.set(item.id, item)
  }
})
afterAll(() => served.close())

/** The relations that an address can include according to the OpenAPI document. */
async function includable(list: string): Promise<string[]> {
  const { paths } = await getJson(served.app, '/openapi.json')
  const path = list.endsWith('/elements') ? '/v1/methodologies/{slug}/elements' : list
  return paths[path].get.parameters.find((p: { name: string }) => p.name === 'include')?.schema.items.enum ?? []
}

function named(data: Item[], relation: string): string[] {
  const prefix = targets[relation]?.[1] ?? ''
  return data.flatMap((item) => item[relation] ?? []).map((slug) => `${prefix}${slug}`)
}

test('each relation of each list includes the related items, each once and complete', async () => {
  let relations = 0
  let included = 0
  for (const list of lists) {
    for (const relation of (await includable(list)).filter((name) => name !== 'guidance')) {
      for (const page of await getPages(served.app, `${list}?include=${relation}&limit=37`)) {
        const [collection = ''] = targets[relation] ?? []
        expect(Object.keys(page.included), `${list} ${relation}`).toEqual([collection])
        const ids = page.included[collection].map((item: Item) => item.id)
        expect([...ids].sort(), `${list} ${relation}`).toEqual([...new Set(named(page.data, relation))].sort())
        for (const item of page.included[collection]) expect(item).toEqual(items.get(item.id))
        included += ids.length
      }
      relations++
    }
  }
  expect(relations).toBeGreaterThanOrEqual(45)
  expect(included).toBeGreaterThan(1000)
})

test('relations to the same kind share one list without duplicates', async () => {
  for (const page of await getPages(served.app, '/v1/tools?include=homeStrand,strands,elements,mappings&limit=50')) {
    expect(Object.keys(page.included).sort()).toEqual(['elements', 'mappings', 'strands'])
    for (const [collection, relations] of [
      ['strands', ['homeStrand', 'strands']],
      ['elements', ['elements']],
      ['mappings', ['mappings']],
    ] as const) {
      const ids = page.included[collection].map((item: Item) => item.id)
      expect([...ids].sort()).toEqual([...new Set(relations.flatMap((relation) => named(page.data, relation)))].sort())
    }
  }
})

test('a single item includes its related items', async () => {
  const { data, included } = await getJson(
    served.app,
    '/v1/methodologies/six-sigma/elements/analyse?include=tools,activities,questions,strands,counterparts,methodology',
  )
  expect(data.tools.length).toBeGreaterThan(3)
  expect(included.tools.map((tool: Item) => tool.slug).sort()).toEqual([...data.tools].sort())
  expect(included.methodologies.map((m: Item) => m.slug)).toEqual(['six-sigma'])
  expect(Object.keys(included).sort()).toEqual([
    'activities',
    'elements',
    'methodologies',
    'questions',
    'strands',
    'tools',
  ])
})

test('only requested relations are included, even if fields omit the relation', async () => {
  expect(await getJson(served.app, '/v1/tools?limit=1')).not.toHaveProperty('included')
  const { data, included } = await getJson(served.app, '/v1/tools?strand=problem&limit=1&include=strands&fields=name')
  expect(Object.keys(data[0]).sort()).toEqual(['id', 'kind', 'name'])
  expect(included.strands.map((strand: Item) => strand.slug)).toContain('problem')
  expect((await getJson(served.app, '/v1/tools?strand=problem&origin=methodology&include=strands')).included).toEqual({
    strands: [],
  })
})

describe('guidance', () => {
  test('is part of single items, and of lists on request', async () => {
    const small = await serve([world()])
    const find = { markdown: 'Find **causes**.', html: '<p>Find <strong>causes</strong>.</p>' }
    expect((await getJson(small.app, '/v1/tools/fishbone-diagram')).data.guidance.purpose).toEqual(find)
    expect((await getJson(small.app, '/v1/tools/gantt-chart')).data.guidance).toBeNull()
    const [fishbone, gantt] = (await getJson(small.app, '/v1/tools?include=guidance,strands')).data
    expect([fishbone.guidance.purpose, gantt.guidance]).toEqual([find, null])
    expect((await getJson(small.app, '/v1/tools?fields=guidance')).data).toEqual([
      { id: fishbone.id, kind: 'tool', guidance: fishbone.guidance },
      { id: gantt.id, kind: 'tool', guidance: null },
    ])
    expect((await getJson(small.app, '/v1/tools?fields=name&include=guidance')).data[0]).toMatchObject({
      name: 'Fishbone Diagram',
    })
    await small.close()
  })

  test('is not part of other responses', async () => {
    let seen = 0
    for (const list of lists) {
      const { data, included = {} } = await getJson(
        served.app,
        `${list}?limit=100&include=${(await includable(list)).filter((name) => name !== 'guidance').join(',') || 'guidance'}`.replace(
          '&include=guidance',
          '',
        ),
      )
      for (const item of [...data, ...Object.values(included).flat()]) {
        expect(item).not.toHaveProperty('guidance')
        seen++
      }
    }
    for (const item of items.values()) expect(item).not.toHaveProperty('guidance')
    expect(seen).toBeGreaterThan(500)
    expect((await getJson(served.app, '/v1/tools/fishbone-diagram?fields=name')).data).not.toHaveProperty('guidance')
    expect(
      (await getJson(served.app, '/v1/activities/observe-stakeholders?include=tools')).included.tools[0],
    ).not.toHaveProperty('guidance')
  })
})
