// The relations of the real content as served, compared with its files.
import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/content/kinds.ts'
import { renderMarkdown } from '../../src/store/markdown.ts'
import { buildServedItems } from '../../src/store/presentItems.ts'
import { realContent } from '../support/app.ts'

const content = realContent()
const { items } = content
const presented = buildServedItems(content, renderMarkdown)
const served = presented.map(({ item }) => item)

type Pair = [from: string, to: string, basis: string]
/** Relations with provenance, by the field that holds them, as authored. */
const authored: [kind: Kind, field: string, pairs: Pair[], inverse?: [kind: Kind, field: string]][] = [
  ['tool', 'strands', pairsOf(items.tool, ({ strands }) => strands, 'strand'), ['strand', 'tools']],
  ['tool', 'homeStrand', pairsOf(items.tool, ({ homeStrand }) => (homeStrand ? [homeStrand] : []), 'strand')],
  ['tool', 'activities', pairsOf(items.tool, ({ activities }) => activities, 'activity'), ['activity', 'tools']],
  [
    'activity',
    'questions',
    pairsOf(items.activity, ({ questions }) => questions, 'question'),
    ['question', 'activities'],
  ],
  ['stage', 'emphasis', pairsOf(items.stage, ({ emphasis }) => emphasis, 'strand'), ['strand', 'emphasis']],
]

function pairsOf<Item extends { withdrawn?: unknown }>(
  from: ReadonlyMap<string, Item>,
  relations: (item: Item) => { basis: string }[],
  kind: 'strand' | 'activity' | 'question',
): Pair[] {
  return [...from].flatMap(([slug, item]) =>
    relations(item).flatMap((relation): Pair[] => {
      const to = (relation as unknown as Record<string, string>)[kind] as string
      return item.withdrawn || items[kind].get(to)?.withdrawn ? [] : [[slug, to, relation.basis]]
    }),
  )
}

/** The pairs of a field of served items: of slugs, or of entries that name one. */
function servedPairs(kind: Kind, field: string): string[] {
  return served
    .filter((item) => item.kind === kind)
    .flatMap((item) =>
      [(item as unknown as Record<string, unknown>)[field] ?? []].flat().map((entry) => {
        const to =
          typeof entry === 'string'
            ? entry
            : ((entry as { strand?: string }).strand ?? (entry as { stage: string }).stage)
        return `${item.slug} ${to}`
      }),
    )
    .sort()
}

describe('each relation', () => {
  test.each(authored)('of %s in %s is served with its provenance', (kind, field, pairs) => {
    const provenance = served.flatMap((item) =>
      item.kind === kind && 'relationProvenance' in item
        ? item.relationProvenance
            .filter(({ relation }) => relation === field)
            .map(({ to, basis }) => `${item.slug} ${to.split(':')[1]} ${basis}`)
        : [],
    )
    expect(provenance.sort()).toEqual(pairs.map((pair) => pair.join(' ')).sort())
    expect(pairs.length).toBeGreaterThan(30)
  })

  test.each(authored)('of %s in %s is served in both directions', (kind, field, pairs, inverse) => {
    expect(servedPairs(kind, field)).toEqual(pairs.map(([from, to]) => `${from} ${to}`).sort())
    if (inverse !== undefined)
      expect(servedPairs(...inverse)).toEqual(pairs.map(([from, to]) => `${to} ${from}`).sort())
  })
})

test('the mappings of an item are sorted by name, those with the item as subject first', () => {
  const named = new Map(
    served.flatMap((item) =>
      item.kind === 'mapping'
        ? [
            [
              item.slug,
              {
                subject: item.subject,
                name: item.name
                  .toLowerCase()
                  .replace(/[^a-z0-9]+/g, ' ')
                  .trim(),
              },
            ],
          ]
        : [],
    ),
  )
  let compared = 0
  for (const item of served) {
    if (!('mappings' in item)) continue
    const own = item.mappings.map((slug) => named.get(slug) as { subject: string; name: string })
    const about = own.filter(({ subject }) => subject === item.id)
    const rest = own.slice(about.length)
    expect(own.slice(0, about.length), item.id).toEqual(about)
    for (const part of [about, rest]) {
      const names = part.map(({ name }) => name)
      expect(names, item.id).toEqual([...names].sort())
      compared += names.length
    }
  }
  expect(compared).toBeGreaterThan(1000)
})

test('all prose is rendered to HTML without scripts', () => {
  const html = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(html)
    if (value === null || typeof value !== 'object') return []
    return 'html' in value ? [String(value.html)] : Object.values(value).flatMap(html)
  }
  const pieces = presented.flatMap(({ guidance }) => html(guidance))
  expect(pieces.length).toBeGreaterThan(1000)
  expect(
    pieces.filter(
      (text) =>
        !/^(?:[^<>]|<\/?(?:p|strong|em|code|ul|ol|li|blockquote|a)>|<a href="https?:\/\/[^"<>]*">)+$/.test(text),
    ),
  ).toEqual([])
})
