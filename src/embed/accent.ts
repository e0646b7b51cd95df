// A host's accent colour as a stylesheet: the CSP of an embed forbids inline styles.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { pageRouteSchema } from '../http/documentation.ts'
import { accentStyle } from '../markup/style/themes.ts'
import { displayParameters } from './displayParameters.ts'

const AccentPathParameters = z.object({ hex: displayParameters.accent.unwrap() })

export const accentRoute: FastifyPluginAsync = async (app) => {
  app.get('/embed/accent/:hex.css', {
    schema: accentSchema(),
    handler: async (request, reply) => {
      const { hex } = request.params as z.infer<typeof AccentPathParameters>
      return reply
        .type('text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(accentStyle(hex))
    },
  })
}

function accentSchema() {
  const base = pageRouteSchema({
    operationId: 'embed_accent',
    tags: ['embeds'],
    summary: 'An accent as a stylesheet',
    description: 'What an embed with `accent` loads.',
    params: AccentPathParameters,
    querystring: z.strictObject({}),
    response: 'The stylesheet.',
  })
  return {
    ...base,
    response: {
      ...base.response,
      200: { description: 'The stylesheet.', content: { 'text/css': { schema: z.string() } } },
    },
  }
}
