// Liveness and readiness.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { Problem } from '../problems.ts'
import { routeSchema } from '../http/documentation.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { ReleaseSummary } from './schemas.ts'

const Live = z.object({ status: z.literal('live') }).meta({ id: 'Live', description: 'The process is up.' })
const Source = z
  .object({
    answeredAt: z
      .string()
      .nullable()
      .meta({ description: 'When it last gave a sound answer; null where it never did.' }),
    error: z.string().nullable().meta({ description: 'Why the last look came to nothing; null where it did not.' }),
    failures: z.int().meta({ description: 'How many looks came to nothing since.' }),
  })
  .meta({ id: 'ReleaseSource', description: 'How it stands with the source that releases are fetched from.' })
const Ready = z
  .object({
    status: z.literal('ready'),
    release: ReleaseSummary,
    source: Source.optional().meta({
      description: 'Present where releases are fetched from elsewhere. Its failure leaves the node ready.',
    }),
  })
  .meta({ id: 'Ready', description: 'A release is open and answers.' })

type Options = {
  current(): Toolkit | undefined
  /** The state of the release source, if there is one. */
  source(): z.infer<typeof Source> | undefined
}

export function healthRoutes({ current, source }: Options): FastifyPluginAsync {
  return async (app) => {
    app.useSkin({ name: 'health', paths: ['/health', '/health/*'], release: 'none', isExemptFromLimits: true })
    app.get('/health/live', {
      schema: routeSchema({
        operationId: 'health_live',
        tags: ['health'],
        summary: 'The process is up',
        description: 'For a supervisor that restarts what does not answer.',
        response: { 200: { description: 'It is.', content: { 'application/json': { schema: Live } } } },
      }),
      handler: async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' as const }),
    })
    app.get('/health/ready', {
      schema: routeSchema({
        operationId: 'health_ready',
        tags: ['health'],
        summary: 'A release is open and answers',
        description: 'For a load balancer: 503 where it is not.',
        response: { 200: { description: 'It does.', content: { 'application/json': { schema: Ready } } } },
      }),
      handler: async (_request, reply) => {
        reply.header('cache-control', 'no-store')
        const [toolkit, state] = [current(), source()]
        if (toolkit === undefined)
          throw new Problem('unavailable', `There is no release here yet: ${state?.error ?? 'it is being fetched.'}`)
        const { info, of } = toolkit
        const first = of('stage').slugs()[0]
        if (first !== undefined && of('stage').get(first) === undefined)
          throw new Problem('unavailable', 'The release does not answer.')
        return reply.send({
          status: 'ready' as const,
          release: { id: info.id, digest: info.digest, publishedAt: info.publishedAt },
          ...(state === undefined ? {} : { source: state }),
        })
      },
    })
  }
}
