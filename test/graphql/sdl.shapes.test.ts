// Holds the types of the SDL to the shapes of src/content, field by field, nullability included.
import { isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Guidance } from '../../src/content/guidance.ts'
import { type Kind, kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sdl, typeName } from './support.ts'

/** Fields besides relations that refer to items, where REST has a slug or an id. */
const itemFields: Record<string, string> = {
  'StrandEmphasis.stage': 'Stage',
  'StageEmphasis.strand': 'Strand',
  'StageStep.item': 'Node',
  'GuideStep.items': 'Node',
  'RouteStep.item': 'Node',
  'RouteStep.elements': 'Element',
  'Help.item': 'Node',
  'Comparison.methodologies': 'Methodology',
  'Guidance.follows': 'Node',
  'Guidance.leadsTo': 'Node',
  'Mapping.subject': 'Node',
  'Mapping.object': 'Node',
}
const idFields = ['id', 'to']

/** The shapes within those of kinds and within guidance, by name. */
const parts: Record<string, z.ZodObject> = {}
for (const kind of kindNames) Object.values(definitionOf(kind).served.shape).forEach(collect)
collect(Guidance)

function collect(schema: z.core.$ZodType): void {
  if (schema instanceof z.ZodNullable) collect(schema.unwrap())
  if (schema instanceof z.ZodArray) collect(schema.element)
  if (!(schema instanceof z.ZodObject)) return
  const name = schema.meta()?.id
  if (typeof name === 'string') parts[name] = schema
  Object.values(schema.shape).forEach(collect)
}

/** The name of a shape, also where it was described anew for one field. */
function nameOf(schema: z.ZodObject): string | undefined {
  const fields = Object.entries(schema.shape)
  return Object.entries(parts).find(
    ([, part]) =>
      Object.keys(part.shape).length === fields.length && fields.every(([name, field]) => part.shape[name] === field),
  )?.[0]
}

/** The type that a shape should have in the SDL, as it is written there. */
function written(schema: z.core.$ZodType, target: string | undefined, field: string): string {
  if (schema instanceof z.ZodNullable) return written(schema.unwrap(), target, field).replace(/!$/, '')
  if (schema instanceof z.ZodArray) return `[${written(schema.element, target, field)}]!`
  if (target !== undefined) return `${target}!`
  if (schema instanceof z.ZodObject) return `${nameOf(schema)}!`
  if (schema instanceof z.ZodBoolean) return 'Boolean!'
  if (schema instanceof z.ZodNumber) return schema.format === 'safeint' ? 'Int!' : 'Float!'
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || schema instanceof z.ZodString)
    return idFields.includes(field) ? 'ID!' : 'String!'
  throw new Error(`${field} has a shape that this test does not know`)
}

function expected(
  type: string,
  shape: Record<string, z.core.$ZodType>,
  relations: Partial<Record<string, Kind>> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shape).map(([field, schema]) => {
      const related = relations[field]
      return [field, written(schema, related === undefined ? itemFields[`${type}.${field}`] : typeName(related), field)]
    }),
  )
}

function standing(type: string): Record<string, string> {
  const found = sdl.getType(type)
  return isObjectType(found)
    ? Object.fromEntries(Object.values(found.getFields()).map((field) => [field.name, String(field.type)]))
    : {}
}

describe('the SDL has the shapes of the content', () => {
  test.each(kindNames)('%s: each field of its type corresponds to a field of REST', (kind) => {
    const guidance = kind === 'mapping' ? {} : { guidance: 'Guidance' }
    expect(standing(typeName(kind))).toEqual({
      ...expected(typeName(kind), definitionOf(kind).served.shape, definitionOf(kind).relations),
      ...guidance,
    })
  })

  test.each(Object.keys(parts))('%s: each field of the part corresponds to a field of REST', (name) => {
    expect(standing(name)).toEqual(expected(name, (parts[name] as z.ZodObject).shape))
  })

  test('enough parts and fields were compared', () => {
    const names = [
      'Attribution',
      'Comparison',
      'Guidance',
      'GuideStep',
      'Help',
      'Licence',
      'LicenceName',
      'Links',
      'MappingVersions',
      'MinuteRange',
      'Needs',
      'Prose',
      'Provenance',
      'Reference',
      'RelationProvenance',
      'Review',
      'RouteStep',
      'StageEmphasis',
      'StageStep',
      'StrandEmphasis',
    ]
    expect(Object.keys(parts)).toEqual(expect.arrayContaining(names))
    expect(
      [...kindNames.map(typeName), ...Object.keys(parts)].reduce(
        (fields, type) => fields + Object.keys(standing(type)).length,
        0,
      ),
    ).toBeGreaterThanOrEqual(320)
  })

  test('every type has a unique name in Pascal case', () => {
    const names = Object.keys(sdl.getTypeMap()).filter((name) => !name.startsWith('__'))
    expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([])
    expect(names.length).toBeGreaterThanOrEqual(90)
  })

  test('exactly the kinds implement Node', () => {
    const node = sdl.getType('Node')
    if (!isInterfaceType(node)) throw new Error('Node is no interface')
    expect(
      sdl
        .getPossibleTypes(node)
        .map((type) => type.name)
        .sort(),
    ).toEqual(kindNames.map(typeName).sort())
  })
})
