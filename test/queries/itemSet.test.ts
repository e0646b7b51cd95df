// Sets of items as bits behave like sets of numbers.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, fullSet, intersect, count, union, has, type ItemSet, emptySet } from '../../src/queries/itemSet.ts'

/** A kind's extent, and two sets of numbers within it. */
const world = fc
  .record({ first: fc.integer({ min: 1, max: 5000 }), size: fc.integer({ min: 0, max: 200 }) })
  .chain(({ first, size }) => {
    const some: fc.Arbitrary<number[]> =
      size === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(fc.integer({ min: first, max: first + size - 1 }))
    return fc.record({ first: fc.constant(first), size: fc.constant(size), a: some, b: some })
  })

function setOf(first: number, size: number, numbers: number[]): ItemSet {
  const set = emptySet(first, size)
  add(set, numbers)
  return set
}

/** The numbers in a set, and beyond its ends. */
const members = (set: ItemSet) =>
  Array.from({ length: set.size + 200 }, (_, i) => set.first - 100 + i).filter((number) => has(set, number))
const ascending = (numbers: number[]) => [...numbers].sort((a, b) => a - b)

test('a set has exactly the numbers that were added', () => {
  fc.assert(
    fc.property(world, ({ first, size, a }) => {
      const set = setOf(first, size, [...a, ...a])
      expect(members(set)).toEqual(ascending(a))
      expect(count(set)).toBe(a.length)
    }),
    { numRuns: 300 },
  )
})

test('an intersection has what both sets have, and leaves them unchanged', () => {
  fc.assert(
    fc.property(world, ({ first, size, a, b }) => {
      const [one, other] = [setOf(first, size, a), setOf(first, size, b)]
      const meeting = intersect(one, other)
      const expected = ascending(a.filter((number) => b.includes(number)))
      expect(members(meeting)).toEqual(expected)
      expect(count(meeting)).toBe(expected.length)
      expect([members(one), members(other)]).toEqual([ascending(a), ascending(b)])
    }),
    { numRuns: 300 },
  )
})

test('a union is counted, and counted again after an addition', () => {
  fc.assert(
    fc.property(world, ({ first, size, a, b }) => {
      const [one, other] = [setOf(first, size, a), setOf(first, size, b)]
      const expected = ascending([...new Set([...a, ...b])])
      expect(members(union(one, other))).toEqual(expected)
      expect(count(one)).toBe(a.length)
      add(one, b)
      expect([count(one), members(one)]).toEqual([expected.length, expected])
    }),
    { numRuns: 300 },
  )
})

test('a full set has all numbers of any range', () => {
  for (let size = 0; size <= 130; size++) {
    const all = fullSet(7, size)
    expect(count(all), `${size}`).toBe(size)
    expect(members(all), `${size}`).toEqual(Array.from({ length: size }, (_, i) => 7 + i))
    expect(count(intersect(all, setOf(7, size, size === 0 ? [] : [7, 6 + size])))).toBe(Math.min(size, 2))
  }
})

test('a set of twenty thousand is counted correctly', () => {
  const set = emptySet(1, 20_000)
  add(
    set,
    Array.from({ length: 10_000 }, (_, i) => 2 * i + 1),
  )
  expect([
    count(set),
    count(fullSet(1, 20_000)),
    has(set, 19_999),
    has(set, 20_000),
    has(set, 0),
    has(set, 20_001),
  ]).toEqual([10_000, 20_000, true, false, false, false])
})
