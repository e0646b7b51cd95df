// Bodies that are written into memory which is used again: none is ever mixed with another, however slowly or rudely clients read.
import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import type { FastifyReply } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf, constant, isLent } from '../../src/http/body.ts'
import { loadData } from '../../src/commands/data.ts'
import { type Served, serve } from '../support/app.ts'

const raw = () => new EventEmitter()
const replyOf = (emitter: EventEmitter) => ({ raw: emitter }) as unknown as FastifyReply

test('a body is what was written to it, in the order in which it was', () => {
  const [source, emitter] = [Buffer.from('…and bytes'), raw()]
  const body = bodyOf(replyOf(emitter))
  body.text('Text with “marks”, ')
  body.bytes(source, 3, source.length)
  body.text('')
  body.text(' and more')
  expect(body.done().toString()).toBe('Text with “marks”, and bytes and more')
})

test('pieces, constants and decimals are written as they would be one by one', () => {
  const characters = fc.constantFrom('a', '9', 'é', '…', '“', '\u007f', '😀', '\u{10ffff}', 'ÿ', ' ')
  const text = fc.array(characters, { maxLength: 60 }).map((all) => all.join(''))
  const written = fc.oneof(
    text.map((own) => ({ how: 'text', own }) as const),
    text.map((own) => ({ how: 'constant', own }) as const),
    fc.tuple(text, text).map(([before, own]) => ({ how: 'piece', before, own }) as const),
    fc.oneof(fc.integer({ min: 0, max: 3_000_000 }), fc.double({ min: 0, max: 300_000, noNaN: true }), fc.constantFrom(0, 0.0001, 0.1, 1, 9.9999, 10, 214_748.3647, 1e9)).map((number) => ({ how: 'decimal', number: Math.round(number * 10_000) / 10_000 }) as const),
  )
  let most = 0
  fc.assert(
    fc.property(fc.array(written, { maxLength: 200, size: 'max' }), (all) => {
      const emitter = raw()
      const body = bodyOf(replyOf(emitter))
      let expected = ''
      for (const entry of all) {
        const from = body.length
        if (entry.how === 'text') body.text(entry.own)
        else if (entry.how === 'constant') body.constant(constant(entry.own))
        else if (entry.how === 'decimal') body.decimal(entry.number)
        else {
          // What lies around a piece may be anything.
          const around = Buffer.alloc(8, 0xff)
          const bytes = Buffer.concat([around, Buffer.from(entry.before + entry.own), around])
          const start = around.length + Buffer.byteLength(entry.before)
          body.piece(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), start, start + Buffer.byteLength(entry.own))
        }
        const own = entry.how === 'decimal' ? String(entry.number) : entry.own
        body.again(from, body.length)
        expected += own + own
      }
      expect(body.done().toString()).toBe(expected)
      most = Math.max(most, expected.length)
      emitter.emit('finish')
    }),
    { numRuns: 500, seed: 20260101 },
  )
  expect(most).toBeGreaterThan(2000)
})

test('a body may be longer than the memory that it begins with', () => {
  for (const piece of ['a'.repeat(1000), '…'.repeat(700)]) {
    const body = bodyOf(replyOf(raw()))
    for (let i = 0; i < 500; i++) {
      body.text(piece)
      body.bytes(Buffer.from(`${i},`), 0, `${i},`.length)
    }
    const written = body.done()
    expect(written.toString()).toBe(Array.from({ length: 500 }, (_, i) => `${piece}${i},`).join(''))
    // Nobody else will write there.
    expect(isLent(written)).toBe(false)
  }
})

test('memory is used again once its body was sent, and not before', () => {
  const [first, second] = [raw(), raw()]
  const bodies = [first, second].map((emitter) => {
    const body = bodyOf(replyOf(emitter))
    body.text('x')
    return body.done()
  }) as [Buffer, Buffer]
  expect(bodies.map(isLent)).toEqual([true, true])
  expect(bodies[0].buffer).not.toBe(bodies[1].buffer)
  second.emit('finish')
  const body = bodyOf(replyOf(raw()))
  body.text('y')
  expect(body.done().buffer).toBe(bodies[1].buffer)
  expect(bodies[0].toString()).toBe('x')
})

let served: Served
beforeAll(async () => {
  served = await serve([loadData()])
})
afterAll(() => served.close())

test('clients that read late, break off or ask at once are all given their own answer', async () => {
  const { app } = served
  const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const paths = ['/v1/mappings?limit=100', '/v1/tools?limit=50', '/v1/search?q=causes', '/v1/tools/fishbone-diagram?include=activities,questions,mappings', ...Array.from({ length: 40 }, (_, i) => `/v1/mappings?sort=name&limit=${20 + i}`)]
  const alone = new Map<string, string>()
  for (const path of paths) alone.set(path, (await app.inject(path)).body)

  /** Asks for more than the system takes at once and reads nothing for a while, so that what was written waits in the server. */
  async function readLate(): Promise<[string, string][]> {
    const asked = Array.from({ length: 120 }, (_, i) => paths[i % paths.length] as string)
    const socket = connect(Number(address.port), address.hostname)
    await once(socket, 'connect')
    socket.pause()
    socket.write(asked.map((path, i) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${i === asked.length - 1 ? 'connection: close\r\n' : ''}\r\n`).join(''))
    await setTimeout(700)
    const pieces: Buffer[] = []
    for await (const piece of socket) pieces.push(piece as Buffer)
    let rest = Buffer.concat(pieces)
    return asked.map((path) => {
      const head = rest.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(rest.subarray(0, head).toString())?.[1])
      const body = rest.subarray(head + 4, head + 4 + length).toString()
      rest = rest.subarray(head + 4 + length)
      return [path, body]
    })
  }
  async function breakOff(path: string): Promise<void> {
    const socket = connect(Number(address.port), address.hostname)
    await once(socket, 'connect')
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
    await once(socket, 'data')
    socket.destroy()
  }
  const ask = async (path: string) => (await fetch(new URL(path, address))).text()

  let compared = 0
  for (let round = 0; round < 3; round++) {
    const late = [readLate(), readLate()]
    const rude = paths.map(breakOff)
    const quick = [...paths, ...paths].map(async (path) => [path, await ask(path)] as const)
    await Promise.all(rude)
    for (const [path, body] of [...(await Promise.all(quick)), ...(await Promise.all(late)).flat()]) {
      expect(body === alone.get(path), path).toBe(true)
      compared++
    }
  }
  expect(compared).toBe(3 * (2 * paths.length + 2 * 120))
})
