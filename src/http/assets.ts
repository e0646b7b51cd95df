// Static files, served as immutable because their path contains a hash of their content.
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Paths } from '../markup/document.ts'
import { copying } from '../markup/script/copying.ts'
import { resizing } from '../markup/script/resizing.ts'
import { sheet } from '../markup/style/sheet.ts'
import { Problem } from '../problems.ts'

type Asset = { type: string; body: string; hash: string; path: string }

const asset = (name: string, type: string, body: string): [string, Asset] => {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return [name, { type, body, hash, path: `/assets/${hash}/${name}` }]
}

const assets = new Map([
  asset('toolkit.css', 'text/css; charset=utf-8', sheet),
  asset('embed.js', 'text/javascript; charset=utf-8', resizing),
  asset('copy.js', 'text/javascript; charset=utf-8', copying),
])

/** The path of an asset, including the path of the public URL. */
export function assetPath(publicUrl: string, name: string): string {
  const { path } = assets.get(name) as Asset
  return `${pathOf(publicUrl)}${path}`
}

/** The paths that every HTML document links to. */
export function documentPaths(publicUrl: string): Paths {
  return {
    basePath: `${pathOf(publicUrl)}/`,
    style: assetPath(publicUrl, 'toolkit.css'),
    script: assetPath(publicUrl, 'embed.js'),
  }
}

/** The path of a URL, without a trailing slash. */
export function pathOf(address: string): string {
  return new URL(address).pathname.replace(/\/$/, '')
}

export async function assetRoutes(app: FastifyInstance, { publicUrl }: { publicUrl: string }): Promise<void> {
  app.get('/assets/:hash/:name', { schema: { hide: true } }, async (request, reply) => {
    const { hash, name } = request.params as { hash: string; name: string }
    const found = assets.get(name)
    if (found === undefined) throw new Problem('not_found', `There is no asset "${name.slice(0, 100)}".`)
    // A cached document may still link to an old hash: redirect it to the current asset.
    if (hash !== found.hash)
      return reply.code(307).header('location', assetPath(publicUrl, name)).header('cache-control', 'no-cache').send()
    return reply.type(found.type).header('cache-control', 'public, max-age=31536000, immutable').send(found.body)
  })
}
