// The releases in a folder: the newest sound one is served, older ones stay readable by name.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../content/release.ts'
import { manifestsIn, Refusal } from './manifest.ts'
import { type OpenRelease, openRelease, type StatementListener } from './open.ts'
import { FORMAT } from './format.ts'

/** Names, sizes and times of the files, so that one that is mended in its place is seen. */
function listFiles(folder: string): string {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => {
      // One that was removed since the folder was read is not there.
      const file = statSync(join(folder, name), { throwIfNoEntry: false })
      return `${name} ${file?.size} ${file?.mtimeMs}`
    })
    .join('\n')
}

export type Log = { info(message: string): void; warn(message: string): void }
export type Releases<T> = ReturnType<typeof openReleases<T>>

/** How many older releases are held open at once: each has its own part of the memory. */
const MAX_OPEN = 2
/** How long a release that is no longer held stays open, for requests that still read it. */
const CLOSE_DELAY_MS = 60_000

type CachedRelease<T> = { open: OpenRelease; value: T }

type Options = {
  onStatement?: StatementListener | undefined
  /** Whether the first release may come later. */
  mayBeEmpty?: boolean
}

/**
 * Watches a folder of releases. `make` turns an opened release into what readers of it use.
 * @throws Refusal where no release in the folder can be opened, unless that may be.
 */
export function openReleases<T>(
  folder: string,
  make: (release: OpenRelease) => T,
  log: Log,
  { onStatement, mayBeEmpty = false }: Options = {},
) {
  /** By digest, least recently used first. */
  const openCache = new Map<string, CachedRelease<T>>()
  const refused = new Set<string>()
  let manifests: Manifest[] = []
  let listing = ''
  let current: { digest: string; value: T } | undefined
  let version = 0
  let timer: NodeJS.Timeout | undefined

  function cachedRelease(manifest: Manifest): CachedRelease<T> | undefined {
    const cached = openCache.get(manifest.digest)
    if (cached !== undefined) {
      openCache.delete(manifest.digest)
      openCache.set(manifest.digest, cached)
      return cached
    }
    if (refused.has(manifest.sha256)) return undefined
    try {
      const open = openRelease(folder, manifest, onStatement)
      const entry = { open, value: make(open) }
      openCache.set(manifest.digest, entry)
      evict()
      return entry
    } catch (error) {
      refused.add(manifest.sha256)
      version++
      log.warn(
        error instanceof Refusal
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

  /** Looks at the folder again, and moves to the newest sound release. What cannot be read leaves the present one serving. */
  function refresh(): void {
    try {
      const now = listFiles(folder)
      if (now === listing && (current !== undefined || mayBeEmpty)) return
      manifests = manifestsIn(folder).filter((m) => m.format === FORMAT)
      listing = now
      version++
      refused.clear()
    } catch (error) {
      if (current === undefined && !mayBeEmpty)
        throw new Refusal(
          `the folder of releases, ${folder}, cannot be read (${(error as { code?: string }).code}). Bake a release with "npm run release".`,
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
    throw new Refusal(`there is no sound release in ${folder}. Bake one with "npm run release".`)

  return {
    /** The newest sound release, or undefined where the first is still to come. */
    current(): T | undefined {
      return current?.value
    },
    /** A release by its id, or undefined where it is not kept. */
    byId(id: string): T | undefined {
      const manifest = manifests.find((m) => m.id === id)
      return manifest === undefined ? undefined : cachedRelease(manifest)?.value
    },
    /** What is kept, newest first. */
    list(): Manifest[] {
      return manifests.filter((m) => !refused.has(m.sha256))
    },
    /** Another number whenever a release came, went, or was found unsound. */
    version: (): number => version,
    refresh,
    /** Looks for a new release every so many milliseconds, until closed. */
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
