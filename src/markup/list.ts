// A list of items: its filter, how many there are, and the name and summary of each.
import type { Item, Kind } from '../content/kinds.ts'
import { type Html, html, nothing } from './html.ts'
import { itemLink } from './links.ts'
import { heading, idOf, inContentLanguage, inLanguage, type Setting } from './setting.ts'

export type ListShown = {
  kind: Kind
  items: readonly Item[]
  /** The number of items on all pages. */
  total: number
  /** The filter in words; undefined for a whole collection. */
  filter: string | undefined
  /** The address of the next page. */
  next: string | null
}

export function itemList(setting: Setting, { kind, items, total, filter, next }: ListShown): Html {
  const { language } = setting
  return html`
    <section class="item">
      <header class="item-header">
        ${heading(setting, 0, language.collections[kind], html`${idOf(setting, 'name')}${inLanguage(setting)}`)}
        ${
          filter !== undefined &&
          html`<p class="summary"${inContentLanguage(setting)}>${filter[0]?.toUpperCase()}${filter.slice(1)}</p>\n`
        }
        <p class="kind"${inLanguage(setting)}>${language.list.count(items.length, total)}</p>
      </header>
      ${
        items.length > 0 &&
        html`
          <ul class="cards part">
            ${items.map((item) => card(setting, item))}
          </ul>
        `
      }
      ${next !== null && html`<p class="part">${nextLink(setting, next)}</p>\n`}
    </section>
  `
}

function nextLink(setting: Setting, address: string): Html {
  const target = setting.framed ? html` target="_self"` : nothing
  return html`<a href="${address}"${target}${inLanguage(setting)}>${setting.language.list.next}</a>`
}

function card(setting: Setting, item: Item): Html {
  return html`
    <li${inContentLanguage(setting)}>\
      ${heading(setting, 1, itemLink(setting, item.id, item.name))}
      <p>${item.kind === 'mapping' ? item.reason : item.summary}</p>\
    </li>
  `
}
