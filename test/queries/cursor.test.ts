// Cursors are valid only for the request and release that they were encoded for.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../../src/problems.ts'
import { decodeCursor, encodeCursor, releaseIdOfCursor, cursorKey } from '../../src/queries/cursor.ts'

const release = fc
  .tuple(fc.integer({ min: 2000, max: 2999 }), fc.integer({ min: 1, max: 9999 }))
  .map(([year, number]) => `${year}.${number}`)
const position = fc.record({ release, item: fc.nat(2 ** 31 - 1) })
const digest = fc
  .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
  .map((hex) => `sha256:${hex}`)
const question = fc.array(fc.string(), { minLength: 1, maxLength: 5 })

function codeOf(open: () => unknown): string {
  try {
    open()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'opened'
}

test('a cursor decodes to the position and release that it was encoded from', () => {
  fc.assert(
    fc.property(position, question, digest, (place, key, sealed) => {
      const cursor = encodeCursor(place, cursorKey(key), sealed)
      expect(cursor).toMatch(/^[\w-]+\.[\w-]{16}$/)
      expect(cursor.length).toBeLessThanOrEqual(200)
      expect(decodeCursor(cursor, cursorKey(key), sealed)).toEqual(place)
      expect(releaseIdOfCursor(cursor)).toBe(place.release)
    }),
    { numRuns: 500 },
  )
})

test('a cursor is rejected for another request or another digest', () => {
  fc.assert(
    fc.property(
      position,
      fc.uniqueArray(question, { minLength: 2, maxLength: 2, selector: (key) => JSON.stringify(key) }),
      fc.uniqueArray(digest, { minLength: 2, maxLength: 2 }),
      (place, [one, other], [sealed = '', elsewhere = '']) => {
        const cursor = encodeCursor(place, cursorKey(one), sealed)
        expect(codeOf(() => decodeCursor(cursor, cursorKey(other), sealed))).toBe('invalid_cursor')
        expect(codeOf(() => decodeCursor(cursor, cursorKey(one), elsewhere))).toBe('invalid_cursor')
      },
    ),
    { numRuns: 300 },
  )
})

test('a cursor with any character altered is rejected', () => {
  fc.assert(
    fc.property(
      position,
      question,
      digest,
      fc.nat(),
      fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
      (place, key, sealed, where, character) => {
        const cursor = encodeCursor(place, cursorKey(key), sealed)
        const at = where % cursor.length
        fc.pre(cursor[at] !== character)
        expect(
          codeOf(() => decodeCursor(cursor.slice(0, at) + character + cursor.slice(at + 1), cursorKey(key), sealed)),
          `${cursor} at ${at}: ${character}`,
        ).toBe('invalid_cursor')
      },
    ),
    { numRuns: 5000, seed: 20260101 },
  )
})

test('a malformed cursor is rejected before its release is looked up', () => {
  for (const wrong of [
    '',
    '.',
    'abc',
    'abc.def',
    'YQ.AAAAAAAAAAAAAAAA',
    `${'A'.repeat(101)}.AAAAAAAAAAAAAAAA`,
    'MjAyNi4xfjE.AAAAAAAAAAAAAAAAA',
    'MjAyNi4xfjE.AAAAAAAAAAAAAAA=',
    ' MjAyNi4xfjE.AAAAAAAAAAAAAAAA',
  ]) {
    expect(
      codeOf(() => releaseIdOfCursor(wrong)),
      wrong,
    ).toBe('invalid_cursor')
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(codeOf(() => decodeCursor(text, cursorKey(['x']), 'sha256:x'))).toBe('invalid_cursor')
    }),
  )
})
