// The paths of an explanation as a picture, and the table beside it with every step and reason.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getJson } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { all, page, picture, words } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

const pairs = [
  ['tool:fishbone-diagram', 'lean:flow'],
  ['tool:fishbone-diagram', 'six-sigma:analyse'],
  ['lean:flow', 'six-sigma:improve'],
  ['six-sigma:control', 'tool:control-chart'],
  ['tool:gantt-chart', 'model-for-improvement:changes'],
  ['tool:lomo', 'lean:flow'],
  ['strand:problem', 'model-for-improvement:aim'],
  ['model-for-improvement:pdsa-study', 'lean:perfection'],
] as const

test('each path is a row of boxes and arrows, and each step a table row with its reason', async () => {
  let [steps, empty] = [0, 0]
  for (const [from, to] of pairs) {
    const query = `from=${from}&to=${to}&maxHops=3`
    const { paths } = (await getJson(served.app, `/v1/explain?${query}`)).data
    const names = new Map<string, string>()
    for (const id of new Set([
      from,
      to,
      ...paths.flatMap((path: any) => path.steps.flatMap((step: any) => [step.from, step.to])),
    ]))
      names.set(id, await nameOf(id))
    const twin = await page(served.app, `/v1/explain.html?${query}`)
    expect(twin.title).toBe(`How ${names.get(from)} and ${names.get(to)} are connected`)
    expect(twin.head).toEqual(['Path', 'Score', 'From', 'Relation', 'Strength', 'To', 'Reason', 'Basis'])
    const expected = paths.flatMap((path: any, n: number) =>
      path.steps.map((step: any) => [
        String(n + 1),
        String(path.score),
        names.get(step.from),
        step.inverse ? `${step.relation} (read backwards)` : step.relation,
        step.strength ?? '',
        names.get(step.to),
        step.reason,
        step.basis,
      ]),
    )
    expect(twin.rows).toEqual(expected)
    steps += expected.length

    const svg = await picture(served.app, `/v1/explain.svg?${query}`)
    expect(svg).toEqual(twin.svg)
    expect(all(svg, 'rect').length).toBe(1 + paths.reduce((n: number, path: any) => n + path.hops + 1, 0))
    expect(all(svg, 'path').length).toBe(expected.length)
    if (paths.length === 0) {
      empty++
      expect([words(svg.elements?.[1]), all(svg, 'text').map(words)]).toEqual([
        'No path joins them.',
        ['No path joins them.'],
      ])
    } else {
      expect(words(svg.elements?.[1])).toContain(`the best has a score of ${paths[0].score}.`)
    }
  }
  expect(steps).toBeGreaterThan(20)
  expect(empty).toBeGreaterThanOrEqual(1)
})

async function nameOf(id: string): Promise<string> {
  const { body } = await served.app.inject({
    method: 'POST',
    url: '/graphql',
    payload: {
      query: `{
        node(id: "${id}") {
          ... on Tool { name }
          ... on Strand { name }
          ... on Element { name }
          ... on Activity { name }
          ... on Question { name: text }
        }
      }`,
    },
  })
  return JSON.parse(body).data.node.name
}
