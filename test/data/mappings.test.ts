// The mappings of the real content after their review: nothing left out, nothing undecided, and each row with a reason that says something.
import { expect, test } from 'vitest'
import { counterpartRelations, roleRelations } from '../../src/content/kinds/mapping.ts'
import { realContent } from '../support/app.ts'

const { items } = realContent()
const rows = [...items.mapping].map(([slug, row]) => ({ slug, ...row }))
const reviewed = rows.filter((row) => row.status === 'reviewed')
const methodologies = [...items.methodology.keys()]
const isRole = ({ relation }: { relation: string }) => (roleRelations as readonly string[]).includes(relation)
const elementsOf = (methodology: string) => [...items.element].filter(([id]) => id.startsWith(`${methodology}:`))

/** Whether an item has a role in a methodology, or somebody looked and found that it has none. */
function placed(id: string, methodology: string): boolean {
  const own = reviewed.filter((row) => row.subject === id)
  if (own.some((row) => isRole(row) && row.object.startsWith(`${methodology}:`))) return true
  const none = own.filter(({ relation }) => relation === 'none').map(({ object }) => object)
  return none.includes(`methodology:${methodology}`) || elementsOf(methodology).every(([element]) => none.includes(element))
}

const unplaced = (ids: string[]) => ids.flatMap((id) => methodologies.filter((methodology) => !placed(id, methodology)).map((methodology) => `${id} in ${methodology}`))
const idsOf = (kind: 'tool' | 'activity' | 'question' | 'strand', slugs: Iterable<string> = items[kind].keys()) => [...slugs].map((slug) => `${kind}:${slug}`)

test('every pair of main elements of two methodologies is told, once', () => {
  const main = ['question', 'pdsa-step', 'principle', 'phase']
  const mains = methodologies.map((methodology) => elementsOf(methodology).filter(([, { type }]) => main.includes(type)).map(([id]) => id))
  expect(Object.fromEntries(methodologies.map((methodology, n) => [methodology, mains[n]?.length]))).toEqual({ lean: 5, 'model-for-improvement': 7, 'six-sigma': 5 })
  const pairs = mains.flatMap((some, n) => mains.slice(n + 1).flatMap((others) => others.flat().flatMap((b) => some.map((a) => [a, b] as const))))
  expect(pairs.length).toBe(95)
  const told = pairs.map(([a, b]) => [a, b, reviewed.filter(({ subject, object }) => (subject === a && object === b) || (subject === b && object === a)).map(({ relation }) => relation)] as const)
  expect(told.filter(([, , relations]) => relations.length !== 1)).toEqual([])
  expect(told.filter(([, , relations]) => ![...counterpartRelations, 'none'].includes(relations[0] ?? ''))).toEqual([])
})

test('methodologies bring at least 25 tools, each from a source, and each placed in every methodology', () => {
  const brought = [...items.tool].filter(([, { origin }]) => origin === 'methodology')
  expect(brought.length).toBeGreaterThanOrEqual(25)
  expect(brought.filter(([, { provenance }]) => provenance.basis !== 'published' || provenance.urls.length === 0).map(([slug]) => slug)).toEqual([])
  expect(brought.filter(([slug]) => !reviewed.some((row) => row.subject === `tool:${slug}` && isRole(row))).map(([slug]) => slug)).toEqual([])
  expect(unplaced(idsOf('tool', brought.map(([slug]) => slug)))).toEqual([])
})

test('each tool of the toolkit but one, each activity, question and strand has a role in each methodology, or was looked at in vain', () => {
  const tools = idsOf('tool', [...items.tool].filter(([slug, { origin }]) => origin === 'toolkit' && slug !== 'lomo').map(([slug]) => slug))
  const all = [...tools, ...idsOf('activity'), ...idsOf('question'), ...idsOf('strand')]
  expect(unplaced(all)).toEqual([])
  expect([tools.length, items.activity.size, items.question.size, items.strand.size]).toEqual([44, 47, 22, 7])
  expect(all.length * methodologies.length).toBeGreaterThanOrEqual(350)
})

test('each reviewed row has a reason of its own, of a dozen words or more', () => {
  const plain = (reason: string) => reason.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  const reasons = new Map<string, string[]>()
  for (const { slug, reason } of reviewed) reasons.set(plain(reason), [...(reasons.get(plain(reason)) ?? []), slug])
  expect([...reasons.values()].filter((slugs) => slugs.length > 1)).toEqual([])
  expect(reviewed.filter(({ reason }) => reason.split(/\s+/).length < 12).map(({ slug, reason }) => `${slug}: ${reason}`)).toEqual([])
  expect(reviewed.length).toBeGreaterThan(1000)
})

test('each reviewed row says who read it and when, and a published one where it is published', () => {
  expect(reviewed.filter(({ reviewer, reviewedOn, author }) => !reviewer || !reviewedOn || reviewer === author).map(({ slug }) => slug)).toEqual([])
  const published = reviewed.filter(({ basis }) => basis === 'published')
  expect(published.filter(({ sources }) => sources.length === 0).map(({ slug }) => slug)).toEqual([])
  expect(published.length).toBeGreaterThan(50)
  expect(new Set(reviewed.map(({ basis }) => basis))).toEqual(new Set(['published', 'editorial']))
})

test('no row is left undecided, and none claims to be certain', () => {
  expect(rows.filter(({ status }) => status === 'proposed').map(({ slug }) => slug)).toEqual([])
  expect(reviewed.filter(({ confidence }) => confidence < 0.3 || confidence > 0.95).map(({ slug, confidence }) => `${slug} ${confidence}`)).toEqual([])
})

test('tools that do the same work, or part of it, are counterparts', () => {
  const ends = reviewed.filter(({ subject, object }) => subject.startsWith('tool:') && object.startsWith('tool:'))
  const joins = ends.filter(({ relation }) => relation !== 'none')
  const originOf = (id: string) => items.tool.get(id.slice('tool:'.length))?.origin
  expect(joins.filter(({ subject, object }) => originOf(subject) !== originOf(object)).length).toBeGreaterThan(10)
  expect(ends.length).toBeGreaterThan(30)
})
