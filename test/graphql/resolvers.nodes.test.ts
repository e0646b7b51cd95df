// Items by id, whatever their kind.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindNames } from '../../src/content/kinds.ts'
import type { Toolkit } from '../../src/queries/toolkit.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'
import { typeName } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

const idsOf = (kind: (typeof kindNames)[number]) =>
  (served.releases.current() as Toolkit)
    .of(kind)
    .slugs()
    .map((slug) => (kind === 'element' ? slug : `${kind}:${slug}`))
const nodes = 'query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }'

describe('node and nodes', () => {
  test.each(kindNames)('%s: every item is found by its id, in the requested order', async (kind) => {
    const ids = idsOf(kind).reverse()
    for (let at = 0; at < ids.length; at += 100) {
      const some = ids.slice(at, at + 100)
      expect((await sendQuery(served.app, nodes, { ids: some })).data.nodes).toEqual(
        some.map((id) => ({ id, __typename: typeName(kind) })),
      )
    }
    const [id] = ids
    expect(
      (await sendQuery(served.app, 'query($id: ID!) { node(id: $id) { id __typename } }', { id })).data.node,
    ).toEqual({
      id,
      __typename: typeName(kind),
    })
  })

  test('the kinds have more than six hundred ids between them', () => {
    expect(kindNames.flatMap(idsOf).length).toBeGreaterThanOrEqual(600)
    expect(new Set(kindNames.flatMap(idsOf)).size).toBe(kindNames.flatMap(idsOf).length)
  })

  const unknown = [
    'tool:no-such-tool',
    'fishbone-diagram',
    'tool:',
    ':flow',
    '',
    'lean:no-such-element',
    'spell:abracadabra',
    'element:lean:flow',
    'TOOL:fishbone-diagram',
    'constructor:name',
    '__proto__:x',
    'toString:x',
    'tool:fishbone-diagram\u0000',
  ]

  test.each(unknown)('"%s" is not an id', async (id) => {
    expect(await sendQuery(served.app, 'query($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
      status: 200,
      data: { node: null },
    })
  })

  test('a missing item is null in its place, and duplicates are repeated', async () => {
    const ids = ['tool:fishbone-diagram', 'tool:nothing', 'lean:flow', 'tool:fishbone-diagram']
    const [tool, element] = [
      { id: 'tool:fishbone-diagram', __typename: 'Tool' },
      { id: 'lean:flow', __typename: 'Element' },
    ]
    expect((await sendQuery(served.app, nodes, { ids })).data.nodes).toEqual([tool, null, element, tool])
  })

  test('no ids give no items, and more than a hundred are rejected', async () => {
    expect((await sendQuery(served.app, nodes, { ids: [] })).data.nodes).toEqual([])
    const { errors } = await sendQuery(served.app, nodes, {
      ids: Array.from({ length: 101 }, () => 'tool:fishbone-diagram'),
    })
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ['ids may have at most 100 entries (got 101).', 'invalid_parameter'],
    ])
  })
})
