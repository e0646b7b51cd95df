import { expect, test } from 'vitest'
import { edited, extended, mistakes } from '../support/findings.ts'

const fishbone = 'tools/fishbone-diagram.yaml'
const canvas = 'worksheets/canvas.yaml'
const path = 'guides/path.yaml'
const lean = 'methodologies/lean/methodology.yaml'
const mappings = 'methodologies/lean/mappings/tools.yaml'

const begin = `name: Begin
summary: A way to begin.
purpose: When you begin.
steps:
  - item: question:identify
    why: It comes first.
  - item: tool:gantt-chart
    why: It comes second.
    elements:
      - lean:flow
provenance: { basis: editorial, reason: Because. }
`
const route = (from: string, to: string) => ({ 'routes/begin.yaml': begin.replace(from, to) })

/** The relation, the change that leaves it dangling, and the reported message. */
const dangling: [relation: string, change: Record<string, string>, message: string][] = [
  [
    'the strand of a stage’s emphasis',
    edited('stages/understand.yaml', 'strand: problem', 'strand: problme'),
    'stages/understand.yaml:5  emphasis.strand: "problme" is not a strand. Did you mean "problem"?',
  ],
  [
    'the item of a stage’s step',
    edited('stages/understand.yaml', 'worksheet:canvas', 'worksheet:canvass'),
    'stages/understand.yaml:4  steps.item: "worksheet:canvass" is not an item. Did you mean "worksheet:canvas"?',
  ],
  [
    'the perspective of a question',
    edited('questions/identify.yaml', 'perspective: people', 'perspective: poeple'),
    'questions/identify.yaml:4  perspective: "poeple" is not a perspective. Did you mean "people"?',
  ],
  [
    'the phase of a question',
    edited('questions/identify.yaml', 'phase: identify', 'phase: lcoate'),
    'questions/identify.yaml:5  phase: "lcoate" is not a phase of the perspective "people". Did you mean "locate"?',
  ],
  [
    'the strand of an activity',
    edited('activities/plan-work.yaml', 'strand: plan', 'strand: plam'),
    'activities/plan-work.yaml:3  strand: "plam" is not a strand. Did you mean "plan"?',
  ],
  [
    'a question of an activity',
    edited('activities/agree-themes.yaml', 'question: identify', 'question: identfy'),
    'activities/agree-themes.yaml:6  questions.question: "identfy" is not a question. Did you mean "identify"?',
  ],
  [
    'the home strand of a tool',
    edited(fishbone, 'homeStrand: { strand: problem', 'homeStrand: { strand: problems'),
    `${fishbone}:4  homeStrand.strand: "problems" is not a strand. Did you mean "problem"?`,
  ],
  [
    'a strand of a tool',
    edited(fishbone, 'strands: [{ strand: problem', 'strands: [{ strand: prblem'),
    `${fishbone}:5  strands.strand: "prblem" is not a strand. Did you mean "problem"?`,
  ],
  [
    'an activity of a tool',
    edited(fishbone, 'agree-themes', 'agree-theme'),
    `${fishbone}:6  activities.activity: "agree-theme" is not a activity. Did you mean "agree-themes"?`,
  ],
  [
    'a related term',
    extended('terms/system.yaml', 'related: [systm]\n'),
    'terms/system.yaml:4  related: "systm" is not a term. Did you mean "system"?',
  ],
  [
    'an activity of a worksheet',
    extended(canvas, 'activities: [{ activity: plan-works, basis: editorial, reason: R }]\n'),
    `${canvas}:5  activities.activity: "plan-works" is not a activity. Did you mean "plan-work"?`,
  ],
  [
    'an item of a guide’s step',
    edited(path, 'question:identify', 'question:idenify'),
    `${path}:3  steps.items: "question:idenify" is not an item. Did you mean "question:identify"?`,
  ],
  [
    'a collection of a guide’s step',
    edited(path, 'collections: [questions]', 'collections: [question]'),
    `${path}:3  steps.collections: "question" is not a collection. Did you mean "questions"?`,
  ],
  [
    'the item of a route’s step',
    route('item: question:identify', 'item: question:identifies'),
    'routes/begin.yaml:5  steps.item: "question:identifies" is not an item. Did you mean "question:identify"?',
  ],
  [
    'an element of a route’s step',
    route('lean:flow', 'lean:flaw'),
    'routes/begin.yaml:10  steps.elements: "lean:flaw" is not a element. Did you mean "lean:flow"?',
  ],
  [
    'a question that guidance says to answer',
    edited(fishbone, 'guidance: {', 'guidance: { answers: [{ item: question:identif, text: T }],'),
    `${fishbone}:8  guidance.answers.item: "question:identif" is not an item. Did you mean "question:identify"?`,
  ],
  [
    'a tool that guidance says to use',
    edited(fishbone, 'guidance: {', 'guidance: { tools: [{ item: tool:gantt-charts, text: T }],'),
    `${fishbone}:8  guidance.tools.item: "tool:gantt-charts" is not an item. Did you mean "tool:gantt-chart"?`,
  ],
  [
    'the other methodology of a comparison',
    extended(lean, 'comparisons: [{ finding: F, with: [leen], urls: [https://example.org/] }]\n'),
    `${lean}:6  comparisons.with: "leen" is not a methodology. Did you mean "lean"?`,
  ],
  [
    'what an item follows',
    edited(fishbone, 'guidance: {', 'guidance: { follows: [tool:gant-chart],'),
    `${fishbone}:8  guidance.follows: "tool:gant-chart" is not an item. Did you mean "tool:gantt-chart"?`,
  ],
  [
    'what an item leads to',
    edited(fishbone, 'guidance: {', 'guidance: { leadsTo: [lean:flew],'),
    `${fishbone}:8  guidance.leadsTo: "lean:flew" is not an item. Did you mean "lean:flow"?`,
  ],
  [
    'the subject of a mapping',
    edited(mappings, 'subject: tool:fishbone-diagram', 'subject: tool:fishbone'),
    `${mappings}:3  subject: "tool:fishbone" is not an item. Did you mean "tool:fishbone-diagram"?`,
  ],
  [
    'the element of a mapping',
    edited(mappings, 'lean:flow', 'lean:flwo'),
    `${mappings}:3  object: "lean:flwo" is not an item. Did you mean "lean:flow"?`,
  ],
  [
    'what a mapping supersedes',
    edited(mappings, 'reason: It shows', 'supersedes: tool-gantt-chart-to-methodology-laen, reason: It shows'),
    `${mappings}:3  supersedes: "tool-gantt-chart-to-methodology-laen" is not a mapping. Did you mean "tool-gantt-chart-to-methodology-lean"?`,
  ],
  [
    'the successor of a withdrawn item',
    extended(fishbone, 'withdrawn: { on: 2026-01-02, reason: R, successor: gannt-chart }\n'),
    `${fishbone}:9  withdrawn.successor: "gannt-chart" is not a tool. Did you mean "gantt-chart"?`,
  ],
  [
    'the successor of a withdrawn element',
    extended('methodologies/lean/elements/flow.yaml', 'withdrawn: { on: 2026-01-02, reason: R, successor: pul }\n'),
    'methodologies/lean/elements/flow.yaml:6  withdrawn.successor: "lean:pul" is not a element. Did you mean "lean:pull"?',
  ],
]

