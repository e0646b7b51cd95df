// Writes release files atomically, and cleans up after killed processes.
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../content/release.ts'
import { diskError } from './manifest.ts'

/** @throws Refusal if it cannot be created. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw diskError(error, folder) ?? error
  }
}

/** A temporary name that includes the process id, so that leftovers of killed processes can be told apart. */
export function temporaryFile(folder: string, doing: 'baking' | 'fetching'): string {
  return join(folder, `.${doing}-${process.pid}-${Date.now()}.db`)
}

/** Renames a complete temporary file into place, then its manifest. */
export function renameIntoPlace(folder: string, temporary: string, manifest: Manifest): void {
  const manifestFile = manifest.file.replace(/db$/, 'json')
  try {
    flush(temporary)
    // The manifest comes last: readers ignore files without one.
    writeFileSync(`${temporary}.json`, `${JSON.stringify(manifest, null, 2)}\n`)
    flush(`${temporary}.json`)
    renameSync(temporary, join(folder, manifest.file))
    renameSync(`${temporary}.json`, join(folder, manifestFile))
    flush(folder)
  } catch (error) {
    rmSync(`${temporary}.json`, { force: true })
    throw error
  }
}

/** Removes leftovers of killed processes, but nothing that a running process may still be writing or renaming. */
export function removeLeftovers(folder: string): void {
  const names = readdirSync(folder)
  const writers = names.flatMap((name) => writerOf(name) ?? [])
  const isWriting = writers.some(isRunning)
  for (const name of names) {
    const writer = writerOf(name)
    const isOrphan = !isWriting && /^[0-9a-f]{64}\.db$/.test(name) && !names.includes(name.replace(/db$/, 'json'))
    if (isOrphan || (writer !== undefined && !isRunning(writer))) rmSync(join(folder, name), { force: true })
  }
}

function writerOf(name: string): number | undefined {
  const pid = /^\.(?:baking|fetching)-(\d+)-/.exec(name)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

export function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
