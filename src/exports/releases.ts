// What another node fetches: the manifest of the newest release, and the files of those that are kept. A published folder has the same addresses.
import { Readable } from 'node:stream'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { Manifest } from '../content/release.ts'
import { notModified } from '../http/caching.ts'
import { documented } from '../http/documentation.ts'
import { Problem } from '../problems.ts'
import type { Toolkit } from '../queries/toolkit.ts'

type Kept = { list(): Manifest[]; byId(id: string): Toolkit | undefined }

export function releaseFiles(releases: Kept): FastifyPluginAsync {
  return async (app) => {
    app.get('/releases/manifest.json', {
      schema: documented({
        operationId: 'newest_manifest',
        tags: ['releases'],
        summary: 'The manifest of the newest release',
        description:
          'Which release it is, and the name, size and checksum of its file, which stands beside this. What a node whose `RELEASE_SOURCE` is `/releases` here asks for, again and again, with `If-None-Match`.',
        querystring: z.strictObject({}),
        response: { 200: { description: 'The manifest.', content: { 'application/json': { schema: Manifest } } } },
      }),
      // A cache between two nodes must ask each time, or a release comes late.
      onSend: async (_request, reply, payload) => {
        if (reply.statusCode < 400) reply.header('cache-control', 'public, no-cache')
        return payload
      },
      handler: async (request, reply) => {
        const manifest = releases.list().find((m) => m.digest === request.toolkit.info.digest)
        if (manifest === undefined)
          throw new Problem('unavailable', 'The folder of releases is being changed. Try again shortly.')
        if (notModified(request, reply, request.freshness, JSON.stringify(manifest), 'streamed')) return reply
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(manifest))
      },
    })

    app.get('/releases/:file', {
      schema: documented({
        operationId: 'release_file',
        tags: ['releases'],
        summary: 'The file of a release',
        description: 'An SQLite file, under the name that its manifest gives. It never changes.',
        params: z.object({ file: z.string().min(1).max(200) }),
        querystring: z.strictObject({}),
        response: { 200: { description: 'The file.', content: { 'application/vnd.sqlite3': { schema: z.string() } } } },
      }),
      handler: async (request, reply) => {
        const { file } = request.params as { file: string }
        const manifest = releases.list().find((m) => m.file === file)
        const release = manifest === undefined ? undefined : releases.byId(manifest.id)
        if (manifest === undefined || release === undefined)
          throw new Problem(
            'not_found',
            'No release that is kept has a file of that name. manifest.json names that of the newest.',
          )
        if (
          notModified(
            request,
            reply,
            { ...request.freshness, release: release.info, explicitRelease: true },
            manifest.sha256,
            'streamed',
          )
        )
          return reply
        return reply
          .type('application/vnd.sqlite3')
          .headers({
            'content-length': manifest.bytes,
            'repr-digest': `sha-256=:${Buffer.from(manifest.sha256, 'hex').toString('base64')}:`,
          })
          .send(Readable.from(release.bytes()))
      },
    })
  }
}
