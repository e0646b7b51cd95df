// The picture of the toolkit, and a table that holds the same items under the same strands.
import { type MapItem, type MapKind, type ToolkitMap, toolkitMapFigure } from '../pictures/toolkitMap.ts'
import { type Html, html, trusted } from './html.ts'
import { itemLink } from './links.ts'
import { heading, idOf, inContentLanguage, inLanguage, type Setting } from './setting.ts'

const kinds: readonly MapKind[] = ['question', 'activity', 'tool']

export function toolkitPicture(setting: Setting, map: ToolkitMap): Html {
  const { map: words } = setting.language
  const groups = map.groups.map((group) => (group.id === undefined ? { ...group, name: words.none } : group))
  const { svg, description } = toolkitMapFigure({ groups }, words, setting)
  return html`
    <figure class="picture">
      <div class="picture-frame">${trusted(svg)}</div>
      <figcaption>${description}</figcaption>
    </figure>
  `
}

export function toolkitTable(setting: Setting, { groups }: ToolkitMap): Html {
  const { map: words } = setting.language
  return html`
    <table class="stacking map-table">
      <caption>${words.caption}</caption>
      <thead>\
        <tr>\
          <th scope="col">${words.group}</th>\
          ${kinds.map((kind) => html`<th scope="col">${words.rings[kind]}</th>`)}\
        </tr>\
      </thead>
      <tbody>
        ${groups.map(
          ({ id, name, items }) => html`
            <tr>\
              <th scope="row">${id === undefined ? words.none : itemLink(setting, id, name)}</th>\
              ${kinds.map((kind) => tableCell(setting, kind, items))}\
            </tr>
          `,
        )}
      </tbody>
    </table>
  `
}

function tableCell(setting: Setting, kind: MapKind, groupItems: readonly MapItem[]): Html {
  const { map: words } = setting.language
  const items = groupItems.filter((item) => item.kind === kind)
  return html`
    <td data-label="${words.rings[kind]}"${inContentLanguage(setting)}>\
      ${
        items.length === 0
          ? html`<span${inLanguage(setting)}>${words.nothing}</span>`
          : html`
              <ul>
                ${items.map((item) => html`<li>${itemLink(setting, item.id, item.name)}</li>\n`)}
              </ul>`
      }\
    </td>`
}

/** The picture and the table under a heading. */
export function toolkitMapArticle(setting: Setting, map: ToolkitMap): Html {
  const { map: words } = setting.language
  return html`
    <section class="item">
      <header class="item-header">
        ${heading(setting, 0, words.title, html`${idOf(setting, 'name')}${inLanguage(setting)}`)}
      </header>
      ${toolkitPicture(setting, map)}
      ${toolkitTable(setting, map)}
    </section>
  `
}
