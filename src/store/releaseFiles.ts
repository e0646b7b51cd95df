// How a release comes to stand in a folder: whole or not at all.
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../content/release.ts'
import { diskRefusal } from './manifest.ts'

/** @throws Refusal where it cannot be made. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw diskRefusal(error, folder) ?? error
  }
}

/** Where a file is written before it has its name; the name says which process writes it. */
export function temporaryIn(folder: string, doing: 'baking' | 'fetching'): string {
  return join(folder, `.${doing}-${process.pid}-${Date.now()}.db`)
}

/** Gives a file that was written whole its name, and its manifest. A failure leaves the manifest unwritten. */
export function publish(folder: string, temporary: string, manifest: Manifest): void {
  const manifestFile = manifest.file.replace(/db$/, 'json')
  try {
    flush(temporary)
    // The manifest comes last: until it stands there, nobody opens the file.
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

/** Removes what a process that was killed left behind; what another process is still writing is let be, and so is what it may have renamed. */
export function removeLeftovers(folder: string): void {
  const names = readdirSync(folder)
  const writers = names.flatMap((name) => writerOf(name) ?? [])
  const underWay = writers.some(isRunning)
  for (const name of names) {
    const writer = writerOf(name)
    const isOrphan = !underWay && /^[0-9a-f]{64}\.db$/.test(name) && !names.includes(name.replace(/db$/, 'json'))
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
