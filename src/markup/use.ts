// What else there is of an item: its data, its embed, a file of it; and where in the site it is.
import { type Item, kindOf, kindPath } from '../content/kinds.ts'
import { type Html, html, nothing } from './html.ts'
import type { Setting } from './setting.ts'

/** The way from the home page to an item. */
export function breadcrumbs(
  { language, addressOf }: Setting,
  home: string,
  item: Item,
  names: ReadonlyMap<string, string>,
): Html {
  const methodology = item.kind === 'element' ? `methodology:${item.methodology}` : undefined
  const kind = methodology === undefined ? item.kind : 'methodology'
  return html`<nav class="crumbs" aria-label="${language.navigation.where}"><ol>
<li><a href="${home}">${language.pages.home}</a></li>
<li><a href="${home}${kindOf(kind).collection}">${language.collections[kind]}</a></li>
${
  methodology === undefined
    ? nothing
    : html`<li><a href="${addressOf(methodology)}">${names.get(methodology) ?? methodology}</a></li>
`
}</ol></nav>
`
}

/** The kinds that have a part in methodologies. */
const across: ReadonlySet<string> = new Set(['strand', 'question', 'activity', 'tool', 'element'])

export function useSection({ language }: Setting, home: string, item: Item): Html {
  const { use } = language
  return html`<aside class="part use" aria-labelledby="use">
<h2 id="use">${use.title}</h2>
<ul class="inline">
<li><a href="${home}embed?item=${encodeURIComponent(item.id)}">${language.pages.embed}</a></li>
${
  across.has(item.kind)
    ? html`<li><a href="${home}crosswalk?subject=${encodeURIComponent(item.id)}">${use.across}</a></li>
`
    : nothing
}<li><a href="${item.links.self}">${use.data}</a></li>
<li><a href="${home}snapshot/${kindPath(item.id)}.html">${use.snapshot}</a></li>
</ul>
<p class="hint">${use.print}</p>
</aside>
`
}
