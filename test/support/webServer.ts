// A web server over a published folder, which can be made to fail in every way that one can.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { sha256 } from '../../src/store/manifest.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse, name: string) => void

export type WebServer = {
  address: string
  /** What was asked for, in order, with the status that was answered. */
  asked: string[]
  /** Answers so from now on; without it, with what stands in the folder. */
  answers(answer?: Answer): void
  close(): Promise<void>
}

/** Serves a folder as any web server does: whole files with their tags. */
export async function webServer(folder: string): Promise<WebServer> {
  const asked: string[] = []
  const usual: Answer = (request, response, name) => {
    let bytes: Buffer
    try {
      bytes = readFileSync(join(folder, name))
    } catch {
      return void response.writeHead(404).end()
    }
    const etag = `"${sha256(bytes)}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    response.writeHead(200, { etag, 'content-length': bytes.length }).end(bytes)
  }
  let answer = usual
  const server = createServer((request, response) => {
    const name = (request.url ?? '').split('/').at(-1) as string
    response.once('close', () => asked.push(`${name.replace(/^[0-9a-f]{64}/, '*')} ${response.statusCode}`))
    answer(request, response, name)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/folder`,
    asked,
    answers: (other = usual) => {
      answer = other
    },
    close,
  }
}
