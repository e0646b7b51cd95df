// Serves the newest valid release of a folder, and opens older ones by id through an LRU cache.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../content/release.ts'
import { manifestsIn, OperatorError } from './manifest.ts'
import { type OpenRelease, openRelease, type StatementListener } from './open.ts'
import { FORMAT } from './format.ts'

/** Includes sizes and times, so that a file repaired in place is detected. */
function folderFingerprint(folder: string): string {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => {
      // The file may have been removed since readdir.
      const file = statSync(join(folder, name), { throwIfNoEntry: false })
      return `${name} ${file?.size} ${file?.mtimeMs}`
    })
    .join('\n')
}

export type Log = { info(message: string): void; warn(message: string): void }
export type Releases<T> = ReturnType<typeof openReleases<T>>

/** Older releases kept open: each has caches of its own. */
const MAX_OPEN = 2
/** Evicted releases are closed with a delay, since requests may still be reading them. */
const CLOSE_DELAY_MS = 60_000

type OpenedRelease<T> = { open: OpenRelease; value: T }

type Options = {
  onStatement?: StatementListener | undefined
  /** Whether to start without a release and wait for the first. */
  mayBeEmpty?: boolean
}

/**
 * `createValue` builds the value that requests read from an opened release.
 * @throws Refusal if no release in the folder can be opened, unless it may be empty.
 */
export function openReleases<T>(
  folder: string,
  createValue: (release: OpenRelease) => T,
  log: Log,
  { onStatement, mayBeEmpty = false }: Options = {},
) {
  /** By digest, least recently used first. */
  const openCache = new Map<string, OpenedRelease<T>>()
  const invalidChecksums = new Set<string>()
  let manifests: Manifest[] = []
  let lastListing = ''
  let current: { digest: string; value: T } | undefined
  let version = 0
  let timer: NodeJS.Timeout | undefined

  function cachedRelease(manifest: Manifest): OpenedRelease<T> | undefined {
    const cached = openCache.get(manifest.digest)
    if (cached !== undefined) {
      openCache.delete(manifest.digest)
      openCache.set(manifest.digest, cached)
      return cached
    }
    if (invalidChecksums.has(manifest.sha256)) return undefined
    try {
      const open = openRelease(folder, manifest, onStatement)
      const entry = { open, value: createValue(open) }
      openCache.set(manifest.digest, entry)
      evict()
      return entry
    } catch (error) {
      invalidChecksums.add(manifest.sha256)
      version++
      log.warn(
        error instanceof OperatorError
          ? error.message
          : `release ${manifest.id} cannot be opened: ${(error as Error).message}`,
      )
      return undefined
    }
  }

  function evict(): void {
    for (const [digest, entry] of openCache) {
      if (openCache.size <= MAX_OPEN + 1) return
      if (digest === current?.digest) continue
      openCache.delete(digest)
      setTimeout(() => entry.open.close(), CLOSE_DELAY_MS).unref()
    }
  }

  /** Rereads the folder and switches to the newest valid release; on failure the current one goes on serving. */
  function refresh(): void {
    try {
      const freshListing = folderFingerprint(folder)
      if (freshListing === lastListing && (current !== undefined || mayBeEmpty)) return
      manifests = manifestsIn(folder).filter((m) => m.format === FORMAT)
      lastListing = freshListing
      version++
      invalidChecksums.clear()
    } catch (error) {
      if (current === undefined && !mayBeEmpty)
        throw new OperatorError(
          `the folder of releases, ${folder}, cannot be read (${(error as { code?: string }).code}). ` +
            'Bake a release with "npm run release".',
        )
      const serving =
        current === undefined
          ? 'there is none to serve yet'
          : `release ${openCache.get(current.digest)?.open.info.id} goes on serving`
      log.warn(`the folder of releases cannot be read (${(error as { code?: string }).code}); ${serving}`)
      return
    }
    for (const manifest of manifests) {
      const entry = cachedRelease(manifest)
      if (entry === undefined) continue
      if (current?.digest !== manifest.digest) {
        if (current !== undefined || mayBeEmpty) log.info(`now serving release ${manifest.id}`)
        current = { digest: manifest.digest, value: entry.value }
      }
      return
    }
  }

  refresh()
  if (current === undefined && !mayBeEmpty)
    throw new OperatorError(`there is no sound release in ${folder}. Bake one with "npm run release".`)

  return {
    /** Undefined while waiting for the first release. */
    current(): T | undefined {
      return current?.value
    },
    byId(id: string): T | undefined {
      const manifest = manifests.find((m) => m.id === id)
      return manifest === undefined ? undefined : cachedRelease(manifest)?.value
    },
    /** Newest first, without those that failed to open. */
    list(): Manifest[] {
      return manifests.filter((m) => !invalidChecksums.has(m.sha256))
    },
    /** Increases whenever a release is added, removed or found invalid. */
    version: (): number => version,
    refresh,
    /** Polls the folder until closed. */
    watch(everyMs: number): void {
      timer ??= setInterval(refresh, everyMs).unref()
    },
    close(): void {
      clearInterval(timer)
      for (const { open } of openCache.values()) open.close()
      openCache.clear()
    },
  }
}
