// The relations of an item as lists of links, each with its basis.
import type { RelationProvenance } from '../content/common.ts'
import { type Item, type Kind, itemId, definitionOf } from '../content/kinds.ts'
import { basisNote } from './basis.ts'
import { type Html, html } from './html.ts'
import { itemLink } from './links.ts'
import type { NameOf } from './modules.ts'
import { heading, interfaceLang, type RenderContext } from './renderContext.ts'

/** Relations that other sections of the page show. */
const shownElsewhere: ReadonlySet<string> = new Set(['elements', 'methodologies', 'mappings', 'element'])

export type Relation = { name: string; ids: string[] }

/** The relations of an item that have at least one target. */
export function relationsOf(item: Item): Relation[] {
  const fields = item as unknown as Record<string, string | string[] | null>
  return Object.entries(definitionOf(item.kind).relations)
    .filter(([name]) => !shownElsewhere.has(name))
    .map(([name, kind]) => ({ name, ids: [fields[name] ?? []].flat().map((value) => itemId(kind as Kind, value)) }))
    .filter(({ ids }) => ids.length > 0)
}

export function relationLists(context: RenderContext, item: Item, nameOf: NameOf): Html {
  const provenance: readonly RelationProvenance[] = 'relationProvenance' in item ? item.relationProvenance : []
  const entry = (relation: string, id: string) => {
    const basis = provenance.find((entry) => entry.relation === relation && entry.to === id)
    return html`<li>${itemLink(context, id, nameOf(id))}${basis !== undefined && basisNote(context, basis)}</li>\n`
  }
  return html`
    ${relationsOf(item).map(
      ({ name, ids }) => html`
        ${heading(context, 2, context.language.relations[name] ?? name, interfaceLang(context))}
        <ul class="links">
          ${ids.map((id) => entry(name, id))}
        </ul>
      `,
    )}

  `
}
