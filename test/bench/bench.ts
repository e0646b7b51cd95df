// npm run bench: how fast the service responds compared with a bare Fastify route that sends the same bytes (see README.md here).
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadData } from '../../src/commands/data.ts'
import type { PreparedResponse } from './bareRoute.ts'
import { type BenchmarkRequest, type Column, columns } from './columns.ts'
import type { LoadOptions, LoadResult } from './load.ts'
import { plot } from './plot.ts'
import type { Counters } from './product.ts'
import { scaleContent } from './scaledContent.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    rounds: { type: 'string' },
    columns: { type: 'string' },
    build: { type: 'string' },
    out: { type: 'string', default: '.bench' },
  },
})
const sizes = (options.sizes ?? (options.quick ? '1,10' : '1,10,100')).split(',').map(Number)
const rounds = Number(options.rounds ?? (options.quick ? 2 : 5))
const seconds = options.quick ? 0.7 : 1.5
const MAX_COLD_REQUESTS = options.quick ? 1500 : 3000
/** How often the cold requests are sent before the first round, and before each other. */
const [FIRST_WARM_UPS, WARM_UPS] = [12, 4]
/** How often the cold requests are sent in one measurement, at most. */
const MAX_PASSES = 5
/** A measurement of cold requests takes about this many seconds at most, and has at least so many requests. */
const [COLD_SECONDS, MIN_COLD_REQUESTS] = [4, 160]
/** How many of the cold responses the bare route sends in turn. */
const COLD_SAMPLES = 48
/** How many cold requests are sent one after another to find the longest that one of them blocks the event loop. */
const MAX_SINGLE_REQUESTS = 400

const root = fileURLToPath(new URL('../..', import.meta.url))
const checkouts = [root, ...(options.build === undefined ? [] : [resolve(options.build)])]
/** The server has a core of its own where `taskset` is available. */
const isPinned = cpus().length > 1 && spawnSync('taskset', ['-V']).status === 0

function start(
  core: number,
  script: string[],
  { cwd = root, env = {}, ipc = true }: { cwd?: string; env?: Record<string, string>; ipc?: boolean } = {},
): ChildProcess {
  const [command, ...args] = [...(isPinned ? ['taskset', '-c', String(core)] : []), process.execPath, ...script]
  return spawn(command as string, args, {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit', ...(ipc ? (['ipc'] as const) : [])],
    // Messages hold bytes.
    serialization: 'advanced',
  })
}

/** The arguments that `npm run serve` of a checkout passes to node. */
function serveArguments(checkout: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { scripts: { serve: string } }
  return scripts.serve.split(' ').slice(1)
}

/** Resolves with the next message of a process. @throws Error if it exits or reports an error. */
async function call<T>(child: ChildProcess, message?: unknown): Promise<T> {
  const abort = new AbortController()
  const exit = once(child, 'exit', abort).then(() => Promise.reject(new Error(`${child.spawnargs.at(-1)} exited`)))
  exit.catch(() => {})
  const answer = Promise.race([once(child, 'message', abort), exit]).finally(() => abort.abort())
  if (message !== undefined) child.send(message as object)
  const [value] = (await answer) as [T & { error?: string }]
  if (value.error !== undefined) throw new Error(value.error)
  return value
}

async function send(
  address: string,
  { method, path, headers, body }: BenchmarkRequest,
): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { ...headers, 'accept-encoding': 'identity' },
    ...(body === undefined ? {} : { body }),
  })
  const received: Record<string, string> = {}
  response.headers.forEach((value, name) => (received[name] = value))
  return { status: response.status, headers: received, body: Buffer.from(await response.arrayBuffer()) }
}

const headersOfServer = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']

/** What the bare route sends: the body and headers of a response, but for the headers that each server adds itself. */
async function prepareResponse(address: string, request: BenchmarkRequest): Promise<PreparedResponse> {
  const { status, headers, body } = await send(address, request)
  if (status !== 200)
    throw new Error(
      `${request.method} ${request.path} ${request.body ?? ''}: ${status} ${body.toString().slice(0, 300)}`,
    )
  return {
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !headersOfServer.includes(name))),
    body,
  }
}

/** `cpuMicros`: processor time of the server for one response. */
type Measurement = LoadResult & { perSecond: number; cpuMicros: number }
type Result = {
  column: string
  bytes: number
  isAscii: boolean
  bare: Measurement[]
  warm: Measurement[]
  notModified: Measurement[]
  bareCold: Measurement[]
  cold: Measurement[]
  /** The longest that a single cold request blocked the event loop, of each round. */
  maxDelaysMs: number[]
}
type Server = { process: ChildProcess; address: string }
/** One build serving the content at one size, and what was measured of it. */
type Target = {
  name: string
  checkout: string
  times: number
  records: number
  fileSize: number
  server: Server
  columns: Column[]
  warm: PreparedResponse[]
  results: Result[]
  stop(): void
}

