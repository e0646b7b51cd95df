import { describe, expect, test } from 'vitest'
import { folderNames } from '../../src/load/layout.ts'
import { edited, mistakes } from '../support/findings.ts'
import { worldFiles } from '../support/world.ts'

describe('a file', () => {
  const misplaced = `has no place here. Items are .yaml files in a folder of their kind: ${folderNames.join(', ')}.`

  test.each([
    ['tool/gantt.yaml', ' Did you mean "tools"?'],
    ['gantt.yaml', ''],
    ['tools/charts/gantt.yaml', ' Did you mean "tools"?'],
    ['tools/gantt.txt', ' Did you mean "tools/gantt.yaml"?'],
    ['tools/gantt', ' Did you mean "tools/gantt.yaml"?'],
    ['methodologies/lean/element/flow.yaml', ' Did you mean "methodologies"?'],
    ['methodologies/lean.yaml', ' Did you mean "methodologies"?'],
  ])('at %s is misplaced', (path, near) => {
    expect(mistakes({ [path]: worldFiles['tools/gantt-chart.yaml'] })).toEqual([`data/${path}:1  ${misplaced}${near}`])
  })

  test('of elements requires the methodology of its folder', () => {
    expect(
      mistakes({ 'methodologies/agile/elements/sprint.yaml': worldFiles['methodologies/lean/elements/flow.yaml'] }),
    ).toEqual([
      'data/methodologies/agile/elements/sprint.yaml:1  belongs to the methodology "agile", which has no methodology.yaml in its folder',
    ])
  })

  test('for the release is required', () => {
    expect(mistakes({ 'release.yaml': undefined })).toEqual([
      'data/release.yaml:1  the content has no release.yaml, which gives the release its id and date',
    ])
    expect(mistakes(edited('release.yaml', '2026.1', 'spring'))).toEqual([
      'data/release.yaml:1  id must be a year and a number, such as "2026.1" (got "spring")',
    ])
  })
})
