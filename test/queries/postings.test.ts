// Lists of where words stand: how they meet, what is best of many, and what is held; each as the plain way to do it would have it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { best, bestInOrder } from '../../src/queries/best.ts'
import { held } from '../../src/queries/held.ts'
import { likenessTo } from '../../src/queries/likeness.ts'
import type { Unit } from '../../src/queries/query.ts'
import { firstFrom, inAll, inAny, type Listed, meetLists, placeOf, postingsReader } from '../../src/queries/postings.ts'
import { bitsOf } from '../../src/queries/rankedBits.ts'
import type { Statement } from '../../src/store/open.ts'
import { bytesOf } from '../../src/store/packing.ts'
import { type Baked, endOf, fieldEnd, fieldOf, fieldStart, firstWord, indexer, isInName, isSmall, lastWord, namesFrom, namesTo, placesFrom, placesTo, type Postings, saidOf, searchFields, startOf, stemNumber, unpackedPostings, wordAt, wordOf } from '../../src/store/searchIndex.ts'
import { stemOf } from '../../src/store/stems.ts'
import { isStopWord } from '../../src/store/stopWords.ts'
import { wordsOf } from '../../src/store/words.ts'
import { randomNumbers } from '../bench/world.ts'

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

test('the lists of words meet where both have a number, whether as numbers or as bits, and tell where it stands in each', () => {
  const listed = (numbers: Uint32Array, asBits: boolean): Listed => ({ numbers, scores: new Int32Array(), ends: new Uint32Array(), places: new Uint32Array(), bits: asBits ? bitsOf(numbers, 1001) : undefined, name: 0 })
  const list = fc.oneof(ascending(40), ascending(1000), fc.uniqueArray(fc.nat(150), { minLength: 20, maxLength: 120 }).map((all) => Uint32Array.from(all.sort((a, b) => a - b))))
  let shared = 0
  fc.assert(
    fc.property(list, fc.boolean(), list, fc.boolean(), fc.nat(1000), (a, aAsBits, b, bAsBits, number) => {
      const [one, other] = [listed(a, aAsBits), listed(b, bAsBits)]
      const { numbers, inOne, inOther } = meetLists(one, other)
      const expected = [...a].filter((n) => b.includes(n))
      shared += expected.length
      expect([...numbers]).toEqual(expected)
      expect([...inOne.subarray(0, expected.length)]).toEqual(expected.map((n) => a.indexOf(n)))
      expect([...inOther.subarray(0, expected.length)]).toEqual(expected.map((n) => b.indexOf(n)))
      expect(placeOf(one, number)).toBe(a.indexOf(number))
    }),
    settings,
  )
  expect(shared).toBeGreaterThan(1000)
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
      expect(bestInOrder(Float64Array.from(scores), scores.length, count, isBefore)).toEqual(sorted)
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
  const word = fc.constantFrom('cause', 'causes', 'Effect', 'café', 'x<y', 'a & b', 'back\\slash', 'fishbone.', '“quoted”', 'two\nlines', 'the', 'of')
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
        const { text, words } = shown[i] as Baked
        const own = { words, at: 0 }
        expect(text.toString(), texts.name).not.toMatch(/[<>"\\\n]/)
        for (const [field, name] of searchFields.entries()) {
          const told = wordsOf(texts[name]).map((_, n) => wordAt(own, firstWord(own, field) + n))
          expect(told.map((word) => wordsOf(text.toString('utf8', startOf(word), endOf(word))).join()), texts[name]).toEqual(wordsOf(texts[name]))
          expect(lastWord(own, field) - firstWord(own, field) + 1).toBe(told.length)
          expect(wordsOf(text.toString('utf8', fieldStart(own, field), fieldEnd(own, field)).replace(/&(amp|lt|gt|quot|#92);/g, ' '))).toEqual(wordsOf(texts[name]))
        }
      }
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
      const stems = new Map([...index.stems()].map(({ number, stem }) => [number, stem]))
      const names = index.names()
      for (const [i, texts] of items.entries()) {
        const words = [texts.name, ...texts.aliases.split('\n')].map(wordsOf).filter((name) => name.length > 0)
        const told: string[][] = []
        for (let at = namesFrom(names, i + 1); at < namesTo(names, i + 1); at += 1 + (names[at] as number)) told.push([...names.subarray(at + 1, at + 1 + (names[at] as number))].map((word) => `${stems.get(stemNumber(word))} ${isSmall(word)}`))
        expect(told).toEqual(words.map((name) => name.map((word) => `${stemOf(word)} ${isStopWord(word)}`)))
      }
      for (const [stem, postings] of found) {
        const told = [...postings.numbers].flatMap((number, i) => [...postings.places.slice(placesFrom(postings, i), placesTo(postings, i))].map((place) => ({ item: number, field: fieldOf(place), word: wordOf(place) })))
        expect(told, stem).toEqual(expected.get(stem))
        expect([...postings.numbers].map((_, i) => isInName(postings, i))).toEqual([...postings.numbers].map((number) => told.some(({ item: own, field }) => own === number && field < 2)))
        expect([...postings.scores.keys()].every((i) => saidOf(postings, i) > 0)).toBe(true)
        places += told.length
      }
    }),
    { numRuns: 300, seed: 20260101 },
  )
  expect(places).toBeGreaterThan(5000)
})

test('an index tells of common words where one follows the other, and of no others', () => {
  const text = fc.array(fc.constantFrom('cause', 'effect', 'risk', 'plan', 'test'), { maxLength: 9 }).map((words) => words.join(' '))
  let followed = 0
  fc.assert(
    fc.property(fc.array(fc.record({ name: text, aliases: text, summary: text, guidance: text }), { minLength: 1, maxLength: 8 }), fc.nat(6), (items, common) => {
      const index = indexer(common)
      items.forEach((texts, i) => index.add(i + 1, texts, false))
      const stems = [...index.stems()].map(({ number, postings }) => ({ number, ...unpackedPostings(postings) }))
      const pairs = [...index.pairs()].map(({ first, second, postings }) => ({ first, second, told: told(unpackedPostings(postings)) }))
      const expected = stems.flatMap((first) =>
        stems.flatMap((second) => {
          const after = told(second)
          const follows = told(first).filter(([item, place]) => after.some(([there, then]) => there === item && then === (place as number) + 1))
          return first.numbers.length > common && second.numbers.length > common && follows.length > 0 ? [{ first: first.number, second: second.number, told: follows }] : []
        }),
      )
      const inOrder = <T extends { first: number; second: number }>(all: T[]) => all.sort((a, b) => a.first - b.first || a.second - b.second)
      expect(inOrder(pairs)).toEqual(inOrder(expected))
      followed += expected.length
    }),
    { numRuns: 500, seed: 20260101 },
  )
  expect(followed).toBeGreaterThan(1000)

  function told(postings: Postings): number[][] {
    return [...postings.numbers].flatMap((number, i) => [...postings.places.slice(placesFrom(postings, i), placesTo(postings, i))].map((place) => [number, place]))
  }
})

test('what is baked of common words is what is worked out of others', () => {
  const random = randomNumbers(3)
  const text = (most: number) => Array.from({ length: Math.floor(random() * most) }, () => ['a', 'b', 'test', 'c', 'd'][Math.floor(random() * 5)]).join(' ')
  const isMapping = (number: number) => number % 3 === 0
  let compared = 0
  for (let n = 0; n < 20; n++) {
    const index = indexer(0)
    for (let number = 1; number <= 40; number++) index.add(number, { name: text(4), aliases: text(3), summary: text(9), guidance: text(20) }, isMapping(number))
    const stems = [...index.stems()]
    // So few items that no word is common to who reads them: no pair is read.
    const answers: Record<string, Partial<Statement>> = {
      lengths: { all: () => [[bytesOf(index.lengths())]] },
      stem: { all: () => stems.map(({ stem, number }) => [stem, number]) },
      postings: { get: (number) => [stems.find((one) => BigInt(one.number) === number)?.postings] },
    }
    const statement = (text: string) => (answers[text.includes('lengths') ? 'lengths' : text.includes('stem,') ? 'stem' : text.includes('terms') ? 'postings' : ''] ?? {}) as Statement
    const { of } = postingsReader(statement, isMapping)
    const stemOfNumber = new Map(stems.map(({ stem, number }) => [number, stem]))
    for (const { first, second, postings } of index.pairs()) {
      const { numbers, scores, ends, places } = of([stemOfNumber.get(first) as string, stemOfNumber.get(second) as string])
      expect({ numbers, scores, ends, places }).toEqual(unpackedPostings(postings))
      compared++
    }
  }
  expect(compared).toBeGreaterThan(300)
})

test('a name is the liker, the more of it and of what was typed stand in the other', () => {
  const index = indexer()
  const names = ['Fishbone diagram', 'The five whys', 'Cause and effect diagram', 'Fishbone', 'Diagram of causes']
  names.forEach((name, i) => index.add(i + 1, { name, aliases: i === 3 ? 'Ishikawa diagram\nFishbone diagram' : '', summary: '', guidance: '' }, false))
  const numbers = new Map([...index.stems()].map(({ stem, number }) => [stem, number]))
  const unit = (term: string, how: 'word' | 'synonym' = 'word'): Unit => [{ words: term.split(' '), term, stems: term.split(' ').map(stemOf), apart: true, how, asked: term }]
  const like = (units: Unit[], smallWords: string[] = []) => {
    const likeness = likenessTo({ units, smallWords, typed: [] }, index.names(), (stem) => numbers.get(stem))
    return names.map((_, i) => Number(likeness(i + 1).toFixed(3)))
  }
  // 2 × 0.99 × (of the query × of the name) / (of the query + of the name), where a small word says a quarter.
  expect(like([unit('fishbone')])).toEqual([0.66, 0, 0, 1, 0])
  expect(like([unit('fishbone'), unit('diagram')])).toEqual([1, 0, 0.377, 1, 0.466])
  expect(like([unit('zebra')])).toEqual([0, 0, 0, 0, 0])
  expect(like([unit('whys')], ['the'])[1]).toBe(Number(((0.99 * 2 * 1 * (1.25 / 2.25)) / (1 + 1.25 / 2.25)).toFixed(3)))
  expect(like([unit('five whys')])).toEqual([0, 1, 0, 0, 0])
  const synonym: Unit = [{ words: ['ishikawa'], term: 'ishikawa', stems: [stemOf('zebra')], apart: false, how: 'word', asked: 'ishikawa' }, { words: ['fishbone'], term: 'fishbone', stems: [stemOf('fishbone')], apart: false, how: 'synonym', asked: 'ishikawa' }]
  expect(like([synonym])[3]).toBe(Number(((0.99 * 2 * 0.95) / 1.95).toFixed(3)))
})
