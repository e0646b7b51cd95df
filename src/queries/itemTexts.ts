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

/** Of each item: its JSON, a comma, the JSON of its guidance. `ends` says where the first two and the third of each end. */
type Block = { bytes: Buffer; ends: Uint32Array }

/** `based` puts addresses in their places. Items are numbered from 1 on without a gap. */
export function itemTexts(statement: (text: string) => Statement, based: (json: string) => string) {
  const textsBetween = statement('SELECT json, guidance FROM items WHERE number BETWEEN ? AND ? ORDER BY number')
  const blocks = held<Block>(MOST_BYTES, ({ bytes }) => bytes.length)
  const blockOf = (place: number): Block => blocks.get(Math.floor(place / AT_ONCE)) ?? load(Math.floor(place / AT_ONCE))

  function load(n: number): Block {
    const rows = textsBetween.all(BigInt(n * AT_ONCE + 1), BigInt((n + 1) * AT_ONCE)) as [string, string][]
    const parts = rows.flatMap(([json, guidance]) => [`${based(json)},`, guidance])
    const ends = new Uint32Array(parts.length)
    let end = 0
    parts.forEach((part, i) => (ends[i] = end += Buffer.byteLength(part)))
    const bytes = Buffer.allocUnsafeSlow(end)
    parts.forEach((part, i) => bytes.write(part, (ends[i - 1] ?? 0)))
    return blocks.set(n, { bytes, ends })
  }

  return {
    /** Writes the JSON of items by number, in the order given and with commas between them. */
    joined(numbers: ArrayLike<number>, sink: Sink): void {
      const last = numbers.length - 1
      for (let i = 0; i <= last; i++) {
        const place = (numbers[i] as number) - 1
        const { bytes, ends } = blockOf(place)
        const at = (place % AT_ONCE) * 2
        sink.bytes(bytes, at === 0 ? 0 : (ends[at - 1] as number), (ends[at] as number) - (i === last ? 1 : 0))
      }
    },
    json(number: number): string {
      const { bytes, ends } = blockOf(number - 1)
      const at = ((number - 1) % AT_ONCE) * 2
      return bytes.toString('utf8', at === 0 ? 0 : (ends[at - 1] as number), (ends[at] as number) - 1)
    },
    guidance(number: number): string {
      const { bytes, ends } = blockOf(number - 1)
      const at = ((number - 1) % AT_ONCE) * 2
      return bytes.toString('utf8', ends[at] as number, ends[at + 1] as number)
    },
    /** Writes the JSON of an item with its guidance. */
    guided(number: number, sink: Sink): void {
      const place = number - 1
      const { bytes, ends } = blockOf(place)
      const at = (place % AT_ONCE) * 2
      const end = ends[at] as number
      // Without the brace at its end, which comes after its guidance, and the comma.
      sink.bytes(bytes, at === 0 ? 0 : (ends[at - 1] as number), end - 2)
      sink.text(GUIDANCE)
      sink.bytes(bytes, end, ends[at + 1] as number)
      sink.text('}')
    },
  }
}
