// Paging through every collection of the real content, at every size of page, from the start and from the end.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kind, kindNames, definitionOf } from '../../src/content/kinds.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'

let served: Served
let walks = 0
let items = 0
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

const sizes = Array.from({ length: 100 }, (_, i) => i + 1)
const directions = { forward: { size: 'first', from: 'after' }, backward: { size: 'last', from: 'before' } } as const
type Direction = keyof typeof directions
type Page = {
  totalCount: number
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string }
  edges: { cursor: string; node: { id: string } }[]
}

/** The ids of a kind in order, from the NDJSON of REST. */
async function inOrder(kind: Kind): Promise<string[]> {
  const lines = async (path: string) =>
    (await served.app.inject(path)).body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; slug: string; elements: string[] })
  if (kind === 'element') return (await lines('/v1/methodologies.ndjson')).flatMap(({ elements }) => elements)
  return (await lines(`/v1/${definitionOf(kind).collection}.ndjson`)).map(({ id }) => id)
}

/** Walks a collection at twenty sizes side by side, each as an alias of one request, until every walk has ended. */
async function walk(kind: Kind, direction: Direction, some: number[]): Promise<Map<number, Page[]>> {
  const { size, from } = directions[direction]
  const field = (n: number) =>
    `p${n}: ${definitionOf(kind).collection}(${size}: ${n}, ${from}: $c${n}) @include(if: $w${n}) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } }`
  const query = `query(${some.map((n) => `$c${n}: String, $w${n}: Boolean!`).join(', ')}) { ${some.map(field).join(' ')} }`
  const pages = new Map(some.map((n) => [n, [] as Page[]]))
  const more = new Set(some)
  const variables: Record<string, string | boolean> = {}
  while (more.size > 0) {
    for (const n of some) variables[`w${n}`] = more.has(n)
    const { data, errors } = await sendQuery(served.app, query, variables)
    expect(errors).toBeUndefined()
    for (const n of [...more]) {
      const page = data[`p${n}`] as Page
      pages.get(n)?.push(page)
      variables[`c${n}`] = direction === 'forward' ? page.pageInfo.endCursor : page.pageInfo.startCursor
      if (!(direction === 'forward' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) more.delete(n)
    }
  }
  return pages
}

function check(pages: Page[], ids: string[], size: number, direction: Direction): void {
  const expected = direction === 'forward' ? ids : [...ids].reverse()
  expect(pages.length).toBe(Math.max(1, Math.ceil(ids.length / size)))
  pages.forEach((page, i) => {
    const here = expected.slice(i * size, (i + 1) * size)
    const nodes = (direction === 'forward' ? here : here.reverse()).map((id) => ({ id }))
    const [notFirst, notLast] = [i > 0, i < pages.length - 1]
    expect(page).toEqual({
      totalCount: ids.length,
      pageInfo: {
        hasNextPage: direction === 'forward' ? notLast : notFirst,
        hasPreviousPage: direction === 'forward' ? notFirst : notLast,
        startCursor: page.edges[0]?.cursor ?? null,
        endCursor: page.edges.at(-1)?.cursor ?? null,
      },
      edges: nodes.map((node) => ({ cursor: expect.any(String), node })),
    })
  })
}

describe.each(Object.keys(directions) as Direction[])('paging %s', (direction) => {
  test.each(kindNames)('through the items of kind %s returns each once, in order, at every page size', async (kind) => {
    const ids = await inOrder(kind)
    items += ids.length
    for (let at = 0; at < sizes.length; at += 20) {
      for (const [size, pages] of await walk(kind, direction, sizes.slice(at, at + 20))) {
        check(pages, ids, size, direction)
        walks++
      }
    }
  })
})

test('every kind was walked at a hundred sizes, both ways', () => {
  expect(walks).toBeGreaterThanOrEqual(2400)
  expect(items / 2).toBeGreaterThanOrEqual(600)
})
