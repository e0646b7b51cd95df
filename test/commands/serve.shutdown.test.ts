import { once } from 'node:events'
import { Agent, get, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { TermFile } from '../../src/content/kinds/term.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { temporaryFolder } from '../support/app.ts'
import { world } from '../support/world.ts'
import { freePort, type RunningProcess, start } from '../support/process.ts'

const TERMS = 1500
/** Much more than the socket buffers hold. */
const LONG = 'long '.repeat(6000)

/** Less than the keep-alive timeout of the server, which would end idle connections. */
const STUCK_MS = 60_000

function manyTerms() {
  const content = world()
  const term = content.items.term.get('system') as TermFile
  for (let i = 1; i < TERMS; i++) content.items.term.set(`term-${i}`, { ...term, gaps: [LONG] })
  return content
}

async function serving(content = world()): Promise<RunningProcess & { base: string; port: number }> {
  const folder = temporaryFolder()
  bakeRelease(content, folder)
  const port = await freePort()
  const server = start('src/commands/serve.ts', [], { RELEASES_DIR: folder, PORT: String(port), LOG_LEVEL: 'info' })
  const base = `http://127.0.0.1:${port}`
  await server.waitForLine(`Serving ${base}/v1`)
  return { ...server, base, port }
}

/** Waits until new connections are refused. */
async function waitUntilRefusing(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const refused = await Promise.race([
      once(socket, 'connect').then(() => false),
      once(socket, 'error').then(() => true),
    ]).catch(() => true)
    socket.destroy()
    if (refused) return
    await setTimeout(20)
  }
}

/** Keeps its connections for as long as the server lets it. */
const agent = new Agent({ keepAlive: true })
const stopped = { code: 0, signal: null, stderr: '' }

test(
  'SIGTERM stops an idle server despite a keep-alive connection',
  async () => {
    const { child, exit, base } = await serving()
    expect((await fetch(`${base}/health/ready`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await exit).toMatchObject(stopped)
  },
  STUCK_MS,
)

test(
  'SIGINT stops a server despite a connection without a request',
  async () => {
    const { child, exit, port } = await serving()
    const silent = connect(port, '127.0.0.1')
    await once(silent, 'connect')
    child.kill('SIGINT')
    expect(await exit).toMatchObject(stopped)
    silent.destroy()
  },
  STUCK_MS,
)

test(
  'SIGTERM waits for a long response to a slow reader',
  async () => {
    const { child, exit, base, port } = await serving(manyTerms())
    const [answer] = (await once(get(`${base}/v1/terms.ndjson`, { agent }), 'response')) as [IncomingMessage]
    answer.pause()
    child.kill('SIGTERM')
    await waitUntilRefusing(port)
    expect(child.exitCode).toBeNull()

    let body = ''
    for await (const piece of answer.setEncoding('utf8')) body += piece
    expect([answer.statusCode, answer.complete]).toEqual([200, true])
    const lines = body.trimEnd().split('\n')
    expect(lines).toHaveLength(TERMS)
    expect(new Set(lines.map((line) => JSON.parse(line).slug)).size).toBe(TERMS)
    expect(await exit).toMatchObject(stopped)
  },
  STUCK_MS,
)

test(
  'SIGTERM waits for a request that is still being sent',
  async () => {
    const { child, exit, base, port } = await serving()
    const body = JSON.stringify({ query: '{ tools { totalCount } }' })
    const asking = request(`${base}/graphql`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
    })
    asking.flushHeaders()
    await once(asking, 'continue')
    asking.write(body.slice(0, 5))
    child.kill('SIGTERM')
    await waitUntilRefusing(port)
    asking.end(body.slice(5))
    const [answer] = (await once(asking, 'response')) as [IncomingMessage]
    let text = ''
    for await (const piece of answer.setEncoding('utf8')) text += piece
    expect([answer.statusCode, JSON.parse(text)]).toEqual([200, { data: { tools: { totalCount: 2 } } }])
    expect(await exit).toMatchObject(stopped)
  },
  STUCK_MS,
)
