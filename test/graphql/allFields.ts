// Selects all fields of a type, and converts the result to the shape of REST for comparison.
import {
  getNamedType,
  type GraphQLOutputType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'
import { sdl } from './support.ts'

/** Selects all fields of a type; of a related item only those by which REST refers to it. */
export function selection(name: string): string {
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

/** The value in the shape of REST: a slug or an id for a related item. */
function valueAsRest(value: unknown, type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return valueAsRest(value, type.ofType)
  if (value === null || isScalarType(type)) return value
  if (isListType(type)) return (value as unknown[]).map((entry) => valueAsRest(entry, type.ofType))
  const name = getNamedType(type).name
  const object = value as Record<string, unknown>
  if (isItem(name)) return name === 'Node' || name === 'Element' ? object.id : object.slug
  return asRest(object, name)
}

/** An object in the shape of REST. */
export function asRest(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const type = sdl.getType(name)
  if (!isObjectType(type)) throw new Error(`${name} is not an object type`)
  return Object.fromEntries(
    Object.entries(object).map(([field, value]) => [
      field,
      valueAsRest(value, type.getFields()[field]?.type as GraphQLOutputType),
    ]),
  )
}
