// Memory for what was read of a release, in a few large pieces: what lies in many small ones costs more to find than to read.
import { numbersIn, viewOf } from '../store/packing.ts'
import { held } from './held.ts'

/** The same memory as bytes, as words of four bytes, and as it is copied piece by piece. */
export type Piece = { bytes: Buffer; words: Uint32Array; view: DataView }
/** A piece, its number, and where in its bytes. */
type Room = { piece: Piece; number: number; at: number }

export const WORD = 4

/** So many bytes, in pieces of `size`; what is large has a piece of its own. Of what is too much, the piece that was begun first is let go. */
export function pieces(mostBytes: number, size: number) {
  const all = held<Piece>(mostBytes, ({ bytes }) => bytes.length)
  /** How many there were, and of them the one that is not full, with how far it is. */
  let [count, open, end] = [0, 0, size]

  function add(bytes: number): Piece {
    const memory = Buffer.allocUnsafeSlow(Math.ceil(bytes / WORD) * WORD)
    return all.set(++count, { bytes: memory, words: numbersIn(memory), view: viewOf(memory) })
  }

  return {
    /** A piece by its number, from 1 on, while it is held. */
    get: all.get,
    /** Room for so many bytes, at the beginning of a word. */
    room(bytes: number): Room {
      if (bytes > size / 2) return { piece: add(bytes), number: count, at: 0 }
      let piece = all.get(open)
      if (piece === undefined || end + bytes > size) {
        piece = add(size)
        open = count
        end = 0
      }
      const at = end
      end = Math.ceil((end + bytes) / WORD) * WORD
      return { piece, number: open, at }
    },
  }
}
