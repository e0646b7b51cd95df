// Describes zod issues to users: what was wrong and what would be right.
import { z } from 'zod'
import { didYouMean, nearest } from './nearest.ts'

type Issue = z.core.$ZodIssue

/** Describes an issue without the name of the field: "must be from 1 to 100 (got 500)". */
export function describeIssue(issue: Issue, input: unknown): string {
  const got = input === undefined ? '' : ` (got ${preview(input)})`
  switch (issue.code) {
    case 'invalid_type':
      if (input === undefined) return 'is missing'
      return `must be ${withArticle(issue.expected)}${got}`
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      const requirement = allowed.length === 1 ? `must be ${allowed[0]}` : `must be one of ${allowed.join(', ')}`
      return input === undefined
        ? 'is missing'
        : `${requirement}${got}.${typeof input === 'string' ? didYouMean(input, allowed) : ''}`.replace(/\.$/, '')
    }
    case 'too_small':
      return `must ${describeLimit(issue.origin, 'at least', issue.minimum)}${got}`
    case 'too_big':
      return `must ${describeLimit(issue.origin, 'at most', issue.maximum)}${got}`
    case 'invalid_union':
      return `does not fit any of the forms allowed here${got}`
    default:
      return `${issue.message}${got}`
  }
}

/** A noun with its article; the types of zod in plain words. */
export function withArticle(expected: string): string {
  const word =
    { int: 'whole number', array: 'list', object: 'set of fields', record: 'set of fields' }[expected] ?? expected
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`
}

function describeLimit(origin: string, side: string, limit: number | bigint): string {
  if (origin === 'string')
    return side === 'at least' && limit === 1 ? 'not be empty' : `have ${side} ${limit} characters`
  if (origin === 'array') return `have ${side} ${limit} ${limit === 1 ? 'entry' : 'entries'}`
  return `be ${side} ${limit}`
}

function preview(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

/** The value at a path of a parsed input. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value === null || typeof value !== 'object' ? undefined : (value as Record<PropertyKey, unknown>)[key],
    input,
  )
}

/** The field names that a schema allows at a path, for suggestions. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const unwrapped = unwrap(schema)
  if (path.length === 0) return unwrapped instanceof z.ZodObject ? Object.keys(unwrapped.shape) : []
  const [step, ...rest] = path
  if (unwrapped instanceof z.ZodObject) {
    const next = unwrapped.shape[step as string]
    return next === undefined ? [] : keysAt(next, rest)
  }
  return unwrapped instanceof z.ZodArray ? keysAt(unwrapped.element, rest) : []
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return unwrap(schema.def.innerType)
  return schema instanceof z.ZodPipe ? unwrap(schema.def.in) : schema
}

/** An unknown field: `"sumary" is not a field here. Did you mean "summary"?` */
export function describeUnknownKey(key: string, allowed: string[]): { message: string; suggestion?: string } {
  const suggestion = nearest(key, allowed)
  return {
    message:
      `"${key}" is not a field here.` +
      (suggestion ? ` Did you mean "${suggestion}"?` : ` Fields: ${allowed.join(', ')}.`),
    ...(suggestion ? { suggestion } : {}),
  }
}
