import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../src/store/digest.ts'
import { manifestsIn } from '../../src/store/manifest.ts'
import { isIntact, bakeRelease } from '../../src/store/bakeRelease.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'
import { checkout } from './checkout.ts'
import { run } from '../support/process.ts'

const release = (folder: string, ...args: string[]) => run('src/commands/release.ts', args, {}, folder)
const whiteboard = {
  'tools/whiteboard.yaml': (worldFiles['tools/gantt-chart.yaml'] as string).replace('Gantt Chart', 'Whiteboard'),
}

describe('npm run release', () => {
  test('shows what would change, then bakes it; a dry run bakes nothing, and an id is used once', async () => {
    const { folder, releases, write } = checkout()
    expect(await release(folder, '--dry-run')).toMatchObject({
      code: 0,
      stdout: 'There is no release yet; 2026.1 would be the first.\n',
      stderr: '',
    })
    expect(existsSync(releases)).toBe(false)

    const first = `release 2026.1 stands in .releases (${digestOf(world())}).\n`
    expect(await release(folder)).toMatchObject({
      code: 0,
      stdout: `There is no release yet; 2026.1 would be the first.\n${first}`,
      stderr: '',
    })

    write(whiteboard)
    expect(await release(folder)).toMatchObject({
      code: 1,
      stderr:
        'release 2026.1 was baked already, with other content. A release never changes: give data/release.yaml a new id and date.\n',
    })

    const next = {
      ...whiteboard,
      ...releaseFile('2026.2'),
      'terms/system.yaml': (worldFiles['terms/system.yaml'] as string).replace('whole', 'unit'),
    }
    write(next)
    const before = readdirSync(releases)
    const changes =
      'Since release 2026.1:\n  strands: 1 changed: strand:plan\n  activities: 1 changed: activity:plan-work\n  tools: 1 new: tool:whiteboard\n  terms: 1 changed: term:system\n'
    expect(await release(folder, '--dry-run')).toMatchObject({ code: 0, stdout: changes, stderr: '' })
    expect(readdirSync(releases)).toEqual(before)
    expect(await release(folder)).toMatchObject({
      code: 0,
      stdout: `${changes}release 2026.2 stands in .releases (${digestOf(world(next))}).\n`,
      stderr: '',
    })
    expect(manifestsIn(releases).map(({ id }) => id)).toEqual(['2026.2', '2026.1'])
  })

  test('bakes nothing from content with mistakes', async () => {
    const { folder, releases } = checkout({ 'strands/plan.yaml': 'name: Plan\n' })
    const { code, stdout, stderr } = await release(folder)
    expect([code, stdout, existsSync(releases)]).toEqual([1, '', false])
    expect(stderr).toMatch(
      /^data\/strands\/plan\.yaml:1 {2}summary is missing\n(.*\n)*\d mistakes in data\/; nothing was changed\.\n$/,
    )
  })

  test('rejects an unknown argument, and bakes nothing', async () => {
    const { folder, releases } = checkout()
    const { code, stderr } = await release(folder, '--dryrun')
    expect([code, existsSync(releases)]).toEqual([1, false])
    expect(stderr).toMatch(/^npm run release .*--dry-run.* \(got --dryrun\)\.\n$/)
  })

  test('reports a folder of releases that is a file in one sentence', async () => {
    const { folder, releases } = checkout()
    writeFileSync(releases, '')
    const { code, stderr } = await release(folder)
    expect([code, stderr.trimEnd().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^the folder of releases, \.releases, cannot be (read|written) \(\w+\)\./)],
    ])
  })

  test('bakes the same content again where its file is damaged', async () => {
    const { folder, releases } = checkout()
    const baked = bakeRelease(world(), releases)
    writeFileSync(join(releases, baked.file), 'damaged')
    expect(await release(folder)).toMatchObject({
      code: 0,
      stdout: `Nothing has changed since release 2026.1.\nrelease 2026.1 stands in .releases (${baked.digest}).\n`,
      stderr: '',
    })
    expect(isIntact(releases, baked)).toBe(true)
  })
})
