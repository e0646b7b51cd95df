// buildApp registers every plugin, in the order in which their hooks run.
import type { ServerOptions } from 'node:http'
import Fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify'
import type { Config } from './config.ts'
import { embedRoutes } from './embed/routes.ts'
import { releaseFileRoutes } from './exports/releases.ts'
import { exportRoutes } from './exports/routes.ts'
import { graphqlRoutes } from './graphql/plugin.ts'
import { responseCache } from './http/responseCache.ts'
import { assetRoutes } from './http/assets.ts'
import { networkOf, requestIdGenerator } from './http/clients.ts'
import { noRejectedRequests } from './http/counts.ts'
import { dropResponseSchemas } from './http/documentation.ts'
import { headers } from './http/headers.ts'
import type { Metrics } from './http/metrics.ts'
import { validatorCompiler } from './http/parameters.ts'
import { handleClientError, toProblem, problems, rejectUnsupportedMethods, sendProblem } from './http/problems.ts'
import { releaseSelector, releaseSelection } from './http/release.ts'
import { skins } from './http/skins.ts'
import { pageRoutes } from './pages/routes.ts'
import { changeFeed } from './queries/changes.ts'
import { releaseIdOfCursor } from './queries/cursor.ts'
import type { Toolkit } from './queries/toolkit.ts'
import { changeRoutes } from './rest/changes.ts'
import { collectionRoutes } from './rest/collections.ts'
import { crosswalkRoutes } from './rest/crosswalk.ts'
import { type ApiDocuments, documentRoutes } from './rest/documents.ts'
import { entry } from './rest/entry.ts'
import { guidanceRoutes } from './rest/guidance.ts'
import { healthRoutes } from './rest/health.ts'
import { limitRequestsPerConnection, rateLimiting, perRequestHeaders, loadShedding } from './http/overload.ts'
import { notFound } from './rest/notFound.ts'
import { searchRoute } from './rest/search.ts'
import { apiSkin } from './rest/skin.ts'
import { tags } from './rest/tags.ts'
import type { Releases } from './store/releases.ts'
import type { SourceState } from './store/releaseSource.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The queries, bound to the release of the request. */
    toolkit: Toolkit
  }
}

export type AppOptions = {
  config: Config
  /** The version of the application. */
  version: string
  releases: Releases<Toolkit>
  documents: ApiDocuments
  /** The state of the release source, if there is one. */
  source?: () => SourceState | undefined
  /** Present if metrics are collected. */
  metrics?: Metrics
  /** Whether to generate OpenAPI from the routes, for `npm run schema`. A server needs no response schemas. */
  withOpenApi?: boolean
}

const BODY_LIMIT = 64 * 1024
const MAX_PARAM_LENGTH = 300
const MAX_REQUESTS_PER_CONNECTION = 10_000

/** Timeouts and limits of connections. */
const timeouts = {
  /** For a complete request, from its first byte. */
  requestTimeout: 15_000,
  /** Without traffic in either direction. */
  connectionTimeout: 120_000,
  keepAliveTimeout: 72_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 1000, maxHeaderSize: 16 * 1024 },
} satisfies FastifyServerOptions & { http: ServerOptions }

/** Logs neither who made a request nor what was searched for. */
const serializeRequest = (request: FastifyRequest) => ({
  method: request.method,
  path: request.url.split('?')[0],
  network: networkOf(request.ip),
})

export function logging({ logLevel }: Config) {
  return { level: logLevel, base: null, serializers: { req: serializeRequest } }
}

export async function buildApp({
  config,
  version,
  releases,
  documents: apiDocuments,
  source = () => undefined,
  metrics,
  withOpenApi = false,
}: AppOptions): Promise<FastifyInstance> {
  const { publicUrl, embedTheme, embedFrameAncestors: frameAncestors } = config
  const api = apiSkin(publicUrl)
  const app = Fastify({
    logger: logging(config),
    genReqId: requestIdGenerator(),
    ...timeouts,
    logController: new LogController({
      disableRequestLogging: config.logLevel !== 'debug' && config.logLevel !== 'trace',
    }),
    trustProxy: config.trustProxy ?? false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, toProblem(error)),
    clientErrorHandler: handleClientError(api),
    // Requests in flight are finished; idle connections are closed.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  })
  limitRequestsPerConnection(app.server, MAX_REQUESTS_PER_CONNECTION)
  const methodsByUrl = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByUrl.get(url) ?? new Set<string>()
    for (const name of [method].flat()) methods.add(name)
    methodsByUrl.set(url, methods)
  })

  app.decorate('counts', metrics?.counts ?? noRejectedRequests())
  await app.register(skins, { api })
  await app.register(rateLimiting, config.rateLimit)
  // Before all hooks that a cached response skips.
  await app.register(responseCache, { megabytes: config.responseCacheMb, releasesVersion: releases.version })
  await app.register(headers)
  if (metrics !== undefined)
    await app.register(
      import('./http/metrics.ts').then(({ requestMetrics }) => ({ default: requestMetrics })),
      { registry: metrics.registry },
    )
  await app.register(problems, { entryPoint: `${publicUrl}/v1` })
  await app.register(loadShedding, { delayMs: config.shedDelayMs })
  await app.register(perRequestHeaders)
  app.decorateRequest('toolkit')
  const selector = releaseSelector<Toolkit>({
    version,
    releases,
    releaseIdOfCursor,
    assign: (request, toolkit) => {
      request.toolkit = toolkit
    },
  })
  await app.register(releaseSelection, { select: (request) => selector.select(request) })

  const changes = changeFeed(releases)

  // Encapsulates the zod compilers and OpenAPI: on the root instance they would break the routes of GraphQL.
  await app.register(async (http) => {
    http.setValidatorCompiler(validatorCompiler)
    http.setSerializerCompiler(() => (data) => JSON.stringify(data))
    if (withOpenApi)
      await http.register(
        import('./http/openapi.ts').then(({ openapi }) => ({ default: openapi })),
        { tags },
      )
    else http.addHook('onRoute', dropResponseSchemas)
    await http.register(notFound(publicUrl), { prefix: '/v1' })
    await http.register(entry(() => releases.list()))
    await http.register(collectionRoutes)
    await http.register(guidanceRoutes)
    await http.register(searchRoute)
    await http.register(crosswalkRoutes)
    await http.register(changeRoutes(changes))
    await http.register(exportRoutes)
    await http.register(embedRoutes({ publicUrl, theme: embedTheme, frameAncestors, releases, changes }))
    await http.register(pageRoutes({ publicUrl, theme: embedTheme, frameAncestors }))
    await http.register(assetRoutes, { publicUrl })
    await http.register(releaseFileRoutes(releases))
    await http.register(healthRoutes({ current: () => releases.current(), source }))
    await http.register(documentRoutes(apiDocuments, publicUrl))
    if (withOpenApi) app.swagger = http.swagger
  })
  await app.register(graphqlRoutes, {
    sdl: apiDocuments.sdl,
    publicUrl,
    bodyLimit: BODY_LIMIT,
    releases: selector,
    changes,
  })

  rejectUnsupportedMethods(app, methodsByUrl, MAX_PARAM_LENGTH)
  return app
}
