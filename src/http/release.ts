// Which release a request is answered from: the newest, the one it names, or the one its cursor belongs to.
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { nearest } from '../content/nearest.ts'
import { problemOf, unknown } from '../problems.ts'
import type { CachedRelease, Freshness } from './caching.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the answer's tag and lifetime are made from. */
    freshness: Freshness
  }
}

type Source<T> = { current(): T; byId(id: string): T | undefined; list(): { id: string }[] }
type Options<T> = {
  /** Of the application. */
  version: string
  releases: Source<T>
  /** The release that a cursor says it belongs to. @throws Problem where it is no cursor. */
  releaseOfCursor(cursor: string): string
  /** Puts the release where the skins find it. */
  assign(request: FastifyRequest, release: T): void
}

export const releaseOfRequest = fp(async (app, { version, releases, releaseOfCursor, assign }: Options<{ info: CachedRelease }>) => {
  app.decorateRequest('freshness')
  app.addHook('onRequest', async (request) => {
    const { release, after } = request.query as Record<string, unknown>
    const named = typeof release === 'string' && release !== '' ? release : undefined
    const paged = typeof after === 'string' && after !== '' ? releaseOfCursor(after) : undefined
    if (named !== undefined && releases.byId(named) === undefined) {
      const kept = releases.list().map((m) => m.id)
      throw problemOf('unknown_release', [unknown('query', 'release', named, 'a release that is kept', kept, nearest(named, kept))])
    }
    if (paged !== undefined && named !== undefined && paged !== named) {
      throw problemOf('invalid_cursor', [{ in: 'query', name: 'after', message: `The cursor is of release ${paged}, and the request names ${named}.` }])
    }
    const found = paged !== undefined ? releases.byId(paged) : named !== undefined ? releases.byId(named) : releases.current()
    if (found === undefined) {
      throw problemOf('cursor_expired', [{ in: 'query', name: 'after', message: `The cursor is of release ${String(paged).slice(0, 20)}, which is not kept any more. Begin again without it.` }])
    }
    request.freshness = { version, release: found.info, explicitRelease: named !== undefined }
    assign(request, found)
  })
})
