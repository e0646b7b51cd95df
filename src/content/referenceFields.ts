// References to other items: declared in the schema of a field, found in any value of that schema.
import { z } from 'zod'

/** The kind of item that a schema refers to; `item` where the kind is part of the id. */
const referenceSchemas = z.registry<{ kind: string }>()

/** Declares that a value of the schema is the slug or id of an item. */
export function referenceTo<Schema extends z.ZodType>(schema: Schema, kind: string): Schema {
  const clone = schema.clone()
  referenceSchemas.add(clone, { kind })
  return clone
}

/** The kind of the items that a field refers to, one or several; undefined for other fields. */
export function referencedKind(schema: z.core.$ZodType): string | undefined {
  const kind = referenceSchemas.get(schema)?.kind
  if (kind !== undefined) return kind
  if (isWrapper(schema)) return referencedKind(schema.def.innerType)
  return schema instanceof z.ZodArray ? referencedKind(schema.element) : undefined
}

/** A reference in a value: `target` is a slug or id, `container` the object with the field. */
export type ItemReference = { path: (string | number)[]; kind: string; target: string; container: unknown }

/** Every reference in a value of a schema. */
export function* referencesIn(
  schema: z.core.$ZodType,
  value: unknown,
  path: (string | number)[] = [],
  container: unknown = undefined,
): Generator<ItemReference> {
  if (value === undefined || value === null) return
  const kind = referenceSchemas.get(schema)?.kind
  if (kind !== undefined) yield { path, kind, target: value as string, container }
  else if (isWrapper(schema)) yield* referencesIn(schema.def.innerType, value, path, container)
  else if (schema instanceof z.ZodArray)
    for (const [i, entry] of (value as unknown[]).entries())
      yield* referencesIn(schema.element, entry, [...path, i], container)
  else if (schema instanceof z.ZodObject)
    for (const [key, field] of Object.entries(schema.shape))
      yield* referencesIn(field, (value as Record<string, unknown>)[key], [...path, key], value)
}

function isWrapper(schema: z.core.$ZodType): schema is z.ZodOptional | z.ZodDefault | z.ZodNullable {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
}
