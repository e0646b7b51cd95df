// The orders of lists, worked out from the fields of exported items alone.
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

/** Activities stand in the order of their strands, and in their own within one. */
export function byOrder(strands: Item[]): Comparison {
  const place = (item: Item) =>
    (item.kind === 'activity' ? 1000 * (strands.find((s) => s.slug === item.strand)?.order ?? 0) : 0) + item.order
  return (a, b) => place(a) - place(b) || compare(a.slug, b.slug)
}
