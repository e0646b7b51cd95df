// What the page of an item shows around the item: the breadcrumbs, and how to use the item elsewhere.
import { type Item, kindOf, kindPath } from '../content/kinds.ts'
import { type Html, html } from './html.ts'
import type { RenderContext } from './renderContext.ts'

export function breadcrumbs(
  { language, addressOf }: RenderContext,
  home: string,
  item: Item,
  names: ReadonlyMap<string, string>,
): Html {
  const methodology = item.kind === 'element' ? `methodology:${item.methodology}` : undefined
  const kind = methodology === undefined ? item.kind : 'methodology'
  return html`
    <nav class="crumbs" aria-label="${language.navigation.where}">\
      <ol>
        <li><a href="${home}">${language.pages.home}</a></li>
        <li><a href="${home}${kindOf(kind).collection}">${language.collections[kind]}</a></li>
        ${
          methodology !== undefined &&
          html`<li><a href="${addressOf(methodology)}">${names.get(methodology) ?? methodology}</a></li>\n`
        }
      </ol>\
    </nav>
  `
}

/** The kinds that the crosswalk knows. */
const crosswalkKinds: ReadonlySet<string> = new Set(['strand', 'question', 'activity', 'tool', 'element'])

export function reuseSection({ language }: RenderContext, home: string, item: Item): Html {
  const { use, pages } = language
  const id = encodeURIComponent(item.id)
  return html`
    <aside class="part use" aria-labelledby="use">
      <h2 id="use">${use.title}</h2>
      <ul class="inline">
        <li><a href="${home}embed?item=${id}">${pages.embed}</a></li>
        ${crosswalkKinds.has(item.kind) && html`<li><a href="${home}crosswalk?subject=${id}">${use.across}</a></li>\n`}
        <li><a href="${item.links.self}">${use.data}</a></li>
        <li><a href="${home}snapshot/${kindPath(item.id)}.html">${use.snapshot}</a></li>
      </ul>
      <p class="hint">${use.print}</p>
    </aside>
  `
}
