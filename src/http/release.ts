// Selects the release of a request: the newest, the one it names, or the one of its cursor.
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { nearest } from '../content/nearest.ts'
import { Problem, problemFromErrors, unknownValueError } from '../problems.ts'
import type { ReleaseValidators, CachingContext } from './caching.ts'
import { type RequestedRelease, skinOf } from './skins.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the ETag and the lifetime of the response depend on. */
    cachingContext: CachingContext
  }
}

type ReleaseLookup<T> = { current(): T | undefined; byId(id: string): T | undefined; list(): { id: string }[] }
type Options<T> = {
  /** The version of the application. */
  version: string
  releases: ReleaseLookup<T>
  /** The id of the release that a cursor belongs to. @throws Problem if it is not a cursor. */
  releaseIdOfCursor(cursor: string): string
  /** Stores the release on the request. */
  assign(request: FastifyRequest, release: T): void
}

/** Selects releases for requests. */
export function releaseSelector<T extends { info: ReleaseValidators & { id: string } }>({
  version,
  releases,
  releaseIdOfCursor,
  assign,
}: Options<T>) {
  function assignRelease(request: FastifyRequest, release: T, isPinned: boolean): void {
    request.cachingContext = { version, release: release.info, isPinned }
    assign(request, release)
  }

  /** @throws Problem if there is no such release. */
  function findRelease({ id, in: location }: RequestedRelease): T {
    const found = releases.byId(id)
    if (found !== undefined) return found
    const kept = releases.list().map((m) => m.id)
    throw problemFromErrors(location === 'path' ? 'not_found' : 'unknown_release', [
      unknownValueError(location, 'release', id, 'a release that is kept', kept, nearest(id, kept)),
    ])
  }

  /** The release that a request names, if any. @throws Problem if there is no such release. */
  function requestedRelease(request: FastifyRequest): T | undefined {
    const { release } = skinOf(request)
    const name = release === 'none' ? undefined : release(request)
    return name === undefined ? undefined : findRelease(name)
  }

  return {
    /** Selects by the rules of the request's skin. */
    select(request: FastifyRequest): void {
      const current = releases.current()
      const skin = skinOf(request)
      if (skin.release === 'none') {
        if (current !== undefined) assignRelease(request, current, false)
        return
      }
      if (current === undefined)
        throw new Problem('unavailable', 'There is no release here yet: it is being fetched. Try again shortly.')
      const release = requestedRelease(request)
      assignRelease(request, release ?? current, release !== undefined)
      const { after } = request.query as Record<string, unknown>
      const readsReleaseFromCursor = request.routeOptions.config.readsReleaseFromCursor ?? skin.readsReleaseFromCursor
      if (readsReleaseFromCursor && typeof after === 'string' && after !== '') this.selectByCursors(request, [after])
    },
    /**
     * Selects the release of the cursors.
     * @throws Problem if they belong to several releases, to another than the request names, or to one that is gone.
     */
    selectByCursors(request: FastifyRequest, cursors: string[]): void {
      const requested = requestedRelease(request)
      const ids = new Set(cursors.map(releaseIdOfCursor))
      const [other] = [...ids].filter((id) => id !== requested?.info.id)
      if (requested !== undefined && other !== undefined) {
        throw problemFromErrors('invalid_cursor', [
          {
            in: 'query',
            name: 'after',
            message: `The cursor is of release ${other.slice(0, 20)}, and the request names ${requested.info.id}.`,
          },
        ])
      }
      if (ids.size > 1)
        throw problemFromErrors('invalid_cursor', [
          {
            in: 'query',
            name: 'after',
            message: `The cursors are of several releases: ${[...ids].join(', ').slice(0, 100)}.`,
          },
        ])
      const [id = ''] = ids
      const found = releases.byId(id)
      if (found === undefined)
        throw problemFromErrors('cursor_expired', [
          {
            in: 'query',
            name: 'after',
            message: `The cursor is of release ${id.slice(0, 20)}, which is not kept any more. Begin again without it.`,
          },
        ])
      assignRelease(request, found, requested !== undefined)
    },
  }
}

export function releaseInQuery({ query }: FastifyRequest): RequestedRelease | undefined {
  const { release } = query as Record<string, unknown>
  return typeof release === 'string' && release !== '' ? { id: release, in: 'query' } : undefined
}

export const releaseSelection = fp(async (app, { select }: { select(request: FastifyRequest): void }) => {
  app.decorateRequest('cachingContext')
  app.addHook('onRequest', (request, _reply, done) => {
    try {
      select(request)
      done()
    } catch (error) {
      done(error as Error)
    }
  })
})