test.each(dangling)('%s that is dangling is reported with the nearest name', (_relation, change, message) => {
  expect(mistakes(change)).toEqual([`data/${message}`])
})

test('a route whose references exist is valid', () => {
  expect(mistakes({ 'routes/begin.yaml': begin })).toEqual([])
})

test('the methodology of a mapping that is dangling is reported with the nearest name', () => {
  expect(mistakes(edited(mappings, 'methodology:lean', 'methodology:laen'))).toContain(
    `data/${mappings}:4  object: "methodology:laen" is not an item. Did you mean "methodology:lean"?`,
  )
})

test('an item with an invalid file is not reported as missing', () => {
  expect(mistakes(edited('strands/plan.yaml', 'timing: early', 'timing: erly'))).toEqual([
    'data/strands/plan.yaml:4  timing must be one of early, intermediate, throughout (got "erly"). Did you mean "early"?',
  ])
  expect(
    mistakes({ 'strands/plan.yaml': 'name: [\n' }).filter((line) => !line.startsWith('data/strands/plan.yaml:')),
  ).toEqual([])
})

test.each([
  'strands: [{ strand: problem, basis: editorial, reason: R }, ',
  'activities: [{ activity: agree-themes, basis: editorial, reason: R }, ',
])('a duplicate reference is reported: %s', (twice) => {
  const field = twice.slice(0, twice.indexOf(':'))
  const [message, ...more] = mistakes(edited(fishbone, `${field}: [`, twice))
  expect([message, more]).toEqual([
    expect.stringMatching(
      new RegExp(`^data/${fishbone}:\\d  ${field}: "[a-z-]+" stands twice in ${field}; once is enough$`),
    ),
    [],
  ])
})

test('two siblings may not have the same order', () => {
  expect(mistakes(edited('strands/problem.yaml', 'order: 1', 'order: 2'))).toEqual([
    'data/strands/plan.yaml:3  order: 2 is the place of "problem" already',
  ])
  expect(mistakes(edited('methodologies/lean/elements/pull.yaml', 'order: 2', 'order: 1'))).toEqual([
    'data/methodologies/lean/elements/pull.yaml:4  order: 1 is the place of "lean:flow" already',
  ])
})
