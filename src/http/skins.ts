// Skins: scopes of routes with their own headers, format of problems and selection of a release.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Problem } from '../problems.ts'

export type ProblemContext = { url: string; instance: string }
export type RequestedRelease = { id: string; in: 'path' | 'query' }

export type Skin = {
  name: string
  /** The paths that belong to it, with or without a route: `/tools` exactly, `/tools/*` for everything below. */
  paths: readonly string[]
  headers: Readonly<Record<string, string>>
  /** Renders a problem. */
  problem: (problem: Problem, context: ProblemContext) => { type: string; body: string }
  /** The release that a request names, if any; `none` where responses depend on no release. */
  release: 'none' | ((request: FastifyRequest) => RequestedRelease | undefined)
  /** Whether `after` is a cursor, which names a release too. A route may differ by its `config`. */
  readsReleaseFromCursor: boolean
  /** Whether requests are exempt from rate limiting and load shedding. */
  isExemptFromLimits: boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    skin?: Skin
    readsReleaseFromCursor?: boolean
  }
  interface FastifyInstance {
    skins: Skins
    /** Makes this scope a skin; settings it leaves out default to those of the API. Call before registering routes. */
    useSkin(declaration: Partial<Skin> & Pick<Skin, 'name' | 'paths'>): void
  }
}

export type Skins = ReturnType<typeof registry>

/** Finds the skin of a path that matches no route. */
function registry(api: Skin) {
  const exact = new Map<string, Skin>()
  const prefixes: { prefix: string; skin: Skin }[] = []
  return {
    api,
    add(skin: Skin): void {
      for (const path of skin.paths) {
        if (path.endsWith('/*')) prefixes.push({ prefix: path.slice(0, -1), skin })
        else exact.set(path, skin)
      }
    },
    at(url: string): Skin {
      const [path = ''] = url.split('?')
      return exact.get(path) ?? prefixes.find(({ prefix }) => path.startsWith(prefix))?.skin ?? api
    },
  }
}

/** The skin of the route; where there is no route, of the path. */
export function skinOf(request: FastifyRequest): Skin {
  return request.routeOptions.config?.skin ?? request.server.skins.at(request.url)
}

/** Lets scopes declare themselves as skins; every other route belongs to the API. Register before any route. */
export const skins = fp(
  async (app, { api }: { api: Skin }) => {
    const known = registry(api)
    app.decorate('skins', known)
    app.addHook('onRoute', (route) => {
      // The CORS preflight route matches every path.
      if (route.url !== '*') route.config = { ...route.config, skin: api }
    })
    app.decorate('useSkin', function (this: FastifyInstance, declaration) {
      const skin = { ...api, ...declaration }
      known.add(skin)
      this.addHook('onRoute', (route) => {
        route.config = { ...route.config, skin }
      })
    })
  },
  { name: 'skins' },
)
