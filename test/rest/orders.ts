// The sort orders of lists, derived from the fields of exported items.
import type { Item } from '../support/client.ts'

type Comparison = (a: Item, b: Item) => number

const words = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export const byName: Comparison = (a, b) => compare(words(a.name), words(b.name)) || compare(a.slug, b.slug)

/** Activities are sorted by strand first. */
export function byOrder(strands: Item[]): Comparison {
  const position = (item: Item) =>
    (item.kind === 'activity' ? 1000 * (strands.find((s) => s.slug === item.strand)?.order ?? 0) : 0) + item.order
  return (a, b) => position(a) - position(b) || compare(a.slug, b.slug)
}
