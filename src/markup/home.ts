// The home page: two sentences, the picture with its table, and the ways in.
import type { Item, Kind } from '../content/kinds.ts'
import { kindOf } from '../content/kinds.ts'
import type { ToolkitMap } from '../pictures/toolkitMap.ts'
import { searchForm } from './forms.ts'
import { type Html, html } from './html.ts'
import { itemLink } from './links.ts'
import { inContentLanguage, type Setting } from './setting.ts'
import { toolkitPicture, toolkitTable } from './toolkitMap.ts'

type Home = {
  /** Where every page is, from the root of our origin. */
  home: string
  map: ToolkitMap
  collections: readonly { kind: Kind; total: number }[]
  methodologies: readonly Item<'methodology'>[]
  routes: readonly Item<'route'>[]
}

export function homeArticle(setting: Setting, { home, map, collections, methodologies, routes }: Home): Html {
  const { language } = setting
  const { home: words } = language
  return html`<div class="hero">
<h1>${words.heading}</h1>
<p class="summary">${words.lead}</p>
<p>${words.second}</p>
${searchForm(language, home, '')}</div>
<section class="part" aria-labelledby="begin">
<h2 id="begin">${words.routes}</h2>
<ul class="cards">
${routes.map(
  (route) => html`<li${inContentLanguage(setting)}><h3>${itemLink(setting, route.id, route.name)}</h3>
<p>${route.purpose}</p></li>
`,
)}</ul>
</section>
<section class="part" aria-labelledby="map">
<h2 id="map">${language.map.title}</h2>
<p><a href="#ways">${words.past}</a></p>
${toolkitPicture(setting, map)}<details>
<summary>${language.map.caption}</summary>
${toolkitTable(setting, map)}</details>
</section>
<section class="part" id="ways" tabindex="-1" aria-labelledby="across">
<h2 id="across">${words.across}</h2>
<ul class="cards">
${methodologies.map(
  (methodology) => html`<li${inContentLanguage(setting)}><h3>${itemLink(setting, methodology.id, methodology.name)}</h3>
<p>${methodology.summary}</p></li>
`,
)}<li><h3><a href="${home}crosswalk">${language.pages.crosswalk}</a></h3>
<p>${words.crosswalk}</p></li>
</ul>
</section>
<section class="part" aria-labelledby="all">
<h2 id="all">${words.collections}</h2>
<ul class="tiles">
${collections.map(
  ({
    kind,
    total,
  }) => html`<li><a href="${home}${kindOf(kind).collection}">${language.collections[kind]}</a> <span class="count">${total}</span></li>
`,
)}</ul>
</section>
<section class="part" aria-labelledby="use">
<h2 id="use">${words.use}</h2>
<ul class="cards">
${words.ways.map(
  ({ name, path, text }) => html`<li><h3><a href="${home}${path}">${name}</a></h3>
<p>${text}</p></li>
`,
)}</ul>
</section>
`
}
