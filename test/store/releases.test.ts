import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Manifest } from '../../src/content/release.ts'
import { openReleases } from '../../src/store/releases.ts'
import { release } from '../../src/store/tables.ts'
import { bakeRelease } from '../../src/store/bakeRelease.ts'
import { temporaryFolder } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'

function openFolder(folder: string) {
  const logged: string[] = []
  const releases = openReleases(folder, (open) => open, {
    info: (message) => logged.push(message),
    warn: (message) => logged.push(message),
  })
  return { releases, logged, idOf: (id: string) => releases.byId(id)?.db.select().from(release).get()?.id }
}

test('the newest release is the one with the highest id, whenever it was baked', () => {
  const folder = temporaryFolder()
  for (const id of ['2026.10', '2026.9', '2025.11']) bakeRelease(world(releaseFile(id)), folder)
  const { releases } = openFolder(folder)
  expect([releases.current()?.info.id, releases.list().map(({ id }) => id)]).toEqual([
    '2026.10',
    ['2026.10', '2026.9', '2025.11'],
  ])
  releases.close()
})

test('a new release is served after the next refresh, and logged once', () => {
  const folder = temporaryFolder()
  bakeRelease(world(), folder)
  const { releases, logged } = openFolder(folder)
  bakeRelease(world(releaseFile('2026.2')), folder)
  expect(releases.current()?.info.id).toBe('2026.1')
  releases.refresh()
  releases.refresh()
  expect([releases.current()?.info.id, logged]).toEqual(['2026.2', ['now serving release 2026.2']])
  releases.close()
})

test('older releases are readable by id, even if they are more than the cache holds open', () => {
  const folder = temporaryFolder()
  const ids = Array.from({ length: 14 }, (_, i) => `2026.${i + 1}`)
  for (const id of ids) bakeRelease(world(releaseFile(id)), folder)
  const { releases, idOf } = openFolder(folder)
  expect(ids.map(idOf)).toEqual(ids)
  expect(ids.map(idOf)).toEqual(ids)
  expect([idOf('2026.15'), idOf('')]).toEqual([undefined, undefined])
  expect(releases.current()?.db.select().from(release).get()?.id).toBe('2026.14')
  releases.close()
})

test('an evicted release stays readable for requests that have it', () => {
  const folder = temporaryFolder()
  const ids = Array.from({ length: 12 }, (_, i) => `2026.${i + 1}`)
  for (const id of ids) bakeRelease(world(releaseFile(id)), folder)
  const { releases, idOf } = openFolder(folder)
  const first = releases.byId('2026.1')
  for (const id of ids) idOf(id)
  expect(first?.db.select().from(release).get()?.id).toBe('2026.1')
  releases.close()
})

test('a release removed from the folder is no longer available', () => {
  const folder = temporaryFolder()
  const first = bakeRelease(world(), folder)
  bakeRelease(world(releaseFile('2026.2')), folder)
  const { releases, idOf } = openFolder(folder)
  rmSync(join(folder, first.file.replace('.db', '.json')))
  rmSync(join(folder, first.file))
  releases.refresh()
  expect([idOf('2026.1'), idOf('2026.2')]).toEqual([undefined, '2026.2'])
  releases.close()
})

test('the current release goes on serving while the folder is unreadable', () => {
  const folder = join(temporaryFolder(), 'releases')
  const { id } = bakeRelease(world(), folder) satisfies Manifest
  const { releases, logged } = openFolder(folder)
  renameSync(folder, `${folder}-away`)
  releases.refresh()
  expect([releases.current()?.info.id, logged]).toEqual([
    id,
    ['the folder of releases cannot be read (ENOENT); release 2026.1 goes on serving'],
  ])
  renameSync(`${folder}-away`, folder)
  bakeRelease(world(releaseFile('2026.2')), folder)
  releases.refresh()
  expect(releases.current()?.info.id).toBe('2026.2')
  releases.close()
})

test('a missing or empty folder is an error with advice', () => {
  const folder = temporaryFolder()
  expect(() => openFolder(folder)).toThrow(`there is no sound release in ${folder}. Bake one with "npm run release".`)
  const missing = join(folder, 'missing')
  expect(() => openFolder(missing)).toThrow(
    `the folder of releases, ${missing}, cannot be read (ENOENT). Bake a release with "npm run release".`,
  )
})
