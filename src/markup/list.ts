// A list of items: its filter, how many there are, and the name and summary of each.
import type { Item, Kind } from '../content/kinds.ts'
import { type Html, html, nothing } from './html.ts'
import { itemLink } from './links.ts'
import { heading, idAttribute, contentLang, interfaceLang, type RenderContext } from './renderContext.ts'

export type ListView = {
  kind: Kind
  items: readonly Item[]
  /** The number of items on all pages. */
  total: number
  /** The filter in words; undefined for a whole collection. */
  filter: string | undefined
  /** The address of the next page. */
  next: string | null
}

export function itemList(context: RenderContext, { kind, items, total, filter, next }: ListView): Html {
  const { language } = context
  return html`
    <section class="item">
      <header class="item-header">
        ${heading(context, 0, language.collections[kind], [idAttribute(context, 'name'), interfaceLang(context)])}
        ${
          filter !== undefined &&
          html`<p class="summary"${contentLang(context)}>${filter[0]?.toUpperCase()}${filter.slice(1)}</p>\n`
        }
        <p class="kind"${interfaceLang(context)}>${language.list.count(items.length, total)}</p>
      </header>
      ${
        items.length > 0 &&
        html`
          <ul class="cards part">
            ${items.map((item) => card(context, item))}
          </ul>
        `
      }
      ${next !== null && html`<p class="part">${nextLink(context, next)}</p>\n`}
    </section>
  `
}

function nextLink(context: RenderContext, address: string): Html {
  const target = context.isFramed ? html` target="_self"` : nothing
  return html`<a href="${address}"${target}${interfaceLang(context)}>${context.language.list.next}</a>`
}

function card(context: RenderContext, item: Item): Html {
  return html`
    <li${contentLang(context)}>\
      ${heading(context, 1, itemLink(context, item.id, item.name))}
      <p>${item.kind === 'mapping' ? item.reason : item.summary}</p>\
    </li>
  `
}
