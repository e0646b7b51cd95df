// The OpenAPI parts that all routes share: the problems that they may respond with.
import type { FastifySchema, RouteOptions } from 'fastify'
import { z } from 'zod'
import { ProblemDetails } from './problems.ts'

export const ReleaseParameter = z
  .string()
  .min(1)
  .max(20)
  .optional()
  .meta({ description: 'Answer from this release; default the newest.' })

type RouteDocumentation = {
  operationId: string
  tags: string[]
  summary: string
  description: string
  params?: z.ZodType
  querystring?: z.ZodType
  body?: z.ZodType
  response: Record<string | number, unknown>
  /** Whether the route may respond with 422. */
  unprocessable?: boolean
  /** Describes the 410, where it is not about a withdrawn item. */
  goneDescription?: string
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemDetails } },
})

/** A route's schema with the responses that all routes share. */
export function routeSchema({ unprocessable, goneDescription, ...schema }: RouteDocumentation) {
  const notFoundResponse =
    schema.params !== undefined ? { 404: problem('Nothing of that name; names the nearest.') } : {}
  const redirectResponse =
    schema.params !== undefined
      ? {
          308: {
            description: 'The item has another slug now; `Location` gives its address.',
            content: { 'application/json': { schema: z.null() } },
          },
        }
      : {}
  const goneResponse =
    goneDescription !== undefined
      ? { 410: problem(goneDescription) }
      : schema.params !== undefined
        ? { 410: problem('Withdrawn; names its successor.') }
        : {}
  return {
    ...schema,
    response: {
      ...schema.response,
      ...redirectResponse,
      304: {
        description: 'Not modified: the client has this answer already.',
        content: { 'application/json': { schema: z.null() } },
      },
      400: problem('The request is not right; says what would be.'),
      ...notFoundResponse,
      405: problem('Not with that method.'),
      406: problem('Not in a form that the request accepts.'),
      ...goneResponse,
      414: problem('The address is too long.'),
      ...(unprocessable ? { 422: problem('Understood, and cannot be carried out; says why.') } : {}),
      429: problem('The client made too many requests; `Retry-After` says when it may go on.'),
      500: problem('Something went wrong here; the log has the id that is given.'),
      503: problem(
        'Not ready to answer, or more to do than can be done in time; `Retry-After` says when to try again.',
      ),
    },
  }
}

/** Removes response schemas, which take most of the memory and serve OpenAPI alone. */
export function dropResponseSchemas(route: RouteOptions): void {
  const { response: _, ...rest } = (route.schema ?? {}) as FastifySchema
  if (route.schema !== undefined) route.schema = rest
}

/** The same for HTML pages, whose problems are pages too. */
export function pageRouteSchema({ response, ...schema }: Omit<RouteDocumentation, 'response'> & { response: string }) {
  const page = { 'text/html': { schema: z.string() } }
  const all = routeSchema({ ...schema, response: { 200: { description: response, content: page } } })
    .response as Record<string, { description: string; content: object }>
  const { 406: _none, ...responses } = all
  return {
    ...schema,
    response: Object.fromEntries(
      Object.entries(responses).map(([status, answer]) => [
        status,
        'application/problem+json' in answer.content ? { ...answer, content: page } : answer,
      ]),
    ),
  }
}
