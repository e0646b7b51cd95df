// What a release of this content would change since another: for the eyes of a curator, before it is baked.
import { kindNames, kinds } from '../content/kinds.ts'
import type { Content } from '../content/content.ts'
import { digestOf } from './digest.ts'
import type { Manifest } from './manifest.ts'
import { render } from './markdown.ts'
import { openRelease } from './open.ts'
import { present } from './present.ts'
import { items } from './tables.ts'

/** Sentences: what is new, changed and gone, by kind. */
export function changes(content: Content, folder: string, since: Manifest | undefined): string[] {
  if (since === undefined) return [`There is no release yet; ${content.release.id} would be the first.`]
  if (since.digest === digestOf(content)) return [`Nothing has changed since release ${since.id}.`]
  const before = readBefore(folder, since)
  const now = new Map(present(content, render).map(({ item, guidance }) => [item.id, { kind: item.kind, text: JSON.stringify(item) + JSON.stringify(guidance) }]))
  const lines = [`Since release ${since.id}:`]
  for (const kind of kindNames) {
    const added = [...now].filter(([id, entry]) => entry.kind === kind && !before.has(id)).map(([id]) => id)
    const changed = [...now].filter(([id, entry]) => entry.kind === kind && before.has(id) && before.get(id)?.text !== entry.text).map(([id]) => id)
    const gone = [...before].filter(([id, entry]) => entry.kind === kind && !now.has(id)).map(([id]) => id)
    for (const [word, ids] of [['new', added], ['changed', changed], ['gone', gone]] as const) {
      if (ids.length > 0) lines.push(`  ${kinds[kind].collection}: ${ids.length} ${word}: ${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}`)
    }
  }
  if (lines.length === 1) lines.push('  no item, but the release, its licence or its synonyms.')
  return lines
}

function readBefore(folder: string, manifest: Manifest): Map<string, { kind: string; text: string }> {
  const { db, close } = openRelease(folder, manifest)
  try {
    return new Map(db.select().from(items).all().map((row) => [row.id, { kind: row.kind, text: row.json + row.guidance }]))
  } finally {
    close()
  }
}
