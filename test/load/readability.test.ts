// Content that is hard to read gets advice with its location.
import { expect, test } from 'vitest'
import { formatFindings } from '../../src/commands/data.ts'
import { readabilityAdvice } from '../../src/load/readability.ts'
import { loadWorld } from '../support/world.ts'
import { edited } from '../support/findings.ts'

const tool = 'tools/fishbone-diagram.yaml'
const guidance = (modules: string) => edited(tool, '{ purpose: "Find **causes**." }', `{ ${modules} }`)

function reading(changes: Record<string, string> = {}): string {
  const { content, findings, locate } = loadWorld(changes)
  if (content === undefined) throw new Error(formatFindings(findings))
  return formatFindings(readabilityAdvice(content).map(locate))
}

test('the small world has no readability advice', () => {
  expect(reading()).toBe('')
})

test.each<[fault: string, changes: Record<string, string>, message: string]>([
  [
    'a hard summary',
    edited(
      tool,
      'Groups causes along branches.',
      'Facilitates multidisciplinary categorisation regarding organisational deficiencies contributing systematically.',
    ),
    `data/${tool}:3  summary: is hard to read (reading ease -224; aim for 50, at least 20): use shorter words and sentences`,
  ],
  [
    'a step without a verb',
    guidance('steps: [Draw the head., Ask why., The causes.]'),
    `data/${tool}:8  guidance.steps: a step starts with a verb, and this one starts with "The"`,
  ],
  [
    'a list that is too short',
    guidance('tips: [Listen., Ask again.]'),
    `data/${tool}:8  guidance.tips: has 2 entries; from 3 to 8 can be taken in`,
  ],
  [
    'a list that is too long',
    guidance('tips: [A, B, C, D, E, F, G, H, I]'),
    `data/${tool}:8  guidance.tips: has 9 entries; from 3 to 8 can be taken in`,
  ],
  [
    'a repeated sentence',
    {
      ...edited(tool, 'Groups causes along branches.', 'Shows a team what it does, and why.'),
      ...edited('tools/gantt-chart.yaml', 'Shows tasks as bars.', 'Shows a team what it does, and why.'),
    },
    'data/tools/gantt-chart.yaml:2  summary: the sentence "Shows a team what it does, and why.…" is in tool "fishbone-diagram" too',
  ],
  [
    'a word that the style guide excludes',
    edited(tool, 'Groups causes along branches.', 'Simply groups causes.'),
    `data/${tool}:3  summary: holds "simply", which the style leaves out`,
  ],
])('%s', (_fault, changes, message) => {
  expect(reading(changes)).toBe(message)
})
