// The API contract as documents: OpenAPI, the GraphQL schema, and Swagger UI.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema } from '../http/documentation.ts'
import { JSON_TYPE } from '../http/negotiation.ts'
import type { OpenApiDocument } from '../http/openapi.ts'
import { docsPage } from './docsPage.ts'

export type ApiDocuments = { /** As it stands in schema/. */ openapi: () => OpenApiDocument; sdl: string }

/** The documents do not depend on the release, so naming one does not make them immutable. */
const notImmutable = () => ({ isPinned: false })

export function documentRoutes({ openapi, sdl }: ApiDocuments, publicUrl: string): FastifyPluginAsync {
  return async (app) => {
    // Cached as text, on first use: the parsed document takes several times the memory.
    let json: string | undefined
    const text = () => (json ??= JSON.stringify({ ...openapi(), servers: [{ url: publicUrl }] }))

    app.get('/openapi.json', {
      schema: routeSchema({
        operationId: 'openapi',
        tags: ['documents'],
        summary: 'This document',
        description: 'OpenAPI 3.1.',
        response: {
          200: {
            description: 'The document.',
            content: { 'application/json': { schema: z.looseObject({ openapi: z.string() }) } },
          },
        },
      }),
      handler: cachedHandler({ type: JSON_TYPE, variant: 'document', cachingContext: notImmutable, respond: text }),
    })
    app.get('/schema.graphql', {
      schema: routeSchema({
        operationId: 'graphql_schema',
        tags: ['documents'],
        summary: 'The GraphQL schema',
        description: 'In the schema definition language, with a description of every type and field.',
        response: { 200: { description: 'The schema.', content: { 'application/graphql': { schema: z.string() } } } },
      }),
      handler: cachedHandler({
        type: 'application/graphql; charset=utf-8',
        variant: 'document',
        cachingContext: notImmutable,
        respond: () => sdl,
      }),
    })

    await app.register(docsPage(text, publicUrl), { prefix: '/docs' })
  }
}
