import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../src/content/release.ts'
import { manifestsIn, sha256 } from '../../src/store/manifest.ts'
import { openRelease } from '../../src/store/open.ts'
import { openReleases } from '../../src/store/releases.ts'
import { seed } from '../../src/store/seed.ts'
import { temporaryFolder } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'

const ids = ['2026.1', '2026.2', '2026.3']

function seeded(): { folder: string; manifests: Manifest[]; fileOf(manifest: Manifest): string } {
  const folder = temporaryFolder()
  const manifests = ids.map((id) => seed(world(releaseFile(id)), folder))
  return { folder, manifests, fileOf: (manifest) => join(folder, manifest.file) }
}

/** The releases of a folder, as ids, and what was said while they were opened. */
function opened(folder: string) {
  const said: string[] = []
  const releases = openReleases(folder, ({ info }) => info.id, {
    info: (message) => said.push(message),
    warn: (message) => said.push(message),
  })
  return { releases, said }
}

function rewriteManifest(folder: string, manifest: Manifest, change: Partial<Record<keyof Manifest, unknown>>): void {
  writeFileSync(join(folder, manifest.file.replace('.db', '.json')), JSON.stringify({ ...manifest, ...change }))
}

/** Where a bit of a file may flip: its head, its middle, its last byte. */
const places: [string, (size: number) => number][] = [
  ['first', () => 0],
  ['middle', (size) => size >> 1],
  ['last', (size) => size - 1],
]

describe('a damaged release is refused, and the next valid one is served', () => {
  const damage: [what: string, harm: (file: string) => void][] = [
    ...places.map(([what, at]): [string, (file: string) => void] => [
      `one bit of the ${what} byte is another`,
      (file) => {
        const bytes = readFileSync(file)
        bytes[at(bytes.length)] = (bytes[at(bytes.length)] as number) ^ 1
        writeFileSync(file, bytes)
      },
    ]),
    ['its end is missing', (file) => truncateSync(file, readFileSync(file).length - 4096)],
    ['it is empty', (file) => truncateSync(file, 0)],
    ['it is no database', (file) => writeFileSync(file, 'not a database')],
  ]

  test.each(damage)('where %s', (_what, harm) => {
    const { folder, manifests, fileOf } = seeded()
    const newest = manifests[2] as Manifest
    harm(fileOf(newest))
    const { releases, said } = opened(folder)
    expect(releases.current()).toBe('2026.2')
    expect(said).toEqual([
      `release 2026.3 is damaged: the bytes of ${fileOf(newest)} do not have the checksum in its manifest. Remove both and bake or copy it again.`,
    ])
    expect([releases.list().map(({ id }) => id), releases.byId('2026.3'), releases.byId('2026.1')]).toEqual([
      ['2026.2', '2026.1'],
      undefined,
      '2026.1',
    ])
    releases.close()
  })

  test('where several are, and where all are there is nothing to serve', () => {
    const { folder, manifests, fileOf } = seeded()
    for (const manifest of manifests.slice(1)) truncateSync(fileOf(manifest), 100)
    const { releases, said } = opened(folder)
    expect([releases.current(), said.length]).toEqual(['2026.1', 2])
    releases.close()
    truncateSync(fileOf(manifests[0] as Manifest), 100)
    expect(() => opened(folder)).toThrow(`there is no sound release in ${folder}. Bake one with "npm run release".`)
  })

  test('until it is mended in its place', () => {
    const { folder, manifests, fileOf } = seeded()
    const newest = manifests[2] as Manifest
    const sound = readFileSync(fileOf(newest))
    truncateSync(fileOf(newest), 100)
    const { releases } = opened(folder)
    expect(releases.current()).toBe('2026.2')
    writeFileSync(fileOf(newest), sound)
    releases.refresh()
    expect(releases.current()).toBe('2026.3')
    releases.close()
  })
})

describe('a manifest', () => {
  test('that is cut short is passed over until it is whole', () => {
    const { folder, manifests } = seeded()
    const newest = manifests[2] as Manifest
    const file = join(folder, newest.file.replace('.db', '.json'))
    const whole = readFileSync(file)
    writeFileSync(file, whole.subarray(0, 100))
    expect(manifestsIn(folder).map(({ id }) => id)).toEqual(['2026.2', '2026.1'])
    const { releases } = opened(folder)
    expect(releases.current()).toBe('2026.2')
    writeFileSync(file, whole)
    releases.refresh()
    expect(releases.current()).toBe('2026.3')
    releases.close()
  })

  test('that claims another file’s bytes is not believed', () => {
    const { folder, manifests } = seeded()
    const [first, , newest] = manifests as [Manifest, Manifest, Manifest]
    rewriteManifest(folder, newest, { file: first.file, sha256: first.sha256 })
    expect(() => openRelease(folder, manifestsIn(folder)[0] as Manifest)).toThrow(
      /^release 2026\.3 is not what its manifest says: .* holds 2026\.1\. Remove both and bake or copy it again\.$/,
    )
  })

  test.each(['../../outside.db', '/etc/passwd', 'release.db'])('may not lead out of its folder, to %s', (file) => {
    const { folder, manifests } = seeded()
    rewriteManifest(folder, manifests[2] as Manifest, { file })
    expect(manifestsIn(folder).map(({ id }) => id)).toEqual(['2026.2', '2026.1'])
  })
})

describe('a release of another format', () => {
  test('is not opened, though its bytes are what its manifest says', () => {
    const { folder, manifests, fileOf } = seeded()
    const newest = manifests[2] as Manifest
    const sqlite = new Database(fileOf(newest))
    sqlite.exec('ALTER TABLE items RENAME COLUMN json TO body')
    sqlite.close()
    rewriteManifest(folder, newest, { format: newest.format + 1, sha256: sha256(readFileSync(fileOf(newest))) })
    expect(() => openRelease(folder, manifestsIn(folder)[0] as Manifest)).toThrow(
      `release 2026.3 is of format ${newest.format + 1}, and this version reads format ${newest.format}. Bake it again from its content.`,
    )
    const { releases } = opened(folder)
    expect([releases.current(), releases.byId('2026.3'), releases.list().length]).toEqual(['2026.2', undefined, 2])
    releases.close()
  })

  test('is baked again from the same content', () => {
    const { folder, manifests } = seeded()
    const newest = manifests[2] as Manifest
    rewriteManifest(folder, newest, { format: newest.format + 1 })
    expect(seed(world(releaseFile('2026.3')), folder)).toEqual(newest)
    const { releases } = opened(folder)
    expect(releases.current()).toBe('2026.3')
    releases.close()
  })
})
