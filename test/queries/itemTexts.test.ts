// The texts of items are copied together as if each were copied alone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemTexts } from '../../src/queries/itemTexts.ts'
import type { Statement } from '../../src/store/open.ts'
import { written } from './written.ts'

/** Over several blocks, with characters of one to four bytes. */
const COUNT = 300
const json = (number: number) => `{"id":"${number}","name":"${[...'né😀'].slice(0, number % 4).join('')}"}`
const guidance = (number: number) => (number % 3 === 0 ? 'null' : `{"about":"${number}"}`)

const numbers = Array.from({ length: COUNT }, (_, i) => i + 1)
const statement = () => ({ all: (from: bigint, to: bigint) => numbers.filter((n) => n >= from && n <= to).map((n) => [json(n), guidance(n)]) }) as unknown as Statement
const texts = itemTexts(statement, (text) => text, COUNT)

/** Some numbers in any order, and runs of them that cross from one block into the next. */
const some = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: COUNT }).map((n) => [n]),
    fc.tuple(fc.integer({ min: 1, max: COUNT }), fc.integer({ min: 1, max: 200 })).map(([from, size]) => numbers.slice(from - 1, from - 1 + size)),
  ),
  { maxLength: 6 },
).map((runs) => runs.flat())

test('items in any order, with runs or without, are joined by commas', () => {
  fc.assert(
    fc.property(some, (list) => {
      expect(written((sink) => texts.joined(list, sink))).toBe(list.map(json).join(','))
    }),
    { numRuns: 300 },
  )
})

test('each item alone, and with its guidance, is what was baked', () => {
  for (const number of numbers) {
    expect([texts.json(number), texts.guidance(number)]).toEqual([json(number), guidance(number)])
    expect(written((sink) => texts.guided(number, sink))).toBe(`${json(number).slice(0, -1)},"guidance":${guidance(number)}}`)
  }
})
