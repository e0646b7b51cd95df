import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderNames } from '../../src/load/layout.ts'
import { loadData } from '../../src/commands/data.ts'
import { load } from '../../src/load/load.ts'
import { readData } from '../../src/load/read.ts'
import { temporaryFolder } from '../support/app.ts'
import { worldFiles } from '../support/world.ts'
import { edited, mistakes } from './findings.ts'

function written(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

describe('a file', () => {
  const nowhere = `has no place here. Items are .yaml files in a folder of their kind: ${folderNames.join(', ')}.`

  test.each([
    ['tool/gantt.yaml', ' Did you mean "tools"?'],
    ['gantt.yaml', ''],
    ['tools/charts/gantt.yaml', ' Did you mean "tools"?'],
    ['tools/gantt.txt', ' Did you mean "tools/gantt.yaml"?'],
    ['tools/gantt', ' Did you mean "tools/gantt.yaml"?'],
    ['methodologies/lean/element/flow.yaml', ' Did you mean "methodologies"?'],
    ['methodologies/lean.yaml', ' Did you mean "methodologies"?'],
  ])('at %s has no place', (path, near) => {
    expect(mistakes({ [path]: worldFiles['tools/gantt-chart.yaml'] })).toEqual([`data/${path}:1  ${nowhere}${near}`])
  })

  test('of elements belongs to a methodology that is there', () => {
    expect(
      mistakes({ 'methodologies/agile/elements/sprint.yaml': worldFiles['methodologies/lean/elements/flow.yaml'] }),
    ).toEqual([
      'data/methodologies/agile/elements/sprint.yaml:1  belongs to the methodology "agile", which has no methodology.yaml in its folder',
    ])
  })

  test('that says the release is there', () => {
    expect(mistakes({ 'release.yaml': undefined })).toEqual([
      'data/release.yaml:1  the content has no release.yaml, which gives the release its id and date',
    ])
    expect(mistakes(edited('release.yaml', '2026.1', 'spring'))).toEqual([
      'data/release.yaml:1  id must be a year and a number, such as "2026.1" (got "spring")',
    ])
  })
})

describe('invalid YAML', () => {
  test.each([
    ['a bracket that is not closed', 'name: [a\n', 2],
    ['a key that stands twice', 'name: A\ndefinition: D\nname: B\n', 3],
    ['a tab for indentation', 'name: A\nprovenance:\n\tbasis: editorial\n', 3],
    ['two documents', 'name: A\n---\nname: B\n', 2],
    ['a colon within a sentence', 'name: A\ndefinition: a thing: of parts\n', 2],
    ['a tag that is not known', 'name: !secret A\n', 1],
    ['emphasis at the beginning of a sentence', 'name: A\ndefinition: *all* of it\n', 2],
    ['a word in asterisks that stands for a value', 'name: A\ndefinition: *all\n', 2],
  ])('is told at its line: %s', (_what, text, line) => {
    const told = mistakes({ 'terms/system.yaml': text })
    expect(told[0]).toMatch(new RegExp(`^data/terms/system\\.yaml:${line}  is not sound YAML: `))
  })

  test.each([
    ['nothing', '', 'null'],
    ['a list', '- name\n', '["name"]'],
    ['text', 'System\n', '"System"'],
  ])('a file that holds %s is no item', (_what, text, got) => {
    expect(mistakes({ 'terms/system.yaml': text })).toEqual([
      `data/terms/system.yaml:1  the file must be a set of fields (got ${got})`,
    ])
  })
})

describe('all mistakes are reported at once', () => {
  test('those of every file, in the order of files and lines', () => {
    const told = mistakes({
      ...edited('activities/plan-work.yaml', 'type: main', 'type: mian'),
      ...edited('methodologies/lean/mappings/tools.yaml', 'lean:flow', 'lean:flwo'),
      ...edited('tools/fishbone-diagram.yaml', 'agree-themes', 'agree-theme'),
      'guides/path.yaml': 'name: [a\n',
      'strand/x.yaml': '',
      'release.yaml': undefined,
    })
    expect(told.map((line) => line.split('  ')[0])).toEqual([
      'data/activities/plan-work.yaml:4',
      'data/guides/path.yaml:2',
      'data/methodologies/lean/mappings/tools.yaml:3',
      'data/release.yaml:1',
      'data/strand/x.yaml:1',
      'data/tools/fishbone-diagram.yaml:6',
    ])
  })

  test('a field that is not known hides no name that is wrong in the same file', () => {
    const both = edited('tools/gantt-chart.yaml', 'activity: plan-work', 'activity: plan-works')[
      'tools/gantt-chart.yaml'
    ]
    expect(mistakes({ 'tools/gantt-chart.yaml': `${both}colour: blue\n` }).map((line) => line.split('  ')[0])).toEqual([
      'data/tools/gantt-chart.yaml:5',
      'data/tools/gantt-chart.yaml:7',
    ])
  })

  test('with how many they are', () => {
    const folder = written({ ...worldFiles, ...edited('activities/plan-work.yaml', 'type: main', 'type: mian') })
    expect(() => loadData(folder)).toThrow(/\n1 mistake in data\/; nothing was changed\.$/)
    expect(() => loadData(written({ ...worldFiles, 'x.yaml': '', 'y.yaml': '' }))).toThrow(
      /\n2 mistakes in data\/; nothing was changed\.$/,
    )
  })
})

describe('reading a folder', () => {
  test('finds every file, whatever the folder’s name ends with, and passes over hidden ones and the README', () => {
    const folder = written({
      ...worldFiles,
      'README.md': 'For people.',
      '.hidden': 'x',
      'tools/.gantt-chart.yaml.swp': 'x',
    })
    expect(load(readData(folder)).findings).toEqual([])
    expect(readData(`${folder}/`)).toEqual(readData(folder))
    expect(readData(folder).map(({ path }) => path)).toEqual([...Object.keys(worldFiles), 'README.md'].sort())
  })
})
