// Memory in pieces: what was written stays as it was while it is held, and no more is held than may be.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieces } from '../../src/queries/pieces.ts'

test('what is written to a piece is never written over, and of what is too much the oldest is let go', () => {
  const [most, size] = [400, 100]
  let letGo = 0
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 130 }), { minLength: 20, maxLength: 60 }), (lengths) => {
      const memory = pieces(most, size)
      const written: { number: number; at: number; length: number }[] = []
      lengths.forEach((length, i) => {
        const { piece, number, at } = memory.room(length)
        expect(at % 4).toBe(0)
        expect(memory.get(number)).toBe(piece)
        piece.bytes.fill(i + 1, at, at + length)
        written.push({ number, at, length })
        const held = new Map(written.flatMap(({ number: own }) => (memory.get(own) === undefined ? [] : [[own, memory.get(own)?.bytes.length as number]])))
        expect([...held.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(most)
      })
      written.forEach(({ number, at, length }, i) => {
        const piece = memory.get(number)
        if (piece === undefined) letGo++
        else expect([...piece.bytes.subarray(at, at + length)]).toEqual(Array(length).fill(i + 1))
      })
    }),
    { numRuns: 300, seed: 20260101 },
  )
  expect(letGo).toBeGreaterThan(1000)
})

test('the same memory is read as bytes, as words and as it is copied', () => {
  const { piece, at } = pieces(100, 100).room(8)
  piece.words[at / 4 + 1] = 0x01020304
  expect([...piece.bytes.subarray(at + 4, at + 8)]).toEqual([4, 3, 2, 1])
  expect(piece.view.getUint32(at + 4, true)).toBe(0x01020304)
})
