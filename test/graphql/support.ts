// Helpers of the GraphQL tests: the SDL as a schema, the names of its types, and requests by GET and POST.
import type { FastifyInstance } from 'fastify'
import { buildSchema } from 'graphql'
import { type Kind, definitionOf } from '../../src/content/kinds.ts'
import { readSdl } from '../../src/server.ts'

export const sdl = buildSchema(readSdl())

export const typeName = (kind: Kind): string => `${kind[0]?.toUpperCase()}${kind.slice(1)}`

/** The sort `-name` of REST is NAME_DESC here. */
export const sortName = (sort: string): string =>
  sort.startsWith('-') ? `${sort.slice(1).toUpperCase()}_DESC` : sort.toUpperCase()

export const sortsOf = (kind: Kind): string[] =>
  ['name', ...(definitionOf(kind).order ? ['order'] : []), 'relevance'].flatMap((sort) => [sort, `-${sort}`])

export const GRAPHQL = 'application/graphql-response+json'

/** The address of a query by GET. */
export function address(parameters: Record<string, string | object>): string {
  const texts = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return `/graphql?${new URLSearchParams(Object.fromEntries(texts))}`
}

export function get(
  app: FastifyInstance,
  parameters: Record<string, string | object>,
  headers: Record<string, string> = {},
) {
  return app.inject({ url: address(parameters), headers: { accept: GRAPHQL, ...headers } })
}

/** Sends a body by POST, unchanged. */
export function post(
  app: FastifyInstance,
  payload: object | string,
  headers: Record<string, string> = {},
  url = '/graphql',
) {
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', accept: GRAPHQL, ...headers },
    payload,
  })
}
