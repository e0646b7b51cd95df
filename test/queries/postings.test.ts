// Lists of where words stand: how they meet, what is best of many, and what is held; each as the plain way to do it would have it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { best } from '../../src/queries/best.ts'
import { held } from '../../src/queries/held.ts'
import { firstFrom, inAll, inAny, whereIn } from '../../src/queries/postings.ts'
import { fieldOf, indexer, isInName, placesFrom, placesTo, searchFields, unpackedPostings, wordOf } from '../../src/store/searchIndex.ts'
import { stemOf } from '../../src/store/stems.ts'
import { wordsOf } from '../../src/store/words.ts'

const ascending = (max: number) => fc.uniqueArray(fc.nat(max), { maxLength: 120 }).map((all) => Uint32Array.from(all.sort((a, b) => a - b)))
/** Short lists and long ones, near and far from one another. */
const lists = fc.array(fc.oneof(ascending(40), ascending(150), ascending(100_000)), { minLength: 1, maxLength: 4 })
const settings = { numRuns: 2000, seed: 20260101 }

test('lists meet in what each of them has, and together have what any of them has', () => {
  let shared = 0
  fc.assert(
    fc.property(lists, (all) => {
      const [first = new Uint32Array()] = all
      const inEach = [...first].filter((number) => all.every((list) => list.includes(number)))
      shared += inEach.length
      expect([...inAll(all)]).toEqual(inEach)
      expect([...inAny(all)]).toEqual([...new Set(all.flatMap((list) => [...list]))].sort((a, b) => a - b))
    }),
    settings,
  )
  expect(shared).toBeGreaterThan(1000)
})

test('each number is found where it stands in another list, or not at all', () => {
  fc.assert(
    fc.property(fc.oneof(ascending(60), ascending(5000)), fc.oneof(ascending(60), ascending(5000)), (numbers, list) => {
      expect([...whereIn(numbers, list)]).toEqual([...numbers].map((number) => list.indexOf(number)))
    }),
    settings,
  )
})

test('the first number that is not under another is found from any place before it', () => {
  fc.assert(
    fc.property(ascending(300), fc.nat(320), fc.double({ min: 0, max: 1, noNaN: true }), (numbers, least, part) => {
      const [wanted] = [...numbers.keys()].filter((i) => (numbers[i] as number) >= least)
      const at = wanted ?? numbers.length
      expect(firstFrom(numbers, least, Math.floor(at * part))).toBe(at)
    }),
    settings,
  )
})

test('the best of many are those that sorting would put first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (scores, count) => {
      const isBefore = (a: number, b: number) => a % 7 < b % 7 || (a % 7 === b % 7 && a < b)
      const sorted = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number) || (isBefore(a, b) ? -1 : 1)).slice(0, count)
      expect(best(Float64Array.from(scores), scores.length, count, isBefore).sort((a, b) => a - b)).toEqual(sorted.sort((a, b) => a - b))
    }),
    settings,
  )
})

test('what is held is bounded in bytes, and what was read last is there', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ number: fc.nat(3000), size: fc.integer({ min: 1, max: 60 }) }), { maxLength: 400 }), (entries) => {
      const own = held<{ size: number }>(100, ({ size }) => size)
      const latest = new Map<number, { size: number }>()
      for (const { number, size } of entries) {
        const entry = own.set(number, { size })
        latest.set(number, entry)
        expect(own.get(number)).toBe(entry)
        const kept = [...latest].filter(([n]) => own.get(n) !== undefined)
        for (const [n, value] of kept) expect(own.get(n)).toBe(value)
        expect(kept.reduce((sum, [, value]) => sum + value.size, 0)).toBeLessThanOrEqual(100)
      }
    }),
    { numRuns: 200, seed: 20260101 },
  )
})

test('an index tells of each word in which items it stands, where, and whether in a name', () => {
  const word = fc.constantFrom('cause', 'causes', 'Effect', 'café', 'x<y', 'a & b', 'back\\slash', 'fishbone.', '“quoted”', 'two\nlines')
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
  const item = fc.record({ name: text, aliases: text, summary: text, guidance: text })
  let places = 0
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), (items) => {
      const index = indexer()
      const shown = items.map((texts, i) => index.add(i + 1, texts, false))
      const found = new Map([...index.stems()].map(({ stem, postings }) => [stem, unpackedPostings(postings)]))
      const expected = new Map<string, { item: number; field: number; word: number }[]>()
      for (const [i, texts] of items.entries()) {
        for (const [field, name] of searchFields.entries()) {
          for (const [n, own] of wordsOf(texts[name]).entries()) expected.set(stemOf(own), [...(expected.get(stemOf(own)) ?? []), { item: i + 1, field, word: n }])
        }
        expect(shown[i]?.text, texts.name).not.toMatch(/[<>"\\\n]/)
      }
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
      for (const [stem, postings] of found) {
        const told = [...postings.numbers].flatMap((number, i) => [...postings.places.slice(placesFrom(postings, i), placesTo(postings, i))].map((place) => ({ item: number, field: fieldOf(place), word: wordOf(place) })))
        expect(told, stem).toEqual(expected.get(stem))
        expect([...postings.numbers].map((_, i) => isInName(postings, i))).toEqual([...postings.numbers].map((number) => told.some(({ item: own, field }) => own === number && field < 2)))
        expect([...postings.scores].every((score) => score > 0)).toBe(true)
        places += told.length
      }
    }),
    { numRuns: 300, seed: 20260101 },
  )
  expect(places).toBeGreaterThan(5000)
})
