// The layout of `data/`: which content the path of a file stands for.
import { type Kind, kindNames, kindOf } from '../content/kinds.ts'

export type ParsedPath =
  | { what: 'item'; kind: Kind; slug: string }
  | { what: 'mappings'; methodology: string | null; name: string }
  | { what: 'release' | 'synonyms' | 'other' }
  | { what: 'misplaced' }

const folders: Record<string, Kind> = Object.fromEntries(
  kindNames.flatMap((kind) => {
    const { folder } = kindOf(kind)
    return folder === undefined ? [] : [[folder, kind]]
  }),
)

export const folderNames = [...Object.keys(folders), 'methodologies', 'mappings']

/** `path` is relative to `data/`. */
export function parsePath(path: string): ParsedPath {
  if (path === 'release.yaml') return { what: 'release' }
  if (path === 'synonyms.yaml') return { what: 'synonyms' }
  if (path === 'README.md') return { what: 'other' }
  const parts = path.split('/')
  const slug = parts.at(-1)?.replace(/\.yaml$/, '') ?? ''
  if (!path.endsWith('.yaml')) return { what: 'misplaced' }
  const [folder = '', second = '', third = ''] = parts
  const kind = folders[folder]
  if (kind !== undefined && parts.length === 2) return { what: 'item', kind, slug }
  if (folder === 'mappings' && parts.length === 2) return { what: 'mappings', methodology: null, name: slug }
  if (folder === 'methodologies') {
    if (parts.length === 3 && slug === 'methodology') return { what: 'item', kind: 'methodology', slug: second }
    if (parts.length === 4 && third === 'elements') return { what: 'item', kind: 'element', slug: `${second}:${slug}` }
    if (parts.length === 4 && third === 'mappings') return { what: 'mappings', methodology: second, name: slug }
  }
  return { what: 'misplaced' }
}
