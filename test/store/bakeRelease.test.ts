import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Content } from '../../src/content/content.ts'
import { digestOf } from '../../src/store/digest.ts'
import { isIntact, bakeRelease } from '../../src/store/bakeRelease.ts'
import { manifestsIn, sha256 } from '../../src/store/manifest.ts'
import { wordsOf } from '../../src/search/words.ts'
import { temporaryFolder } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

/** Content whose last tool cannot be baked. */
function invalidContent(): Content {
  const content = world({ ...releaseFile('2026.2'), 'tools/whiteboard.yaml': worldFiles['tools/gantt-chart.yaml'] })
  const tool = content.items.tool.get('whiteboard')
  if (tool !== undefined) tool.name = 'White\u001Aboard'
  return content
}

describe('seeding', () => {
  test('writes the release, and a manifest with its checksum', () => {
    const folder = join(temporaryFolder(), 'new', 'releases')
    const content = world()
    const manifest = bakeRelease(content, folder)
    const name = digestOf(content).slice('sha256:'.length)
    const bytes = readFileSync(join(folder, `${name}.db`))
    expect(manifest).toEqual({
      format: manifest.format,
      id: '2026.1',
      digest: `sha256:${name}`,
      publishedAt: '2026-01-01T00:00:00Z',
      file: `${name}.db`,
      bytes: bytes.length,
      sha256: sha256(bytes),
    })
    expect(readdirSync(folder).sort()).toEqual([`${name}.db`, `${name}.json`])
    expect(manifestsIn(folder)).toEqual([manifest])
    expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3')
    // The file format versions: 1 is a rollback journal, 2 would be a write-ahead log.
    expect([bytes[18], bytes[19]]).toEqual([1, 1])
  })

  test('is idempotent for the same content', () => {
    const folder = temporaryFolder()
    const first = bakeRelease(world(), folder)
    const before = readdirSync(folder).map((name) => statSync(join(folder, name)).ino)
    expect(bakeRelease(world(), folder)).toEqual(first)
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).ino)).toEqual(before)
  })

  test('writes the same bytes in any folder', () => {
    expect(bakeRelease(world(), temporaryFolder()).sha256).toBe(bakeRelease(world(), temporaryFolder()).sha256)
  })

  test('numbers the items of a kind in the order of their names', () => {
    const folder = temporaryFolder()
    const db = new Database(join(folder, bakeRelease(world(), folder).file), { readonly: true })
    const rows = db.prepare('SELECT number, kind, json FROM items ORDER BY number').all() as {
      number: number
      kind: string
      json: string
    }[]
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1))
    for (const kind of new Set(rows.map((row) => row.kind))) {
      const names = rows
        .filter((row) => row.kind === kind)
        .map(({ json }) => wordsOf((JSON.parse(json) as { name: string }).name).join(' '))
      expect(names, kind).toEqual([...names].sort())
    }
    db.close()
  })

  test('rewrites the release if its file is damaged or missing', () => {
    const folder = temporaryFolder()
    const first = bakeRelease(world(), folder)
    writeFileSync(join(folder, first.file), 'damaged')
    expect(bakeRelease(world(), folder)).toEqual(first)
    expect(isIntact(folder, first)).toBe(true)
  })

  test('rejects different content for an existing id', () => {
    const folder = temporaryFolder()
    bakeRelease(world(), folder)
    const before = readdirSync(folder)
    const other = world({ 'terms/system.yaml': (worldFiles['terms/system.yaml'] as string).replace('whole', 'unit') })
    expect(() => bakeRelease(other, folder)).toThrow(
      'release 2026.1 was baked already, with other content. A release never changes: give data/release.yaml a new id and date.',
    )
    expect(readdirSync(folder)).toEqual(before)
  })

  test('publishes old content again under a new id', () => {
    const folder = temporaryFolder()
    bakeRelease(world(), folder)
    bakeRelease(world({ ...releaseFile('2026.2'), 'terms/system.yaml': undefined }), folder)
    bakeRelease(world(releaseFile('2026.10')), folder)
    expect(manifestsIn(folder).map(({ id }) => id)).toEqual(['2026.10', '2026.2', '2026.1'])
  })
})

describe('an interrupted bake', () => {
  test('leaves no manifest and no other file', () => {
    const folder = temporaryFolder()
    expect(() => bakeRelease(invalidContent(), folder)).toThrow(
      'tool:whiteboard holds the character U+001A or U+0005, which stand for addresses. Take it out.',
    )
    expect(readdirSync(folder)).toEqual([])
  })

  test('leaves existing releases unchanged', () => {
    const folder = temporaryFolder()
    const first = bakeRelease(world(), folder)
    const before = readdirSync(folder)
    expect(() => bakeRelease(invalidContent(), folder)).toThrow('tool:whiteboard')
    expect([readdirSync(folder), manifestsIn(folder), isIntact(folder, first)]).toEqual([before, [first], true])
  })

  test('leaves no file of the release if its manifest cannot be written', () => {
    const folder = temporaryFolder()
    const name = digestOf(world()).slice('sha256:'.length)
    // A folder in the place of the manifest, which fails to be renamed.
    mkdirSync(join(folder, `${name}.json`, 'in-the-way'), { recursive: true })
    expect(() => bakeRelease(world(), folder)).toThrow()
    expect(readdirSync(folder)).toEqual([`${name}.json`])
  })
})

describe('the leftover of another bake', () => {
  const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid

  test('is removed if its process was killed, and kept while it runs', () => {
    const folder = temporaryFolder()
    const [dead, alive] = [deadProcess(), process.ppid]
    const names = [
      `.baking-${dead}-1.db`,
      `.baking-${dead}-1.db-journal`,
      `.baking-${dead}-1.db.json`,
      `.baking-${alive}-1.db`,
    ]
    for (const name of names) writeFileSync(join(folder, name), 'half')
    const { file } = bakeRelease(world(), folder)
    expect(readdirSync(folder).sort()).toEqual([`.baking-${alive}-1.db`, file, file.replace('.db', '.json')].sort())
  })

  test('is removed even if its process was killed between writing the release and its manifest', () => {
    const folder = temporaryFolder()
    const first = bakeRelease(world(), folder)
    const orphan = join(folder, `${'0'.repeat(64)}.db`)
    writeFileSync(orphan, 'whole, and never published')
    bakeRelease(world(releaseFile('2026.2')), folder)
    expect([existsSync(orphan), isIntact(folder, first)]).toEqual([false, true])
  })
})
