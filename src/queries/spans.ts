// Where the texts lie that answers are put together from: found once, and then all in one place, since to look into many places that are cold costs more than all else.
import type { Sink } from './itemTexts.ts'
import type { Piece } from './pieces.ts'

/** How many words a span has: the number of its piece, from where, and to before where in its bytes. */
const SPAN = 3
/** How many words there is room for to begin with, and at most. The real content needs 35,000, when all is asked for. */
const [WORDS, MOST_WORDS] = [16 * 1024, 4 * 1024 * 1024]
/** A text of more words than this is not remembered: to copy it takes far longer than to find it. */
const MOST_OF_ONE = 1024

/** The spans of so many texts, by key from 0 on. `pieceOf` gives a piece by its number, while it is held. When there is no room for more, all are forgotten. */
export function spans(keys: number, pieceOf: (number: number) => Piece | undefined, mostWords = MOST_WORDS) {
  /** Of each text: where among the words it stands how many spans it has, which follow; 0 where that is not known. */
  const places = new Uint32Array(keys)
  let words = new Uint32Array(Math.min(WORDS, mostWords))
  let end = 1

  function makeRoom(): void {
    if (words.length * 2 > mostWords) {
      places.fill(0)
      end = 1
    } else {
      const before = words
      words = new Uint32Array(before.length * 2)
      words.set(before)
    }
  }

  return {
    /** Writes a text, if it is known where it lies and all of it is held; otherwise nothing. */
    write(key: number, sink: Sink): boolean {
      const place = places[key] as number
      if (place === 0) return false
      const [first, last] = [place + 1, place + (words[place] as number) * SPAN]
      for (let at = first; at <= last; at += SPAN) if (pieceOf(words[at] as number) === undefined) return false
      for (let at = first; at <= last; at += SPAN) sink.bytes((pieceOf(words[at] as number) as Piece).bytes, words[at + 1] as number, words[at + 2] as number)
      return true
    },
    /** Remembers where a text lies: of each of its spans the number of the piece, from where, and to before where. */
    keep(key: number, own: readonly number[]): void {
      if (own.length > MOST_OF_ONE) return
      if (end + own.length >= words.length) makeRoom()
      places[key] = end
      words[end] = own.length / SPAN
      words.set(own, end + 1)
      end += 1 + own.length
    },
  }
}
