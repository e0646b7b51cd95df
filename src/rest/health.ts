// Whether the process is up, and whether it can answer.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { Problem } from '../problems.ts'
import { documented } from '../http/documentation.ts'
import { ReleaseSummary } from './shapes.ts'

const Live = z.object({ status: z.literal('live') }).meta({ id: 'Live', description: 'The process is up.' })
const Ready = z.object({ status: z.literal('ready'), release: ReleaseSummary }).meta({ id: 'Ready', description: 'A release is open and answers.' })

export const health: FastifyPluginAsync = async (app) => {
  app.get('/health/live', {
    schema: documented({
      operationId: 'health_live',
      tags: ['health'],
      summary: 'The process is up',
      description: 'For a supervisor that restarts what does not answer.',
      response: { 200: { description: 'It is.', content: { 'application/json': { schema: Live } } } },
    }),
    handler: async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' as const }),
  })
  app.get('/health/ready', {
    schema: documented({
      operationId: 'health_ready',
      tags: ['health'],
      summary: 'A release is open and answers',
      description: 'For a load balancer: 503 where it is not.',
      response: { 200: { description: 'It does.', content: { 'application/json': { schema: Ready } } } },
    }),
    handler: async (request, reply) => {
      const { info, of } = request.toolkit
      reply.header('cache-control', 'no-store')
      const first = of('stage').allSlugs()[0]
      if (first !== undefined && of('stage').bySlug(first) === undefined) throw new Problem('unavailable', 'The release does not answer.')
      return reply.send({ status: 'ready' as const, release: { id: info.id, digest: info.digest, publishedAt: info.publishedAt } })
    },
  })
}
