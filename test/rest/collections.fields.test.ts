// The `fields` parameter: only the requested fields, besides id and kind.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { getNdjson, type Item, getJson } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([
    world({
      'routes/way.yaml':
        'name: Way\nsummary: A way.\npurpose: To go.\nsteps: [{ item: tool:gantt-chart, why: First. }, { item: tool:fishbone-diagram, why: Then. }]\nprovenance: { basis: editorial, reason: Because. }\n',
    }),
  ])
})
afterAll(() => served.close())

test('each field of each kind can be selected alone, in a list, an item and an export', async () => {
  let checked = 0
  for (const { name } of (await getJson(served.app, '/v1')).data.collections) {
    const [item] = (await getJson(served.app, `/v1/${name}?limit=1`)).data as Item[]
    // A small world may have no item of a kind.
    if (item === undefined) continue
    for (const field of Object.keys(item)) {
      const expected = { id: item.id, kind: item.kind, [field]: item[field] }
      const [first] = (await getJson(served.app, `/v1/${name}?limit=1&fields=${field}`)).data
      expect(first, `${name} ${field}`).toEqual(expected)
      expect((await getJson(served.app, `/v1/${name}/${item.slug}?fields=${field}`)).data, `${name} ${field}`).toEqual(
        expected,
      )
      expect((await getNdjson(served.app, `/v1/${name}.ndjson?fields=${field}`))[0], `${name} ${field}`).toEqual(
        expected,
      )
      checked++
    }
  }
  expect(checked).toBeGreaterThan(150)
})

test('fields are separated by commas, in any order, and duplicates are ignored', async () => {
  expect((await getJson(served.app, '/v1/tools/gantt-chart?fields=summary,name,name,id')).data).toEqual({
    id: 'tool:gantt-chart',
    kind: 'tool',
    name: 'Gantt Chart',
    summary: 'Shows tasks as bars.',
  })
  expect((await getJson(served.app, '/v1/methodologies/lean/elements/flow?fields=order,methodology')).data).toEqual({
    id: 'lean:flow',
    kind: 'element',
    order: 1,
    methodology: 'lean',
  })
})
