// Validates parameters against zod schemas, and explains errors to people.
import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import { describeIssue, valueAt } from '../content/issues.ts'
import { nearest } from '../content/nearest.ts'
import { type Problem, type ParameterError, problemFromErrors, unknownValueError } from '../problems.ts'

type Location = ParameterError['in']
const locations: Record<string, Location> = { querystring: 'query', params: 'path', headers: 'header', body: 'body' }

/** Validates each part of a request; splits lists at commas and parses numbers. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const location = locations[httpPart ?? ''] ?? 'query'
  return (data) => {
    try {
      return { value: parseParameters(schema, data, location) }
    } catch (error) {
      return { error: error as Error }
    }
  }
}

/** @throws Problem that lists every error. */
export function parseParameters<Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  location: Location,
): z.infer<Schema> {
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.core.$ZodType>) : {}
  const given =
    ignoresUnknown(schema) && location === 'query'
      ? normalizeFormQuery((data ?? {}) as Record<string, unknown>, shape)
      : ((data ?? {}) as Record<string, unknown>)
  const result = schema.safeParse(location === 'query' ? parseQueryString(given, shape) : given)
  if (result.success) return result.data
  throw problemFromZodError(result.error, given, Object.keys(shape), location)
}

/** Parses query strings by their schemas. @throws Problem if a parameter is repeated. */
function parseQueryString(
  given: Record<string, unknown>,
  shape: Record<string, z.core.$ZodType>,
): Record<string, unknown> {
  // Without a prototype, so that a parameter may be called `__proto__`.
  const read = Object.create(null) as Record<string, unknown>
  let isRepeated = false
  for (const name of Object.keys(given)) {
    const value = given[name]
    if (Array.isArray(value)) isRepeated = true
    else read[name] = typeof value === 'string' ? parseValue(shape[name], value) : value
  }
  if (!isRepeated) return read
  throw problemFromErrors(
    'invalid_parameter',
    Object.keys(given)
      .filter((name) => Array.isArray(given[name]))
      .map((name) => repeatedError(name, shape[name])),
  )
}

/** Whether unknown parameters are ignored, as pages do. */
function ignoresUnknown(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined
}

/** HTML forms send empty fields, and the values of a list as repeated parameters. */
function normalizeFormQuery(
  given: Record<string, unknown>,
  shape: Record<string, z.core.$ZodType>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const known = shape[name]
      if (known === undefined || value === '') return []
      return [[name, Array.isArray(value) && unwrap(known) instanceof z.ZodArray ? value.join(',') : value]]
    }),
  )
}

function repeatedError(name: string, schema: z.core.$ZodType | undefined): ParameterError {
  const remedy =
    schema !== undefined && unwrap(schema) instanceof z.ZodArray ? 'Join its values by commas.' : 'Give it once.'
  return { in: 'query', name, message: `${name} is given more than once. ${remedy}` }
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.def.innerType) : schema
}

function parseValue(schema: z.core.$ZodType | undefined, value: string): unknown {
  if (schema === undefined) return value
  const inner = unwrap(schema)
  if (inner instanceof z.ZodArray) return value.split(',')
  if (inner instanceof z.ZodNumber && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  return value
}

/** The invalid value: an element of a list, or the whole value. */
function invalidValue({ path }: z.core.$ZodIssue, value: string): string {
  return path.length > 1 ? (value.split(',')[Number(path[1])] ?? value) : value
}

function isEmpty(issue: z.core.$ZodIssue, value: unknown): boolean {
  return (
    (issue.code === 'too_small' && issue.origin === 'string') ||
    (issue.code === 'invalid_value' && typeof value === 'string' && invalidValue(issue, value) === '')
  )
}

function problemFromZodError(
  error: z.ZodError,
  given: Record<string, unknown>,
  names: string[],
  location: Location,
): Problem {
  const unknownNames = error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  const issues = error.issues.filter(
    (issue, i) =>
      issue.path.length !== 1 ||
      error.issues.findIndex((other) => other.path.length === 1 && other.path[0] === issue.path[0]) === i,
  )
  const errors = issues.flatMap((issue): ParameterError[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        unknownValueError(location, key, key, 'a parameter of this address', names, nearest(key, names)),
      )
    const name = String(issue.path[0])
    const value = valueAt(given, [name])
    if (isEmpty(issue, value))
      return [
        {
          in: location,
          name,
          message: `${name} must not be empty${issue.path.length > 1 ? ', nor hold an empty value' : ''}.`,
          ...(issue.code === 'invalid_value' ? { allowed: issue.values.map(String) } : {}),
        },
      ]
    if (issue.code === 'invalid_value' && typeof value === 'string') {
      const allowed = issue.values.map(String)
      const invalid = invalidValue(issue, value)
      return [unknownValueError(location, name, invalid, `allowed for ${name}`, allowed, nearest(invalid, allowed))]
    }
    return [{ in: location, name, message: `${name} ${rangeMessage(issue) ?? describeIssue(issue, value)}.` }]
  })
  const valueUnknown = issues.some(
    (issue) => issue.code === 'invalid_value' && !isEmpty(issue, valueAt(given, [String(issue.path[0])])),
  )
  return problemFromErrors(
    unknownNames.length > 0 ? 'unknown_parameter' : valueUnknown ? 'unknown_value' : 'invalid_parameter',
    errors,
  )

  function rangeMessage(issue: z.core.$ZodIssue): string | undefined {
    if ((issue.code !== 'too_small' && issue.code !== 'too_big') || issue.origin !== 'number') return undefined
    const name = String(issue.path[0])
    const bounds = { limit: [1, 100], first: [1, 100], last: [1, 100], maxHops: [1, 3], minScore: [0, 1], h: [1, 4] }[
      name
    ]
    return bounds === undefined ? undefined : `must be from ${bounds[0]} to ${bounds[1]} (got ${String(given[name])})`
  }
}
