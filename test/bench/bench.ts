// npm run bench: how fast the product answers beside a bare Fastify route that sends the same, at 1, 10 and 100 times the records.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadData } from '../../src/commands/data.ts'
import { seed } from '../../src/store/seed.ts'
import { serveCommand } from '../support/serveCommand.ts'
import type { Ready } from './bare.ts'
import type { Load, Measured } from './load.ts'
import { plot } from './plot.ts'
import { type Asked, type Column, columns } from './questions.ts'
import { grown } from './world.ts'

const { values: given } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    rounds: { type: 'string' },
    columns: { type: 'string' },
    out: { type: 'string', default: '.bench' },
  },
})
const sizes = (given.sizes ?? (given.quick ? '1,10' : '1,10,100')).split(',').map(Number)
const rounds = Number(given.rounds ?? (given.quick ? 2 : 5))
const seconds = given.quick ? 0.7 : 1.5
const coldRequests = given.quick ? 1500 : 3000
const WARM_UPS = 8
/** How often the cold requests are asked in one measurement, at most. */
const MOST_PASSES = 5
/** No measurement of cold requests takes much longer than this many seconds, nor has fewer requests than that. */
const [COLD_SECONDS, FEWEST_COLD] = [4, 160]
/** How many of the cold answers the bare route sends in turn. */
const SAMPLE = 48

/** What Node is told besides when the service is served. */
const flagsOfServe = serveCommand().slice(0, -1)
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const root = here('../..')
/** The server has a core of its own, where the machine lets us say so. */
const pinned = cpus().length > 1 && spawnSync('taskset', ['-V']).status === 0

function start(core: number, script: string[], environment: Record<string, string> = {}, ipc = true): ChildProcess {
  const command = [...(pinned ? ['taskset', '-c', String(core)] : []), process.execPath, ...script]
  return spawn(command[0] as string, command.slice(1), {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', ...(ipc ? (['ipc'] as const) : [])],
  })
}

async function told<T>(child: ChildProcess, message?: unknown): Promise<T> {
  const over = new AbortController()
  const ended = once(child, 'exit', over).then(() => Promise.reject(new Error(`${child.spawnargs.at(-1)} ended`)))
  const answer = Promise.race([once(child, 'message', over), ended]).finally(() => over.abort())
  ended.catch(() => {})
  if (message !== undefined) child.send(message as object)
  const [value] = (await answer) as [T & { error?: string }]
  if (value.error !== undefined) throw new Error(value.error)
  return value
}

async function ask(
  address: string,
  { method, path, headers, body }: Asked,
): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: { ...headers, 'accept-encoding': 'identity' },
    ...(body === undefined ? {} : { body }),
  })
  const received: Record<string, string> = {}
  answer.headers.forEach((value, name) => (received[name] = value))
  return { status: answer.status, headers: received, body: await answer.text() }
}

/** What the bare route sends: the body and the headers of an answer, but for those that each server adds itself. */
async function readyOf(address: string, asked: Asked): Promise<Ready> {
  const { status, headers, body } = await ask(address, asked)
  if (status !== 200)
    throw new Error(`${asked.method} ${asked.path} ${asked.body ?? ''} was answered ${status}: ${body.slice(0, 300)}`)
  return {
    headers: Object.fromEntries(
      Object.entries(headers).filter(
        ([name]) => !['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'].includes(name),
      ),
    ),
    body,
  }
}

/** `busy`: microseconds of the processor for one answer. */
type Timed = Measured & { perSecond: number; busy: number }
type Result = {
  column: string
  bytes: number
  bare: Timed[]
  warm: Timed[]
  notModified: Timed[]
  bareCold: Timed[]
  cold: Timed[]
}
type Counters = { hits: number; misses: number; bytes: number; memory: number; busy: number }
type Server = { process: ChildProcess; address: string }
/** One size of the content, with the server that serves it and what was measured of it. */
type Size = {
  times: number
  records: number
  file: number
  server: Server
  asked: Column[]
  warm: Ready[]
  results: Result[]
  end(): void
}

