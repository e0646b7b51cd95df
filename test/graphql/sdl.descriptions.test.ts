// Everything in the SDL has a description.
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql'
import { expect, test } from 'vitest'
import { sdl } from './support.ts'

const types = Object.values(sdl.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
)

/** Every type, field, argument, input field and enum value, and its description. */
const described = types.flatMap((type) => {
  const own = { at: type.name, description: type.description }
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values(type.getFields())
    return [
      own,
      ...fields.flatMap((field) => [
        { at: `${type.name}.${field.name}`, description: field.description },
        ...field.args.map((a) => ({ at: `${type.name}.${field.name}(${a.name})`, description: a.description })),
      ]),
    ]
  }
  if (isInputObjectType(type))
    return [
      own,
      ...Object.values(type.getFields()).map((field) => ({
        at: `${type.name}.${field.name}`,
        description: field.description,
      })),
    ]
  if (isEnumType(type))
    return [
      own,
      ...type.getValues().map((value) => ({ at: `${type.name}.${value.name}`, description: value.description })),
    ]
  return [own]
})

test('every type, field, argument, input and value of the SDL has a description', () => {
  expect(described.filter(({ description }) => !description?.trim()).map(({ at }) => at)).toEqual([])
  expect(types.length).toBeGreaterThanOrEqual(90)
  expect(described.length).toBeGreaterThanOrEqual(600)
})

test('a description is a sentence', () => {
  expect(
    described.filter(({ description }) => description && !/[.]$/.test(description.trim())).map(({ at }) => at),
  ).toEqual([])
})
