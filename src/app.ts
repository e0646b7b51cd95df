// buildApp: every plugin in reading order.
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Config } from './config.ts'
import { kindOf } from './content/kinds.ts'
import { embeds } from './embed/routes.ts'
import { exportRoutes } from './exports/routes.ts'
import { graphql } from './graphql/plugin.ts'
import { keepAnswers } from './http/answers.ts'
import { assetRoutes } from './http/assets.ts'
import { headers, headersOf } from './http/headers.ts'
import { parameterCompiler } from './http/parameters.ts'
import { problemOfError, problems, problemSender, refuseBytes, refuseOtherMethods } from './http/problems.ts'
import { releaseChooser, releaseOfRequest } from './http/release.ts'
import { pages } from './pages/routes.ts'
import { releaseOfCursor } from './queries/cursor.ts'
import type { Toolkit } from './queries/toolkit.ts'
import { collectionKinds, collections } from './rest/collections.ts'
import { crosswalkRoutes } from './rest/crosswalk.ts'
import { type Documents, documents } from './rest/documents.ts'
import { entry } from './rest/entry.ts'
import { guidanceRoutes } from './rest/guidance.ts'
import { health } from './rest/health.ts'
import { openapi } from './http/openapi.ts'
import { searchRoute } from './rest/search.ts'
import { tags } from './rest/tags.ts'
import type { Releases } from './store/releases.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The questions, bound to the release that the request is answered from. */
    toolkit: Toolkit
  }
}

export type AppOptions = {
  config: Config
  /** Of the application. */
  version: string
  releases: Releases<Toolkit>
  documents: Documents
}

const BODY_LIMIT = 64 * 1024

export async function buildApp({ config, version, releases, documents: contract }: AppOptions): Promise<FastifyInstance> {
  const { publicUrl, embedTheme } = config
  const headersOfPlace = headersOf(config.embedFrameAncestors)
  const sendProblem = problemSender({ publicUrl, theme: embedTheme, headers: headersOfPlace })
  const app = Fastify({
    logger: { level: config.logLevel, base: null },
    logController: new LogController({ disableRequestLogging: config.logLevel !== 'debug' && config.logLevel !== 'trace' }),
    trustProxy: config.trustProxy ?? false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, problemOfError(error)),
    clientErrorHandler: refuseBytes(publicUrl),
    // Requests in flight are finished; idle connections are closed.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  })
  const methodsByUrl = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByUrl.get(url) ?? new Set<string>()
    for (const name of [method].flat()) methods.add(name)
    methodsByUrl.set(url, methods)
  })

  // First, so that an answer that is kept costs nothing more.
  await app.register(keepAnswers, { megabytes: config.answerCacheMb, releases: releases.changes })
  await app.register(headers, { of: headersOfPlace })
  await app.register(problems, { publicUrl, send: sendProblem, collections: collectionKinds.map((kind) => kindOf(kind).collection), others: ['search', 'translate', 'explain', 'coverage', 'matrix', 'releases', 'export'] })
  app.decorateRequest('toolkit')
  const chooser = releaseChooser<Toolkit>({
    version,
    releases,
    releaseOfCursor,
    assign: (request, toolkit) => {
      request.toolkit = toolkit
    },
  })
  await app.register(releaseOfRequest, { choose: (request) => chooser.choose(request) })

  // The zod compilers and the OpenAPI document belong to this scope alone: on the root they would break GraphQL's routes.
  await app.register(async (http) => {
    http.setValidatorCompiler(parameterCompiler)
    http.setSerializerCompiler(() => (data) => JSON.stringify(data))
    await http.register(openapi, { tags })
    await http.register(entry(() => releases.list()))
    await http.register(collections)
    await http.register(guidanceRoutes)
    await http.register(searchRoute)
    await http.register(crosswalkRoutes)
    await http.register(exportRoutes)
    await http.register(embeds({ theme: embedTheme }))
    await http.register(pages({ theme: embedTheme }))
    await http.register(assetRoutes, { publicUrl })
    await http.register(health)
    await http.register(documents(contract, publicUrl))
    app.swagger = http.swagger
  })
  await app.register(graphql, { sdl: contract.sdl, publicUrl, bodyLimit: BODY_LIMIT, releases: chooser })

  refuseOtherMethods(app, methodsByUrl)
  return app
}
