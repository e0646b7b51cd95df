// Each rule of content over a small world with one violation: the message and its location.
import { describe, expect, test } from 'vitest'
import { advice, edited, extended, mistakes } from '../../support/findings.ts'
import { worldFiles } from '../../support/world.ts'

type Changes = Record<string, string>

const mappings = 'methodologies/lean/mappings/tools.yaml'
const provenance = 'provenance: { basis: published, urls: [https://example.org/] }\n'
const elsewhere = 'provenance: { basis: published, urls: [https://elsewhere.org/] }\n'
const row = (fields: string) =>
  `  - { subject: tool:gantt-chart, object: lean:flow, relation: used-in, strength: core, reviewer: Readers, reviewedOn: 2026-01-01, ${fields} }\n`
const reason = 'reason: The bars of the chart show each wait between two tasks that stops the flow'
const secondMethodology: Changes = {
  'methodologies/six-sigma/methodology.yaml': `name: Six Sigma\nsummary: Less variation.\norder: 2\noriginator: Motorola\ngaps: [Nothing is known.]\ncomparisons: [{ finding: Both help., with: [lean], urls: [https://example.org/] }]\n${provenance}`,
  'methodologies/six-sigma/elements/define.yaml': `name: Define\nsummary: Say what.\ntype: phase\norder: 1\n${provenance}guidance: { asks: What is it?, done: [It is known.] }\n`,
}

test('the small world has no mistakes', () => {
  expect(mistakes({})).toEqual([])
})

test.each<[rule: string, changes: Changes, message: string]>([
  [
    'a tool of the toolkit is published on one of its pages',
    edited('tools/gantt-chart.yaml', provenance, elsewhere),
    "data/tools/gantt-chart.yaml:6  provenance.urls: must name a page of example.org, because the tool counts as the toolkit's",
  ],
  [
    'a phase has one question',
    {
      'questions/who.yaml': (worldFiles['questions/identify.yaml'] as string).replace('order: 1', 'order: 2'),
    },
    'data/questions/who.yaml:5  phase: "identify" of the perspective "people" has the question "identify" already; a phase has one',
  ],
  [
    'a preliminary activity comes first in its strand',
    {
      'activities/pitch.yaml': `name: Pitch\nsummary: Say why.\nstrand: plan\ntype: preliminary\norder: 2\n${provenance}`,
    },
    'data/activities/pitch.yaml:5  order: must be less than 1: a preliminary activity comes before the main ones of its strand',
  ],
  [
    'a finding is listed by one methodology',
    {
      ...secondMethodology,
      ...extended(
        'methodologies/lean/methodology.yaml',
        'comparisons: [{ finding: Both help., with: [six-sigma], urls: [https://example.org/] }]\n',
      ),
    },
    'data/methodologies/six-sigma/methodology.yaml:6  comparisons.finding: repeats a finding of "lean"; once is enough, in the first methodology that it is about',
  ],
  [
    'an activity speaks of no question that is not related to it',
    extended('activities/plan-work.yaml', 'guidance: { answers: [{ item: question:identify, text: It asks. }] }\n'),
    'data/activities/plan-work.yaml:7  guidance.answers.item: "question:identify" is not related to the activity: list it under "questions", or take it out here',
  ],
  [
    'an activity speaks of no tool that is not related to it',
    extended('activities/plan-work.yaml', 'guidance: { tools: [{ item: tool:fishbone-diagram, text: It helps. }] }\n'),
    'data/activities/plan-work.yaml:7  guidance.tools.item: "tool:fishbone-diagram" is not related to the activity: list the activity under "activities" of the tool, or take it out here',
  ],
  [
    'a tool that no source explains is mapped to nothing',
    {
      'tools/lomo.yaml': (worldFiles['tools/gantt-chart.yaml'] as string).replace('Gantt Chart', 'LoMo'),
      ...extended(mappings, row(`confidence: 0.8, ${reason}`).replace('gantt-chart', 'lomo')),
    },
    `data/${mappings}:5  subject: "tool:lomo" is listed by the toolkit and explained at no source: nothing can be mapped to it. Take the row out`,
  ],
  [
    'nobody reviews a mapping of their own',
    extended(mappings, row(`confidence: 0.8, ${reason}`).replace('reviewer: Readers', 'reviewer: Editors')),
    `data/${mappings}:5  reviewer: is the author of the mapping: let somebody else read it, or set "status: proposed"`,
  ],
])('mistake: %s', (_rule, changes, message) => {
  expect(mistakes(changes)).toEqual([message])
})

