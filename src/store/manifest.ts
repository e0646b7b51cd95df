// Reads manifests: each describes the release file beside it, with its checksum.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareReleaseIds, Manifest } from '../content/release.ts'

/** An error for operators and curators: its message says what to do. */
export class OperatorError extends Error {}

/** Explains a disk error to the operator; undefined for any other error. */
export function diskError(error: unknown, folder: string): OperatorError | undefined {
  const { code = '' } = error as { code?: string }
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return new OperatorError(
      `no room to write a release in ${folder} (${code}). Nothing was changed there; free some space and try again.`,
    )
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new OperatorError(
      `the folder of releases, ${folder}, cannot be written (${code}). ` +
        'Make it writable, or set RELEASES_DIR to a folder that is.',
    )
  }
  return undefined
}

/** Newest release first. Invalid files are skipped: their publication was interrupted. */
export function manifestsIn(folder: string): Manifest[] {
  if (!existsSync(folder)) return []
  const manifests: Manifest[] = []
  for (const name of listFileNames(folder)) {
    if (!/^[0-9a-f]{64}\.json$/.test(name)) continue
    const manifest = readManifest(join(folder, name))
    if (manifest !== undefined) manifests.push(manifest)
  }
  return manifests.sort((a, b) => compareReleaseIds(b.id, a.id))
}

function listFileNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw diskError(error, folder) ?? error
  }
}

function readManifest(file: string): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    return undefined
  }
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
