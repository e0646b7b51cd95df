// The home page: two sentences, the picture of the toolkit with its table, and the ways in.
import { type Item, type Kind, definitionOf } from '../content/kinds.ts'
import type { ToolkitMap } from '../pictures/toolkitMap.ts'
import { searchForm } from './forms.ts'
import { type Html, html, type Renderable } from './html.ts'
import { itemLink } from './links.ts'
import { contentLang, type RenderContext } from './renderContext.ts'
import { toolkitPicture, toolkitTable } from './toolkitMap.ts'

type Home = {
  /** The path that all pages are under. */
  basePath: string
  map: ToolkitMap
  collections: readonly { kind: Kind; total: number }[]
  methodologies: readonly Item<'methodology'>[]
  routes: readonly Item<'route'>[]
}

export function homeArticle(context: RenderContext, { basePath, map, collections, methodologies, routes }: Home): Html {
  const { language } = context
  const { home: texts, pages } = language
  return html`
    <div class="hero">
      <h1>${texts.heading}</h1>
      <p class="summary">${texts.lead}</p>
      <p>${texts.second}</p>
      ${searchForm(language, basePath, '')}
    </div>
    <section class="part" aria-labelledby="begin">
      <h2 id="begin">${texts.routes}</h2>
      <ul class="cards">
        ${routes.map((route) => itemCard(context, route, route.purpose))}
      </ul>
    </section>
    <section class="part" aria-labelledby="map">
      <h2 id="map">${language.map.title}</h2>
      <p><a href="#ways">${texts.skipPicture}</a></p>
      ${toolkitPicture(context, map)}
      <details>
        <summary>${language.map.caption}</summary>
        ${toolkitTable(context, map)}
      </details>
    </section>
    <section class="part" id="ways" tabindex="-1" aria-labelledby="across">
      <h2 id="across">${texts.across}</h2>
      <ul class="cards">
        ${methodologies.map((methodology) => itemCard(context, methodology, methodology.summary))}
        ${card(html`<a href="${basePath}crosswalk">${pages.crosswalk}</a>`, texts.crosswalk)}
      </ul>
    </section>
    <section class="part" aria-labelledby="all">
      <h2 id="all">${texts.collections}</h2>
      <ul class="tiles">
        ${collections.map(({ kind, total }) =>
          tile(`${basePath}${definitionOf(kind).collection}`, language.collections[kind], total),
        )}
      </ul>
    </section>
    <section class="part" aria-labelledby="use">
      <h2 id="use">${texts.use}</h2>
      <ul class="cards">
        ${texts.ways.map(({ name, path, text }) => card(html`<a href="${basePath}${path}">${name}</a>`, text))}
      </ul>
    </section>
  `
}

function itemCard(context: RenderContext, { id, name }: Item, text: string): Html {
  return card(itemLink(context, id, name), text, contentLang(context))
}

function card(title: Html, text: string, attributes?: Renderable): Html {
  return html`
    <li${attributes}>\
      <h3>${title}</h3>
      <p>${text}</p>\
    </li>
  `
}

function tile(address: string, name: string, count: number): Html {
  return html`<li><a href="${address}">${name}</a> <span class="count">${count}</span></li>\n`
}
