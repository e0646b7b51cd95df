// Swagger UI, in an app of its own that is created on the first request, because it loads a hundred modules.
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { lazy } from '../http/lazy.ts'
import { Problem } from '../problems.ts'

const PREFIX = '/docs'
const paths = ['/', '/json', '/yaml', '/static/index.html', '/static/swagger-initializer.js', '/static/*']
/** Headers of the inner app that describe its connection, not the response. */
const hopHeaders = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'])

export function docsPage(text: () => string, publicUrl: string): FastifyPluginAsync {
  const policy =
    `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; ` +
    `font-src 'self' data:; connect-src 'self' ${new URL(publicUrl).origin}; base-uri 'none'; ` +
    `form-action 'none'; frame-ancestors 'none'`
  return async (app) => {
    app.useSkin({ name: 'docs', paths: [PREFIX, `${PREFIX}/*`], release: 'none' })
    const page = lazy(() => app.withoutShedding(() => createDocsApp(text)))
    app.addHook('onSend', async (_request, reply) => void reply.header('content-security-policy', policy))
    for (const url of paths) {
      app.get(url, { schema: { hide: true } }, async (request, reply) => {
        const { statusCode, headers, rawPayload } = await (
          await page()
        ).inject({ url: request.url, headers: request.headers })
        if (statusCode === 404) return reply.callNotFound()
        if (statusCode >= 500) throw new Problem('internal', 'The failure is in the log.')
        if (statusCode >= 400) throw new Problem('invalid_request', 'The request cannot be read.')
        for (const [name, value] of Object.entries(headers))
          if (value !== undefined && !hopHeaders.has(name)) reply.header(name, value)
        // An empty stream keeps Fastify from adding a content-length to a 304; `undefined` keeps it from adding a type.
        return reply
          .code(statusCode)
          .send(statusCode === 304 ? Readable.from([]) : rawPayload.length === 0 ? undefined : rawPayload)
      })
    }
  }
}

async function createDocsApp(text: () => string): Promise<FastifyInstance> {
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  const app = Fastify()
  // Shows the served document instead of generating one from the routes of this app.
  await app.register(
    fp(async (plain) => void plain.decorate('swagger', (() => JSON.parse(text())) as FastifyInstance['swagger']), {
      name: '@fastify/swagger',
    }),
  )
  await app.register(swaggerUi, {
    routePrefix: PREFIX,
    transformSpecification: (document) => document as Record<string, unknown>,
    transformSpecificationClone: false,
    // No requests to other origins, such as for the validator.
    uiConfig: { validatorUrl: null, docExpansion: 'none', tryItOutEnabled: true, layout: 'BaseLayout' } as object,
    theme: { title: 'Improvement Toolkit API' },
  })
  await app.ready()
  return app
}
