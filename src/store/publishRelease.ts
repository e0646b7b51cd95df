// A folder of releases for others to fetch from: the same names as a node serves under /releases, on any web server.
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'
import { compareReleaseIds, Manifest } from '../content/release.ts'
import { diskRefusal, manifestsIn, Refusal, sha256 } from './manifest.ts'
import { openRelease } from './open.ts'
import { isSignedBy, publicKeyOf, signed } from './signing.ts'
import { FORMAT } from './format.ts'
import { flush, makeFolder, publish, removeLeftovers, temporaryIn } from './releaseFiles.ts'

/**
 * Puts the newest release of one folder into another, with its manifest under the name that nodes ask for, and the checksums of all
 * that stands there. Who fetches meanwhile gets the release before, whole, or this one.
 * @throws Refusal where there is none, it is damaged, or the folder has a newer one or another of that id.
 */
export function publishRelease(from: string, to: string, key?: KeyObject): Manifest {
  const newest = manifestsIn(from).find((manifest) => manifest.format === FORMAT)
  if (newest === undefined) throw new Refusal(`there is no release in ${from}. Bake one with "npm run release".`)
  openRelease(from, newest).close()
  const published = publishedManifest(to)
  if (published !== undefined && compareReleaseIds(published.id, newest.id) > 0)
    throw new Refusal(
      `${to} has release ${published.id}, which is newer than ${newest.id}. To go back, publish the old content under a new id.`,
    )
  if (published?.id === newest.id && published.digest !== newest.digest)
    throw new Refusal(
      `${to} has release ${newest.id} with other content. A release never changes: give data/release.yaml a new id and date.`,
    )
  makeFolder(to)
  const manifest = key === undefined ? newest : isSignedBy(newest, publicKeyOf(key)) ? newest : signed(newest, key)
  const temporary = temporaryIn(to, 'fetching')
  try {
    removeLeftovers(to)
    copyFileSync(join(from, newest.file), temporary)
    publish(to, temporary, manifest)
    replaceFile(to, 'SHA256SUMS', checksums(to))
    replaceFile(to, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  } catch (error) {
    throw diskRefusal(error, to) ?? error
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

/** In the form that `sha256sum --check` reads. */
function checksums(folder: string): string {
  const names = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.(db|json)$/.test(name))
    .sort()
  return names.map((name) => `${sha256(readFileSync(join(folder, name)))}  ${name}\n`).join('')
}

/** Replaces a file at once. */
function replaceFile(folder: string, name: string, text: string): void {
  const temporary = join(folder, `.${name}-${process.pid}`)
  writeFileSync(temporary, text)
  flush(temporary)
  renameSync(temporary, join(folder, name))
  flush(folder)
}
