// What the rules of content share.
import type { Finding } from '../content.ts'

/** Mistakes prevent publication; advice is for curators. */
export type Reporter = { mistake(finding: Finding): void; advice(finding: Finding): void }

/** The items that are not withdrawn. */
export function activeItems<Item extends { withdrawn?: unknown }>(items: ReadonlyMap<string, Item>): [string, Item][] {
  return [...items].filter(([, { withdrawn }]) => withdrawn === undefined)
}

/** Tools that the toolkit lists and no source explains: they have no guidance and no mappings. */
export const unexplainedTools: ReadonlySet<string> = new Set(['lomo'])
