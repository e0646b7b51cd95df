// The contract as documents: OpenAPI, the GraphQL schema, and a page to read and try them on.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { notModified } from '../http/caching.ts'
import { documented } from '../http/documentation.ts'
import type { OpenApiDocument } from '../http/openapi.ts'
import { readingPage } from './reading.ts'

export type Documents = { /** As it stands in schema/. */ openapi: () => OpenApiDocument; sdl: string }

export function documents({ openapi, sdl }: Documents, publicUrl: string): FastifyPluginAsync {
  return async (app) => {
    // Kept as a text alone, and only once somebody wants it: as objects it takes several times the room.
    let made: string | undefined
    const text = () => (made ??= JSON.stringify({ ...openapi(), servers: [{ url: publicUrl }] }))

    app.get('/openapi.json', {
      schema: documented({
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
      handler: async (request, reply) =>
        notModified(request, reply, { ...request.freshness, explicitRelease: false }, 'document')
          ? reply
          : reply.type('application/json; charset=utf-8').send(text()),
    })
    app.get('/schema.graphql', {
      schema: documented({
        operationId: 'graphql_schema',
        tags: ['documents'],
        summary: 'The GraphQL schema',
        description: 'In the schema definition language, with a description of every type and field.',
        response: { 200: { description: 'The schema.', content: { 'application/graphql': { schema: z.string() } } } },
      }),
      handler: async (request, reply) =>
        notModified(request, reply, { ...request.freshness, explicitRelease: false }, 'document')
          ? reply
          : reply.type('application/graphql; charset=utf-8').send(sdl),
    })

    await app.register(readingPage(text, publicUrl), { prefix: '/docs' })
  }
}
