// What search shows of items, read when they are first found and held while there is room.
import { collectionPath, type Kind, kindOfId } from '../content/kinds.ts'
import { numbersIn, viewOf } from '../store/packing.ts'
import type { Shown } from '../store/searchIndex.ts'
import { held } from './held.ts'
import type { ReleaseReader } from './release.ts'

/** An item that was found: the same object whenever it is found again, while it is at hand. */
export type FoundItem = Shown & { number: number; id: string; kind: Kind; slug: string; name: string; self: string }

/** How much they may take. The real content needs less than 3 MB. */
const MOST_BYTES = 128 * 1024 * 1024

export function foundItems({ statement, idOf, publicUrl }: ReleaseReader) {
  const textsOf = statement('SELECT number, name, shown, words FROM texts WHERE number IN (SELECT value FROM json_each(?))')
  const atHand = held<FoundItem>(MOST_BYTES, ({ text, words }) => text.byteLength + words.byteLength + 500)

  function read(numbers: readonly number[]): void {
    for (const row of textsOf.all(JSON.stringify(numbers))) {
      const [number, name, text, words] = row as [number, string, Buffer, Buffer]
      const id = idOf(number)
      atHand.set(number, { number, id, kind: kindOfId(id), slug: id.slice(id.lastIndexOf(':') + 1), name, self: `${publicUrl}/v1/${collectionPath(id)}`, text: viewOf(text), words: numbersIn(words) })
    }
  }

  /** Items by number, in the order given; one statement for those that are not at hand. */
  return (numbers: readonly number[]): FoundItem[] => {
    const found = numbers.map(atHand.get)
    const unknown = numbers.filter((_, i) => found[i] === undefined)
    if (unknown.length > 0) {
      read(unknown)
      for (let i = 0; i < numbers.length; i++) found[i] ??= atHand.get(numbers[i] as number)
    }
    return found as FoundItem[]
  }
}
