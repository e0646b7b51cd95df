// The static export: unfiltered responses as files, and an nginx configuration that serves them.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Skins } from '../http/skins.ts'
import { diskError } from '../store/manifest.ts'

export type WrittenFile = { address: string; file: string; type: string }

/** File extensions by media type. */
const extensions: Record<string, string> = {
  'application/json': 'json',
  'application/fhir+json': 'json',
  'text/html': 'html',
}

/** Writes the response of each path and of the pages that follow it; `skipped` are the paths that need parameters. */
export async function writeStatic(
  app: FastifyInstance,
  addresses: readonly string[],
  { publicUrl, folder }: { publicUrl: string; folder: string },
): Promise<{ written: WrittenFile[]; skipped: string[] }> {
  // Written beside the served folder, and renamed at the end.
  const newSite = join(folder, `.site-${process.pid}`)
  const written: WrittenFile[] = []
  const skipped: string[] = []
  try {
    for (const first of addresses) {
      for (let address: string | undefined = first; address !== undefined;) {
        const response: LightMyRequestResponse = await app.inject({ url: address })
        if (response.statusCode === 400) skipped.push(address)
        if (response.statusCode !== 200) break
        const type = String(response.headers['content-type'])
        const file = fileOf(address, type)
        mkdirSync(dirname(join(newSite, file)), { recursive: true })
        writeFileSync(join(newSite, file), response.rawPayload)
        written.push({ address, file, type })
        address = /<([^>]+)>; rel="next"/.exec(String(response.headers.link ?? ''))?.[1]?.slice(publicUrl.length)
      }
    }
    const site = join(folder, 'site')
    rmSync(site, { recursive: true, force: true })
    renameSync(newSite, site)
    writeFileSync(join(folder, 'nginx.conf'), nginxConfig(written, publicUrl, app.skins, resolve(site)))
    return { written, skipped }
  } catch (error) {
    throw diskError(error, folder) ?? error
  } finally {
    rmSync(newSite, { recursive: true, force: true })
  }
}

/** `/v1/tools?after=x` becomes `v1/tools@after=x.json`; a path with the right extension keeps it. */
export function fileOf(address: string, type: string): string {
  const [path = '', query] = address.split('?')
  const [mediaType = ''] = type.split(';')
  const extension = extensions[mediaType]
  const name = `${path === '/' ? '/index' : path}${query === undefined ? '' : `@${query}`}`.slice(1)
  return extension === undefined || name.endsWith(`.${extension}`) ? name : `${name}.${extension}`
}

const extensionOf = (file: string) => file.split('/').at(-1)?.split('.').at(-1) ?? ''

/** An nginx server with the same types and headers as ours; missing files are problems. */
export function nginxConfig(written: readonly WrittenFile[], publicUrl: string, skins: Skins, site: string): string {
  const types = new Map([['json', 'application/json; charset=utf-8']])
  for (const { file, type } of written) if (!types.has(extensionOf(file))) types.set(extensionOf(file), type)
  // Files whose extension implies another type, and the home page, whose path has no file name.
  const exceptions = written.filter(
    ({ address, file, type }) => address === '/' || types.get(extensionOf(file)) !== type,
  )
  const problem = (code: string, status: number, title: string, detail: string) =>
    JSON.stringify({ type: `${publicUrl}/v1/problems/${code}`, title, status, detail, instance: 'about:blank', code })
  // The first path segments of HTML pages.
  const pages = [
    ...new Set(
      written.flatMap(({ address }) => (skins.at(address).name === 'pages' ? address.split(/[/?]/)[1] : []) ?? []),
    ),
  ]
  const [api, page, embed] = ['/v1', `/${pages[0]}`, '/embed/kind/slug'].map(
    (address) => ({ ...skins.at(address).headers, 'access-control-allow-origin': '*' }) as Record<string, string>,
  ) as [Record<string, string>, Record<string, string>, Record<string, string>]
  const names = [...new Set([api, page, embed].flatMap(Object.keys))]
  const variable = (name: string) => `$toolkit_${name.replaceAll('-', '_')}`
  const headerMap = (name: string) =>
    `map $uri ${variable(name)} {
    default "${api[name] ?? ''}";
    ~^/embed/ "${embed[name] ?? ''}";
    "~^/(${pages.join('|')})(/|$)" "${page[name] ?? ''}";
}
`
  const exactLocation = ({ address, file, type }: WrittenFile) =>
    `    location = ${address.split('?')[0]} {
        types { }
        default_type "${type}";
        try_files /${file} =404;
    }
`
  const notFound = problem(
    'not_found',
    404,
    'Nothing here',
    'This is the static form of the service: it has items, unfiltered lists and exports, ' +
      'and no filter, search or GraphQL.',
  )
  const wrongMethod = problem('method_not_allowed', 405, 'That method is not allowed here', 'Allowed: GET, HEAD.')
  return `# The static form, for nginx: to be included within "http".
map $args $toolkit_query {
    "" "";
    default "@$args";
}
${names.map(headerMap).join('')}map $status $toolkit_cache {
    200 "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800";
    304 "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800";
    default "no-store";
}
server {
    listen 8080;
    root "${site}";
    server_tokens off;
    types {
${[...types].map(([extension, type]) => `        "${type}" ${extension};`).join('\n')}
    }
${names.map((name) => `    add_header ${name} ${variable(name)} always;`).join('\n')}
    add_header cache-control $toolkit_cache always;
    error_page 404 @absent;
    error_page 405 @method;
    location / {
        try_files $uri$toolkit_query $uri$toolkit_query.json $uri$toolkit_query.html =404;
    }
${exceptions.map(exactLocation).join('')}    location @absent {
        types { }
        default_type "application/problem+json; charset=utf-8";
        return 404 '${notFound}';
    }
    location @method {
        types { }
        default_type "application/problem+json; charset=utf-8";
        return 405 '${wrongMethod}';
    }
}
`
}
