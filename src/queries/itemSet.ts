// Bit sets over the items of one kind: each filter value is a set, and filters combine by intersection and union.

/** Bit i is the item numbered `first + i`. */
export type ItemSet = { first: number; size: number; bits: Uint32Array; cachedCount: number | undefined }

export function emptySet(first: number, size: number): ItemSet {
  return { first, size, bits: new Uint32Array(Math.ceil(size / 32)), cachedCount: undefined }
}

export function fullSet(first: number, size: number): ItemSet {
  const set = emptySet(first, size)
  set.bits.fill(0xffffffff)
  if (size % 32 !== 0) set.bits[set.bits.length - 1] = 0xffffffff >>> (32 - (size % 32))
  return set
}

export function add(set: ItemSet, numbers: ArrayLike<number>): void {
  for (let i = 0; i < numbers.length; i++) {
    const bit = (numbers[i] as number) - set.first
    set.bits[bit >>> 5] = (set.bits[bit >>> 5] as number) | (1 << (bit & 31))
  }
  set.cachedCount = undefined
}

export function has(set: ItemSet, number: number): boolean {
  const bit = number - set.first
  return bit >= 0 && bit < set.size && ((set.bits[bit >>> 5] as number) & (1 << (bit & 31))) !== 0
}

export function intersect(a: ItemSet, b: ItemSet): ItemSet {
  const set = emptySet(a.first, a.size)
  for (let i = 0; i < set.bits.length; i++) set.bits[i] = (a.bits[i] as number) & (b.bits[i] as number)
  return set
}

export function union(a: ItemSet, b: ItemSet): ItemSet {
  const set = emptySet(a.first, a.size)
  for (let i = 0; i < set.bits.length; i++) set.bits[i] = (a.bits[i] as number) | (b.bits[i] as number)
  return set
}

export function count(set: ItemSet): number {
  return (set.cachedCount ??= countBits(set.bits))
}

function countBits(bits: Uint32Array): number {
  let total = 0
  for (let i = 0; i < bits.length; i++) total += popCount(bits[i] as number)
  return total
}

function popCount(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count++
  return count
}
