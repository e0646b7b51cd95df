// A web server over a published folder, whose responses tests can replace.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { sha256 } from '../../src/store/manifest.ts'

export type Responder = (request: IncomingMessage, response: ServerResponse, name: string) => void

export type WebServer = {
  address: string
  /** The requested files in order, each with the status of its response. */
  requests: string[]
  /** Responds like this from now on, or by default with the files of the folder. */
  respondWith(respond?: Responder): void
  close(): Promise<void>
}

/** Serves the files of a folder with their ETags. */
export async function webServer(folder: string): Promise<WebServer> {
  const requests: string[] = []
  const usual: Responder = (request, response, name) => {
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
  let respond = usual
  const server = createServer((request, response) => {
    const name = (request.url ?? '').split('/').at(-1) as string
    response.once('close', () => requests.push(`${name.replace(/^[0-9a-f]{64}/, '*')} ${response.statusCode}`))
    respond(request, response, name)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/folder`,
    requests,
    respondWith: (other = usual) => {
      respond = other
    },
    close,
  }
}
