// The content as authored, and the findings of checks.
import { type FileOf, type Kind, kindNames } from './kinds.ts'
import type { AuthoredRelease } from './release.ts'

/** Authored items by slug; elements by `methodology:element`. */
export type Items = { [K in Kind]: Map<string, FileOf<K>> }

export type Content = { release: AuthoredRelease; synonyms: string[][]; items: Items }

export function emptyItems(): Items {
  return Object.fromEntries(kindNames.map((kind) => [kind, new Map()])) as unknown as Items
}

/** A mistake or advice at a field of an item; the message says what would be right. */
export type Finding = { kind: Kind; slug: string; path: (string | number)[]; message: string }
