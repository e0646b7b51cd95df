// What the page of an item shows around the item: the breadcrumbs, and how to use the item elsewhere.
import { type Item, definitionOf, kindPath } from '../content/kinds.ts'
import { type Html, html } from './html.ts'
import type { RenderContext } from './renderContext.ts'

export function breadcrumbs(
  { language, addressOf }: RenderContext,
  basePath: string,
  item: Item,
  names: ReadonlyMap<string, string>,
): Html {
  const methodology = item.kind === 'element' ? `methodology:${item.methodology}` : undefined
  const kind = methodology === undefined ? item.kind : 'methodology'
  return html`
    <nav class="crumbs" aria-label="${language.navigation.where}">\
      <ol>
        <li><a href="${basePath}">${language.pages.home}</a></li>
        <li><a href="${basePath}${definitionOf(kind).collection}">${language.collections[kind]}</a></li>
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

export function reuseSection({ language }: RenderContext, basePath: string, item: Item): Html {
  const { reuse, pages } = language
  const id = encodeURIComponent(item.id)
  const crosswalkLink = html`<a href="${basePath}crosswalk?subject=${id}">${reuse.across}</a>`
  return html`
    <aside class="part use" aria-labelledby="use">
      <h2 id="use">${reuse.title}</h2>
      <ul class="inline">
        <li><a href="${basePath}embed?item=${id}">${pages.embed}</a></li>
        ${crosswalkKinds.has(item.kind) && html`<li>${crosswalkLink}</li>\n`}
        <li><a href="${item.links.self}">${reuse.data}</a></li>
        <li><a href="${basePath}snapshot/${kindPath(item.id)}.html">${reuse.snapshot}</a></li>
      </ul>
      <p class="hint">${reuse.print}</p>
    </aside>
  `
}
