// The GraphQL schema as a document: named and described throughout.
import { readFileSync } from 'node:fs'
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isSpecifiedScalarType } from 'graphql'
import { expect, test } from 'vitest'

const schema = buildSchema(readFileSync(new URL('../../schema/toolkit.graphql', import.meta.url), 'utf8'))
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))

test('every type has a name of its own, in words joined by capitals', () => {
  expect(types.map((type) => type.name).filter((name) => !/^([A-Z][a-z]+)+$/.test(name))).toEqual([])
  expect(types.length).toBeGreaterThanOrEqual(90)
})

test('every type, field, argument and value is described', () => {
  const described: [string, string | null | undefined][] = types.flatMap((type): [string, string | null | undefined][] => [
    [type.name, type.description],
    ...(isEnumType(type) ? type.getValues().map((value): [string, string | null | undefined] => [`${type.name}.${value.name}`, value.description]) : []),
    ...(isInputObjectType(type) ? Object.values(type.getFields()).map((field): [string, string | null | undefined] => [`${type.name}.${field.name}`, field.description]) : []),
    ...(isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap((field): [string, string | null | undefined][] => [
          [`${type.name}.${field.name}`, field.description],
          ...field.args.map((argument): [string, string | null | undefined] => [`${type.name}.${field.name}(${argument.name})`, argument.description]),
        ])
      : []),
  ])
  expect(described.filter(([, description]) => description == null || description.trim() === '').map(([name]) => name)).toEqual([])
  expect(described.length).toBeGreaterThanOrEqual(700)
})
