// Guidance with every module is the same over REST and GraphQL.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'
import { asRest, selection } from '../graphql/allFields.ts'

const gantt = 'tools/gantt-chart.yaml'
const written = `${worldFiles[gantt]}guidance:
  asks: When is each task due?
  matters: Tasks wait for each other.
  purpose: Shows *when* each task is due.
  start: [Find a wall.]
  whenToUse: [When tasks hang together.]
  steps: [List the tasks., Draw the bars.]
  prompts: [Who waits?]
  goodAnswer: Every task has a date.
  outputs: [A chart.]
  answers: [{ item: question:identify, text: It names *them*. }]
  tools: [{ item: tool:fishbone-diagram, text: It finds tasks. }]
  done: [All have seen it.]
  tips: [Keep it short.]
  limits: [It does not show why.]
  example: "Invented: a clinic moves."
  needs: { people: Two people., materials: [Paper.], prepare: { min: 5, max: 10 }, run: unknown, writeUp: { min: 1, max: 2 }, setBy: Editors }
  follows: [activity:agree-themes]
  leadsTo: ["lean:flow", tool:fishbone-diagram]
  references: [{ text: A book. }, { text: A page., url: https://example.org/gantt }]
`
let served: Served
beforeAll(async () => {
  served = await serve([world({ [gantt]: written })])
})
afterAll(() => served.close())

test('every module of guidance is as in REST, and what comes before and after are items', async () => {
  const rest = (await served.app.inject('/v1/tools/gantt-chart')).json().data.guidance
  const { guidance } = (
    await sendQuery(served.app, `{ tool(slug: "gantt-chart") { guidance { ${selection('Guidance')} } } }`)
  ).data.tool
  expect(asRest(guidance, 'Guidance')).toEqual(rest)
  expect(Object.values(rest).filter((module) => module === null || (module as unknown[]).length === 0)).toEqual([])
  expect(guidance.purpose).toEqual({
    markdown: 'Shows *when* each task is due.',
    html: '<p>Shows <em>when</em> each task is due.</p>',
  })
  expect(guidance.answers).toEqual([
    {
      item: { id: 'question:identify' },
      text: { markdown: 'It names *them*.', html: '<p>It names <em>them</em>.</p>' },
    },
  ])
  expect(guidance.leadsTo).toEqual([{ id: 'lean:flow' }, { id: 'tool:fishbone-diagram' }])
})

test('an item without guidance has null, in a list and alone', async () => {
  const { data } = await sendQuery(
    served.app,
    '{ activities { nodes { guidance { purpose { html } } } } term(slug: "system") { guidance { steps { html } } } }',
  )
  expect(data).toEqual({ activities: { nodes: [{ guidance: null }, { guidance: null }] }, term: { guidance: null } })
})

test('guidance of items of different kinds is read by one request', async () => {
  const { data } = await sendQuery(
    served.app,
    '{ nodes(ids: ["tool:gantt-chart", "tool:fishbone-diagram", "guide:path"]) { ... on Tool { guidance { purpose { markdown } } } ... on Guide { guidance { purpose { markdown } } } } }',
  )
  expect(data.nodes).toEqual([
    { guidance: { purpose: { markdown: 'Shows *when* each task is due.' } } },
    { guidance: { purpose: { markdown: 'Find **causes**.' } } },
    { guidance: null },
  ])
})
