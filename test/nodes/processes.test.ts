// Nodes as processes: fetching, killed, on a full disk, with several workers, and under load.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { publishRelease } from '../../src/store/publishRelease.ts'
import { manifestsIn } from '../../src/store/manifest.ts'
import { isIntact, bakeRelease } from '../../src/store/bakeRelease.ts'
import { freePort, root, type RunningProcess, start } from '../support/process.ts'
import { labelledContent } from '../store/labelledContent.ts'
import { temporaryFolder } from '../support/app.ts'
import { webServer } from '../support/webServer.ts'

/** A folder that publishes releases one after the other, and a web server over it. */
async function publisher() {
  const [baked, published] = [temporaryFolder(), temporaryFolder()]
  const publish = (n: number) => {
    bakeRelease(labelledContent(n), baked)
    return publishRelease(baked, published)
  }
  return { published, publish, web: await webServer(published) }
}

type Node = RunningProcess & {
  base: string
  folder: string
  ready(): Promise<{ status: number; retryAfter: string | null; body: any }>
}

/** A node that fetches its releases, without load shedding, since other tests may keep the machine busy. */
async function node(
  source: string,
  environment: Record<string, string> = {},
  folder = temporaryFolder(),
): Promise<Node> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const started = start('src/commands/serve.ts', [], {
    RELEASES_DIR: folder,
    PORT: String(port),
    RELEASE_SOURCE: source,
    RELEASE_POLL: '1',
    LOG_LEVEL: 'warn',
    SHED_DELAY: '0',
    ...environment,
  })
  await started.waitForLine(`Serving ${base}/v1`)
  return {
    ...started,
    base,
    folder,
    async ready() {
      const response = await fetch(`${base}/health/ready`)
      return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() }
    },
  }
}

async function until<T>(what: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await what()
    if (isDone(value)) return value
    await setTimeout(50)
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

async function stop({ child, exit: end }: RunningProcess): Promise<void> {
  child.kill('SIGTERM')
  expect(await end).toMatchObject({ code: 0, signal: null })
}

test('a node without a release starts, answers 503 with Retry-After, and is ready once it fetched one; the next node fetches from it', async () => {
  const { publish, web } = await publisher()
  const first = await node(web.address)
  const waiting = await until(first.ready, ({ body }) => /answers 404/.test(body.detail))
  expect(waiting).toMatchObject({
    status: 503,
    retryAfter: '5',
    body: {
      code: 'unavailable',
      detail: 'There is no release here yet: the source answers 404 where its manifest.json should be.',
    },
  })
  const response = await fetch(`${first.base}/v1/tools`)
  expect([
    response.status,
    response.headers.get('retry-after'),
    response.headers.get('content-type'),
    (await fetch(`${first.base}/health/live`)).status,
  ]).toEqual([503, '5', 'application/problem+json; charset=utf-8', 200])

  publish(1)
  const ready = await until(first.ready, ({ status }) => status === 200)
  expect(ready.body).toMatchObject({ status: 'ready', release: { id: '2026.1' }, source: { error: null, failures: 0 } })
  const second = await node(`${first.base}/releases`)
  await until(second.ready, ({ status }) => status === 200)
  const tools = await Promise.all(
    [first, second].map(async ({ base }) =>
      ((await (await fetch(`${base}/v1/tools`)).json()) as any).data.map(({ summary }: any) => summary),
    ),
  )
  expect(tools[0]).toEqual(['A tool of 2026.1', 'A tool of 2026.1'])
  expect(tools[1]).toEqual(tools[0])
  expect(manifestsIn(second.folder)).toEqual(manifestsIn(first.folder))
  await Promise.all([stop(first), stop(second)])
})

test('a node that is killed while fetching restarts with its previous release, without leftovers, and fetches again', async () => {
  const { publish, web, published } = await publisher()
  const folder = temporaryFolder()
  bakeRelease(labelledContent(1), folder)
  const { file } = publish(2)
  const fetching = new Promise<void>((resolve) => {
    web.respondWith((_request, response, name) => {
      const bytes = readFileSync(join(published, name))
      if (!name.endsWith('.db')) return void response.end(bytes)
      response
        .writeHead(200, { 'content-length': bytes.length })
        .write(bytes.subarray(0, bytes.length >> 1), () => resolve())
    })
  })
  const killed = await node(web.address, {}, folder)
  await fetching
  await until(
    async () => readdirSync(folder).filter((name) => name.startsWith('.fetching-')),
    (names) => names.length > 0,
  )
  expect((await killed.ready()).body.release.id).toBe('2026.1')
  killed.child.kill('SIGKILL')
  await killed.exit

  web.respondWith()
  const again = await node(web.address, {}, folder)
  await until(again.ready, ({ body }) => body.release?.id === '2026.2')
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  expect(manifestsIn(folder).every((manifest) => isIntact(folder, manifest))).toBe(true)
  expect(readdirSync(folder)).toContain(file)
  await stop(again)
})

test('if the disk is full, the previous release is still served, and the reason is logged', async () => {
  const { publish, web } = await publisher()
  const blocks = 20
  const full = temporaryFolder()
  bakeRelease(labelledContent(1), full)
  publish(2)
  const port = await freePort()
  // The process may write no file over so many blocks.
  const script = `ulimit -f ${blocks}; exec "$0" --import tsx src/commands/serve.ts`
  const child = execFile('/bin/sh', ['-c', script, process.execPath], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      RELEASES_DIR: full,
      PORT: String(port),
      RELEASE_SOURCE: web.address,
      RELEASE_POLL: '1',
      LOG_LEVEL: 'silent',
    },
  })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  const ready = async () => (await (await fetch(`http://127.0.0.1:${port}/health/ready`)).json()) as any
  const { source, release } = await until(ready, ({ source }) => source.error !== null)
  expect([release.id, source.error]).toEqual([
    '2026.1',
    expect.stringMatching(
      /^no room to write a release in RELEASES_DIR \(EFBIG\)\. Nothing was changed there; free some space and try again\.$/,
    ),
  ])
  expect(readdirSync(full).filter((name) => name.startsWith('.'))).toEqual([])
  child.kill('SIGTERM')
  await once(child, 'exit')
})

