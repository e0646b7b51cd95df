import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kindNames, kinds } from '../../src/content/kinds.ts'
import { realContent } from '../support/app.ts'
import { worldFiles } from '../support/world.ts'
import { checkout } from './checkout.ts'
import { run } from '../support/process.ts'

const command = 'src/commands/check.ts'
const content = realContent()

test('check counts the items of each kind in the real content, and finds no mistakes', async () => {
  const { code, stdout, stderr } = await run(command)
  expect([code, stderr]).toEqual([0, ''])
  const [size, count] = stdout.trimEnd().split('\n').slice(-2)
  expect(size).toBe(
    `data/ holds ${kindNames.map((kind) => `${content.items[kind].size} ${kinds[kind].collection}`).join(', ')}.`,
  )
  expect(count).toMatch(/^0 mistakes, \d+ pieces? of advice\.$/)
})

test('check gives advice with file and line, counts it, and succeeds', async () => {
  const { folder } = checkout({
    'tools/gantt-chart.yaml': (worldFiles['tools/gantt-chart.yaml'] as string).replace(
      'Shows tasks',
      'Simply shows tasks',
    ),
  })
  const { code, stdout, stderr } = await run(command, [], {}, folder)
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout.split('\n')
  expect(lines[0]).toBe('Advice, for which nothing is refused:')
  expect(lines).toContain('data/tools/gantt-chart.yaml:2  summary: holds "simply", which the style leaves out')
  expect(lines).toContain('data/perspectives/people.yaml:4  phases: "locate" has no question: write one in questions/')
  const advice = lines.filter((line) => line.startsWith('data/') && !line.startsWith('data/ holds'))
  expect(lines.at(-2)).toBe(`0 mistakes, ${advice.length} pieces of advice.`)
})

test('check prints every mistake on stderr and exits non-zero', async () => {
  const { folder } = checkout({
    'tools/gantt-chart.yaml': (worldFiles['tools/gantt-chart.yaml'] as string)
      .replace('activity: plan-work', 'activity: plan-works')
      .replace('urls: [https://example.org/]', 'urls: [https://elsewhere.org/]'),
    'terms/system.yaml': 'name: System\ndefnition: D\nprovenance: { basis: unconfirmed }\n',
    'note.txt': 'Remember the milk.',
  })
  const { code, stdout, stderr } = await run(command, [], {}, folder)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr.split('\n')).toEqual([
    'Mistakes, which nothing is published with:',
    expect.stringMatching(
      /^data\/note\.txt:1 {2}has no place here\. Items are \.yaml files in a folder of their kind: /,
    ),
    'data/terms/system.yaml:1  definition is missing',
    'data/terms/system.yaml:2  "defnition" is not a field here. Did you mean "definition"?',
    'data/tools/gantt-chart.yaml:5  activities.activity: "plan-works" is not a activity. Did you mean "plan-work"?',
    "data/tools/gantt-chart.yaml:6  provenance.urls: must name a page of example.org, because the tool counts as the toolkit's",
    '',
    '5 mistakes in data/. Advice follows once there are none.',
    '',
  ])
})

test('release rejects content with mistakes, too', async () => {
  const { folder, releases } = checkout({
    'tools/gantt-chart.yaml': (worldFiles['tools/gantt-chart.yaml'] as string).replace(
      'urls: [https://example.org/]',
      'urls: [https://elsewhere.org/]',
    ),
  })
  const { code, stderr } = await run('src/commands/release.ts', [], {}, folder)
  expect(code).toBe(1)
  expect(stderr).toContain('data/tools/gantt-chart.yaml:6  provenance.urls: must name a page of example.org')
  expect(stderr).toContain('1 mistake in data/; nothing was changed.')
  expect(existsSync(releases)).toBe(false)
})
