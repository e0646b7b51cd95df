// The SDL of lists matches the registry of kinds: arguments, filters, facets, sorts and pages.
import { type GraphQLEnumType, type GraphQLInputObjectType, type GraphQLObjectType, isObjectType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sdl, sortName, sortsOf, typeName } from './support.ts'

const fieldsOf = (name: string) =>
  Object.fromEntries(
    Object.values((sdl.getType(name) as GraphQLObjectType | GraphQLInputObjectType).getFields()).map((field) => [
      field.name,
      String(field.type),
    ]),
  )
const query = sdl.getQueryType() as GraphQLObjectType
const argumentsOf = (field: string) =>
  Object.fromEntries((query.getFields()[field]?.args ?? []).map((argument) => [argument.name, String(argument.type)]))
const filtered = kindNames.filter((kind) => Object.keys(definitionOf(kind).filters).length > 0)

describe('the SDL of lists', () => {
  test.each(kindNames)(
    '%s: its collection has arguments for paging, search, sorting and, if it has any, filters',
    (kind) => {
      const name = typeName(kind)
      const filter = filtered.includes(kind) ? { filter: `${name}Filter` } : {}
      expect(argumentsOf(definitionOf(kind).collection)).toEqual({
        first: 'Int',
        after: 'String',
        last: 'Int',
        before: 'String',
        ...filter,
        q: 'String',
        sort: `${name}Sort`,
      })
      expect(String(query.getFields()[definitionOf(kind).collection]?.type)).toBe(`${name}Connection!`)
      expect(argumentsOf(kind)).toEqual(kind === 'element' ? { id: 'ID!' } : { slug: 'String!' })
      expect(String(query.getFields()[kind]?.type)).toBe(name)
    },
  )

  test.each(kindNames)(
    '%s: its connection follows Relay, with the total, the items themselves, and facets where it has filters',
    (kind) => {
      const name = typeName(kind)
      const facets = filtered.includes(kind) ? { facets: `${name}Facets!` } : {}
      expect(fieldsOf(`${name}Connection`)).toEqual({
        totalCount: 'Int!',
        pageInfo: 'PageInfo!',
        edges: `[${name}Edge!]!`,
        nodes: `[${name}!]!`,
        ...facets,
      })
      expect(fieldsOf(`${name}Edge`)).toEqual({ cursor: 'String!', node: `${name}!` })
    },
  )

  test.each(kindNames)('%s: its sorts are those of REST', (kind) => {
    const sorts = sdl.getType(`${typeName(kind)}Sort`) as GraphQLEnumType
    expect(sorts.getValues().map((value) => value.name)).toEqual(sortsOf(kind).map(sortName))
  })

  test.each(filtered)('%s: its filters and facets are those of REST', (kind) => {
    const names = Object.keys(definitionOf(kind).filters)
    expect(fieldsOf(`${typeName(kind)}Filter`)).toEqual(Object.fromEntries(names.map((name) => [name, '[String!]'])))
    expect(fieldsOf(`${typeName(kind)}Facets`)).toEqual(
      Object.fromEntries(names.map((name) => [name, '[FacetCount!]!'])),
    )
  })

  test('a filter with a closed list names every value in its description', () => {
    const closed = filtered.flatMap((kind) =>
      Object.entries(definitionOf(kind).filters).flatMap(([name, { allowed }]) => {
        const description =
          (sdl.getType(`${typeName(kind)}Filter`) as GraphQLInputObjectType).getFields()[name]?.description ?? ''
        return typeof allowed === 'object' && 'oneOf' in allowed
          ? [
              {
                at: `${kind}.${name}`,
                documented: [...description.matchAll(/`([^`]+)`/g)].map((m) => m[1]),
                values: allowed.oneOf,
              },
            ]
          : []
      }),
    )
    for (const { at, documented, values } of closed) expect({ at, documented }).toEqual({ at, documented: [...values] })
    expect(closed.length).toBeGreaterThanOrEqual(8)
  })

  test('the lists of kinds with filters, and no others, have facets', () => {
    const withFacets = Object.values(sdl.getTypeMap()).filter(
      (type) => isObjectType(type) && type.getFields().facets !== undefined,
    )
    expect(withFacets.map(({ name }) => name).sort()).toEqual(
      filtered.map((kind) => `${typeName(kind)}Connection`).sort(),
    )
    expect(filtered.length).toBeGreaterThanOrEqual(6)
  })
})
