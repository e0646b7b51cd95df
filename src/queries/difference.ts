// What is new, changed and gone in a release since another, by id.
import { type Kind, kindNames } from '../content/kinds.ts'
import type { Toolkit } from './toolkit.ts'

export type Difference = { added: string[]; changed: string[]; gone: string[] }

/** Of what lists show. */
export async function difference(before: Toolkit | undefined, now: Toolkit): Promise<Difference> {
  const [old, present] = [before === undefined ? new Map<string, string>() : await textsOf(before), await textsOf(now)]
  const ids = [...present.keys()]
  return {
    added: ids.filter((id) => !old.has(id)),
    changed: ids.filter((id) => old.has(id) && old.get(id) !== present.get(id)),
    gone: [...old.keys()].filter((id) => !present.has(id)),
  }
}

/** Everything that is said of each item, as it stands. */
async function textsOf(toolkit: Toolkit): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const kind of kindNames as Kind[]) {
    for await (const rows of toolkit.of(kind).all({})) {
      const guidances = kind === 'mapping' ? [] : toolkit.of(kind).guidances(rows.map((row) => row.id))
      rows.forEach((row, i) => texts.set(row.id, `${row.json}${guidances[i] ?? ''}`))
    }
  }
  return texts
}