test('mistakes of the rules are reported together with those of files and references', () => {
  expect(
    mistakes({
      ...edited('tools/gantt-chart.yaml', provenance, elsewhere),
      ...edited('tools/fishbone-diagram.yaml', 'activity: agree-themes', 'activity: agree-theme'),
    }),
  ).toEqual([
    'data/tools/fishbone-diagram.yaml:6  activities.activity: "agree-theme" is not a activity. Did you mean "agree-themes"?',
    expect.stringContaining('data/tools/gantt-chart.yaml:6  provenance.urls: must name a page of example.org'),
  ])
})

test.each<[rule: string, changes: Changes, message: string[]]>([
  [
    'a tool of the toolkit is confirmed on one of its pages',
    edited('tools/gantt-chart.yaml', provenance, 'provenance: { basis: unconfirmed }\n'),
    [
      'data/tools/gantt-chart.yaml:6  provenance.basis: is "unconfirmed", and the tool counts as the toolkit\'s: give the page of example.org that lists it, with "basis: published"',
    ],
  ],
  [
    'a tool that a methodology brings has a source, a role and the modules of every tool',
    {
      'tools/kanban.yaml': 'name: Kanban\nsummary: Cards.\norigin: methodology\nprovenance: { basis: unconfirmed }\n',
      ...extended(
        mappings,
        row(`confidence: 0.8, ${reason}`).replace(
          /tool:gantt.*strength: core/,
          'tool:kanban, object: methodology:lean, relation: none',
        ),
      ),
    },
    [
      'data/tools/kanban.yaml:4  provenance.basis: is "unconfirmed": give a source that counts the tool to a methodology, with "basis: published"',
      'data/tools/kanban.yaml:1  guidance: lacks purpose, whenToUse, steps, limits, references',
      'data/tools/kanban.yaml:3  origin: is "methodology", and the tool has a role in none: map it to an element of the one that brings it',
    ],
  ],
  [
    'each phase has a question',
    edited('perspectives/people.yaml', 'locate]', 'locate, situate]'),
    ['data/perspectives/people.yaml:4  phases: "situate" has no question: write one in questions/'],
  ],
  [
    'a stage says how much it works on each strand',
    edited('stages/understand.yaml', ', { strand: plan, level: low, basis: editorial, reason: Because. }', ''),
    [
      'data/stages/understand.yaml:5  emphasis: does not say how much the stage works on "plan": add low, medium or high',
    ],
  ],
  [
    'a stage whose steps are not known says so',
    edited('stages/understand.yaml', 'steps: [{ name: Canvas, item: worksheet:canvas }]\n', ''),
    [
      'data/stages/understand.yaml:1  gaps: should say that the steps of the stage are not known, or add them under "steps"',
    ],
  ],
  [
    'a strand has a main activity',
    { ...edited('activities/plan-work.yaml', 'type: main', 'type: preliminary') },
    ['data/strands/plan.yaml:1  has no main activity: write one in activities/'],
  ],
  [
    'a strand whose preliminary activity is not known, and a methodology whose mappings are not, say so',
    {
      'strands/case.yaml': `name: Case\nsummary: Why.\norder: 3\ntiming: early\n${provenance}guidance: { purpose: To say why., start: [Ask.], done: [It is said.] }\n`,
      'activities/pitch.yaml': `name: Pitch\nsummary: Say why.\nstrand: case\ntype: main\norder: 1\n${provenance}guidance: { purpose: To say why., steps: [Ask.], outputs: [A pitch.] }\n`,
      'methodologies/six-sigma/methodology.yaml': (
        secondMethodology['methodologies/six-sigma/methodology.yaml'] as string
      ).replace('gaps: [Nothing is known.]\n', ''),
    },
    [
      'data/strands/case.yaml:1  gaps: should say that no preliminary activity is known, or add the activity',
      "data/methodologies/six-sigma/methodology.yaml:1  gaps: should say whether the toolkit's own mappings to the methodology are known",
    ],
  ],
  [
    'an element of a kind has its modules',
    edited('tools/fishbone-diagram.yaml', '{ purpose: "Find **causes**." }', '{ purpose: P, limits: [L] }'),
    [
      'data/tools/fishbone-diagram.yaml:8  guidance: lacks whenToUse, steps, references, tips, example, needs, follows, leadsTo',
    ],
  ],
  [
    'an activity says how each tool that is related to it helps',
    edited('tools/gantt-chart.yaml', 'activity: plan-work,', 'activity: agree-themes,'),
    [
      'data/activities/agree-themes.yaml:1  guidance.tools: does not say what comes of using "tool:fishbone-diagram", "tool:gantt-chart"',
    ],
  ],
  [
    'a mapping is reviewed or rejected',
    extended(mappings, row(`confidence: 0.8, status: proposed, ${reason}`)),
    [`data/${mappings}:5  status: is "proposed", and lists and counts leave the mapping out: review it, or reject it`],
  ],
  [
    'a reviewed mapping says by whom',
    extended(mappings, row(`confidence: 0.8, ${reason}`).replace('reviewer: Readers, ', '')),
    [`data/${mappings}:5  status: is "reviewed": say by whom and when, under "reviewer" and "reviewedOn"`],
  ],
  [
    'a reason says something',
    extended(mappings, row('confidence: 0.8, reason: It helps.')),
    [`data/${mappings}:5  reason: has 2 words: say in 12 or more what in the subject serves the object`],
  ],
  [
    'no mapping is certain',
    extended(mappings, row(`confidence: 1, ${reason}`)),
    [
      `data/${mappings}:5  confidence: is 1, and should be from 0.3 to 0.95: nothing is certain, and what is hardly believed is better rejected`,
    ],
  ],
  [
    'every tool has a place in every methodology',
    { [mappings]: (worldFiles[mappings] as string).replace(/ {2}- \{ subject: tool:gantt-chart.*\n/, '') },
    [
      'data/tools/gantt-chart.yaml:1  has no place in "lean": for each, map it to an element, or say with "relation: none" why it has none',
    ],
  ],
  [
    'an element of a row that is not reviewed is no place',
    {
      [mappings]: (worldFiles[mappings] as string).replace(
        'relation: none, confidence: 0.8',
        'relation: none, status: rejected, confidence: 0.8',
      ),
    },
    [
      'data/tools/gantt-chart.yaml:1  has no place in "lean": for each, map it to an element, or say with "relation: none" why it has none',
    ],
  ],
])('advice: %s', (_rule, changes, message) => {
  const lines = advice(changes)
  for (const line of message) expect(lines).toContain(line)
})

describe('a second methodology', () => {
  const lines = advice(secondMethodology)

  test('requires comparisons of its elements with those of the first', () => {
    expect(lines).toContain(
      'data/methodologies/six-sigma/elements/define.yaml:1  is not compared with "lean:flow", "lean:pull": add a mapping for each, or say with "relation: none" why there is none',
    )
  })

  test('requires a mapping of every tool, activity, question and strand', () => {
    expect(lines.filter((line) => /has no place in ("lean", )?"six-sigma"/.test(line))).toHaveLength(7)
  })
})

test('withdrawn items are exempt from the rules', () => {
  const withdrawn = 'withdrawn: { on: 2026-02-01, reason: It is not used. }\n'
  const lines = advice({
    ...extended('questions/identify.yaml', withdrawn),
    ...extended('tools/gantt-chart.yaml', withdrawn),
  })
  expect(lines.filter((line) => /gantt-chart|questions\/identify/.test(line))).toEqual([])
})
