import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, onTestFinished } from 'vitest'
import { manifestsIn, OperatorError } from '../../src/store/manifest.ts'
import { isIntact, bakeRelease } from '../../src/store/bakeRelease.ts'
import { temporaryFolder } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const NOBODY = 65534

/** Drops the rights of the superuser, who can write everywhere, for the rest of the test. */
function dropRights(): void {
  if (process.geteuid?.() !== 0) return
  process.setegid?.(NOBODY)
  process.seteuid?.(NOBODY)
  onTestFinished(() => {
    process.seteuid?.(0)
    process.setegid?.(0)
  })
}

/** Sets the mode of a folder until the test ends. */
function setMode(folder: string, mode: number): void {
  chmodSync(folder, mode)
  onTestFinished(() => chmodSync(folder, 0o755))
}

/** The message with which seeding fails. */
function seedError(folder: string): string {
  try {
    bakeRelease(world(releaseFile('2026.2')), folder)
  } catch (error) {
    if (error instanceof OperatorError) return error.message
    throw error
  }
  throw new Error('seeding succeeded')
}

const cannotBeWritten = (folder: string, code: string) =>
  `the folder of releases, ${folder}, cannot be written (${code}). Make it writable, or set RELEASES_DIR to a folder that is.`

describe('an unwritable folder is reported in one sentence', () => {
  test('if it is a file, or below one', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(seedError(file)).toBe(cannotBeWritten(file, 'EEXIST'))
    expect(seedError(join(file, 'below'))).toBe(cannotBeWritten(join(file, 'below'), 'ENOTDIR'))
  })

  test('if it is read-only, and it is left unchanged', () => {
    const folder = temporaryFolder()
    const first = bakeRelease(world(), folder)
    const before = readdirSync(folder)
    setMode(folder, 0o555)
    dropRights()
    expect(seedError(folder)).toMatch(
      /^the folder of releases, .* cannot be written \(\w+\)\. Make it writable, or set RELEASES_DIR to a folder that is\.$/,
    )
    expect(seedError(join(folder, 'below'))).toBe(cannotBeWritten(join(folder, 'below'), 'EACCES'))
    expect([readdirSync(folder), isIntact(folder, first)]).toEqual([before, true])
    expect(bakeRelease(world(), folder)).toEqual(first)
  })

  test('if it has leftovers of a killed bake', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.baking-999999999-1.db'), 'half')
    setMode(folder, 0o555)
    dropRights()
    expect(seedError(folder)).toMatch(/cannot be written \(\w+\)\. Make it writable/)
  })

  test('if it is not even readable', () => {
    const above = temporaryFolder()
    const folder = join(above, 'closed')
    mkdirSync(folder)
    chmodSync(above, 0o755)
    setMode(folder, 0)
    dropRights()
    expect(seedError(folder)).toMatch(/^the folder of releases, .* cannot be (read|written) \(EACCES\)\./)
  })
})

describe('a full disk is reported in one sentence, without leftovers,', () => {
  /** Seeds in a process with a limit of the size of files, in blocks. */
  const seededWithin = (blocks: number, folder: string) =>
    new Promise<{ code: number; stderr: string }>((resolve) => {
      const script = `ulimit -f ${blocks}; exec "$0" --import tsx test/store/bakeProcess.ts "$1" 2 1 300`
      execFile('/bin/sh', ['-c', script, process.execPath, folder], { cwd: root }, (error, _stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stderr }),
      )
    })

  test.each([2, 120, 500])('if it is full after %i blocks', async (blocks) => {
    const folder = temporaryFolder()
    const first = bakeRelease(world(), folder)
    const before = readdirSync(folder)
    const { code, stderr } = await seededWithin(blocks, folder)
    expect(stderr).toMatch(
      /^no room to write a release in \S+ \(\w+\)\. Nothing was changed there; free some space and try again\.\n$/,
    )
    expect([code, readdirSync(folder), manifestsIn(folder)]).toEqual([1, before, [first]])
    expect(isIntact(folder, first)).toBe(true)
  })

  test('and the same content is baked if there is room', async () => {
    const folder = temporaryFolder()
    expect(await seededWithin(100_000, folder)).toEqual({ code: 0, stderr: '' })
    expect(manifestsIn(folder).map(({ id }) => id)).toEqual(['2026.2'])
  })
})
