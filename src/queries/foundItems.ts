// What search shows of items, read when they are first found and held while there is room. That of an item lies together: what is cold costs most.
import { collectionPath, kindOfId } from '../content/kinds.ts'
import type { Shown } from '../store/searchIndex.ts'
import { type Piece, pieces, WORD } from './pieces.ts'
import type { ReleaseReader } from './release.ts'

/** An item that was found. In the bytes of its text, from one place to before another: what stands before the score in the JSON of a result, and what stands behind all else. */
export type FoundItem = Shown & { number: number; id: string; before: number; after: number; afterEnd: number }

/** How much they may take. The real content needs less than 4 MB. */
const MOST_BYTES = 128 * 1024 * 1024
const PIECE_BYTES = 1024 * 1024
/** How many words lie before the texts of an item: how long its first two are in bytes, and how many words come after them. */
const HEAD = 3

export function foundItems({ statement, idOf, publicUrl, lastNumber }: ReleaseReader) {
  const textsOf = statement('SELECT number, name, shown, words FROM texts WHERE number IN (SELECT value FROM json_each(?))')
  const memory = pieces(MOST_BYTES, PIECE_BYTES)
  /** Of each item by its number: its piece, and at which word of it the item begins. */
  const [pieceOf, firstOf] = [new Uint32Array(lastNumber() + 1), new Uint32Array(lastNumber() + 1)]

  function readNow(numbers: readonly number[]): Map<number, FoundItem> {
    const found = new Map<number, FoundItem>()
    for (const row of textsOf.all(JSON.stringify(numbers))) {
      const [number, name, text, words] = row as [number, string, Buffer, Buffer]
      const [before, after] = framed(idOf(number), name)
      const wordsAt = HEAD * WORD + Math.ceil((before.length + after.length) / WORD) * WORD
      const { piece, number: own, at } = memory.room(wordsAt + words.length + text.length)
      piece.words.set([before.length, after.length, words.length / WORD], at / WORD)
      before.copy(piece.bytes, at + HEAD * WORD)
      after.copy(piece.bytes, at + HEAD * WORD + before.length)
      words.copy(piece.bytes, at + wordsAt)
      text.copy(piece.bytes, at + wordsAt + words.length)
      pieceOf[number] = own
      firstOf[number] = at / WORD
      found.set(number, itemIn(piece, number))
    }
    return found
  }

  /** What stands before the score of a result, and behind all else: the rest of its JSON is written by whoever answers. */
  function framed(id: string, name: string): [before: Buffer, after: Buffer] {
    const [slug, self] = [id.slice(id.lastIndexOf(':') + 1), `${publicUrl}/v1/${collectionPath(id)}`]
    return [Buffer.from(`{"id":${JSON.stringify(id)},"kind":"${kindOfId(id)}","slug":${JSON.stringify(slug)},"name":${JSON.stringify(name)},"score":`), Buffer.from(`,"self":${JSON.stringify(self)}}`)]
  }

  function itemIn({ words, view }: Piece, number: number): FoundItem {
    const first = firstOf[number] as number
    const before = (first + HEAD) * WORD
    const after = before + (words[first] as number)
    const afterEnd = after + (words[first + 1] as number)
    const at = Math.ceil(afterEnd / WORD)
    return { number, id: idOf(number), before, after, afterEnd, words, at, text: view, start: (at + (words[first + 2] as number)) * WORD }
  }

  function atHand(number: number): FoundItem | undefined {
    const piece = memory.get(pieceOf[number] as number)
    return piece === undefined ? undefined : itemIn(piece, number)
  }

  /** Items by number, in the order given; one statement for those that are not at hand. */
  return (numbers: readonly number[]): FoundItem[] => {
    const found = numbers.map(atHand)
    const unknown = numbers.filter((_, i) => found[i] === undefined)
    if (unknown.length > 0) {
      const read = readNow(unknown)
      for (let i = 0; i < numbers.length; i++) found[i] ??= read.get(numbers[i] as number)
    }
    return found as FoundItem[]
  }
}
