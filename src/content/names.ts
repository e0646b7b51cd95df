// Fields that name other items: declared in the shape of a field, found in any value of that shape.
import { z } from 'zod'

/** Of which kind a field names an item; `item` where the kind is part of the id. */
const names = z.registry<{ kind: string }>()

/** Declares that what a schema holds names an item. */
export function naming<Schema extends z.ZodType>(schema: Schema, kind: string): Schema {
  const clone = schema.clone()
  names.add(clone, { kind })
  return clone
}

/** The kind of the items that a field names, one or several; undefined where it names none. */
export function referencedKind(schema: z.core.$ZodType): string | undefined {
  const own = names.get(schema)?.kind
  if (own !== undefined) return own
  if (isWrapper(schema)) return referencedKind(schema.def.innerType)
  return schema instanceof z.ZodArray ? referencedKind(schema.element) : undefined
}

/** A name in a value: where it is, and the object that holds it. */
export type Name = { path: (string | number)[]; kind: string; name: string; holder: unknown }

/** Every name in a value of a shape. */
export function* referencesIn(
  schema: z.core.$ZodType,
  value: unknown,
  path: (string | number)[] = [],
  holder: unknown = undefined,
): Generator<Name> {
  if (value === undefined || value === null) return
  const kind = names.get(schema)?.kind
  if (kind !== undefined) yield { path, kind, name: value as string, holder }
  else if (isWrapper(schema)) yield* referencesIn(schema.def.innerType, value, path, holder)
  else if (schema instanceof z.ZodArray)
    for (const [i, entry] of (value as unknown[]).entries())
      yield* referencesIn(schema.element, entry, [...path, i], holder)
  else if (schema instanceof z.ZodObject)
    for (const [key, field] of Object.entries(schema.shape))
      yield* referencesIn(field, (value as Record<string, unknown>)[key], [...path, key], value)
}

function isWrapper(schema: z.core.$ZodType): schema is z.ZodOptional | z.ZodDefault | z.ZodNullable {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
}
