// Relations that need a world of their own: counterparts, related terms, mappings without an element, and items withdrawn.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'

const rows = `${worldFiles['methodologies/lean/mappings/tools.yaml']}  - { subject: kaizen:steady, object: lean:pull, relation: broader, confidence: 0.8, reason: Pull keeps the flow. }
  - { subject: tool:gantt-chart, object: lean:pull, relation: used-in, strength: useful, confidence: 0.5, status: rejected, reason: It pushes. }
`
const betweenTools = `defaults: { basis: editorial, status: reviewed, author: Editors, versions: { subject: "2026.1", object: "2026.1" } }
rows: [{ subject: tool:fishbone-diagram, object: tool:gantt-chart, relation: related, confidence: 0.5, reason: Both hang on the wall. }]
`
const small = world({
  'mappings/tools.yaml': betweenTools,
  'methodologies/lean/mappings/tools.yaml': rows,
  'methodologies/kaizen/methodology.yaml': worldFiles['methodologies/lean/methodology.yaml']?.replace(
    'order: 1',
    'order: 2',
  ),
  'methodologies/kaizen/elements/steady.yaml': worldFiles['methodologies/lean/elements/flow.yaml'],
  'terms/part.yaml': `${worldFiles['terms/system.yaml']}related: [system]\n`.replace('System', 'Part'),
  'worksheets/canvas.yaml': `${worldFiles['worksheets/canvas.yaml']}activities: [{ activity: plan-work, basis: editorial, reason: Because. }]\n`,
  'questions/locate.yaml':
    `${worldFiles['questions/identify.yaml']}withdrawn: { on: 2026-01-01, reason: Asked twice. }\n`.replace(
      'order: 1',
      'order: 2',
    ),
  'activities/agree-themes.yaml': worldFiles['activities/agree-themes.yaml']?.replace(
    'questions: [',
    'questions: [{ question: locate, basis: editorial, reason: Because. }, ',
  ),
})

let served: Served
beforeAll(async () => {
  served = await serve([small])
})
afterAll(() => served.close())

const dataOf = async (query: string) => {
  const { data, errors } = await sendQuery(served.app, query)
  expect(errors).toBeUndefined()
  return data
}

describe('mappings', () => {
  test('between elements make them counterparts of each other', async () => {
    const element = (id: string, other: string) => ({ id, counterparts: [{ id: other, counterparts: [{ id }] }] })
    expect(await dataOf('{ elements { nodes { id counterparts { id counterparts { id } } } } }')).toEqual({
      elements: {
        nodes: [
          { id: 'lean:flow', counterparts: [] },
          element('lean:pull', 'kaizen:steady'),
          element('kaizen:steady', 'lean:pull'),
        ],
      },
    })
  })

  test('have an element only if the object is one, and no methodology if it is a tool', async () => {
    const fields = 'subject { id __typename } object { id __typename } element { id } methodology { slug }'
    const data = await dataOf(
      `{ flow: mapping(slug: "tool-fishbone-diagram-to-lean-flow") { ${fields} } none: mapping(slug: "tool-gantt-chart-to-methodology-lean") { ${fields} } tools: mapping(slug: "tool-fishbone-diagram-to-tool-gantt-chart") { ${fields} } }`,
    )
    const fishbone = { id: 'tool:fishbone-diagram', __typename: 'Tool' }
    const gantt = { id: 'tool:gantt-chart', __typename: 'Tool' }
    expect(data).toEqual({
      flow: {
        subject: fishbone,
        object: { id: 'lean:flow', __typename: 'Element' },
        element: { id: 'lean:flow' },
        methodology: { slug: 'lean' },
      },
      none: {
        subject: gantt,
        object: { id: 'methodology:lean', __typename: 'Methodology' },
        element: null,
        methodology: { slug: 'lean' },
      },
      tools: { subject: fishbone, object: gantt, element: null, methodology: null },
    })
  })

  test('that were rejected are found by slug and by status, and are not in relations', async () => {
    const data = await dataOf(
      '{ mapping(slug: "tool-gantt-chart-to-lean-pull") { status } mappings(filter: { status: ["rejected"] }) { nodes { slug } } all: mappings { totalCount } tool(slug: "gantt-chart") { elements { id } mappings { slug } } }',
    )
    expect(data).toEqual({
      mapping: { status: 'rejected' },
      mappings: { nodes: [{ slug: 'tool-gantt-chart-to-lean-pull' }] },
      all: { totalCount: 4 },
      tool: {
        elements: [],
        mappings: [
          { slug: 'tool-gantt-chart-to-methodology-lean' },
          { slug: 'tool-fishbone-diagram-to-tool-gantt-chart' },
        ],
      },
    })
  })
})

