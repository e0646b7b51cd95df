// The static export: a file server responds like the service.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staticPaths } from '../../src/commands/staticPaths.ts'
import { type WrittenFile, writeStatic } from '../../src/commands/static.ts'
import type { Manifest } from '../../src/content/release.ts'
import type { Toolkit } from '../../src/queries/toolkit.ts'
import { readDocuments } from '../../src/server.ts'
import { BASE, getIdsOfPages } from '../support/client.ts'
import { realContent, type Served, serve, temporaryFolder } from '../support/app.ts'

let served: Served
let folder: string
let result: { written: WrittenFile[]; skipped: string[] }
let conf: string
beforeAll(async () => {
  served = await serve([realContent()])
  folder = temporaryFolder(afterAll)
  const addresses = staticPaths(
    served.releases.current() as Toolkit,
    Object.keys(readDocuments().openapi().paths),
    served.releases.list()[0] as Manifest,
  )
  // Rendering every picture would take too long: some are enough.
  const fewer = addresses.filter((address, i) => !address.startsWith('/pictures/') || i % 40 === 0)
  result = await writeStatic(served.app, fewer, { publicUrl: BASE, folder })
  conf = readFileSync(join(folder, 'nginx.conf'), 'utf8')
})
afterAll(() => served.close())

/** What nginx finds for an address, by the configuration that was written: the location of its path, else the first that exists. */
function found(address: string): string | undefined {
  const [path = '', args = ''] = address.split('?')
  const [, own] = new RegExp(`location = ${path} \\{[^}]*\\}[^}]*try_files /(\\S+) =404`).exec(conf) ?? []
  const tries =
    own !== undefined
      ? [own]
      : (/location \/ \{\s*try_files ([^;]+) =404;/.exec(conf)?.[1] as string).split(' ').map((name) =>
          name
            .replace('$uri', path)
            .replace('$toolkit_query', args === '' ? '' : `@${args}`)
            .slice(1),
        )
  return tries.find((name) => statSync(join(folder, 'site', name), { throwIfNoEntry: false })?.isFile())
}

test('every response is served under its address, byte for byte, with its type', async () => {
  const types = Object.fromEntries(
    [...conf.matchAll(/^ {8}"([^"]+)" (\w+);$/gm)].map(([, type, ending]) => [ending, type]),
  )
  for (const { address, file, type } of result.written) {
    expect(found(address), address).toBe(file)
    const own = new RegExp(`location = ${address.split('?')[0]} \\{[^}]*\\}\\s*default_type "([^"]+)"`).exec(conf)?.[1]
    expect(own ?? types[file.split('.').at(-1) as string], address).toBe(type)
  }
  expect(result.written.length).toBeGreaterThan(4000)
  for (const place of ['/v1/tools/gantt-chart', '/tools/gantt-chart', '/embed/tool/gantt-chart'])
    expect(found(place), place).toBeDefined()
  expect(result.written.filter(({ type }) => type === 'image/png').length).toBeGreaterThanOrEqual(5)
  for (const { address, file } of result.written.filter((_, n) => n % 40 === 0))
    expect(
      readFileSync(join(folder, 'site', file)).equals((await served.app.inject(address)).rawPayload),
      address,
    ).toBe(true)
})

test('the pages of each list are complete, and every item is there', async () => {
  let seen = 0
  const entry = JSON.parse(readFileSync(join(folder, 'site', found('/v1') as string), 'utf8'))
  for (const { href } of entry.data.collections) {
    const ids: string[] = []
    for (let next: string | null = href; next !== null;) {
      const page: any = JSON.parse(readFileSync(join(folder, 'site', found(next.slice(BASE.length)) as string), 'utf8'))
      ids.push(...page.data.map((item: { id: string }) => item.id))
      for (const { links } of page.data) expect(found(links.self.slice(BASE.length)), links.self).toBeDefined()
      next = page.page.next
    }
    expect(ids).toEqual(await getIdsOfPages(served.app, href.slice(BASE.length)))
    seen += ids.length
  }
  expect(seen).toBeGreaterThan(1300)
})

test('unsupported requests get no wrong response', () => {
  for (const address of [
    '/v1/tools?strand=problem',
    '/v1/tools?limit=1',
    '/v1/search?q=plan',
    '/v1/search',
    '/v1/tools.csv?fields=name',
    '/graphql',
    '/v1/tools/none',
    '/health/ready',
  ])
    expect(found(address), address).toBeUndefined()
  expect(result.skipped).toEqual(
    expect.arrayContaining(['/v1/search', '/v1/translate', '/v1/changes', '/v1/matrix.svg']),
  )
})

test('a node can fetch releases from it', () => {
  const manifest = JSON.parse(
    readFileSync(join(folder, 'site', found('/releases/manifest.json') as string), 'utf8'),
  ) as Manifest
  expect(manifest).toEqual(served.releases.list()[0])
  expect(found(`/releases/${manifest.file}`)).toBeDefined()
})
