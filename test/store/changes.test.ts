import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeChanges } from '../../src/store/changes.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { temporaryFolder } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

const mappings = 'methodologies/lean/mappings/tools.yaml'
const changed = (path: string, from: string, to: string) => ({ [path]: (worldFiles[path] as string).replace(from, to) })

/** What would change if the world, with these files changed, followed the world. */
function since(files: Record<string, string | undefined>): string[] {
  const folder = temporaryFolder()
  return describeChanges(world(files), folder, bakeRelease(world(), folder))
}

test('without a previous release there is nothing to compare', () => {
  expect(describeChanges(world(), temporaryFolder(), undefined)).toEqual([
    'There is no release yet; 2026.1 would be the first.',
  ])
})

test('the same content has no changes', () => {
  expect(since({})).toEqual(['Nothing has changed since release 2026.1.'])
})

test('new, changed and removed items are listed by kind, including those whose relations change', () => {
  const files = {
    ...releaseFile('2026.2'),
    'terms/system.yaml': undefined,
    'terms/whole.yaml': worldFiles['terms/system.yaml'],
    ...changed('tools/gantt-chart.yaml', 'Shows tasks', 'Draws tasks'),
    ...changed(mappings, 'lean:flow', 'lean:pull'),
  }
  expect(since(files)).toEqual([
    'Since release 2026.1:',
    '  tools: 2 changed: tool:fishbone-diagram, tool:gantt-chart',
    '  terms: 1 new: term:whole',
    '  terms: 1 gone: term:system',
    '  elements: 2 changed: lean:flow, lean:pull',
    '  mappings: 1 new: mapping:tool-fishbone-diagram-to-lean-pull',
    '  mappings: 1 gone: mapping:tool-fishbone-diagram-to-lean-flow',
  ])
})

test('a change of guidance is a change of its item', () => {
  expect(since(changed('tools/fishbone-diagram.yaml', '**causes**', '*causes*'))).toEqual([
    'Since release 2026.1:',
    '  tools: 1 changed: tool:fishbone-diagram',
  ])
})

test('a withdrawn item counts as removed', () => {
  const withdrawn = {
    'worksheets/canvas.yaml': `${worldFiles['worksheets/canvas.yaml']}withdrawn: { on: 2026-01-02, reason: R }\n`,
  }
  expect(since(withdrawn)).toContain('  worksheets: 1 gone: worksheet:canvas')
})

test('at most ten items are listed', () => {
  const terms = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`terms/t${i + 10}.yaml`, worldFiles['terms/system.yaml']]),
  )
  expect(since(terms)).toEqual([
    'Since release 2026.1:',
    `  terms: 12 new: ${Array.from({ length: 10 }, (_, i) => `term:t${i + 10}`).join(', ')}, …`,
  ])
})

test('a change outside items is reported as such', () => {
  expect(since({ ...releaseFile('2026.2'), 'synonyms.yaml': 'groups: []\n' })).toEqual([
    'Since release 2026.1:',
    '  no item, but the release, its licence or its synonyms.',
  ])
})

test('comparing with a damaged release fails', () => {
  const folder = temporaryFolder()
  const manifest = bakeRelease(world(), folder)
  writeFileSync(join(folder, manifest.file), 'damaged')
  expect(() => describeChanges(world(releaseFile('2026.2')), folder, manifest)).toThrow(/^release 2026\.1 is damaged: /)
})
