// Follows every relation of the real content and its inverse back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { typeName } from './support.ts'
import { type Kind, kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

type Item = { id: string } & Record<string, any>

async function all(kind: Kind, fields: string, after: string | null = null): Promise<Item[]> {
  const { collection } = definitionOf(kind)
  const { data, errors } = await sendQuery(
    served.app,
    `query($after: String) { ${collection}(first: 60, after: $after) { nodes { id ${fields} } pageInfo { hasNextPage endCursor } } }`,
    { after },
  )
  expect(errors).toBeUndefined()
  const { nodes, pageInfo } = data[collection]
  return [...nodes, ...(pageInfo.hasNextPage ? await all(kind, fields, pageInfo.endCursor) : [])]
}

const toArray = (value: Item | Item[] | null): Item[] => [value ?? []].flat()

/** Each relation, its inverse, and the minimum number of related items in the content. */
const pairs: [kind: Kind, field: string, back: string, ends: number][] = [
  ['tool', 'strands', 'tools', 45],
  ['tool', 'activities', 'tools', 45],
  ['tool', 'questions', 'tools', 45],
  ['tool', 'elements', 'tools', 100],
  ['activity', 'strand', 'activities', 47],
  ['activity', 'questions', 'activities', 40],
  ['activity', 'tools', 'activities', 45],
  ['activity', 'elements', 'activities', 100],
  ['strand', 'activities', 'strand', 47],
  ['strand', 'tools', 'strands', 45],
  ['strand', 'stages', 'strands', 7],
  ['strand', 'elements', 'strands', 15],
  ['stage', 'strands', 'stages', 7],
  ['stage', 'worksheets', 'stages', 1],
  ['worksheet', 'stages', 'worksheets', 1],
  ['question', 'perspective', 'questions', 22],
  ['question', 'activities', 'questions', 40],
  ['question', 'tools', 'questions', 45],
  ['question', 'elements', 'questions', 20],
  ['perspective', 'questions', 'perspective', 22],
  ['methodology', 'elements', 'methodology', 32],
  ['element', 'methodology', 'elements', 32],
  ['element', 'tools', 'elements', 100],
  ['element', 'activities', 'elements', 100],
  ['element', 'questions', 'elements', 20],
  ['element', 'strands', 'elements', 15],
]

/** Relations that lead one way only. */
const oneWay = ['tool.homeStrand', 'activity.stages', 'strand.questions']

describe('a relation leads back', () => {
  test.each(pairs)('%s → %s → %s', async (kind, field, back, ends) => {
    let followed = 0
    for (const item of await all(kind, `${field} { id ${back} { id } }`)) {
      for (const other of toArray(item[field])) {
        expect({ from: item.id, through: other.id, back: toArray(other[back]).map(({ id }) => id) }).toEqual({
          from: item.id,
          through: other.id,
          back: expect.arrayContaining([item.id]),
        })
        followed++
      }
    }
    expect(followed).toBeGreaterThanOrEqual(ends)
  })

  test('every other relation of every kind ends in items of its kind', async () => {
    let checked = 0
    for (const kind of kindNames) {
      const targets = Object.entries(definitionOf(kind).relations).filter(
        ([field]) => !pairs.some(([from, name]) => from === kind && name === field),
      )
      if (targets.length === 0) continue
      for (const item of await all(kind, targets.map(([field]) => `${field} { __typename }`).join(' ')))
        for (const [field, target] of targets)
          for (const other of toArray(item[field])) {
            expect(other.__typename, `${item.id} ${field}`).toBe(typeName(target))
            checked++
          }
    }
    expect(checked).toBeGreaterThanOrEqual(1000)
  })
})

describe('a relation that leads one way', () => {
  test.each(oneWay)('%s ends in an item of its kind', async (name) => {
    const [kind, field] = name.split('.') as [Kind, string]
    const target = definitionOf(kind).relations[field]
    const others = (await all(kind, `${field} { id __typename }`)).flatMap((item) => toArray(item[field]))
    for (const other of others)
      expect(other).toEqual({
        id: expect.stringMatching(`^${target}:`),
        __typename: `${target?.[0]?.toUpperCase()}${target?.slice(1)}`,
      })
    expect(others.length).toBeGreaterThanOrEqual(1)
  })

  test('a tool of the toolkit is at home in a strand that lists it', async () => {
    const tools = await all('tool', 'origin homeStrand { tools { id } }')
    for (const { id, origin, homeStrand } of tools)
      if (origin === 'toolkit') expect(homeStrand.tools).toContainEqual({ id })
    expect(tools.length).toBeGreaterThanOrEqual(45)
  })
})

describe('a mapping', () => {
  test.each(['strand', 'question', 'activity', 'tool', 'element'] as const)(
    'of a %s has it at one end',
    async (kind) => {
      let followed = 0
      for (const { id, mappings } of await all(kind, 'mappings { id subject { id } object { id } }')) {
        for (const { subject, object } of mappings) expect([subject.id, object.id]).toContain(id)
        followed += mappings.length
      }
      expect(followed).toBeGreaterThanOrEqual(15)
    },
  )

  test('has a subject and an object of which it is a mapping, and the element and methodology of its object', async () => {
    const ends =
      '{ id __typename ... on Strand { mappings { id } } ... on Question { mappings { id } } ... on Activity { mappings { id } } ... on Tool { mappings { id } } ... on Element { mappings { id } } }'
    const mappings = await all(
      'mapping',
      `subjectKind subject ${ends} object ${ends} element { id mappings { id } methodology { id } } methodology { id }`,
    )
    for (const { id, subjectKind, subject, object, element, methodology } of mappings) {
      expect(subject.mappings).toContainEqual({ id })
      expect(subject.__typename.toLowerCase()).toBe(subjectKind)
      expect(element?.id ?? null).toBe(object.__typename === 'Element' ? object.id : null)
      if (element === null) continue
      expect(element.mappings).toContainEqual({ id })
      expect(element.methodology).toEqual(methodology)
    }
    expect(mappings.length).toBeGreaterThanOrEqual(400)
  })

  test('gives its subject its elements and methodologies', async () => {
    let followed = 0
    for (const kind of ['strand', 'question', 'activity', 'tool'] as const) {
      for (const { elements, methodologies, mappings } of await all(
        kind,
        'elements { id methodology { id } } methodologies { id } mappings { strength element { id } }',
      )) {
        const served = mappings.filter((m: Item) => m.strength !== null).map((m: Item) => m.element.id)
        expect(elements.map((e: Item) => e.id).sort()).toEqual(served.sort())
        expect(methodologies).toEqual([...new Set(elements.map((e: Item) => e.methodology.id))].map((id) => ({ id })))
        followed += elements.length
      }
    }
    expect(followed).toBeGreaterThanOrEqual(300)
  })
})
