// Which of the toolkit serve this element? Its tools, activities, questions and strands, core ones first.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { read } from '../support/client.ts'
import { ask, realContent, type Served, serve } from '../support/app.ts'

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

test('each element names and includes those that serve it, core first, and no others', async () => {
  let included = 0
  for (const element of elements) {
    const [methodology, slug] = element.split(':')
    const answer = await read(
      served.app,
      `/v1/methodologies/${methodology}/elements/${slug}?include=tools,activities,questions,strands`,
    )
    for (const [collection, kind] of Object.entries(collections)) {
      const ids: string[] = (answer.included[collection] ?? []).map((item: { id: string }) => item.id)
      expect(answer.data[collection].map((name: string) => `${kind}:${name}`)).toEqual(ids)
      const serving = [...strengths].filter(([pair]) => pair.startsWith(`${kind}:`) && pair.endsWith(` ${element}`))
      expect([...ids].sort()).toEqual(serving.map(([pair]) => pair.split(' ')[0]).sort())
      const places = ids.map((id) => order.indexOf(strengths.get(`${id} ${element}`) ?? ''))
      expect(places, `${element} ${collection}`).toEqual([...places].sort())
      included += ids.length
    }
  }
  expect(elements.length).toBeGreaterThanOrEqual(32)
  expect(included).toBeGreaterThan(500)
})

test('GraphQL walks from a methodology to those that serve its elements, in the same order', async () => {
  const { data, errors } = await ask(
    served.app,
    '{ methodology(slug: "lean") { elements { id tools { id } activities { id } questions { id } strands { id } counterparts { id } } } }',
  )
  expect(errors).toBeUndefined()
  const { data: rest } = await read(served.app, '/v1/methodologies/lean/elements?limit=100')
  const named = rest.map((element: any) => ({
    id: element.id,
    ...Object.fromEntries(
      Object.entries(collections).map(([collection, kind]) => [
        collection,
        element[collection].map((slug: string) => ({ id: `${kind}:${slug}` })),
      ]),
    ),
    counterparts: element.counterparts.map((id: string) => ({ id })),
  }))
  expect(data.methodology.elements).toEqual(named)
  expect(named.length).toBeGreaterThanOrEqual(13)
})
