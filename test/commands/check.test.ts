import { expect, it } from 'vitest'
import { worldFiles } from '../support/world.ts'
import { checkout } from './checkout.ts'
import { run } from './process.ts'

const command = 'src/commands/check.ts'

it('says of sound content how many items of each kind it holds', async () => {
  const { code, stdout, stderr } = await run(command)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^data\/ is sound: 7 strands, 5 stages, 5 perspectives, 22 questions, 47 activities, \d+ tools, \d+ terms, \d+ worksheets, \d+ guides, (\d+ routes, )?3 methodologies, 32 elements, \d+ mappings\.\n$/,
  )
})

it('tells every mistake on the error output and ends with a code that is not zero', async () => {
  const { folder } = checkout({
    'tools/gantt-chart.yaml': (worldFiles['tools/gantt-chart.yaml'] as string).replace(
      'activity: plan-work',
      'activity: plan-works',
    ),
    'terms/system.yaml': 'name: System\ndefnition: D\nprovenance: { basis: unconfirmed }\n',
    'note.txt': 'Remember the milk.',
  })
  const { code, stdout, stderr } = await run(command, [], {}, folder)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(
      /^data\/note\.txt:1 {2}has no place here\. Items are \.yaml files in a folder of their kind: /,
    ),
    'data/terms/system.yaml:1  definition is missing',
    'data/terms/system.yaml:2  "defnition" is not a field here. Did you mean "definition"?',
    'data/tools/gantt-chart.yaml:5  activities.activity: "plan-works" is not a activity. Did you mean "plan-work"?',
    '4 mistakes in data/; nothing was changed.',
    '',
  ])
})
