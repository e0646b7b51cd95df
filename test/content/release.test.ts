import { expect, test } from 'vitest'
import { compareReleaseIds, AuthoredRelease } from '../../src/content/release.ts'
import { world } from '../support/world.ts'

test('release ids are ordered numerically', () => {
  expect(['2026.10', '2026.9', '2025.11', '2027.1', '2026.2'].sort(compareReleaseIds)).toEqual([
    '2025.11',
    '2026.2',
    '2026.9',
    '2026.10',
    '2027.1',
  ])
  expect(compareReleaseIds('2026.1', '2026.1')).toBe(0)
})

test.each(['2026', '2026.1.2', '26.1', 'v2026.1', '2026.x', '2026.', '2026.12345'])('"%s" is no release id', (id) => {
  expect(AuthoredRelease.safeParse({ ...world().release, id }).success).toBe(false)
})

test('the date of a release is in UTC', () => {
  expect(AuthoredRelease.safeParse({ ...world().release, publishedAt: '2026-01-01T00:00:00+01:00' }).success).toBe(
    false,
  )
  expect(AuthoredRelease.parse(world().release)).toEqual(world().release)
})
