// What npm run build writes serves all that src/ serves: what is read late, and what is read from files, too.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveCommand } from '../support/serveCommand.ts'
import { checkout } from './checkout.ts'
import { freePort, type RunningProcess, startNode } from '../support/process.ts'

const { folder } = checkout({}, afterAll)
/** The arguments of node in package.json, without the file. */
const flags = serveCommand().slice(0, -1)
let build: { status: number | null; stdout: string; stderr: string }
beforeAll(() => {
  build = spawnSync(process.execPath, ['--import', 'tsx', 'src/commands/build.ts'], { cwd: folder, encoding: 'utf8' })
})

async function serving(
  environment: Record<string, string>,
): Promise<RunningProcess & { base: string; at(path: string): Promise<Response> }> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const server = startNode(
    [...flags, '.build/commands/start.js'],
    { PORT: String(port), LOG_LEVEL: 'warn', ...environment },
    folder,
  )
  await server.waitForLine(
    `Serving release 2026.1 on ${base}/v1, GraphQL on ${base}/graphiql, documents on ${base}/docs`,
  )
  return { ...server, base, at: (path) => fetch(`${base}${path}`) }
}

test('the build prints nothing', () => {
  expect(build).toMatchObject({ status: 0, stdout: '', stderr: '' })
})

test('the build bakes, and serves lazily loaded modules and files', async () => {
  const metrics = await freePort()
  const { child, exit, at } = await serving({ METRICS_PORT: String(metrics) })
  const expected: [path: string, type: string, least: number][] = [
    ['/v1/tools', 'application/json; charset=utf-8', 500],
    ['/graphql?query={tools{totalCount}}', 'application/json; charset=utf-8', 20],
    ['/graphiql/graphiql.js', 'text/javascript; charset=utf-8', 500_000],
    ['/openapi.json', 'application/json; charset=utf-8', 500_000],
    ['/docs/', 'text/html; charset=utf-8', 500],
    ['/docs/json', 'application/json; charset=utf-8', 500_000],
    ['/docs/static/swagger-ui-bundle.js', 'application/javascript; charset=utf-8', 500_000],
    ['/pictures/home.png', 'image/png', 5000],
    ['/v1/export/toolkit.ttl', 'text/turtle; charset=utf-8', 500],
    ['/snapshot/toolkit.zip', 'application/zip', 1000],
  ]
  for (const [path, type, least] of expected) {
    const response = await at(path)
    expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, type])
    expect((await response.arrayBuffer()).byteLength, path).toBeGreaterThan(least)
  }
  expect(await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text()).toContain('release_info{id="2026.1"')
  child.kill('SIGTERM')
  expect(await exit).toMatchObject({ code: 0, stderr: '' })
})

test('the build serves with several workers', async () => {
  const { child, exit, at } = await serving({ WORKERS: '2' })
  expect((await at('/v1/tools')).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exit).toMatchObject({ code: 0, stderr: '' })
})

test('stack traces of the build point to src/', async () => {
  const { exit } = startNode(
    [...flags, '--input-type=module', '--eval', "(await import('./.build/app.js')).buildApp({ config: {} })"],
    {},
    folder,
  )
  const { code, stderr } = await exit
  expect(code).toBe(1)
  const lines = readFileSync(join(folder, 'src/http/overload.ts'), 'utf8').split('\n')
  const thrown = lines.findIndex((line) => line.includes('= ipMatcher(allow)')) + 1
  expect(stderr).toContain(`${folder}/src/http/overload.ts:${thrown}:`)
  // Frames of packages have their position in the build.
  expect(stderr).toMatch(/\.build\/chunk-\w+\.js:\d+:\d+/)
})

test('the bundled files are Latin-1', () => {
  // One character beyond Latin-1 makes the whole file take twice the memory: in a pattern it must be written as \u2026. Baking is over before anything is served.
  const files = readdirSync(join(folder, '.build'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.js') && name !== 'commands/bake.js',
  )
  expect(files.length).toBeGreaterThanOrEqual(10)
  expect(files.filter((name) => /[^\0-\xff]/.test(readFileSync(join(folder, '.build', name), 'utf8')))).toEqual([])
})
