// Memory for what was read of a release, in a few large pieces: what lies in many small ones costs more to find than to read.
import { numbersIn, viewOf } from '../store/packing.ts'
import { held } from './held.ts'

/** The same memory as bytes, as words of four bytes, and as it is copied piece by piece. */
export type Piece = { bytes: Buffer; words: Uint32Array; view: DataView }
/** The number of a piece, and where in its bytes. */
export type Room = { piece: number; at: number }

export const WORD = 4

/** At most so many bytes, in pieces of `size`; what is larger has a piece of its own. Of what is too much, the piece that was written first is let go. */
export function pieces(mostBytes: number, size: number) {
  const all = held<Piece>(mostBytes, ({ bytes }) => bytes.length)
  let [latest, end] = [0, size]

  return {
    /** A piece by its number, from 1 on, while it is held. */
    get: all.get,
    /** Room for so many bytes, at the beginning of a word. */
    room(bytes: number): Room {
      if (end + bytes > size) {
        const memory = Buffer.allocUnsafeSlow(Math.ceil(Math.max(size, bytes) / WORD) * WORD)
        all.set(++latest, { bytes: memory, words: numbersIn(memory), view: viewOf(memory) })
        end = 0
      }
      const at = end
      end = Math.ceil((end + bytes) / WORD) * WORD
      return { piece: latest, at }
    },
  }
}
