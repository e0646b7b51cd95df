import { readdirSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { manifestsIn } from '../../src/store/manifest.ts'
import { openReleases } from '../../src/store/releases.ts'
import { isIntact, bakeRelease } from '../../src/store/bakeRelease.ts'
import { start } from '../support/process.ts'
import { silent, temporaryFolder } from '../support/app.ts'
import { labelledContent } from './labelledContent.ts'

/** Enough for a bake to take much longer than killing it. */
const TERMS = 2000

test('a bake killed at any moment leaves the old release serving, and the next bake removes its leftovers', async () => {
  const folder = temporaryFolder()
  const baking = (n: number) => start('test/store/bakeProcess.ts', [folder, String(n), '1', String(TERMS)])
  bakeRelease(labelledContent(1), folder)
  const releases = openReleases(folder, ({ info }) => info.id, silent)

  const completed = baking(2)
  await completed.waitForLine('baking 2026.2')
  const began = performance.now()
  await completed.waitForLine('baked 2026.2')
  const lasts = performance.now() - began
  releases.refresh()
  expect([releases.current(), manifestsIn(folder).map(({ id }) => id)]).toEqual(['2026.2', ['2026.2', '2026.1']])

  let cut = 0
  for (const [i, moment] of [0, 0.25, 0.5, 0.75].entries()) {
    const id = `2026.${3 + i}`
    const { child, waitForLine, exit } = baking(3 + i)
    await waitForLine(`baking ${id}`)
    await setTimeout(lasts * moment)
    child.kill('SIGKILL')
    const { signal } = await exit
    if (signal === 'SIGKILL' && !manifestsIn(folder).some((m) => m.id === id)) cut++
    releases.refresh()
    expect(manifestsIn(folder).every((manifest) => isIntact(folder, manifest))).toBe(true)
    expect(releases.current()).toBe(manifestsIn(folder)[0]?.id)
  }
  expect(cut).toBeGreaterThanOrEqual(2)

  bakeRelease(labelledContent(20), folder)
  releases.refresh()
  expect(releases.current()).toBe('2026.20')
  const names = manifestsIn(folder).flatMap(({ file }) => [file, file.replace('.db', '.json')])
  expect(readdirSync(folder).sort()).toEqual(names.sort())
  releases.close()
})
