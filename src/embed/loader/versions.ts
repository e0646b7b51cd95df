// The published versions of the loader, none of which is ever changed or removed.
import { createHash } from 'node:crypto'
import { loader as v1_0_0 } from './1.0.0.ts'

const texts = { '1.0.0': v1_0_0 }

export type LoaderVersion = { version: string; text: string; integrity: string }

/** Oldest first. */
export const loaderVersions: readonly LoaderVersion[] = Object.entries(texts).map(([version, text]) => ({
  version,
  text,
  integrity: `sha384-${createHash('sha384').update(text).digest('base64')}`,
}))
