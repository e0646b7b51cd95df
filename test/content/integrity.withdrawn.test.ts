import { expect, test } from 'vitest'
import { extended, mistakes } from '../support/findings.ts'

const withdrawn = 'withdrawn: { on: 2026-01-02, reason: R }\n'

test.each([
  ['the strand of an activity', 'strands/plan.yaml', 'activities/plan-work.yaml:3'],
  ['the home strand of a tool', 'strands/plan.yaml', 'tools/gantt-chart.yaml:3'],
  ['the perspective of a question', 'perspectives/people.yaml', 'questions/identify.yaml:4'],
  ['the methodology of an element', 'methodologies/lean/methodology.yaml', 'methodologies/lean/elements/flow.yaml:1'],
])('%s cannot be withdrawn while the other is served', (_relation, path, where) => {
  expect(
    mistakes(extended(path, withdrawn)).filter(
      (line) => line.startsWith(`data/${where}  `) && line.includes('withdrawn'),
    ),
  ).toHaveLength(1)
})

test('an item can be withdrawn together with all that require it', () => {
  expect(
    mistakes({
      ...extended('strands/plan.yaml', withdrawn),
      ...extended('activities/plan-work.yaml', withdrawn),
      ...extended('tools/gantt-chart.yaml', withdrawn),
    }),
  ).toEqual([])
})

test('an item in optional relations can be withdrawn', () => {
  expect(mistakes(extended('activities/plan-work.yaml', withdrawn))).toEqual([])
})
