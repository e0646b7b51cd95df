// A list of items: what was asked for, how many there are, and each with its name and summary.
import type { Item, Kind } from '../content/kinds.ts'
import { type Html, html, nothing } from './html.ts'
import { itemLink } from './links.ts'
import { heading, idOf, inContentLanguage, inLanguage, type Setting } from './setting.ts'

export type ListShown = {
  kind: Kind
  items: readonly Item[]
  /** How many there are on all pages. */
  total: number
  /** What was asked for; undefined where it was nothing in particular. */
  filter: string | undefined
  /** The address of the next page. */
  next: string | null
}

export function itemList(setting: Setting, { kind, items, total, filter, next }: ListShown): Html {
  const { language } = setting
  return html`<section class="item">
<header class="item-header">
${heading(setting, 0, language.collections[kind], html`${idOf(setting, 'name')}${inLanguage(setting)}`)}
${
  filter === undefined
    ? nothing
    : html`<p class="summary"${inContentLanguage(setting)}>${filter[0]?.toUpperCase()}${filter.slice(1)}</p>
`
}<p class="kind"${inLanguage(setting)}>${language.list.count(items.length, total)}</p>
</header>
${
  items.length === 0
    ? nothing
    : html`<ul class="cards part">
${items.map((item) => card(setting, item))}</ul>
`
}${
    next === null
      ? nothing
      : html`<p class="part"><a href="${next}"${setting.framed ? html` target="_self"` : nothing}${inLanguage(setting)}>${language.list.next}</a></p>
`
  }</section>
`
}

function card(setting: Setting, item: Item): Html {
  return html`<li${inContentLanguage(setting)}>${heading(setting, 1, itemLink(setting, item.id, item.name))}
<p>${item.kind === 'mapping' ? item.reason : item.summary}</p></li>
`
}
