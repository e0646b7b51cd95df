// Where texts lie is remembered: they are written from there as they were the first time, whatever was let go or forgotten in between.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadData } from '../../src/commands/data.ts'
import { type Kind, kindNames, kindOf } from '../../src/content/kinds.ts'
import { pieces } from '../../src/queries/pieces.ts'
import { spans } from '../../src/queries/spans.ts'
import { toolkit } from '../../src/queries/toolkit.ts'
import { openRelease } from '../../src/store/open.ts'
import { seed } from '../../src/store/seed.ts'
import { written } from './written.ts'

test('a text is written as it lies, or not at all where a part of it was let go', () => {
  const KEYS = 40
  const counted = { written: 0, letGo: 0, forgotten: 0 }
  const step = fc.record({ key: fc.integer({ min: 0, max: KEYS - 1 }), lengths: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 150 }), (steps) => {
      const memory = pieces(4000, 100)
      const known = spans(KEYS + 1, memory.get, 400)
      const texts = new Map<number, { text: string; pieces: number[] }>()
      for (const [n, { key, lengths }] of steps.entries()) {
        const parts = lengths.map((length, i) => {
          const { piece, number, at } = memory.room(Math.max(length, 1))
          const text = String.fromCharCode(33 + ((n * 7 + i) % 90)).repeat(length)
          piece.bytes.write(text, at)
          return { text, number, span: [number, at, at + length] }
        })
        known.keep(key, parts.flatMap(({ span }) => span))
        texts.set(key, { text: parts.map(({ text }) => text).join(''), pieces: parts.map(({ number }) => number) })
        for (const [asked, { text, pieces: own }] of texts) {
          let done = false
          const got = written((sink) => (done = known.write(asked, sink)))
          const isHeld = own.every((number) => memory.get(number) !== undefined)
          if (done) counted.written++
          else if (isHeld) counted.forgotten++
          else counted.letGo++
          expect(got).toBe(done ? text : '')
          expect(done && !isHeld).toBe(false)
          expect(done || !isHeld || asked !== key).toBe(true)
        }
      }
      expect(written((sink) => known.write(KEYS, sink))).toBe('')
    }),
    { numRuns: 100, seed: 20260101 },
  )
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(1000)
})

test('each item with its guidance, and the items that it relates to, are written the second time as the first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-'))
  const open = openRelease(folder, seed(loadData(), folder))
  try {
    const asked = toolkit(open, { publicUrl: 'http://localhost', reportUrl: null })
    let related = 0
    for (const kind of kindNames) {
      for (const slug of asked.of(kind).allSlugs()) {
        const number = asked.of(kind).numberOf(slug) as number
        const item = JSON.parse(asked.of(kind).row(number).json) as Record<string, unknown> & { id: string }
        const whole = { ...item, guidance: JSON.parse(asked.of(kind).guidances([item.id])[0] as string) as unknown }
        for (let time = 0; time < 2; time++) expect(JSON.parse(written((sink) => asked.writeGuided(number, sink)))).toEqual(whole)
        for (const [relation, target] of Object.entries(kindOf(kind).relations)) {
          const slugs = [item[relation] ?? []].flat() as string[]
          const rows = [...new Set(slugs)].map((one) => asked.of(target as Kind).bySlug(one)?.json)
          for (let time = 0; time < 2; time++) expect(written((sink) => asked.writeRelated(kind, [relation], [number], sink))).toBe(rows.join())
          related += rows.length
        }
      }
    }
    expect(related).toBeGreaterThan(5000)
  } finally {
    open.close()
    rmSync(folder, { recursive: true })
  }
})
