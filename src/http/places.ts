// What sort of place an address is: its headers and the form of its problems follow from that.
import { kindNames, kindOf } from '../content/kinds.ts'

/** An embed is framed by others; a page is for people; all else is for machines. */
export type Place = 'embed' | 'page' | 'machine'

/** The first part of the addresses of pages. */
const pages: ReadonlySet<string> = new Set(['embed', ...kindNames.filter((kind) => kind !== 'element').map((kind) => kindOf(kind).collection)])

export function placeOf(url: string): Place {
  const [, first = '', second] = (url.split('?')[0] as string).split('/')
  if (first === 'embed' && second !== undefined) return 'embed'
  return pages.has(first) ? 'page' : 'machine'
}
