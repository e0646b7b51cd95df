// Bodies that are copied together: written into memory that is used again and again, since fresh memory for each costs more than all else.
import type { FastifyReply } from 'fastify'

/** How large the memory of one body is to begin with, and how much of it is kept for others. */
const ROOM = 128 * 1024
const MOST_SPARE = 8

const spare: Buffer[] = []
const lent = new WeakSet<ArrayBufferLike>()

/** Whether a body lies in memory that others will be written to: who keeps it must copy it. */
export function isLent(body: Buffer): boolean {
  return lent.has(body.buffer)
}

/** A body to write; `done` gives it as it is sent. */
export function bodyOf(reply: FastifyReply) {
  let memory = spare.pop() ?? Buffer.allocUnsafeSlow(ROOM)
  let length = 0

  function grow(more: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(memory.length * 2, length + more))
    memory.copy(larger, 0, 0, length)
    if (memory.length === ROOM) giveBack(memory)
    memory = larger
  }

  return {
    text(text: string): void {
      // A character of UTF-16 takes at most three bytes of UTF-8.
      if (length + text.length * 3 > memory.length) grow(text.length * 3)
      length += memory.write(text, length)
    },
    bytes(source: Buffer, from: number, to: number): void {
      if (length + to - from > memory.length) grow(to - from)
      source.copy(memory, length, from, to)
      length += to - from
    },
    done(): Buffer {
      const own = memory
      if (own.length === ROOM) {
        lent.add(own.buffer)
        // Finished, it was handed to the system. Of an answer that was broken off that is not known: its memory is let go.
        reply.raw.once('finish', () => giveBack(own))
      }
      return own.subarray(0, length)
    },
  }
}

function giveBack(memory: Buffer): void {
  if (spare.length < MOST_SPARE) spare.push(memory)
}
