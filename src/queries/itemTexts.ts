// The JSON of items and of their guidance as it is sent: held off the heap, so that answers are copied together and not built.
import type { Statement } from '../store/open.ts'
import { held } from './held.ts'

/** What an answer is written to. */
export type Sink = {
  text(text: string): void
  /** UTF-8, from one place to before another. */
  bytes(source: Buffer, from: number, to: number): void
}

/** How many items are read at once, when the first of them is asked for. */
const AT_ONCE = 128
/** How much is held. The real content needs less than 4 MB; of more than this, what was read first is let go. */
const MOST_BYTES = 512 * 1024 * 1024
const GUIDANCE = ',"guidance":'
/** How many bytes the comma after each item takes. */
const COMMA = 1

/** Texts one after the other, and where each ends. */
type Texts = { bytes: Buffer; ends: Uint32Array }
/** The JSON of each item, with a comma after it, and that of its guidance. */
type Block = { items: Texts; guidance: Texts }

/** `based` puts addresses in their places. Items are numbered from 1 on without a gap. */
export function itemTexts(statement: (text: string) => Statement, based: (json: string) => string) {
  const textsBetween = statement('SELECT json, guidance FROM items WHERE number BETWEEN ? AND ? ORDER BY number')
  const blocks = held<Block>(MOST_BYTES, ({ items, guidance }) => items.bytes.length + guidance.bytes.length)
  const blockOf = (place: number): Block => blocks.get(Math.floor(place / AT_ONCE)) ?? load(Math.floor(place / AT_ONCE))

  function load(n: number): Block {
    const rows = textsBetween.all(BigInt(n * AT_ONCE + 1), BigInt((n + 1) * AT_ONCE)) as [string, string][]
    return blocks.set(n, { items: textsOf(rows.map(([json]) => `${based(json)},`)), guidance: textsOf(rows.map(([, guidance]) => guidance)) })
  }

  function text(number: number, what: keyof Block, leftOut: number): string {
    const place = number - 1
    const { bytes, ends } = blockOf(place)[what]
    return bytes.toString('utf8', startOf(ends, place % AT_ONCE), (ends[place % AT_ONCE] as number) - leftOut)
  }

  return {
    /** Writes the JSON of items by number, in the order given and with commas between them. Those that follow each other in number are copied at once. */
    joined(numbers: ArrayLike<number>, sink: Sink): void {
      for (let i = 0; i < numbers.length; ) {
        const place = (numbers[i] as number) - 1
        const { bytes, ends } = blockOf(place).items
        const first = place % AT_ONCE
        let last = first
        for (i++; last + 1 < AT_ONCE && numbers[i] === place + last - first + 2; i++) last++
        sink.bytes(bytes, startOf(ends, first), (ends[last] as number) - (i < numbers.length ? 0 : COMMA))
      }
    },
    json: (number: number): string => text(number, 'items', COMMA),
    guidance: (number: number): string => text(number, 'guidance', 0),
    /** Writes the JSON of an item with its guidance. */
    guided(number: number, sink: Sink): void {
      const place = number - 1
      const at = place % AT_ONCE
      const { items, guidance } = blockOf(place)
      // The brace at its end comes after its guidance.
      sink.bytes(items.bytes, startOf(items.ends, at), (items.ends[at] as number) - 1 - COMMA)
      sink.text(GUIDANCE)
      sink.bytes(guidance.bytes, startOf(guidance.ends, at), guidance.ends[at] as number)
      sink.text('}')
    },
  }
}

function textsOf(all: readonly string[]): Texts {
  const ends = new Uint32Array(all.length)
  let end = 0
  all.forEach((text, i) => (ends[i] = end += Buffer.byteLength(text)))
  const bytes = Buffer.allocUnsafeSlow(end)
  all.forEach((text, i) => bytes.write(text, startOf(ends, i)))
  return { bytes, ends }
}

function startOf(ends: Uint32Array, at: number): number {
  return at === 0 ? 0 : (ends[at - 1] as number)
}
