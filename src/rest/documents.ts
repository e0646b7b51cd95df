// The contract as documents: OpenAPI, the GraphQL schema, and a page to read and try them on.
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { notModified } from '../http/caching.ts'
import { documented } from '../http/documentation.ts'
import type { OpenApiDocument } from '../http/openapi.ts'

export type Documents = { openapi: OpenApiDocument; sdl: string }

export function documents({ openapi, sdl }: Documents, publicUrl: string): FastifyPluginAsync {
  return async (app) => {
    // Kept as a text alone: as objects it takes several times the room.
    const text = JSON.stringify({ ...openapi, servers: [{ url: publicUrl }] })

    app.get('/openapi.json', {
      schema: documented({
        operationId: 'openapi',
        tags: ['documents'],
        summary: 'This document',
        description: 'OpenAPI 3.1.',
        response: { 200: { description: 'The document.', content: { 'application/json': { schema: z.looseObject({ openapi: z.string() }) } } } },
      }),
      handler: async (request, reply) => (notModified(request, reply, { ...request.freshness, explicitRelease: false }, 'document') ? reply : reply.type('application/json; charset=utf-8').send(text)),
    })
    app.get('/schema.graphql', {
      schema: documented({
        operationId: 'graphql_schema',
        tags: ['documents'],
        summary: 'The GraphQL schema',
        description: 'In the schema definition language, with a description of every type and field.',
        response: { 200: { description: 'The schema.', content: { 'application/graphql': { schema: z.string() } } } },
      }),
      handler: async (request, reply) => (notModified(request, reply, { ...request.freshness, explicitRelease: false }, 'document') ? reply : reply.type('application/graphql; charset=utf-8').send(sdl)),
    })

    await app.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ${new URL(publicUrl).origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      transformSpecification: () => JSON.parse(text) as Record<string, unknown>,
      transformSpecificationClone: false,
      // No request to another origin: neither its validator's nor a logo's.
      uiConfig: { validatorUrl: null, docExpansion: 'none', tryItOutEnabled: true, layout: 'BaseLayout' } as object,
      theme: { title: 'Improvement Toolkit API' },
    })
  }
}
