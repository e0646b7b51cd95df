// Guidance, of which every module is written here: GraphQL gives what REST gives.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'

const gantt = 'tools/gantt-chart.yaml'
const written = `${worldFiles[gantt]}guidance:
  purpose: Shows *when* each task is due.
  whenToUse: [When tasks hang together.]
  steps: [List the tasks., Draw the bars.]
  tips: [Keep it short.]
  limits: [It does not show why.]
  example: "Invented: a clinic moves."
  needs: { people: Two people., materials: [Paper.], prepare: { min: 5, max: 10 }, run: unknown, writeUp: { min: 1, max: 2 }, setBy: Editors }
  follows: [activity:agree-themes]
  leadsTo: ["lean:flow", tool:fishbone-diagram]
  references: [{ text: A book. }, { text: A page., url: https://example.org/gantt }]
`
const prose = '{ markdown html }'
const minutes = '{ min max }'
const everyModule = `purpose ${prose} whenToUse ${prose} steps ${prose} tips ${prose} limits ${prose} example ${prose}
  needs { people ${prose} materials ${prose} prepare ${minutes} run ${minutes} writeUp ${minutes} setBy } follows { id } leadsTo { id } references { text url }`

let served: Served
beforeAll(async () => {
  served = await serve([world({ [gantt]: written })])
})
afterAll(() => served.close())

test('every module of guidance is as in REST, and what comes before and after are items', async () => {
  const rest = (await served.app.inject('/v1/tools/gantt-chart')).json().data.guidance
  const { guidance } = (await ask(served.app, `{ tool(slug: "gantt-chart") { guidance { ${everyModule} } } }`)).data.tool
  const ids = (list: { id: string }[]) => list.map(({ id }) => id)
  expect({ ...guidance, follows: ids(guidance.follows), leadsTo: ids(guidance.leadsTo) }).toEqual(rest)
  expect(guidance.purpose).toEqual({ markdown: 'Shows *when* each task is due.', html: '<p>Shows <em>when</em> each task is due.</p>' })
  expect(guidance.leadsTo).toEqual([{ id: 'lean:flow' }, { id: 'tool:fishbone-diagram' }])
})

test('an item without guidance has null, in a list and alone', async () => {
  const { data } = await ask(served.app, '{ activities { nodes { guidance { purpose { html } } } } term(slug: "system") { guidance { steps { html } } } }')
  expect(data).toEqual({ activities: { nodes: [{ guidance: null }, { guidance: null }] }, term: { guidance: null } })
})

test('guidance of items of different kinds is asked for at once', async () => {
  const { data } = await ask(served.app, '{ nodes(ids: ["tool:gantt-chart", "tool:fishbone-diagram", "guide:path"]) { ... on Tool { guidance { purpose { markdown } } } ... on Guide { guidance { purpose { markdown } } } } }')
  expect(data.nodes).toEqual([{ guidance: { purpose: { markdown: 'Shows *when* each task is due.' } } }, { guidance: { purpose: { markdown: 'Find **causes**.' } } }, { guidance: null }])
})
