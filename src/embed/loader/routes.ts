// The loader script that turns links into embeds, and the manifest of its versions with their integrity hashes.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { nearest } from '../../content/nearest.ts'
import { cachedHandler } from '../../http/cachedRoute.ts'
import { routeSchema } from '../../http/documentation.ts'
import { JSON_TYPE } from '../../http/negotiation.ts'
import { problemFromErrors, unknownValueError } from '../../problems.ts'
import { loaderVersions } from './versions.ts'

const LoaderManifest = z
  .object({ versions: z.record(z.string(), z.object({ integrity: z.string(), url: z.string() })) })
  .meta({
    id: 'LoaderManifest',
    description: 'The versions of the loader, each with its address and the hash for `integrity`.',
  })
const NoParameters = z.strictObject({})

export const loaderRoutes: FastifyPluginAsync = async (app) => {
  // Problems here are JSON, unlike those of the embeds below the same path.
  app.useSkin({
    name: 'loader',
    paths: ['manifest.json', ...loaderVersions.map(({ version }) => `${version}/embed.js`)].map(
      (file) => `/embed/loader/${file}`,
    ),
  })
  app.get('/embed/loader/manifest.json', {
    schema: routeSchema({
      operationId: 'loader_manifest',
      tags: ['embeds'],
      summary: 'The versions of the loader',
      description: 'With the hash that a page names in `integrity`. What is published under a version never changes.',
      querystring: NoParameters,
      response: { 200: { description: 'The versions.', content: { 'application/json': { schema: LoaderManifest } } } },
    }),
    handler: cachedHandler({
      type: JSON_TYPE,
      variant: 'json',
      respond: ({ toolkit }) => {
        const versions = Object.fromEntries(
          loaderVersions.map(({ version, integrity }) => [
            version,
            { integrity, url: `${toolkit.publicUrl}/embed/loader/${version}/embed.js` },
          ]),
        )
        return JSON.stringify({ versions })
      },
    }),
  })
  app.get('/embed/loader/:version/embed.js', {
    schema: routeSchema({
      operationId: 'loader',
      tags: ['embeds'],
      summary: 'The loader',
      description:
        'A classic script: it puts a frame after each link `<a data-toolkit-embed href="…">`, fits its height, and ' +
        'where the frame does not answer within 8 s leaves the link alone.',
      params: z.object({
        version: z.string().min(1).max(20).meta({ description: 'A version that the manifest names.' }),
      }),
      querystring: NoParameters,
      response: { 200: { description: 'The script.', content: { 'text/javascript': { schema: z.string() } } } },
    }),
    handler: async (request, reply) => {
      const { version } = request.params as { version: string }
      const loader = loaderVersions.find((candidate) => candidate.version === version)
      const names = loaderVersions.map((candidate) => candidate.version)
      if (loader === undefined)
        throw problemFromErrors('not_found', [
          unknownValueError('path', 'version', version, 'a version of the loader', names, nearest(version, names)),
        ])
      return reply
        .type('text/javascript; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(loader.text)
    },
  })
}
