// The layout of `data/`: what a file holds, by its path.
import { type Kind, kindNames, definitionOf } from '../content/kinds.ts'

export type ParsedPath =
  | { type: 'item'; kind: Kind; slug: string }
  | { type: 'mappings'; methodology: string | null; name: string }
  | { type: 'release' | 'synonyms' | 'other' }
  | { type: 'misplaced' }

const kindByFolder: Record<string, Kind> = Object.fromEntries(
  kindNames.flatMap((kind) => {
    const { folder } = definitionOf(kind)
    return folder === undefined ? [] : [[folder, kind]]
  }),
)

export const folderNames = [...Object.keys(kindByFolder), 'methodologies', 'mappings']

/** `path` is relative to `data/`. */
export function parsePath(path: string): ParsedPath {
  if (path === 'release.yaml') return { type: 'release' }
  if (path === 'synonyms.yaml') return { type: 'synonyms' }
  if (path === 'README.md') return { type: 'other' }
  const segments = path.split('/')
  const slug = segments.at(-1)?.replace(/\.yaml$/, '') ?? ''
  if (!path.endsWith('.yaml')) return { type: 'misplaced' }
  const [folder = '', second = '', third = ''] = segments
  const kind = kindByFolder[folder]
  if (kind !== undefined && segments.length === 2) return { type: 'item', kind, slug }
  if (folder === 'mappings' && segments.length === 2) return { type: 'mappings', methodology: null, name: slug }
  if (folder === 'methodologies') {
    if (segments.length === 3 && slug === 'methodology') return { type: 'item', kind: 'methodology', slug: second }
    if (segments.length === 4 && third === 'elements')
      return { type: 'item', kind: 'element', slug: `${second}:${slug}` }
    if (segments.length === 4 && third === 'mappings') return { type: 'mappings', methodology: second, name: slug }
  }
  return { type: 'misplaced' }
}
