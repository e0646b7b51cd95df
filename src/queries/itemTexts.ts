// The JSON of items and of their guidance as it is sent: held off the heap, so that answers are copied together and not built.
import type { Statement } from '../store/open.ts'
import { type Piece, pieces } from './pieces.ts'

/** What an answer is written to. */
export type Sink = {
  text(text: string): void
  /** UTF-8, from one place to before another. */
  bytes(source: Buffer, from: number, to: number): void
}

/** How many items are read at once, when the first of them is asked for. */
const AT_ONCE = 128
/** How much is held. The real content needs about 4 MB; of more than this, what was read first is let go. */
const MOST_BYTES = 512 * 1024 * 1024
const PIECE_BYTES = 4 * 1024 * 1024
const GUIDANCE = ',"guidance":'
/** How many bytes they take: the brace at the end of an item, before which its guidance is put, and the comma after it. */
const [BRACE, COMMA] = [1, 1]

/** `based` puts addresses in their places. Items are numbered from 1 to `last`, without a gap. */
export function itemTexts(statement: (text: string) => Statement, based: (json: string) => string, last: number) {
  const textsBetween = statement('SELECT json, guidance FROM items WHERE number BETWEEN ? AND ? ORDER BY number')
  const memory = pieces(MOST_BYTES, PIECE_BYTES)
  // Items that are read at once lie together, each with a comma after it, and then the guidance of each, as it stands at the end of an item.
  const count = Math.ceil(last / AT_ONCE)
  const [pieceOf, firstOf] = [new Uint32Array(count), new Uint32Array(count)]
  /** Of each item, by its number less one: where its JSON, and that of its guidance, end in the bytes of their piece. */
  const [itemEnds, guidanceEnds] = [new Uint32Array(last), new Uint32Array(last)]

  function bytesOf(place: number): Buffer {
    const n = Math.floor(place / AT_ONCE)
    return (memory.get(pieceOf[n] as number) ?? load(n)).bytes
  }

  function load(n: number): Piece {
    const first = n * AT_ONCE
    const rows = textsBetween.all(BigInt(first + 1), BigInt(first + AT_ONCE)) as [string, string][]
    const texts = [...rows.map(([json]) => `${based(json)},`), ...rows.map(([, guidance]) => `${GUIDANCE}${guidance}}`)]
    const { piece, number, at } = memory.room(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0))
    let end = at
    texts.forEach((text, i) => {
      end += piece.bytes.write(text, end)
      if (i < rows.length) itemEnds[first + i] = end
      else guidanceEnds[first + i - rows.length] = end
    })
    pieceOf[n] = number
    firstOf[n] = at
    return piece
  }

  /** Where the JSON of an item begins, and where that of its guidance does; they must be at hand. */
  const itemStart = (place: number): number => (place % AT_ONCE === 0 ? (firstOf[place / AT_ONCE] as number) : (itemEnds[place - 1] as number))
  const guidanceStart = (place: number): number => (place % AT_ONCE === 0 ? (itemEnds[Math.min(place + AT_ONCE, last) - 1] as number) : (guidanceEnds[place - 1] as number))

  return {
    /** Memory by the number of its piece, while it is held. */
    piece: memory.get,
    /**
     * Writes the JSON of items by number, in the order given and with commas between them. Those that follow each other in number are
     * copied at once. Adds to `spans` where they lie.
     */
    joined(numbers: ArrayLike<number>, sink: Sink, spans?: number[]): void {
      for (let i = 0; i < numbers.length; ) {
        const first = (numbers[i] as number) - 1
        const bytes = bytesOf(first)
        let end = first
        for (i++; numbers[i] === end + 2 && (end + 1) % AT_ONCE !== 0; i++) end++
        const [from, to] = [itemStart(first), (itemEnds[end] as number) - (i < numbers.length ? 0 : COMMA)]
        sink.bytes(bytes, from, to)
        spans?.push(pieceOf[Math.floor(first / AT_ONCE)] as number, from, to)
      }
    },
    json(number: number): string {
      const place = number - 1
      return bytesOf(place).toString('utf8', itemStart(place), (itemEnds[place] as number) - COMMA)
    },
    guidance(number: number): string {
      const place = number - 1
      return bytesOf(place).toString('utf8', guidanceStart(place) + GUIDANCE.length, (guidanceEnds[place] as number) - BRACE)
    },
    /** Writes the JSON of an item with its guidance. Adds to `spans` where it lies. */
    guided(number: number, sink: Sink, spans?: number[]): void {
      const place = number - 1
      const bytes = bytesOf(place)
      const piece = pieceOf[Math.floor(place / AT_ONCE)] as number
      const parts = [
        [itemStart(place), (itemEnds[place] as number) - BRACE - COMMA],
        [guidanceStart(place), guidanceEnds[place] as number],
      ] as const
      for (const [from, to] of parts) {
        sink.bytes(bytes, from, to)
        spans?.push(piece, from, to)
      }
    },
  }
}