async function startServer(script: string[], settings: Parameters<typeof start>[2] = {}): Promise<Server> {
  const process = start(0, script, settings)
  return { process, ...(await call<{ address: string }>(process)) }
}

/** Each build bakes its own release, since formats of releases differ. */
async function bake(checkout: string, times: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-bench-'))
  const process = start(1, ['--import', 'tsx', 'test/bench/bakeRelease.ts', String(times), folder], { cwd: checkout })
  const [code] = await once(process, 'exit')
  if (code !== 0) throw new Error(`${checkout} cannot bake a release`)
  return folder
}

async function startTarget(checkout: string, times: number): Promise<Target> {
  const content = scaleContent(loadData(), times)
  const records = Object.values(content.items).reduce((n, map) => n + map.size, 0)
  const folder = await bake(checkout, times)
  const database = readdirSync(folder).find((name) => name.endsWith('.db')) as string
  const flags = serveArguments(checkout).slice(0, -1)
  const server = await startServer([...flags, '--import', 'tsx', 'test/bench/product.ts'], {
    cwd: checkout,
    // Load shedding is off, so that every response counts.
    env: { RELEASES_DIR: folder, SHED_DELAY: '0' },
  })
  const names = options.columns?.split(',')
  const selected = (await columns(content, (request) => send(server.address, request), MAX_COLD_REQUESTS)).filter(
    ({ name }) => names?.some((part) => name.includes(part)) ?? true,
  )
  const warm: PreparedResponse[] = []
  for (const column of selected) warm.push(await prepareResponse(server.address, column.warm))
  const results = selected.map(({ name }, i): Result => {
    const { body } = warm[i] as PreparedResponse
    return {
      column: name,
      bytes: body.length,
      isAscii: body.every((byte) => byte < 128),
      bare: [],
      warm: [],
      notModified: [],
      bareCold: [],
      cold: [],
      maxDelaysMs: [],
    }
  })
  return {
    name: checkouts.length === 1 ? `${times}×` : `${times}×, ${checkout === root ? 'this build' : checkout}`,
    checkout,
    times,
    records,
    fileSize: statSync(join(folder, database)).size,
    server,
    columns: selected,
    warm,
    results,
    stop() {
      server.process.disconnect()
      rmSync(folder, { recursive: true })
    },
  }
}

async function load(server: Server, requests: BenchmarkRequest[], forSeconds?: number): Promise<Measurement> {
  const { cpuMicros: before } = await call<{ cpuMicros: number }>(server.process, 'counters')
  const result = await call<LoadResult>(generator, {
    url: server.address,
    requests,
    ...(forSeconds === undefined ? {} : { seconds: forSeconds }),
  } satisfies LoadOptions)
  const { cpuMicros: after } = await call<{ cpuMicros: number }>(server.process, 'counters')
  return {
    ...result,
    perSecond: result.responses / result.seconds,
    cpuMicros: (after - before) / result.responses,
  }
}

/** A pass over the cold requests is short: it is repeated with an empty cache. */
async function loadCold(server: Server, { name, cold }: Column): Promise<Measurement> {
  const passes: Measurement[] = []
  while (passes.length < MAX_PASSES && sum(passes, (m) => m.seconds) < seconds) {
    const before = await call<Counters>(server.process, 'clear')
    passes.push(await load(server, cold))
    const hits = (await call<Counters>(server.process, 'counters')).hits - before.hits
    if (hits > 0) console.warn(`${name}: ${hits} of the cold requests were served from the cache`)
  }
  const [responses, took] = [sum(passes, (m) => m.responses), sum(passes, (m) => m.seconds)]
  return {
    responses,
    seconds: took,
    perSecond: responses / took,
    p50: median(passes.map((m) => m.p50)),
    p99: median(passes.map((m) => m.p99)),
    failures: sum(passes, (m) => m.failures),
    cpuMicros: sum(passes, (m) => m.cpuMicros * m.responses) / responses,
  }
}

/** The longest that one of the cold requests, sent one after another, blocks the event loop, in milliseconds. */
async function maxDelay({ process, address }: Server, cold: BenchmarkRequest[]): Promise<number> {
  await call(process, 'clear')
  await call(process, 'startDelay')
  const requests = cold.slice(0, MAX_SINGLE_REQUESTS)
  await call<LoadResult>(generator, { url: address, requests, connections: 1 } satisfies LoadOptions)
  return (await call<Counters>(process, 'stopDelay')).maxDelayMs
}

