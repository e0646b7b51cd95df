// The relations of an item as lists of links, each with what it rests on.
import type { RelationProvenance } from '../content/common.ts'
import { type Item, type Kind, itemId, kindOf } from '../content/kinds.ts'
import { basisNote } from './basis.ts'
import { type Html, html, joined } from './html.ts'
import { itemLink } from './links.ts'
import type { Names } from './modules.ts'
import { heading, inLanguage, type Setting } from './setting.ts'

/** These are shown by the mappings of the item, or as what it is made of. */
const elsewhere: ReadonlySet<string> = new Set(['elements', 'methodologies', 'mappings', 'element'])

export type Relation = { name: string; ids: string[] }

/** The relations of an item that lead anywhere. */
export function relationsOf(item: Item): Relation[] {
  const fields = item as unknown as Record<string, string | string[] | null>
  return Object.entries(kindOf(item.kind).relations)
    .filter(([name]) => !elsewhere.has(name))
    .map(([name, kind]) => ({ name, ids: [fields[name] ?? []].flat().map((value) => itemId(kind as Kind, value)) }))
    .filter(({ ids }) => ids.length > 0)
}

export function relationLists(setting: Setting, item: Item, names: Names): Html {
  const rests: readonly RelationProvenance[] = 'relationProvenance' in item ? item.relationProvenance : []
  return joined(
    relationsOf(item).map(({ name, ids }) => {
      const entries = ids.map((id) => {
        const on = rests.find((entry) => entry.relation === name && entry.to === id)
        return html`<li>${itemLink(setting, id, names(id))}${on === undefined ? '' : basisNote(setting, on)}</li>
`
      })
      return html`${heading(setting, 2, setting.language.relations[name] ?? name, inLanguage(setting))}
<ul class="links">
${entries}</ul>
`
    }),
  )
}
