// Publishes a release to a folder that any web server can host, laid out like /releases of a node.
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'
import { compareReleaseIds, Manifest } from '../content/release.ts'
import { diskError, manifestsIn, OperatorError, sha256 } from './manifest.ts'
import { openRelease } from './open.ts'
import { isSignedBy, publicKeyOf, signManifest } from './signing.ts'
import { FORMAT } from './format.ts'
import { flush, makeFolder, renameIntoPlace, removeLeftovers, temporaryFile } from './releaseFiles.ts'

/**
 * Copies the newest release of one folder to another, with `manifest.json` and `SHA256SUMS`. Atomic for readers.
 * @throws Refusal if there is none, it is damaged, or the target has a newer release or other content under its id.
 */
export function publishRelease(from: string, to: string, key?: KeyObject): Manifest {
  const newest = manifestsIn(from).find((manifest) => manifest.format === FORMAT)
  if (newest === undefined) throw new OperatorError(`there is no release in ${from}. Bake one with "npm run release".`)
  openRelease(from, newest).close()
  const published = publishedManifest(to)
  if (published !== undefined && compareReleaseIds(published.id, newest.id) > 0)
    throw new OperatorError(
      `${to} has release ${published.id}, which is newer than ${newest.id}. ` +
        'To go back, publish the old content under a new id.',
    )
  if (published?.id === newest.id && published.digest !== newest.digest)
    throw new OperatorError(
      `${to} has release ${newest.id} with other content. ` +
        'A release never changes: give data/release.yaml a new id and date.',
    )
  makeFolder(to)
  const manifest =
    key === undefined ? newest : isSignedBy(newest, publicKeyOf(key)) ? newest : signManifest(newest, key)
  const temporary = temporaryFile(to, 'fetching')
  try {
    removeLeftovers(to)
    copyFileSync(join(from, newest.file), temporary)
    renameIntoPlace(to, temporary, manifest)
    replaceFile(to, 'SHA256SUMS', checksums(to))
    replaceFile(to, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  } catch (error) {
    throw diskError(error, to) ?? error
  } finally {
    rmSync(temporary, { force: true })
  }
}

function publishedManifest(folder: string): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).data
  } catch {
    return undefined
  }
}

/** In the format of `sha256sum --check`. */
function checksums(folder: string): string {
  const names = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.(db|json)$/.test(name))
    .sort()
  return names.map((name) => `${sha256(readFileSync(join(folder, name)))}  ${name}\n`).join('')
}

/** Atomic: writes a temporary file and renames it. */
function replaceFile(folder: string, name: string, text: string): void {
  const temporary = join(folder, `.${name}-${process.pid}`)
  writeFileSync(temporary, text)
  flush(temporary)
  renameSync(temporary, join(folder, name))
  flush(folder)
}
