// The GraphQL schema as a document: named and described throughout.
import { readFileSync } from 'node:fs'
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { expect, test } from 'vitest'

const schema = buildSchema(readFileSync(new URL('../../schema/toolkit.graphql', import.meta.url), 'utf8'))
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)

test('every type has a name of its own, in words joined by capitals', () => {
  expect(types.map((type) => type.name).filter((name) => !/^([A-Z][a-z]+)+$/.test(name))).toEqual([])
  expect(types.length).toBeGreaterThanOrEqual(90)
})

test('every type, field and value is described', () => {
  const undescribed: string[] = []
  let seen = 0
  for (const type of types) {
    const parts = isEnumType(type)
      ? type.getValues()
      : isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : []
    for (const { name, description } of [type, ...parts]) {
      seen++
      if (!description?.trim()) undescribed.push(name === type.name ? name : `${type.name}.${name}`)
    }
  }
  expect(undescribed).toEqual([])
  expect(seen).toBeGreaterThanOrEqual(700)
})