async function started(script: string[], environment: Record<string, string> = {}): Promise<Server> {
  const process = start(0, script, environment)
  return { process, ...(await told<{ address: string }>(process)) }
}

async function sizeOf(times: number): Promise<Size> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-bench-'))
  const content = grown(loadData(), times)
  const records = Object.values(content.items).reduce((n, map) => n + map.size, 0)
  const { bytes: file } = seed(content, folder)
  // Nothing is shed, so that every answer is one that was wanted.
  const server = await started([...flagsOfServe, '--import', 'tsx', here('product.ts')], {
    RELEASES_DIR: folder,
    SHED_DELAY: '0',
  })
  const wanted = given.columns?.split(',')
  const asked = (await columns(content, (one) => ask(server.address, one), coldRequests)).filter(
    ({ name }) => wanted?.some((part) => name.includes(part)) ?? true,
  )
  const warm: Ready[] = []
  for (const column of asked) warm.push(await readyOf(server.address, column.warm))
  const results = asked.map(({ name }, i): Result => ({
    column: name,
    bytes: Buffer.byteLength((warm[i] as Ready).body),
    bare: [],
    warm: [],
    notModified: [],
    bareCold: [],
    cold: [],
  }))
  const end = () => {
    server.process.disconnect()
    rmSync(folder, { recursive: true })
  }
  return { times, records, file, server, asked, warm, results, end }
}

async function load(server: Server, generator: ChildProcess, requests: Asked[], forSeconds?: number): Promise<Timed> {
  const { busy: before } = await told<{ busy: number }>(server.process, 'count')
  const measured = await told<Measured>(generator, {
    url: server.address,
    requests,
    ...(forSeconds === undefined ? {} : { seconds: forSeconds }),
  } satisfies Load)
  const { busy: after } = await told<{ busy: number }>(server.process, 'count')
  return { ...measured, perSecond: measured.answers / measured.seconds, busy: (after - before) / measured.answers }
}

/** Cold requests are soon answered: all of them several times, with every answer forgotten in between. */
async function loadCold(server: Server, generator: ChildProcess, { name, cold }: Column): Promise<Timed> {
  const all: Timed[] = []
  for (let time = 0; time < MOST_PASSES && sum(all, ({ seconds: took }) => took) < seconds; time++) {
    const before = await told<Counters>(server.process, 'forget')
    all.push(await load(server, generator, cold))
    const hits = (await told<Counters>(server.process, 'count')).hits - before.hits
    if (hits > 0) console.warn(`${name}: ${hits} of the cold requests were answered from the cache`)
  }
  const [answers, took] = [sum(all, (m) => m.answers), sum(all, (m) => m.seconds)]
  return {
    answers,
    seconds: took,
    perSecond: answers / took,
    p50: median(all.map((m) => m.p50)),
    p99: median(all.map((m) => m.p99)),
    failed: sum(all, (m) => m.failed),
    busy: sum(all, (m) => m.busy * m.answers) / answers,
  }
}

/** The runtime takes some thousand requests to compile what they need, and lets go of some of it while other sizes are measured. */
async function warmUp(server: Server, generator: ChildProcess, cold: Asked[], times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await told(server.process, 'forget')
    await load(server, generator, cold)
  }
}

/** As many requests as a measurement has time for. */
async function affordable(server: Server, generator: ChildProcess, cold: Asked[]): Promise<number> {
  await told(server.process, 'forget')
  const { perSecond } = await load(server, generator, cold.slice(0, FEWEST_COLD))
  return Math.min(cold.length, Math.max(FEWEST_COLD, Math.round(perSecond * COLD_SECONDS)))
}

