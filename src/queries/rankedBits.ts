// Long lists of numbers as bits, so that two of them meet 32 numbers at a time, and it is soon told where in its list a number stands
// (Jacobson's rank: "Space-efficient static trees and graphs", 1989).

/** Of each 32 numbers from 0 on, which are in the list; and of each few of these words, how many of the list are before them. */
export type RankedBits = { words: Uint32Array; before: Uint32Array }

/** How many words are counted together: more take less memory to read, and longer to count. */
const TOGETHER = 4

/** Of a list of numbers that ascend and are all less than `limit`. */
export function bitsOf(list: Uint32Array, limit: number): RankedBits {
  const words = new Uint32Array((limit >>> 5) + 1)
  for (let i = 0; i < list.length; i++) {
    const number = list[i] as number
    words[number >>> 5] = (words[number >>> 5] as number) | (1 << (number & 31))
  }
  const before = new Uint32Array(Math.ceil(words.length / TOGETHER))
  for (let w = 0, count = 0; w < words.length; w++) {
    if (w % TOGETHER === 0) before[w / TOGETHER] = count
    count += ones(words[w] as number)
  }
  return { words, before }
}

/** Where a number stands in the list, or -1 where it does not. */
export function placeIn(bits: RankedBits, number: number): number {
  const word = bits.words[number >>> 5] as number
  const bit = 1 << (number & 31)
  return (word & bit) === 0 ? -1 : placeOfBit(bits, number >>> 5, bit)
}

/** Where a number that is in the list stands there, by its word and its bit in that. */
export function placeOfBit({ words, before }: RankedBits, w: number, bit: number): number {
  let place = (before[Math.trunc(w / TOGETHER)] as number) + ones((words[w] as number) & (bit - 1))
  for (let earlier = w - (w % TOGETHER); earlier < w; earlier++) place += ones(words[earlier] as number)
  return place
}

/** How many bits of 32 are set. */
export function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
