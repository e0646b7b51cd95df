// Summarises for curators what a release would change before it is baked.
import { kindNames, kindOfId, kinds } from '../content/kinds.ts'
import type { Content } from '../content/content.ts'
import type { Manifest } from '../content/release.ts'
import { compareVersions } from './difference.ts'
import { digestOf } from './digest.ts'
import { renderMarkdown } from './markdown.ts'
import { openRelease } from './open.ts'
import { buildServedItems } from './presentItems.ts'
import { items } from './tables.ts'

const MAX_LISTED_IDS = 10

/** One line per kind and type of change. */
export function describeChanges(content: Content, folder: string, since: Manifest | undefined): string[] {
  if (since === undefined) return [`There is no release yet; ${content.release.id} would be the first.`]
  if (since.digest === digestOf(content)) return [`Nothing has changed since release ${since.id}.`]
  const { added, changed, removed } = compareVersions(
    readPublished(folder, since),
    new Map(
      buildServedItems(content, renderMarkdown).map(({ item, guidance }) => [
        item.id,
        JSON.stringify(item) + JSON.stringify(guidance),
      ]),
    ),
  )
  const lines = [`Since release ${since.id}:`]
  for (const kind of kindNames) {
    for (const [label, changedIds] of [
      ['new', added],
      ['changed', changed],
      ['gone', removed],
    ] as const) {
      const ids = changedIds.filter((id) => kindOfId(id) === kind)
      if (ids.length > 0)
        lines.push(
          `  ${kinds[kind].collection}: ${ids.length} ${label}: ` +
            `${ids.slice(0, MAX_LISTED_IDS).join(', ')}${ids.length > MAX_LISTED_IDS ? ', …' : ''}`,
        )
    }
  }
  if (lines.length === 1) lines.push('  no item, but the release, its licence or its synonyms.')
  return lines
}

function readPublished(folder: string, manifest: Manifest): Map<string, string> {
  const { db, close } = openRelease(folder, manifest)
  try {
    return new Map(
      db
        .select()
        .from(items)
        .all()
        .map((row) => [row.id, row.json + row.guidance]),
    )
  } finally {
    close()
  }
}