/** Measures one column at one size beside the bare route, and keeps what it finds if it counts. */
async function measure(
  { server, asked, warm, results }: Size,
  i: number,
  bare: Server,
  generator: ChildProcess,
  counts: boolean,
): Promise<void> {
  const [column, result, etag] = [asked[i] as Column, results[i] as Result, (warm[i] as Ready).headers.etag]
  const keep = (list: Timed[], measured: Timed) => {
    if (measured.failed > 0) console.warn(`${column.name}: ${measured.failed} requests failed`)
    if (counts) list.push(measured)
  }
  const cold: Ready[] = []
  for (let at = 0; at < SAMPLE; at++)
    cold.push(await readyOf(server.address, column.cold[Math.floor((at * column.cold.length) / SAMPLE)] as Asked))
  await told(bare.process, { warm, cold })
  const { method, headers, body } = column.warm
  const same = { method, headers, ...(body === undefined ? {} : { body }) }
  keep(result.bare, await load(bare, generator, [{ ...same, path: `/warm/${i}` }], seconds))
  await ask(server.address, column.warm)
  keep(result.warm, await load(server, generator, [column.warm], seconds))
  if (etag !== undefined)
    keep(
      result.notModified,
      await load(server, generator, [{ ...column.warm, headers: { ...headers, 'if-none-match': etag } }], seconds),
    )
  keep(result.bareCold, await load(bare, generator, [{ ...same, path: '/cold' }], seconds))
  if (!counts) column.cold.length = await affordable(server, generator, column.cold)
  await warmUp(server, generator, column.cold, counts ? 1 : WARM_UPS)
  keep(result.cold, await loadCold(server, generator, column))
}

