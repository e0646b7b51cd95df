// What search shows of items, read when they are first found and held while there is room: that of an item lies together, since what is cold costs most.
import { collectionPath, kindOfId } from '../content/kinds.ts'
import type { Shown } from '../store/searchIndex.ts'
import { type Piece, pieces, WORD } from './pieces.ts'
import type { ReleaseReader } from './release.ts'

/** An item that was found. In the bytes of its texts, from one place to before another: what stands before the score of a result in JSON, and what stands behind all else. */
export type FoundItem = Shown & { number: number; id: string; before: number; after: number; afterEnd: number }

/** How much they may take. The real content needs less than 3 MB. */
const MOST_BYTES = 128 * 1024 * 1024
const PIECE_BYTES = 1024 * 1024
/** How many words lie before the texts of an item: how long its first two are in bytes, and how many words come after them. */
const HEAD = 3

export function foundItems({ statement, idOf, publicUrl, lastNumber }: ReleaseReader) {
  const textsOf = statement('SELECT number, name, shown, words FROM texts WHERE number IN (SELECT value FROM json_each(?))')
  const memory = pieces(MOST_BYTES, PIECE_BYTES)
  /** Of each item by its number: its piece, and at which word of it the item begins. */
  const [pieceOf, firstOf] = [new Uint32Array(lastNumber() + 1), new Uint32Array(lastNumber() + 1)]

  function read(numbers: readonly number[]): void {
    for (const row of textsOf.all(JSON.stringify(numbers))) {
      const [number, name, text, words] = row as [number, string, Buffer, Buffer]
      const id = idOf(number)
      const before = Buffer.from(`{"id":${JSON.stringify(id)},"kind":"${kindOfId(id)}","slug":${JSON.stringify(id.slice(id.lastIndexOf(':') + 1))},"name":${JSON.stringify(name)},"score":`)
      const after = Buffer.from(`,"self":${JSON.stringify(`${publicUrl}/v1/${collectionPath(id)}`)}}`)
      const framed = Math.ceil((before.length + after.length) / WORD) * WORD
      const { piece, at } = memory.room(HEAD * WORD + framed + words.length + text.length)
      const { words: all, bytes } = memory.get(piece) as Piece
      all.set([before.length, after.length, words.length / WORD], at / WORD)
      const from = at + HEAD * WORD
      before.copy(bytes, from)
      after.copy(bytes, from + before.length)
      words.copy(bytes, from + framed)
      text.copy(bytes, from + framed + words.length)
      pieceOf[number] = piece
      firstOf[number] = at / WORD
    }
  }

  function atHand(number: number): FoundItem | undefined {
    const piece = memory.get(pieceOf[number] as number)
    if (piece === undefined) return undefined
    const { words, view } = piece
    const first = firstOf[number] as number
    const before = (first + HEAD) * WORD
    const after = before + (words[first] as number)
    const afterEnd = after + (words[first + 1] as number)
    const at = (afterEnd + WORD - 1) >>> 2
    return { number, id: idOf(number), before, after, afterEnd, words, at, text: view, start: (at + (words[first + 2] as number)) * WORD }
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