/** The runtime compiles code after some thousand calls, and may discard it while other sizes are measured. */
async function warmUp(server: Server, cold: BenchmarkRequest[], times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await call(server.process, 'clear')
    await load(server, cold)
  }
}

/** As many requests as a measurement has time for. */
async function affordable(server: Server, cold: BenchmarkRequest[]): Promise<number> {
  await call(server.process, 'clear')
  const { perSecond } = await load(server, cold.slice(0, MIN_COLD_REQUESTS))
  return Math.min(cold.length, Math.max(MIN_COLD_REQUESTS, Math.round(perSecond * COLD_SECONDS)))
}

/** Measures one column of a target beside the bare route; a warm-up round is not recorded. */
async function measure(target: Target, i: number, isWarmUp: boolean): Promise<void> {
  const { server, warm } = target
  const column = target.columns[i] as Column
  const result = target.results[i] as Result
  const { etag } = (warm[i] as PreparedResponse).headers
  const record = (list: Measurement[], measurement: Measurement) => {
    if (measurement.failures > 0) console.warn(`${column.name}: ${measurement.failures} requests failed`)
    if (!isWarmUp) list.push(measurement)
  }
  const cold: PreparedResponse[] = []
  for (let n = 0; n < COLD_SAMPLES; n++) {
    const request = column.cold[Math.floor((n * column.cold.length) / COLD_SAMPLES)] as BenchmarkRequest
    cold.push(await prepareResponse(server.address, request))
  }
  await call(bare.process, { warm, cold })
  const { method, headers, body } = column.warm
  const same = { method, headers, ...(body === undefined ? {} : { body }) }
  record(result.bare, await load(bare, [{ ...same, path: `/warm/${i}` }], seconds))
  await send(server.address, column.warm)
  record(result.warm, await load(server, [column.warm], seconds))
  if (etag !== undefined)
    record(
      result.notModified,
      await load(server, [{ ...column.warm, headers: { ...headers, 'if-none-match': etag } }], seconds),
    )
  record(result.bareCold, await load(bare, [{ ...same, path: '/cold' }], seconds))
  if (isWarmUp) column.cold.length = await affordable(server, column.cold)
  await warmUp(server, column.cold, isWarmUp ? FIRST_WARM_UPS : WARM_UPS)
  record(result.cold, await loadCold(server, column))
  const delay = await maxDelay(server, column.cold)
  if (!isWarmUp) result.maxDelaysMs.push(delay)
}

