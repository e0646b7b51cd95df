import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../src/content/release.ts'
import { manifestsIn, sha256 } from '../../src/store/manifest.ts'
import { openRelease } from '../../src/store/open.ts'
import { openReleases } from '../../src/store/releases.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { temporaryFolder } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'

const ids = ['2026.1', '2026.2', '2026.3']

function seedThree(): { folder: string; manifests: Manifest[]; fileOf(manifest: Manifest): string } {
  const folder = temporaryFolder()
  const manifests = ids.map((id) => bakeRelease(world(releaseFile(id)), folder))
  return { folder, manifests, fileOf: (manifest) => join(folder, manifest.file) }
}

/** The releases of a folder, as ids, and what was logged while they were opened. */
function openFolder(folder: string) {
  const logged: string[] = []
  const releases = openReleases(folder, ({ info }) => info.id, {
    info: (message) => logged.push(message),
    warn: (message) => logged.push(message),
  })
  return { releases, logged }
}

function rewriteManifest(folder: string, manifest: Manifest, change: Partial<Record<keyof Manifest, unknown>>): void {
  writeFileSync(join(folder, manifest.file.replace('.db', '.json')), JSON.stringify({ ...manifest, ...change }))
}

/** The bytes of which a bit is flipped. */
const places: [string, (size: number) => number][] = [
  ['first', () => 0],
  ['middle', (size) => size >> 1],
  ['last', (size) => size - 1],
]

describe('a damaged release is skipped, and the next valid one is served,', () => {
  const damage: [what: string, damageFile: (file: string) => void][] = [
    ...places.map(([what, at]): [string, (file: string) => void] => [
      `a bit of the ${what} byte is flipped`,
      (file) => {
        const bytes = readFileSync(file)
        bytes[at(bytes.length)] = (bytes[at(bytes.length)] as number) ^ 1
        writeFileSync(file, bytes)
      },
    ]),
    ['it is truncated', (file) => truncateSync(file, readFileSync(file).length - 4096)],
    ['it is empty', (file) => truncateSync(file, 0)],
    ['it is not a database', (file) => writeFileSync(file, 'not a database')],
  ]

  test.each(damage)('if %s', (_what, damageFile) => {
    const { folder, manifests, fileOf } = seedThree()
    const newest = manifests[2] as Manifest
    damageFile(fileOf(newest))
    const { releases, logged } = openFolder(folder)
    expect(releases.current()).toBe('2026.2')
    expect(logged).toEqual([
      `release 2026.3 is damaged: the bytes of ${fileOf(newest)} do not have the checksum in its manifest. Remove both and bake or copy it again.`,
    ])
    expect([releases.list().map(({ id }) => id), releases.byId('2026.3'), releases.byId('2026.1')]).toEqual([
      ['2026.2', '2026.1'],
      undefined,
      '2026.1',
    ])
    releases.close()
  })

  test('if several are damaged; if all are, none is served', () => {
    const { folder, manifests, fileOf } = seedThree()
    for (const manifest of manifests.slice(1)) truncateSync(fileOf(manifest), 100)
    const { releases, logged } = openFolder(folder)
    expect([releases.current(), logged.length]).toEqual(['2026.1', 2])
    releases.close()
    truncateSync(fileOf(manifests[0] as Manifest), 100)
    expect(() => openFolder(folder)).toThrow(`there is no sound release in ${folder}. Bake one with "npm run release".`)
  })

  test('until its file is repaired', () => {
    const { folder, manifests, fileOf } = seedThree()
    const newest = manifests[2] as Manifest
    const bytes = readFileSync(fileOf(newest))
    truncateSync(fileOf(newest), 100)
    const { releases } = openFolder(folder)
    expect(releases.current()).toBe('2026.2')
    writeFileSync(fileOf(newest), bytes)
    releases.refresh()
    expect(releases.current()).toBe('2026.3')
    releases.close()
  })
})

describe('a manifest', () => {
  test('that is truncated is skipped until it is complete', () => {
    const { folder, manifests } = seedThree()
    const newest = manifests[2] as Manifest
    const file = join(folder, newest.file.replace('.db', '.json'))
    const complete = readFileSync(file)
    writeFileSync(file, complete.subarray(0, 100))
    expect(manifestsIn(folder).map(({ id }) => id)).toEqual(['2026.2', '2026.1'])
    const { releases } = openFolder(folder)
    expect(releases.current()).toBe('2026.2')
    writeFileSync(file, complete)
    releases.refresh()
    expect(releases.current()).toBe('2026.3')
    releases.close()
  })

  test('of the file of another release is rejected', () => {
    const { folder, manifests } = seedThree()
    const [first, , newest] = manifests as [Manifest, Manifest, Manifest]
    rewriteManifest(folder, newest, { file: first.file, sha256: first.sha256 })
    expect(() => openRelease(folder, manifestsIn(folder)[0] as Manifest)).toThrow(
      /^release 2026\.3 is not what its manifest says: .* holds 2026\.1\. Remove both and bake or copy it again\.$/,
    )
  })

  test.each(['../../outside.db', '/etc/passwd', 'release.db'])(
    'cannot refer to a file outside its folder: %s',
    (file) => {
      const { folder, manifests } = seedThree()
      rewriteManifest(folder, manifests[2] as Manifest, { file })
      expect(manifestsIn(folder).map(({ id }) => id)).toEqual(['2026.2', '2026.1'])
    },
  )
})

describe('a release of another format', () => {
  test('is not opened, even if its checksum is right', () => {
    const { folder, manifests, fileOf } = seedThree()
    const newest = manifests[2] as Manifest
    const sqlite = new Database(fileOf(newest))
    sqlite.exec('ALTER TABLE items RENAME COLUMN json TO body')
    sqlite.close()
    rewriteManifest(folder, newest, { format: newest.format + 1, sha256: sha256(readFileSync(fileOf(newest))) })
    expect(() => openRelease(folder, manifestsIn(folder)[0] as Manifest)).toThrow(
      `release 2026.3 is of format ${newest.format + 1}, and this version reads format ${newest.format}. Bake it again from its content.`,
    )
    const { releases } = openFolder(folder)
    expect([releases.current(), releases.byId('2026.3'), releases.list().length]).toEqual(['2026.2', undefined, 2])
    releases.close()
  })

  test('is baked again from the same content', () => {
    const { folder, manifests } = seedThree()
    const newest = manifests[2] as Manifest
    rewriteManifest(folder, newest, { format: newest.format + 1 })
    expect(bakeRelease(world(releaseFile('2026.3')), folder)).toEqual(newest)
    const { releases } = openFolder(folder)
    expect(releases.current()).toBe('2026.3')
    releases.close()
  })
})
