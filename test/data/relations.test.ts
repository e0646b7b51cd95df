import { describe, expect, it } from 'vitest'
import { type Kind, kindNames } from '../../src/content/kinds.ts'
import { render } from '../../src/store/markdown.ts'
import { presentItems } from '../../src/store/presentItems.ts'
import { realContent } from '../support/app.ts'

const content = realContent()
const { items } = content
const presented = presentItems(content, render)
const served = presented.map(({ item }) => item)
const toolkitTools = new Set([...items.tool].filter(([, tool]) => tool.origin === 'toolkit').map(([slug]) => `tool:${slug}`))

/** How many relations of a field rest on what, in items of a kind. */
function basesOf(kind: Kind, field: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of served) {
    if (item.kind !== kind || !('relationProvenance' in item) || (kind === 'tool' && !toolkitTools.has(item.id))) continue
    for (const { relation, basis } of item.relationProvenance) if (relation === field) counts[basis] = (counts[basis] ?? 0) + 1
  }
  return counts
}

describe('the relations are all there, with what each rests on', () => {
  it.each<[kind: Kind, field: string, bases: Record<string, number>]>([
    ['tool', 'strands', { published: 65 }],
    ['tool', 'homeStrand', { published: 18, editorial: 27 }],
    ['tool', 'activities', { editorial: 85 }],
    ['activity', 'questions', { editorial: 55 }],
    ['stage', 'emphasis', { editorial: 35 }],
  ])('of each %s in %s', (kind, field, bases) => {
    expect(basesOf(kind, field)).toEqual(bases)
  })

  it('each is walked from either end', () => {
    const pairs = (kind: Kind, field: string, wanted: (id: string) => boolean = () => true) =>
      served.filter((item) => item.kind === kind && wanted(item.id)).flatMap((item) => (item as unknown as Record<string, string[]>)[field] ?? [])
    expect(pairs('tool', 'activities', (id) => toolkitTools.has(id))).toHaveLength(85)
    expect(pairs('activity', 'tools').filter((slug) => toolkitTools.has(`tool:${slug}`))).toHaveLength(85)
    expect([pairs('activity', 'questions').length, pairs('question', 'activities').length]).toEqual([55, 55])
    expect([pairs('stage', 'emphasis').length, pairs('strand', 'emphasis').length]).toEqual([35, 35])
    expect(pairs('strand', 'tools').filter((slug) => toolkitTools.has(`tool:${slug}`))).toHaveLength(65)
  })

  it('the mappings of an item stand in the order of their list, which is that of names: first those that are about it', () => {
    const named = new Map(served.flatMap((item) => (item.kind === 'mapping' ? [[item.slug, { subject: item.subject, name: item.name.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim() }]] : [])))
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

  it('the emphasis of each of the five stages on each of the seven strands is one of three', () => {
    const levels = [...items.stage.values()].flatMap((stage) => stage.emphasis)
    expect(['high', 'medium', 'low'].map((level) => levels.filter((e) => e.level === level).length)).toEqual([13, 14, 8])
    expect([...items.stage.values()].map((stage) => new Set(stage.emphasis.map((e) => e.strand)).size)).toEqual([7, 7, 7, 7, 7])
  })
})

describe('everything says what it rests on', () => {
  it('each item an address or a reason', () => {
    const counts: Partial<Record<Kind, number>> = {}
    const unsound: string[] = []
    for (const item of served) {
      counts[item.kind] = (counts[item.kind] ?? 0) + 1
      const { basis, urls, reason } = item.kind === 'mapping' ? { basis: item.basis, urls: item.sources, reason: item.reason } : item.provenance
      if (basis === 'published' && urls.length === 0) unsound.push(item.id)
      if (basis === 'editorial' && !reason) unsound.push(item.id)
      if (urls.some((url) => !/^https?:\/\/[\w.-]+\//.test(url))) unsound.push(item.id)
    }
    expect(unsound).toEqual([])
    expect(Object.keys(counts).sort()).toEqual([...kindNames].sort())
    expect(counts).toMatchObject({ strand: 7, stage: 5, perspective: 5, question: 22, activity: 47, methodology: 3, element: 32 })
    expect(served.length).toBeGreaterThan(640)
  })

  it('the toolkit’s own items a page of the toolkit', () => {
    const own = served.filter((item) => toolkitTools.has(item.id) || ['strand', 'activity'].includes(item.kind))
    expect(own).toHaveLength(45 + 7 + 47)
    expect(own.filter((item) => item.kind === 'mapping' || item.provenance.basis !== 'published' || !item.provenance.urls.some((url) => url.includes('iitoolkit.com'))).map((item) => item.id)).toEqual([])
  })

  it('the wording of each question apart from the question', () => {
    const bases = [...items.question.values()].map((question) => question.wording.basis)
    expect(['unconfirmed', 'published', 'editorial'].map((basis) => bases.filter((b) => b === basis).length)).toEqual([9, 7, 6])
  })
})

it('all prose is rendered to HTML in which nothing runs', () => {
  const html = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(html)
    if (value === null || typeof value !== 'object') return []
    return 'html' in value ? [String(value.html)] : Object.values(value).flatMap(html)
  }
  const pieces = presented.flatMap(({ guidance }) => html(guidance))
  expect(pieces.length).toBeGreaterThan(1000)
  expect(pieces.filter((text) => !/^(?:[^<>]|<\/?(?:p|strong|em|code|ul|ol|li|blockquote|a)>|<a href="https?:\/\/[^"<>]*">)+$/.test(text))).toEqual([])
})
