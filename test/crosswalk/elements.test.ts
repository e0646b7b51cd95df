// The tools, activities, questions and strands that serve an element, core ones first.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getJson } from '../support/client.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'

let served: Served
const strengths = new Map<string, string>()
let elements: string[]
beforeAll(async () => {
  const content = realContent()
  for (const { subject, object, strength, status } of content.items.mapping.values())
    if (strength !== undefined && status === 'reviewed') strengths.set(`${subject} ${object}`, strength)
  elements = [...content.items.element.keys()]
  served = await serve([content])
})
afterAll(() => served.close())

const collections = { tools: 'tool', activities: 'activity', questions: 'question', strands: 'strand' } as const
const order = ['core', 'useful', 'occasional']

test('each element lists and includes exactly the items that serve it, core ones first', async () => {
  let included = 0
  for (const element of elements) {
    const [methodology, slug] = element.split(':')
    const response = await getJson(
      served.app,
      `/v1/methodologies/${methodology}/elements/${slug}?include=tools,activities,questions,strands`,
    )
    for (const [collection, kind] of Object.entries(collections)) {
      const ids: string[] = (response.included[collection] ?? []).map((item: { id: string }) => item.id)
      expect(response.data[collection].map((name: string) => `${kind}:${name}`)).toEqual(ids)
      const serving = [...strengths].filter(([pair]) => pair.startsWith(`${kind}:`) && pair.endsWith(` ${element}`))
      expect([...ids].sort()).toEqual(serving.map(([pair]) => pair.split(' ')[0]).sort())
      const ranks = ids.map((id) => order.indexOf(strengths.get(`${id} ${element}`) ?? ''))
      expect(ranks, `${element} ${collection}`).toEqual([...ranks].sort())
      included += ids.length
    }
  }
  expect(elements.length).toBeGreaterThanOrEqual(32)
  expect(included).toBeGreaterThan(500)
})

test('GraphQL lists the items that serve the elements of a methodology in the same order', async () => {
  const { data, errors } = await sendQuery(
    served.app,
    '{ methodology(slug: "lean") { elements { id tools { id } activities { id } questions { id } strands { id } counterparts { id } } } }',
  )
  expect(errors).toBeUndefined()
  const { data: rest } = await getJson(served.app, '/v1/methodologies/lean/elements?limit=100')
  const expected = rest.map((element: any) => ({
    id: element.id,
    ...Object.fromEntries(
      Object.entries(collections).map(([collection, kind]) => [
        collection,
        element[collection].map((slug: string) => ({ id: `${kind}:${slug}` })),
      ]),
    ),
    counterparts: element.counterparts.map((id: string) => ({ id })),
  }))
  expect(data.methodology.elements).toEqual(expected)
  expect(expected.length).toBeGreaterThanOrEqual(13)
})
