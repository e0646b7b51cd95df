import type { Sink } from '../../src/queries/itemTexts.ts'

/** What is written to a sink, as one text. */
export function written(write: (sink: Sink) => unknown): string {
  const parts: Buffer[] = []
  write({ text: (text) => parts.push(Buffer.from(text)), bytes: (source, from, to) => parts.push(Buffer.from(source.subarray(from, to))) })
  return Buffer.concat(parts).toString()
}
