// Importing a module has no side effects.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/app.ts'

const src = fileURLToPath(new URL('../../src', import.meta.url))
const modules = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
const tsx = import.meta.resolve('tsx')

function imported(folder: string, paths: string[], cwd: string): { imported: number; effects: string[] } {
  const probe = fileURLToPath(new URL('probe.ts', import.meta.url))
  return JSON.parse(
    execFileSync(process.execPath, ['--import', tsx, probe, folder, ...paths], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    }),
  )
}

test('importing a module of src/ has no side effects', () => {
  const cwd = temporaryFolder()
  // Commands and the server are entry points.
  const inert = modules.filter((path) => !path.startsWith('commands/') && path !== 'server.ts')
  expect(inert.length).toBeGreaterThanOrEqual(60)
  expect(imported(src, inert, cwd)).toEqual({ imported: inert.length, effects: [] })
  expect(readdirSync(cwd)).toEqual([])
})

test('a module with side effects is detected', () => {
  const folder = temporaryFolder()
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3')
  const offenders: Record<string, string> = {
    'database.ts': `import Database from ${JSON.stringify(sqlite)}\nexport const db = new Database(':memory:')`,
    'listens.ts':
      "import { createServer } from 'node:http'\nexport const server = createServer().listen(0, '127.0.0.1')",
    'reads.ts':
      "import { readFileSync } from 'node:fs'\nexport const text = readFileSync(new URL('reads.ts', import.meta.url), 'utf8')",
    'signals.ts': "process.once('SIGTERM', () => {})",
    'waits.ts': 'export const timer = setInterval(() => {}, 1000)',
    'writes.ts': "import { writeFileSync } from 'node:fs'\nwriteFileSync('written.txt', 'here')",
  }
  for (const [path, text] of Object.entries(offenders)) writeFileSync(join(folder, path), text)
  const { effects } = imported(folder, Object.keys(offenders), folder)
  expect(effects).toEqual(
    expect.arrayContaining([
      'database.ts: dlopen',
      'listens.ts: listen',
      'reads.ts: readFileSync',
      'signals.ts: on',
      'waits.ts: goes on',
      'writes.ts: writeFileSync',
    ]),
  )
})

test('there are no barrels and no default exports', () => {
  expect(modules.filter((path) => /(^|\/)index\.ts$/.test(path))).toEqual([])
  const texts = modules.map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))
  expect(texts.filter(({ text }) => /^export \*/m.test(text)).map(({ path }) => path)).toEqual([])
  const passesOn = texts.filter(({ text }) => /^export (type )?\{[^}]*\} from /m.test(text))
  expect(
    passesOn
      .filter(({ text }) => !/^export (async function|function|const|class) /m.test(text))
      .map(({ path }) => path),
  ).toEqual([])
  expect(texts.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([])
  expect(texts.length).toBeGreaterThanOrEqual(70)
})

test('no type is any', () => {
  const open = modules.filter((path) => /(:|<|\bas|\|)\s*any\b(?!\s+\w)/.test(readFileSync(join(src, path), 'utf8')))
  expect(open).toEqual([])
})
