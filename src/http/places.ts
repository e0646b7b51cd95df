// What sort of place an address is: its headers and the form of its problems follow from that.
import { kindNames, kindOf } from '../content/kinds.ts'

/** An embed is framed by others; a page is for people; all else is for machines. */
export type Place = 'embed' | 'page' | 'machine'

const collections: readonly string[] = kindNames
  .filter((kind) => kind !== 'element')
  .map((kind) => kindOf(kind).collection)
/** The first part of the addresses of pages. */
const pages: ReadonlySet<string> = new Set([
  'embed',
  'search',
  'crosswalk',
  'about',
  'accessibility',
  'privacy',
  ...collections,
])
/** What hosts load; whatever else is asked of below it is taken for an embed of a kind that there is none of. */
const loader = /^\/embed\/loader\/(manifest\.json|[^/]*\/embed\.js)$/
/** Pages that are read one after another. */
const lists: ReadonlySet<string> = new Set(['search', ...collections].map((name) => `/${name}`))

export function placeOf(url: string): Place {
  // Most of what is asked for.
  if (url.startsWith('/v1/')) return 'machine'
  const path = url.split('?')[0] as string
  const [, first = '', second] = path.split('/')
  if (path === '/') return 'page'
  if (loader.test(path)) return 'machine'
  if (first === 'embed' && second !== undefined) return 'embed'
  return pages.has(first) ? 'page' : 'machine'
}

/** Whether a page knows cursors. */
export function isPagedPage(url: string): boolean {
  return lists.has(url.split('?')[0] as string)
}