test('related terms and the activities of a worksheet are items', async () => {
  expect(
    await dataOf(
      '{ term(slug: "part") { related { name } } worksheet(slug: "canvas") { activities { name } stages { name worksheets { name } } } }',
    ),
  ).toEqual({
    term: { related: [{ name: 'System' }] },
    worksheet: {
      activities: [{ name: 'Plan Work' }],
      stages: [{ name: 'Understand', worksheets: [{ name: 'Canvas' }] }],
    },
  })
})

test('the steps of a stage and of a guide have the items that they refer to', async () => {
  expect(
    await dataOf(
      '{ stage(slug: "understand") { steps { order name item { id __typename } } emphasis { level strand { slug } } } guide(slug: "path") { steps { items { id ... on Question { text } } collections } } }',
    ),
  ).toEqual({
    stage: {
      steps: [{ order: 1, name: 'Canvas', item: { id: 'worksheet:canvas', __typename: 'Worksheet' } }],
      emphasis: [
        { level: 'high', strand: { slug: 'problem' } },
        { level: 'low', strand: { slug: 'plan' } },
      ],
    },
    guide: { steps: [{ items: [{ id: 'question:identify', text: 'Who will use it?' }], collections: ['questions'] }] },
  })
})

test('a withdrawn item is in no relation', async () => {
  const data = await dataOf(
    '{ activity(slug: "agree-themes") { questions { slug } } perspective(slug: "people") { questions { slug } } node(id: "question:locate") { id } nodes(ids: ["question:locate"]) { id } questions { totalCount } }',
  )
  expect(data).toEqual({
    activity: { questions: [{ slug: 'identify' }] },
    perspective: { questions: [{ slug: 'identify' }] },
    node: null,
    nodes: [null],
    questions: { totalCount: 1 },
  })
})

test('a reference to a withdrawn item in a step or in guidance is left out', async () => {
  const fishbone = worldFiles['tools/fishbone-diagram.yaml']?.replace(
    'guidance: {',
    'guidance: { follows: [tool:gantt-chart], tools: [{ item: tool:gantt-chart, text: It shows dates. }],',
  )
  const withdrawn = await serve([
    world({
      'tools/gantt-chart.yaml': `${worldFiles['tools/gantt-chart.yaml']}withdrawn: { on: 2026-01-01, reason: Nobody draws it. }\n`,
      'tools/fishbone-diagram.yaml': fishbone,
      'methodologies/lean/mappings/tools.yaml': undefined,
      'stages/understand.yaml': worldFiles['stages/understand.yaml']?.replace('worksheet:canvas', 'tool:gantt-chart'),
      'routes/way.yaml': `name: Way\nsummary: A way.\npurpose: To go.\nsteps: [{ item: tool:gantt-chart, why: First. }, { item: tool:fishbone-diagram, why: Then. }]\nprovenance: { basis: editorial, reason: Because. }\n`,
    }),
  ])
  try {
    const { data, errors } = await sendQuery(
      withdrawn.app,
      '{ route(slug: "way") { steps { item { id } why } } tool(slug: "fishbone-diagram") { guidance { purpose { markdown } follows { id } tools { item { id } } } } stage(slug: "understand") { steps { name item { id } } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.route.steps).toContainEqual({ item: { id: 'tool:fishbone-diagram' }, why: 'Then.' })
    expect(data.tool.guidance).toMatchObject({ purpose: { markdown: 'Find **causes**.' }, follows: [] })
    expect(data.stage.steps).toEqual([{ name: 'Canvas', item: null }])
  } finally {
    await withdrawn.close()
  }
})