const sum = <T>(list: T[], of: (entry: T) => number) => list.reduce((total, entry) => total + of(entry), 0)
const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`
function median(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(list.length / 2) - 1], sorted[Math.floor(list.length / 2)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}
const ratios = (of: Timed[], to: Timed[]) => of.map(({ perSecond }, i) => perSecond / (to[i] as Timed).perSecond)
/** The same by what the processor spent, which others on the machine disturb less. */
const busyRatios = (of: Timed[], to: Timed[]) => of.map(({ busy }, i) => (to[i] as Timed).busy / busy)

/** The middle of the ratios, and between which they lay. */
function spread(list: number[]): string {
  return list.length === 0
    ? '–'
    : `${median(list).toFixed(2)} (${Math.min(...list).toFixed(2)}–${Math.max(...list).toFixed(2)})`
}

const lined = (heads: string[], rows: string[][]) =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

function table(results: Result[]): string {
  const perSecond = (list: Timed[]) => Math.round(median(list.map((m) => m.perSecond))).toLocaleString('en')
  const rows = results.map((r) => [
    r.column,
    r.bytes.toLocaleString('en'),
    perSecond(r.bare),
    spread(ratios(r.warm, r.bare)),
    spread(ratios(r.notModified, r.bare)),
    perSecond(r.cold),
    spread(ratios(r.cold, r.bareCold)),
    spread(busyRatios(r.warm, r.bare)),
    spread(busyRatios(r.cold, r.bareCold)),
    median(r.cold.map((m) => m.p50)).toFixed(1),
    median(r.cold.map((m) => m.p99)).toFixed(1),
  ])
  const heads = [
    '',
    'bytes',
    'bare, per s',
    'warm / bare',
    '304 / bare',
    'cold, per s',
    'cold / bare',
    'warm, by processor',
    'cold, by processor',
    'cold p50, ms',
    'cold p99, ms',
  ]
  return lined(heads, rows)
}

/** How what is cold fares with more records, round by round: its throughput, its share of the bare route, which sends as much, and what the processor spends. */
function growth(first: Size, others: Size[]): string {
  const heads = [
    '',
    ...others.flatMap(({ times }) => [`${times}×`, `${times}×, by share of bare`, `${times}×, by processor`]),
  ]
  const rows = first.results.map((once, i) => [
    once.column,
    ...others.flatMap(({ results }) => {
      const more = results[i] as Result
      const shares = ratios(once.cold, once.bareCold)
      return [
        spread(ratios(more.cold, once.cold)),
        spread(ratios(more.cold, more.bareCold).map((share, round) => share / (shares[round] as number))),
        spread(busyRatios(more.cold, once.cold)),
      ]
    }),
  ])
  return lined(heads, rows)
}

function plots(all: Size[]): void {
  const lines = (value: (column: Result) => number) =>
    (all[0] as Size).results.map(({ column }, i) => ({
      name: column,
      points: all.map(({ records, results }) => ({ x: records, y: value(results[i] as Result) })),
    }))
  mkdirSync(given.out, { recursive: true })
  writeFileSync(
    join(given.out, 'throughput.svg'),
    plot(
      'Cold requests per second',
      'requests per second',
      lines((r) => median(r.cold.map((m) => m.perSecond))),
    ),
  )
  writeFileSync(
    join(given.out, 'latency.svg'),
    plot(
      'Latency of cold requests, 99 of 100, at full load',
      'milliseconds',
      lines((r) => median(r.cold.map((m) => m.p99))),
    ),
  )
  console.log(`\nPlots: ${given.out}/throughput.svg, ${given.out}/latency.svg`)
}

/** From the start of the process to its first answer, and its memory after load on the real content. */
async function startAndMemory(generator: ChildProcess): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-bench-'))
  seed(loadData(), folder)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const starts: number[] = []
  for (let time = 0; time < 5; time++) {
    const began = performance.now()
    const server = start(0, serveCommand(), { RELEASES_DIR: folder, PORT: String(port) }, false)
    while (
      !(await fetch(`${address}/v1/tools`).then(
        (answer) => answer.ok,
        () => false,
      ))
    )
      await new Promise((resolve) => setTimeout(resolve, 5))
    starts.push(performance.now() - began)
    if (time === 4) {
      const memory = () => /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]
      const afterStart = memory()
      for (const column of await columns(loadData(), (one) => ask(address, one), coldRequests)) {
        for (const load of [{ requests: [column.warm], seconds }, { requests: column.cold }])
          await told<Measured>(generator, { url: address, ...load } satisfies Load)
      }
      console.log(
        `\nMemory: ${mebibytes(Number(afterStart) * 1024)} after the first answer, ${mebibytes(Number(memory()) * 1024)} after load`,
      )
    }
    server.kill()
    await once(server, 'exit')
  }
  console.log(`Start to first answer: ${starts.map((ms) => `${Math.round(ms)} ms`).join(', ')}`)
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

const generator = start(1, ['--import', 'tsx', here('load.ts')])
await told(generator)
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${pinned ? 'the server and the load on a core each' : 'nothing pinned to a core'}; ${rounds} rounds; ratios are the middle, and between which they lay\n`,
)
const bare = await started(['--import', 'tsx', here('bare.ts')])
const all: Size[] = []
try {
  for (const times of sizes) all.push(await sizeOf(times))
  const [first] = all as [Size]
  // The first round makes the runtime compile what is hot, and does not count. Sizes take turns, so that what else the machine does meets them alike.
  for (let round = 0; round <= rounds; round++) {
    for (const i of first.asked.keys()) for (const size of all) await measure(size, i, bare, generator, round > 0)
  }
  for (const { times, records, file, server, results } of all) {
    const { memory } = await told<Counters>(server.process, 'count')
    console.log(
      `${times}×: ${records.toLocaleString('en')} records, a file of ${mebibytes(file)}; ${mebibytes(memory)} of memory after all this\n\n${table(results)}\n`,
    )
  }
  if (all.length > 1) {
    console.log(`Cold throughput as a share of that at ${first.times}×:\n\n${growth(first, all.slice(1))}`)
    plots(all)
  }
} finally {
  for (const size of all) size.end()
  bare.process.disconnect()
}
await startAndMemory(generator)
generator.disconnect()
