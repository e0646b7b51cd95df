// Where the rules of content report to, and what all of them ask of an item.
import type { Finding } from '../content.ts'

/** A mistake would be wrong to publish: nothing is baked with it. Advice is for a curator to look at. */
export type Report = { mistake(finding: Finding): void; advice(finding: Finding): void }

/** The items that are not withdrawn. */
export function current<Item extends { withdrawn?: unknown }>(items: ReadonlyMap<string, Item>): [string, Item][] {
  return [...items].filter(([, { withdrawn }]) => withdrawn === undefined)
}

/** Tools that the toolkit lists and that no source explains: they have a name, no guidance and no mappings. */
export const unexplainedTools: ReadonlySet<string> = new Set(['lomo'])
