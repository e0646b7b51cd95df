import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { temporaryFolder } from '../support/app.ts'
import { world } from '../support/world.ts'
import { checkout } from './checkout.ts'
import { type Environment, freePort, run } from '../support/process.ts'

const { folder: here } = checkout({}, afterAll)

/** Runs a command that fails: the lines of stderr, with nothing on stdout. */
async function failureOf(command: string, environment: Environment): Promise<string[]> {
  const { code, stdout, stderr } = await run(
    `src/commands/${command}.ts`,
    [],
    { LOG_LEVEL: 'warn', ...environment },
    here,
  )
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr.endsWith('\n')).toBe(true)
  return stderr.trimEnd().split('\n')
}

function seededFolder(): string {
  const folder = temporaryFolder()
  bakeRelease(world(), folder)
  return folder
}

describe('a command that fails explains it in one sentence and exits non-zero', () => {
  test('if the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const sentence = `port ${port} is in use on 127.0.0.1. Stop what uses it, or set PORT to another.`
    const environment = { PORT: String(port), RELEASES_DIR: seededFolder() }
    expect(await Promise.all(['serve', 'start'].map((command) => failureOf(command, environment)))).toEqual([
      [sentence],
      [sentence],
    ])
    other.close()
  })

  test('if the address is not of this machine', async () => {
    expect(
      await failureOf('serve', { HOST: '192.0.2.1', PORT: String(await freePort()), RELEASES_DIR: seededFolder() }),
    ).toEqual(['192.0.2.1 is not an address of this machine. Set HOST to one that is, or to 0.0.0.0 for all.'])
  })

  test('if there is no release to serve', async () => {
    const folder = temporaryFolder()
    const missing = join(folder, 'missing')
    expect(await Promise.all([folder, missing].map((RELEASES_DIR) => failureOf('serve', { RELEASES_DIR })))).toEqual([
      [`there is no sound release in ${folder}. Bake one with "npm run release".`],
      [`the folder of releases, ${missing}, cannot be read (ENOENT). Bake a release with "npm run release".`],
    ])
  })

  test('if the only release is damaged', async () => {
    const folder = temporaryFolder()
    const { file } = bakeRelease(world(), folder)
    writeFileSync(join(folder, file), 'damaged')
    expect(await failureOf('serve', { RELEASES_DIR: folder })).toEqual([
      `release 2026.1 is damaged: the bytes of ${join(folder, file)} do not have the checksum in its manifest. Remove both and bake or copy it again.`,
      `there is no sound release in ${folder}. Bake one with "npm run release".`,
    ])
  })

  test('if releases cannot be written', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const below = join(file, 'releases')
    const sentence = `the folder of releases, ${below}, cannot be written (ENOTDIR). Make it writable, or set RELEASES_DIR to a folder that is.`
    expect(await failureOf('start', { RELEASES_DIR: below })).toEqual([sentence])
  })
})

describe('an invalid environment variable is reported with what is allowed', () => {
  const invalid: [variable: string, value: string, message: string][] = [
    ['PORT', 'http', 'PORT must be a number (got "http")'],
    [
      'PUBLIC_URL',
      'toolkit.example',
      'PUBLIC_URL must be an http or https address, such as https://toolkit.example.nhs.uk (got "toolkit.example")',
    ],
    [
      'LOG_LEVEL',
      'wran',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent (got "wran"). Did you mean "warn"?',
    ],
    [
      'REPORT_URL',
      'ftp://example.org/',
      'REPORT_URL must be an http, https or mailto address (got "ftp://example.org/")',
    ],
  ]

  test('all invalid ones at once', async () => {
    expect(await failureOf('serve', Object.fromEntries(invalid.map(([variable, value]) => [variable, value])))).toEqual(
      invalid.map(([, , message]) => message),
    )
  })

  test('by commands that do not serve, too', async () => {
    expect(await failureOf('release', { PORT: '70000' })).toEqual(['PORT must be at most 65535 (got "70000")'])
  })
})
