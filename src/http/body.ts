// Bodies that are copied together: written into memory that is used again and again, since fresh memory for each costs more than all else.
import type { FastifyReply } from 'fastify'

/** How large the memory of one body is to begin with, and how much of it is kept for others. */
const ROOM = 128 * 1024
const MOST_SPARE = 16

type Memory = { bytes: Buffer; view: DataView }

const spare: Memory[] = []
const lent = new WeakSet<ArrayBufferLike>()

/** Whether a body lies in memory that others will be written to: who keeps it must copy it. */
export function isLent(body: Buffer): boolean {
  return lent.has(body.buffer)
}

/** A text that is written again and again, in UTF-8. */
export type Constant = { view: DataView; length: number }

export function constant(text: string): Constant {
  const bytes = Buffer.from(text)
  // With zeros after it, so that it can be copied whole pieces at a time.
  const view = new DataView(new ArrayBuffer(bytes.length + AT_ONCE))
  bytes.forEach((byte, i) => view.setUint8(i, byte))
  return { view, length: bytes.length }
}

/** How many bytes of a piece are copied at once. */
const AT_ONCE = 8
/** Decimals are written to the ten thousandth. */
const PARTS = 10_000
const [ZERO, POINT] = [48, 46]

/** A body to write; `done` gives it as it is sent. */
export function bodyOf(reply: FastifyReply): Body {
  return new Body(reply)
}

export class Body {
  /** How many bytes are written. */
  length = 0
  #memory = spare.pop() ?? memoryOf(ROOM)
  readonly #reply: FastifyReply

  constructor(reply: FastifyReply) {
    this.#reply = reply
  }

  text(text: string): void {
    // A character of UTF-16 takes at most three bytes of UTF-8.
    this.#makeRoom(text.length * 3)
    this.length += this.#memory.bytes.write(text, this.length)
  }

  /** UTF-8, from one place to before another. */
  bytes(source: Buffer, from: number, to: number): void {
    this.#makeRoom(to - from)
    source.copy(this.#memory.bytes, this.length, from, to)
    this.length += to - from
  }

  /** The same of a short piece, of which copying costs less than asking for it. */
  piece(source: DataView, from: number, to: number): void {
    this.#makeRoom(to - from)
    const { view } = this.#memory
    let end = this.length
    this.length += to - from
    if (to - from < AT_ONCE) {
      for (let at = from; at < to; at++, end++) view.setUint8(end, source.getUint8(at))
      return
    }
    // As numbers, bytes are copied as they are, since none that UTF-8 makes is not a number: it would need F0 to FF before 7F.
    const last = to - AT_ONCE
    for (let at = from; at < last; at += AT_ONCE, end += AT_ONCE) view.setFloat64(end, source.getFloat64(at, true), true)
    view.setFloat64(this.length - AT_ONCE, source.getFloat64(last, true), true)
  }

  constant({ view, length }: Constant): void {
    this.#makeRoom(length + AT_ONCE)
    // The zeros that come with it are written over.
    for (let at = 0; at < length; at += AT_ONCE) this.#memory.view.setFloat64(this.length + at, view.getFloat64(at, true), true)
    this.length += length
  }

  /** What was written from one place to before another, once more. */
  again(from: number, to: number): void {
    this.#makeRoom(to - from)
    this.#memory.bytes.copyWithin(this.length, from, to)
    this.length += to - from
  }

  /** A number that has at most four decimals, as JSON has it. */
  decimal(value: number): void {
    const parts = Math.round(value * PARTS)
    if (!(parts >= 0 && parts < 2 ** 31)) return this.text(String(value))
    this.#makeRoom(16)
    const { bytes } = this.#memory
    let whole = Math.floor(parts / PARTS)
    let rest = parts - whole * PARTS
    let digits = 1
    for (let least = 10; least <= whole; least *= 10) digits++
    for (let at = this.length + digits - 1; at >= this.length; at--) {
      bytes[at] = ZERO + (whole % 10)
      whole = Math.floor(whole / 10)
    }
    this.length += digits
    if (rest === 0) return
    bytes[this.length++] = POINT
    for (let worth = PARTS / 10; rest > 0; worth /= 10) {
      const digit = Math.floor(rest / worth)
      bytes[this.length++] = ZERO + digit
      rest -= digit * worth
    }
  }

  done(): Buffer {
    const own = this.#memory
    if (own.bytes.length === ROOM) {
      lent.add(own.bytes.buffer)
      // Finished, it was handed to the system. Of an answer that was broken off that is not known: its memory is let go.
      this.#reply.raw.once('finish', () => giveBack(own))
    }
    return own.bytes.subarray(0, this.length)
  }

  #makeRoom(more: number): void {
    if (this.length + more > this.#memory.bytes.length) this.#grow(more)
  }

  #grow(more: number): void {
    const before = this.#memory
    this.#memory = memoryOf(Math.max(before.bytes.length * 2, this.length + more))
    before.bytes.copy(this.#memory.bytes, 0, 0, this.length)
    if (before.bytes.length === ROOM) giveBack(before)
  }
}

function memoryOf(size: number): Memory {
  const bytes = Buffer.allocUnsafeSlow(size)
  return { bytes, view: new DataView(bytes.buffer) }
}

function giveBack(memory: Memory): void {
  if (spare.length < MOST_SPARE) spare.push(memory)
}
