// Every item of the real content, whole: GraphQL gives what REST gives.
import { getNamedType, type GraphQLOutputType, isInterfaceType, isListType, isNonNullType, isObjectType, isScalarType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, kindOf } from '../../src/content/kinds.ts'
import { ask, realContent, type Served, serve } from '../support/app.ts'
import { sdl, typeName } from './support.ts'

let served: Served
let compared = 0
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

/** All fields of a type; of another item only what REST names it by. */
function selection(name: string): string {
  const type = sdl.getType(name)
  if (!isObjectType(type)) return ''
  const fields = Object.values(type.getFields()).map((field) => {
    const target = getNamedType(field.type)
    if (isScalarType(target)) return field.name
    return `${field.name} { ${isItem(target.name) ? (target.name === 'Node' ? 'id' : 'id slug') : selection(target.name)} }`
  })
  return fields.join(' ')
}

function isItem(name: string): boolean {
  const type = sdl.getType(name)
  return isInterfaceType(type) || (isObjectType(type) && type.getInterfaces().length > 0)
}

/** What REST has in the place of a value: a slug or an id for another item. */
function asRest(value: unknown, type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return asRest(value, type.ofType)
  if (value === null || isScalarType(type)) return value
  if (isListType(type)) return (value as unknown[]).map((entry) => asRest(entry, type.ofType))
  const name = getNamedType(type).name
  const object = value as Record<string, unknown>
  if (isItem(name)) return name === 'Node' || name === 'Element' ? object.id : object.slug
  return ownFields(object, name)
}

function ownFields(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const type = sdl.getType(name)
  if (!isObjectType(type)) throw new Error(`${name} is no type of objects`)
  return Object.fromEntries(Object.entries(object).map(([field, value]) => [field, asRest(value, type.getFields()[field]?.type as GraphQLOutputType)]))
}

async function restItems(address: string): Promise<unknown[]> {
  const answer = (await served.app.inject(address)).json() as { data: unknown[]; page: { next: string | null } }
  return [...answer.data, ...(answer.page.next === null ? [] : await restItems(new URL(answer.page.next).pathname + new URL(answer.page.next).search))]
}

async function graphqlItems(collection: string, type: string, after: string | null = null): Promise<unknown[]> {
  const query = `query($after: String) { ${collection}(first: 40, after: $after) { nodes { ${selection(type)} } pageInfo { hasNextPage endCursor } } }`
  const answer = await ask(served.app, query, { after })
  expect(answer.errors).toBeUndefined()
  const { nodes, pageInfo } = answer.data[collection]
  return [...nodes.map((node: Record<string, unknown>) => ownFields(node, type)), ...(pageInfo.hasNextPage ? await graphqlItems(collection, type, pageInfo.endCursor) : [])]
}

test.each(kindNames)('%s: every field of every item is the same as in REST', async (kind) => {
  const { collection } = kindOf(kind)
  const rest =
    kind === 'element'
      ? (await Promise.all((await restItems('/v1/methodologies')).map((m) => restItems(`/v1/methodologies/${(m as { slug: string }).slug}/elements?include=guidance&limit=100`)))).flat()
      : await restItems(`/v1/${collection}?limit=100${kind === 'mapping' ? '' : '&include=guidance'}`)
  const items = await graphqlItems(collection, typeName(kind))
  expect(items).toEqual(rest)
  compared += items.length
})

test('every kind has items, and all were compared', () => {
  expect(compared).toBeGreaterThanOrEqual(600)
})
