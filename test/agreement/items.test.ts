// Every item of the real content with all its fields is the same over REST and GraphQL.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'
import { typeName } from '../graphql/support.ts'
import { asRest, selection } from '../graphql/allFields.ts'

let served: Served
let compared = 0
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

async function restItems(address: string): Promise<unknown[]> {
  const response = (await served.app.inject(address)).json() as { data: unknown[]; page: { next: string | null } }
  return [
    ...response.data,
    ...(response.page.next === null
      ? []
      : await restItems(new URL(response.page.next).pathname + new URL(response.page.next).search)),
  ]
}

async function graphqlItems(collection: string, type: string, after: string | null = null): Promise<unknown[]> {
  const query = `query($after: String) { ${collection}(first: 40, after: $after) { nodes { ${selection(type)} } pageInfo { hasNextPage endCursor } } }`
  const response = await sendQuery(served.app, query, { after })
  expect(response.errors).toBeUndefined()
  const { nodes, pageInfo } = response.data[collection]
  return [
    ...nodes.map((node: Record<string, unknown>) => asRest(node, type)),
    ...(pageInfo.hasNextPage ? await graphqlItems(collection, type, pageInfo.endCursor) : []),
  ]
}

test.each(kindNames)('%s: every field of every item is the same as in REST', async (kind) => {
  const { collection } = definitionOf(kind)
  const rest =
    kind === 'element'
      ? (
          await Promise.all(
            (await restItems('/v1/methodologies')).map((m) =>
              restItems(`/v1/methodologies/${(m as { slug: string }).slug}/elements?include=guidance&limit=100`),
            ),
          )
        ).flat()
      : await restItems(`/v1/${collection}?limit=100${kind === 'mapping' ? '' : '&include=guidance'}`)
  const items = await graphqlItems(collection, typeName(kind))
  expect(items).toEqual(rest)
  compared += items.length
})

test('every kind has items, and all were compared', () => {
  expect(compared).toBeGreaterThanOrEqual(600)
})
