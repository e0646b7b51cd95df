import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mappingSlug } from '../../src/content/kinds/mapping.ts'
import { realContent } from '../support/app.ts'

const { items } = realContent()

/** The pairs that were drafted: "subject object", one a line. */
const drafted = readFileSync(new URL('drafted-mappings.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split(' ') as [subject: string, object: string])

/** How many pairs join each kind of subject to each methodology. */
function counted(pairs: readonly (readonly [string, string])[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [subject, object] of pairs) {
    const key = `${object.split(':')[0]} ${subject.split(':')[0]}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

const draftedCounts = {
  'lean activity': 46,
  'lean question': 22,
  'lean strand': 10,
  'lean tool': 39,
  'model-for-improvement activity': 60,
  'model-for-improvement question': 24,
  'model-for-improvement strand': 15,
  'model-for-improvement tool': 49,
  'six-sigma activity': 61,
  'six-sigma question': 24,
  'six-sigma strand': 13,
  'six-sigma tool': 58,
}

describe('the drafted mappings', () => {
  it('are 421, by methodology and kind of subject', () => {
    expect([drafted.length, new Set(drafted.map((pair) => pair.join(' '))).size]).toEqual([421, 421])
    expect(counted(drafted)).toEqual(draftedCounts)
  })

  it('are each accounted for: proposed, reviewed or rejected', () => {
    expect(drafted.filter(([subject, object]) => !items.mapping.has(mappingSlug({ subject, object }))).map((pair) => pair.join(' '))).toEqual([])
  })

  it('are no more than the content holds, in any methodology and for any kind of subject', () => {
    const held = counted([...items.mapping.values()].map((row) => [row.subject, row.object] as const))
    expect(Object.entries(draftedCounts).filter(([key, count]) => (held[key] ?? 0) < count)).toEqual([])
  })
})

it('LoMo, of which nothing is known, is mapped to nothing', () => {
  const rows = [...items.mapping.values()]
  expect(rows.length).toBeGreaterThanOrEqual(421)
  expect(items.tool.has('lomo')).toBe(true)
  expect([...rows.flatMap((row) => [row.subject, row.object]), ...drafted.flat()].filter((id) => id === 'tool:lomo')).toEqual([])
})