test('workers share a port and metrics, follow the source, are restarted when they die, and stop together', async () => {
  const { publish, web } = await publisher()
  publish(1)
  const metrics = await freePort()
  const both = await node(web.address, { WORKERS: '2', METRICS_PORT: String(metrics), LOG_LEVEL: 'info' })
  await until(both.ready, ({ body }) => body.source?.answeredAt != null && body.release?.id === '2026.1')
  publish(2)
  await until(both.ready, ({ body }) => body.release?.id === '2026.2')
  const metricsText = async () => (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text()
  const text = await until(metricsText, (found) => /^release_info\{id="2026\.2",digest="sha256:\w+"\} 2$/m.test(found))
  expect(text).toMatch(
    /^http_request_duration_seconds_count\{method="GET",route="\/health\/ready",status="200"\} \d+$/m,
  )
  expect(text).toMatch(/^release_source_failures 0$/m)

  const [, worker] = /worker (\d+) serves/.exec(both.output()) as unknown as [string, string]
  process.kill(Number(worker), 'SIGKILL')
  await until(
    async () => isGone(Number(worker)),
    (gone) => gone,
  )
  await until(metricsText, (found) => /^release_info\{.*\} 2$/m.test(found))
  expect((await both.ready()).status).toBe(200)
  await stop(both)
})

test('ten releases published under load reach two nodes, and no request fails', async () => {
  const { publish, web } = await publisher()
  publish(1)
  const first = await node(web.address)
  await until(first.ready, ({ status }) => status === 200)
  const second = await node(`${first.base}/releases`)
  await until(second.ready, ({ status }) => status === 200)

  const wrong: string[] = []
  const seen = new Set<string>()
  let responses = 0
  let publishing = true
  const reading = [first, second].map(async ({ base }) => {
    while (publishing) {
      for (const path of ['/v1/tools', '/v1/terms?limit=2', '/v1/search?q=chart', '/v1/export/toolkit.ndjson']) {
        const response = await fetch(`${base}${path}`)
        const body = await response.text()
        responses++
        if (response.status !== 200) wrong.push(`${path}: ${response.status} ${body}`)
        else if (path === '/v1/tools') seen.add(JSON.parse(body).meta.release.id)
      }
    }
  })
  for (let n = 2; n <= 11; n++) {
    publish(n)
    await until(first.ready, ({ body }) => body.release.id === `2026.${n}`)
  }
  for (const one of [first, second]) await until(one.ready, ({ body }) => body.release.id === '2026.11')
  publishing = false
  await Promise.all(reading)
  expect(wrong).toEqual([])
  expect([seen.size, seen.has('2026.11') || seen.has('2026.10')]).toEqual([expect.any(Number), true])
  expect(seen.size).toBeGreaterThanOrEqual(5)
  expect(responses).toBeGreaterThan(100)
  await Promise.all([stop(first), stop(second)])
})