const sum = <T>(list: T[], value: (entry: T) => number) => list.reduce((total, entry) => total + value(entry), 0)
const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`
function median(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(list.length / 2) - 1], sorted[Math.floor(list.length / 2)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}
const wallRatios = (of: Measurement[], to: Measurement[]) =>
  of.map(({ perSecond }, i) => perSecond / (to[i] as Measurement).perSecond)
/** By processor time, which other processes on the machine disturb less. */
const cpuRatios = (of: Measurement[], to: Measurement[]) =>
  of.map(({ cpuMicros }, i) => (to[i] as Measurement).cpuMicros / cpuMicros)

/** The median, with the minimum and maximum. */
function spread(list: number[], digits = 2): string {
  const [low, high] = [Math.min(...list), Math.max(...list)].map((value) => value.toFixed(digits))
  return list.length === 0 ? '–' : `${median(list).toFixed(digits)} (${low}–${high})`
}

const markdownTable = (heads: string[], rows: string[][]) =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

function resultTable(results: Result[]): string {
  const perSecond = (list: Measurement[]) => Math.round(median(list.map((m) => m.perSecond))).toLocaleString('en')
  const rows = results.map((r) => [
    r.column,
    `${r.bytes.toLocaleString('en')}${r.isAscii ? ', ASCII' : ''}`,
    perSecond(r.bare),
    spread(cpuRatios(r.warm, r.bare)),
    spread(wallRatios(r.warm, r.bare)),
    spread(cpuRatios(r.notModified, r.bare)),
    spread(wallRatios(r.notModified, r.bare)),
    perSecond(r.cold),
    spread(cpuRatios(r.cold, r.bareCold)),
    spread(wallRatios(r.cold, r.bareCold)),
    median(r.cold.map((m) => m.p50)).toFixed(1),
    median(r.cold.map((m) => m.p99)).toFixed(1),
    spread(r.maxDelaysMs, 1),
  ])
  const heads = [
    '',
    'bytes',
    'bare, per s',
    'warm, by processor',
    'warm, by wall time',
    '304, by processor',
    '304, by wall time',
    'cold, per s',
    'cold, by processor',
    'cold, by wall time',
    'cold p50, ms',
    'cold p99, ms',
    'longest hold, ms',
  ]
  return markdownTable(heads, rows)
}

/** How cold requests fare with more records, round by round. */
function growthTable(first: Target, others: Target[]): string {
  const heads = ['', ...others.flatMap(({ times }) => [`${times}×, by processor`, `${times}×, by wall time`])]
  const rows = first.results.map((once, i) => [
    once.column,
    ...others.flatMap(({ results }) => {
      const { cold } = results[i] as Result
      return [spread(cpuRatios(cold, once.cold)), spread(wallRatios(cold, once.cold))]
    }),
  ])
  return markdownTable(heads, rows)
}

function writePlots(targets: Target[]): void {
  const lines = (value: (result: Result) => number) =>
    (targets[0] as Target).results.map(({ column }, i) => ({
      name: column,
      points: targets.map(({ records, results }) => ({ x: records, y: value(results[i] as Result) })),
    }))
  const perSecond = lines((r) => median(r.cold.map((m) => m.perSecond)))
  const p99 = lines((r) => median(r.cold.map((m) => m.p99)))
  mkdirSync(options.out, { recursive: true })
  writeFileSync(join(options.out, 'throughput.svg'), plot('Cold requests per second', 'requests per second', perSecond))
  writeFileSync(
    join(options.out, 'latency.svg'),
    plot('Latency of cold requests, 99th percentile, at full load', 'milliseconds', p99),
  )
  console.log(`\nPlots: ${options.out}/throughput.svg, ${options.out}/latency.svg`)
}

/** From the start of the process to its first response, and its memory after load on the real content. */
async function measureStartAndMemory(checkout: string): Promise<void> {
  const folder = await bake(checkout, 1)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const startTimes: number[] = []
  for (let time = 0; time < 5; time++) {
    const began = performance.now()
    const env = { RELEASES_DIR: folder, PORT: String(port) }
    const server = start(0, serveArguments(checkout), { cwd: checkout, env, ipc: false })
    const isUp = () =>
      fetch(`${address}/v1/tools`).then(
        ({ ok }) => ok,
        () => false,
      )
    while (!(await isUp())) await new Promise((done) => setTimeout(done, 5))
    startTimes.push(performance.now() - began)
    if (time === 4) {
      const rss = () => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1024
      const afterStart = rss()
      for (const { warm, cold } of await columns(loadData(), (one) => send(address, one), MAX_COLD_REQUESTS)) {
        for (const load of [{ requests: [warm], seconds }, { requests: cold }])
          await call<LoadResult>(generator, { url: address, ...load } satisfies LoadOptions)
      }
      console.log(`\nMemory: ${mebibytes(afterStart)} after the first response, ${mebibytes(rss())} after load`)
    }
    server.kill()
    await once(server, 'exit')
  }
  console.log(`Start to first response: ${startTimes.map((ms) => `${Math.round(ms)} ms`).join(', ')}`)
  rmSync(folder, { recursive: true })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const generator = start(1, ['--import', 'tsx', 'test/bench/load.ts'])
await call(generator)
const bare = await startServer(['--import', 'tsx', 'test/bench/bareRoute.ts'])
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${isPinned ? 'the server and the load on a core each' : 'nothing pinned to a core'}; ${rounds} rounds; ratios: median (minimum–maximum)\n`,
)
const targets: Target[] = []
try {
  for (const checkout of checkouts) for (const times of sizes) targets.push(await startTarget(checkout, times))
  const [first] = targets as [Target]
  // The first round is a warm-up. Targets take turns, so that whatever else the machine does affects them alike.
  for (let round = 0; round <= rounds; round++) {
    for (const i of first.columns.keys()) for (const target of targets) await measure(target, i, round === 0)
  }
  for (const { name, records, fileSize, server, results } of targets) {
    const { memory } = await call<Counters>(server.process, 'counters')
    console.log(
      `${name}: ${records.toLocaleString('en')} records, a file of ${mebibytes(fileSize)}; ${mebibytes(memory)} of memory at the end\n\n${resultTable(results)}\n`,
    )
  }
  for (const checkout of sizes.length > 1 ? checkouts : []) {
    const [once, ...others] = targets.filter((target) => target.checkout === checkout) as [Target, ...Target[]]
    console.log(`Cold throughput as a share of that of ${once.name}:\n\n${growthTable(once, others)}\n`)
  }
  if (sizes.length > 1) writePlots(targets.filter(({ checkout }) => checkout === root))
} finally {
  for (const target of targets) target.stop()
  bare.process.disconnect()
}
for (const checkout of checkouts) await measureStartAndMemory(checkout)
generator.disconnect()
