// What the long-running checks share: the built server and its load.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { loadData } from '../../src/commands/data.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { serveCommand } from '../support/serveCommand.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A typical mix of lists, items, search, crosswalks, exports and GraphQL. */
export const requests = [
  '/v1/tools?limit=20',
  '/v1/tools/fishbone-diagram?include=strands,activities',
  '/v1/tools?strand=problem&element=six-sigma:analyse&include=activities',
  '/v1/search?q=ishikawa',
  '/v1/search?q=stakeholder+map',
  '/v1/translate?subject=tool:fishbone-diagram&to=lean',
  '/v1/methodologies/lean/elements?include=tools',
  '/v1/matrix?rows=lean&cols=six-sigma',
  '/v1/mappings?limit=100&facets=relation',
  '/v1/tools.csv',
  `/graphql?query=${encodeURIComponent('{ tools(first: 20) { totalCount nodes { name activities { name questions { text } } } } }')}`,
].map((path) => ({ method: 'GET' as const, path }))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export type Server = {
  base: string
  folder: string
  child: ChildProcess
  residentBytes(): Promise<number>
  stop(): Promise<number | null>
}

/** Starts the built server over the content of data/, with metrics. */
export async function startServer(environment: Record<string, string> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-long-'))
  bakeRelease(loadData(), folder)
  const [port, metrics] = [await freePort(), await freePort()]
  const base = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, serveCommand(), {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      RELEASES_DIR: folder,
      PORT: String(port),
      METRICS_PORT: String(metrics),
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })
  await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended before it served (${code}).`))),
  ])
  return {
    base,
    folder,
    child,
    async residentBytes() {
      const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text()
      return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1])
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = (await ended) as [number | null]
      rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}

/** The maximum number of requests a second, after a warm-up run. */
export async function measureCapacity(base: string): Promise<number> {
  const run = () => autocannon({ url: base, connections: 20, duration: 5, requests })
  await run()
  return Math.floor((await run()).requests.average)
}

export function numberArgument(fallback: number): number {
  const given = process.argv[2] === undefined ? fallback : Number(process.argv[2])
  if (!(given > 0) || process.argv.length > 3)
    throw new Error(`takes one number, more than 0 (got ${process.argv.slice(2).join(' ')})`)
  return given
}

/** Prints the result of each check, and sets the exit code. */
export function reportChecks(checks: Record<string, boolean>): void {
  for (const [name, passed] of Object.entries(checks)) console.log(`${passed ? 'yes' : 'NO '}  ${name}`)
  process.exitCode = Object.values(checks).every(Boolean) ? 0 : 1
}

/** Writes a line chart of values over time, with axes from zero. */
export function plot(
  name: string,
  title: string,
  unit: string,
  points: readonly { seconds: number; value: number }[],
): string {
  const [width, height, left, bottom] = [800, 400, 70, 50]
  const [maxX, maxY] = [Math.max(...points.map((p) => p.seconds)), Math.max(...points.map((p) => p.value)) * 1.1]
  const x = (seconds: number) => left + (seconds / maxX) * (width - left - 20)
  const y = (value: number) => height - bottom - (value / maxY) * (height - bottom - 40)
  const ticks = [0, 0.25, 0.5, 0.75, 1]
  const text = (at: [number, number], words: string, anchor: string) =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}">${words}</text>`
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" role="img"><title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text([width / 2, 24], title, 'middle'),
    ...ticks.flatMap((tick) => [
      `<line x1="${left}" x2="${width - 20}" y1="${y(tick * maxY)}" y2="${y(tick * maxY)}" stroke="#ddd"/>`,
      text([left - 8, y(tick * maxY) + 4], `${(tick * maxY).toFixed(0)} ${unit}`, 'end'),
      text([x(tick * maxX), height - bottom + 20], `${(tick * maxX).toFixed(0)} s`, 'middle'),
    ]),
    `<polyline fill="none" stroke="#005eb8" stroke-width="2" points="${points.map((p) => `${x(p.seconds).toFixed(1)},${y(p.value).toFixed(1)}`).join(' ')}"/>`,
    '</svg>\n',
  ].join('\n')
  mkdirSync(join(root, '.long'), { recursive: true })
  const file = join(root, '.long', `${name}.svg`)
  writeFileSync(file, svg)
  return file
}
