// What search shows of items, read when they are first found and held while there is room: that of an item lies together, since what is cold costs most.
import { collectionPath, kindOfId } from '../content/kinds.ts'
import { numbersIn, viewOf } from '../store/packing.ts'
import type { Shown } from '../store/searchIndex.ts'
import { held } from './held.ts'
import type { ReleaseReader } from './release.ts'

/** An item that was found. In the bytes of its texts, from one place to before another: what stands before the score of a result in JSON, and what stands behind all else. */
export type FoundItem = Shown & { number: number; id: string; before: number; after: number; afterEnd: number }

/** How much they may take. The real content needs less than 3 MB. */
const MOST_BYTES = 128 * 1024 * 1024
/** Items lie one after the other in pieces of memory; a piece that had to be larger holds one. */
const PIECE_BYTES = 1 << 20
const BYTES = 4
/** What lies before the texts of an item: how long its first two are in bytes, and how many words come after them. */
const HEAD = 3

/** `words` and `text` are the same bytes. */
type Piece = { words: Uint32Array; text: DataView; bytes: Buffer }
/** Where an item lies, in words of its piece. */
type Place = { piece: number; at: number }

export function foundItems({ statement, idOf, publicUrl, lastNumber }: ReleaseReader) {
  const textsOf = statement('SELECT number, name, shown, words FROM texts WHERE number IN (SELECT value FROM json_each(?))')
  const pieces = held<Piece>(MOST_BYTES, ({ bytes }) => bytes.length)
  /** Of each item by its number: its piece, from 1 on, and where it lies there. */
  const places = { pieces: new Uint32Array(lastNumber() + 1), starts: new Uint32Array(lastNumber() + 1) }
  /** The piece that is written to, and how far. */
  let [latest, end] = [0, PIECE_BYTES / BYTES]

  function room(words: number): Place {
    if ((end + words) * BYTES > PIECE_BYTES) {
      const bytes = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, words * BYTES))
      pieces.set(++latest, { words: numbersIn(bytes), text: viewOf(bytes), bytes })
      end = 0
    }
    const place = { piece: latest, at: end }
    end += words
    return place
  }

  function read(numbers: readonly number[]): void {
    for (const row of textsOf.all(JSON.stringify(numbers))) {
      const [number, name, text, words] = row as [number, string, Buffer, Buffer]
      const id = idOf(number)
      const before = Buffer.from(`{"id":${JSON.stringify(id)},"kind":"${kindOfId(id)}","slug":${JSON.stringify(id.slice(id.lastIndexOf(':') + 1))},"name":${JSON.stringify(name)},"score":`)
      const after = Buffer.from(`,"self":${JSON.stringify(`${publicUrl}/v1/${collectionPath(id)}`)}}`)
      const framed = Math.ceil((before.length + after.length) / BYTES)
      const { piece, at } = room(HEAD + framed + Math.ceil((words.length + text.length) / BYTES))
      const { words: all, bytes } = pieces.get(piece) as Piece
      all.set([before.length, after.length, words.length / BYTES], at)
      let to = (at + HEAD) * BYTES
      to += before.copy(bytes, to)
      after.copy(bytes, to)
      to = (at + HEAD + framed) * BYTES
      to += words.copy(bytes, to)
      text.copy(bytes, to)
      places.pieces[number] = piece
      places.starts[number] = at
    }
  }

  function atHand(number: number): FoundItem | undefined {
    const piece = pieces.get(places.pieces[number] as number)
    if (piece === undefined) return undefined
    const { words, text } = piece
    const at = places.starts[number] as number
    const before = (at + HEAD) * BYTES
    const after = before + (words[at] as number)
    const afterEnd = after + (words[at + 1] as number)
    const ownWords = (afterEnd + BYTES - 1) >>> 2
    return { number, id: idOf(number), before, after, afterEnd, words, at: ownWords, text, start: (ownWords + (words[at + 2] as number)) * BYTES }
  }

  /** Items by number, in the order given; one statement for those that are not at hand. */
  return (numbers: readonly number[]): FoundItem[] => {
    const found = numbers.map(atHand)
    const unknown = numbers.filter((_, i) => found[i] === undefined)
    if (unknown.length > 0) {
      read(unknown)
      for (let i = 0; i < numbers.length; i++) found[i] ??= atHand(numbers[i] as number)
    }
    return found as FoundItem[]
  }
}
