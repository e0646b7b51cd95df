// A release beside its file: the manifest says what the file holds, and that it is whole.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareReleaseIds, Manifest } from '../content/release.ts'

/** Something that an operator or a curator must do first; its message says what. */
export class Refusal extends Error {}

/** What a failure of the disk means to whoever runs the service; undefined where it is none. */
export function diskRefusal(error: unknown, folder: string): Refusal | undefined {
  const { code = '' } = error as { code?: string }
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return new Refusal(
      `no room to write a release in ${folder} (${code}). Nothing was changed there; free some space and try again.`,
    )
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new Refusal(
      `the folder of releases, ${folder}, cannot be written (${code}). Make it writable, or set RELEASES_DIR to a folder that is.`,
    )
  }
  return undefined
}

/** The manifests in a folder, newest release first. A file that is no manifest is left out: it was never published whole. */
export function manifestsIn(folder: string): Manifest[] {
  if (!existsSync(folder)) return []
  const manifests: Manifest[] = []
  for (const name of namesIn(folder)) {
    if (!/^[0-9a-f]{64}\.json$/.test(name)) continue
    const manifest = readManifest(join(folder, name))
    if (manifest !== undefined) manifests.push(manifest)
  }
  return manifests.sort((a, b) => compareReleaseIds(b.id, a.id))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw diskRefusal(error, folder) ?? error
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
