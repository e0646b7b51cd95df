import { describe, expect, test } from 'vitest'
import { edited, mistakes } from '../support/findings.ts'

describe('invalid YAML', () => {
  test.each([
    ['an unclosed bracket', 'name: [a\n', 2],
    ['a duplicate key', 'name: A\ndefinition: D\nname: B\n', 3],
    ['a tab for indentation', 'name: A\nprovenance:\n\tbasis: editorial\n', 3],
    ['two documents', 'name: A\n---\nname: B\n', 2],
    ['a colon within a sentence', 'name: A\ndefinition: a thing: of parts\n', 2],
    ['an unknown tag', 'name: !secret A\n', 1],
    ['emphasis at the beginning of a sentence', 'name: A\ndefinition: *all* of it\n', 2],
    ['an alias without an anchor', 'name: A\ndefinition: *all\n', 2],
  ])('is reported at its line: %s', (_what, text, line) => {
    const lines = mistakes({ 'terms/system.yaml': text })
    expect(lines[0]).toMatch(new RegExp(`^data/terms/system\\.yaml:${line}  is not sound YAML: `))
  })

  test.each([
    ['nothing', '', 'null'],
    ['a list', '- name\n', '["name"]'],
    ['text', 'System\n', '"System"'],
  ])('a file that contains %s is rejected', (_what, text, got) => {
    expect(mistakes({ 'terms/system.yaml': text })).toEqual([
      `data/terms/system.yaml:1  the file must be a set of fields (got ${got})`,
    ])
  })
})

describe('all mistakes are reported at once', () => {
  test('sorted by file and line', () => {
    const lines = mistakes({
      ...edited('activities/plan-work.yaml', 'type: main', 'type: mian'),
      ...edited('methodologies/lean/mappings/tools.yaml', 'lean:flow', 'lean:flwo'),
      ...edited('tools/fishbone-diagram.yaml', 'agree-themes', 'agree-theme'),
      'guides/path.yaml': 'name: [a\n',
      'strand/x.yaml': '',
      'release.yaml': undefined,
    })
    expect(lines.map((line) => line.split('  ')[0])).toEqual([
      'data/activities/plan-work.yaml:4',
      'data/guides/path.yaml:2',
      'data/methodologies/lean/mappings/tools.yaml:3',
      'data/release.yaml:1',
      'data/strand/x.yaml:1',
      'data/tools/fishbone-diagram.yaml:6',
    ])
  })

  test('an unknown field does not hide a dangling reference in the same file', () => {
    const both = edited('tools/gantt-chart.yaml', 'activity: plan-work', 'activity: plan-works')[
      'tools/gantt-chart.yaml'
    ]
    expect(mistakes({ 'tools/gantt-chart.yaml': `${both}colour: blue\n` }).map((line) => line.split('  ')[0])).toEqual([
      'data/tools/gantt-chart.yaml:5',
      'data/tools/gantt-chart.yaml:7',
    ])
  })
})
