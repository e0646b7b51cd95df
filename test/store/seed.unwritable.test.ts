import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, onTestFinished } from 'vitest'
import { manifestsIn, Refusal } from '../../src/store/manifest.ts'
import { isIntact, seed } from '../../src/store/seed.ts'
import { temporaryFolder } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const NOBODY = 65534

/** For the rest of the test, this process may do no more than any user: the superuser may write everywhere. */
function asAnyUser(): void {
  if (process.geteuid?.() !== 0) return
  process.setegid?.(NOBODY)
  process.seteuid?.(NOBODY)
  onTestFinished(() => {
    process.seteuid?.(0)
    process.setegid?.(0)
  })
}

/** Takes rights on a folder away until the test ends. */
function closedTo(folder: string, mode: number): void {
  chmodSync(folder, mode)
  onTestFinished(() => chmodSync(folder, 0o755))
}

/** What seeding is refused with. */
function refusal(folder: string): string {
  try {
    seed(world(releaseFile('2026.2')), folder)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  throw new Error('it was not refused')
}

const cannotBeWritten = (folder: string, code: string) =>
  `the folder of releases, ${folder}, cannot be written (${code}). Make it writable, or set RELEASES_DIR to a folder that is.`

describe('a folder that cannot be written is refused in one sentence', () => {
  test('where it is a file, or below one', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(refusal(file)).toBe(cannotBeWritten(file, 'EEXIST'))
    expect(refusal(join(file, 'below'))).toBe(cannotBeWritten(join(file, 'below'), 'ENOTDIR'))
  })

  test('where this user may only read it, and it stays as it was', () => {
    const folder = temporaryFolder()
    const first = seed(world(), folder)
    const before = readdirSync(folder)
    closedTo(folder, 0o555)
    asAnyUser()
    expect(refusal(folder)).toMatch(
      /^the folder of releases, .* cannot be written \(\w+\)\. Make it writable, or set RELEASES_DIR to a folder that is\.$/,
    )
    expect(refusal(join(folder, 'below'))).toBe(cannotBeWritten(join(folder, 'below'), 'EACCES'))
    expect([readdirSync(folder), isIntact(folder, first)]).toEqual([before, true])
    expect(seed(world(), folder)).toEqual(first)
  })

  test('where a killed baking left something in it', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.baking-999999999-1.db'), 'half')
    closedTo(folder, 0o555)
    asAnyUser()
    expect(refusal(folder)).toMatch(/cannot be written \(\w+\)\. Make it writable/)
  })

  test('where this user may not even read it', () => {
    const above = temporaryFolder()
    const folder = join(above, 'closed')
    mkdirSync(folder)
    chmodSync(above, 0o755)
    closedTo(folder, 0)
    asAnyUser()
    expect(refusal(folder)).toMatch(/^the folder of releases, .* cannot be (read|written) \(EACCES\)\./)
  })
})

describe('a full disk is refused in one sentence, and nothing is left on it', () => {
  /** Seeds in a process that may write no file over so many blocks. */
  const seededWithin = (blocks: number, folder: string) =>
    new Promise<{ code: number; stderr: string }>((resolve) => {
      const script = `ulimit -f ${blocks}; exec "$0" --import tsx test/store/bakeProcess.ts "$1" 2 1 300`
      execFile('/bin/sh', ['-c', script, process.execPath, folder], { cwd: root }, (error, _stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stderr }),
      )
    })

  test.each([2, 120, 500])('where it ends after %i blocks', async (blocks) => {
    const folder = temporaryFolder()
    const first = seed(world(), folder)
    const before = readdirSync(folder)
    const { code, stderr } = await seededWithin(blocks, folder)
    expect(stderr).toMatch(
      /^no room to write a release in \S+ \(\w+\)\. Nothing was changed there; free some space and try again\.\n$/,
    )
    expect([code, readdirSync(folder), manifestsIn(folder)]).toEqual([1, before, [first]])
    expect(isIntact(folder, first)).toBe(true)
  })

  test('and the same content is baked where there is room', async () => {
    const folder = temporaryFolder()
    expect(await seededWithin(100_000, folder)).toEqual({ code: 0, stderr: '' })
    expect(manifestsIn(folder).map(({ id }) => id)).toEqual(['2026.2'])
  })
})
