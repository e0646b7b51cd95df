// Release files for other nodes to fetch, under the same paths as in a published folder.
import { Readable } from 'node:stream'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { Manifest } from '../content/release.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema } from '../http/documentation.ts'
import { JSON_TYPE } from '../http/negotiation.ts'
import { Problem } from '../problems.ts'
import type { Toolkit } from '../queries/toolkit.ts'

type ReleaseStore = { list(): Manifest[]; byId(id: string): Toolkit | undefined }

export function releaseFileRoutes(releases: ReleaseStore): FastifyPluginAsync {
  return async (app) => {
    app.get('/releases/manifest.json', {
      schema: routeSchema({
        operationId: 'newest_manifest',
        tags: ['releases'],
        summary: 'The manifest of the newest release',
        description:
          'Which release it is, and the name, size and checksum of its file, which stands beside this. What a node ' +
          'whose `RELEASE_SOURCE` is `/releases` here asks for, again and again, with `If-None-Match`.',
        querystring: z.strictObject({}),
        response: { 200: { description: 'The manifest.', content: { 'application/json': { schema: Manifest } } } },
      }),
      // Caches between nodes must revalidate, or new releases arrive late.
      onSend: async (_request, reply, payload) => {
        if (reply.statusCode < 400) reply.header('cache-control', 'public, no-cache')
        return payload
      },
      handler: cachedHandler({
        type: JSON_TYPE,
        check: ({ toolkit }) => {
          const manifest = releases.list().find(({ digest }) => digest === toolkit.info.digest)
          if (manifest === undefined)
            throw new Problem('unavailable', 'The folder of releases is being changed. Try again shortly.')
          return JSON.stringify(manifest)
        },
        variant: (_request, manifest) => manifest,
        isStreamed: true,
        respond: (_request, manifest) => manifest,
      }),
    })

    app.get('/releases/:file', {
      schema: routeSchema({
        operationId: 'release_file',
        tags: ['releases'],
        summary: 'The file of a release',
        description: 'An SQLite file, under the name that its manifest gives. It never changes.',
        params: z.object({ file: z.string().min(1).max(200) }),
        querystring: z.strictObject({}),
        response: { 200: { description: 'The file.', content: { 'application/vnd.sqlite3': { schema: z.string() } } } },
      }),
      handler: cachedHandler({
        type: 'application/vnd.sqlite3',
        check: ({ params }) => {
          const { file } = params as { file: string }
          const manifest = releases.list().find((candidate) => candidate.file === file)
          const release = manifest === undefined ? undefined : releases.byId(manifest.id)
          if (manifest === undefined || release === undefined)
            throw new Problem(
              'not_found',
              'No release that is kept has a file of that name. manifest.json names that of the newest.',
            )
          return { manifest, release }
        },
        variant: (_request, { manifest }) => manifest.sha256,
        cachingContext: (_request, { release }) => ({ release: release.info, isPinned: true }),
        isStreamed: true,
        respond: (_request, { manifest, release }) => ({
          body: Readable.from(release.bytes()),
          headers: {
            'content-length': manifest.bytes,
            'repr-digest': `sha-256=:${Buffer.from(manifest.sha256, 'hex').toString('base64')}:`,
          },
        }),
      }),
    })
  }
}
