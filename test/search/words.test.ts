// How text is cut into words, and which words are one mistake apart.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOneEditApart, deletionVariants, wordsOf } from '../../src/search/words.ts'

/** The optimal string alignment distance (each letter edited at most once), by dynamic programming. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(i - 2, j - 2) + 1
          : Number.POSITIVE_INFINITY
      const row = table[i]
      if (row)
        row[j] = Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped,
        )
    }
  }
  return at(a.length, b.length)
}

const letters = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 })
/** A word, and the same with some mistakes in it. */
const near = fc
  .record({
    word: letters('abcd'),
    mistakes: fc.array(
      fc.record({
        at: fc.nat(9),
        how: fc.constantFrom('leave out', 'add', 'change', 'swap'),
        letter: fc.constantFrom(...'abcd'),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ word, mistakes }) => {
    let other = word
    for (const { at, how, letter } of mistakes) {
      const i = Math.min(at, other.length)
      if (how === 'leave out') other = other.slice(0, i) + other.slice(i + 1)
      if (how === 'add') other = other.slice(0, i) + letter + other.slice(i)
      if (how === 'change') other = other.slice(0, i) + letter + other.slice(i + 1)
      if (how === 'swap') other = other.slice(0, i) + (other[i + 1] ?? '') + (other[i] ?? '') + other.slice(i + 2)
    }
    return [word, other] as const
  })

test('isOneEditApart holds for an edit distance of at most one, symmetrically', () => {
  const seen = { apart: 0, further: 0 }
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(letters('ab'), letters('ab'))), ([a, b]) => {
      const expected = distance(a, b) <= 1
      expect(isOneEditApart(a, b), `${a} ${b}`).toBe(expected)
      expect(isOneEditApart(b, a), `${b} ${a}`).toBe(expected)
      seen[expected ? 'apart' : 'further']++
    }),
    { numRuns: 5000, seed: 20260101 },
  )
  expect(seen.apart).toBeGreaterThan(1000)
  expect(seen.further).toBeGreaterThan(1000)
})

test.each([
  ['fishbone', 'fishbone', true],
  ['fishbone', 'fishbune', true],
  ['fishbone', 'fishbnoe', true],
  ['fishbone', 'fishbon', true],
  ['fishbone', 'fishboone', true],
  ['fishbone', 'ifshbone', true],
  ['fishbone', 'fishboen', true],
  ['fishbone', 'fsihbnoe', false],
  ['fishbone', 'fisbonh', false],
  ['fishbone', 'fishb', false],
  ['abc', 'cba', false],
])('%s and %s: %s', (a, b, expected) => {
  expect(isOneEditApart(a, b)).toBe(expected)
})

test('words that are one edit apart share a spelling form', () => {
  fc.assert(
    fc.property(near, ([a, b]) => {
      if (distance(a, b) > 1) return
      const forms = new Set(deletionVariants(a))
      expect(
        deletionVariants(b).some((form) => forms.has(form)),
        `${a} ${b}`,
      ).toBe(true)
    }),
    { numRuns: 3000, seed: 20260101 },
  )
})

test('spelling forms are the word and its deletions of one letter', () => {
  expect(deletionVariants('tool')).toEqual(['tool', 'ool', 'tol', 'too'])
})

test.each([
  ['Fishbone Diagram', ['fishbone', 'diagram']],
  ['One-to-one interviews, 5 Whys & PDSA!', ['one', 'to', 'one', 'interviews', '5', 'whys', 'pdsa']],
  ['Café Ångström naïve', ['cafe', 'angstrom', 'naive']],
  ["what's_it", ['what', 's', 'it']],
  ['\u0000\u0002 … "*^:-"', []],
  ['', []],
])('the words of %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})
