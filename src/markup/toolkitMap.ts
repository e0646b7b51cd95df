// The picture of the toolkit, and a table that holds the same items under the same strands.
import { type MapItem, type MapKind, type ToolkitMap, toolkitMapFigure } from '../pictures/toolkitMap.ts'
import { type Html, html, trustedHtml } from './html.ts'
import { itemLink } from './links.ts'
import { heading, idAttribute, contentLang, interfaceLang, type RenderContext } from './renderContext.ts'

const kinds: readonly MapKind[] = ['question', 'activity', 'tool']

export function toolkitPicture(context: RenderContext, map: ToolkitMap): Html {
  const { map: texts } = context.language
  const groups = map.groups.map((group) => (group.id === undefined ? { ...group, name: texts.none } : group))
  const { svg, description } = toolkitMapFigure({ groups }, texts, context)
  return html`
    <figure class="picture">
      <div class="picture-frame">${trustedHtml(svg)}</div>
      <figcaption>${description}</figcaption>
    </figure>
  `
}

export function toolkitTable(context: RenderContext, { groups }: ToolkitMap): Html {
  const { map: texts } = context.language
  return html`
    <table class="stacking map-table">
      <caption>${texts.caption}</caption>
      <thead>\
        <tr>\
          <th scope="col">${texts.group}</th>\
          ${kinds.map((kind) => html`<th scope="col">${texts.rings[kind]}</th>`)}\
        </tr>\
      </thead>
      <tbody>
        ${groups.map(
          ({ id, name, items }) => html`
            <tr>\
              <th scope="row">${id === undefined ? texts.none : itemLink(context, id, name)}</th>\
              ${kinds.map((kind) => tableCell(context, kind, items))}\
            </tr>
          `,
        )}
      </tbody>
    </table>
  `
}

function tableCell(context: RenderContext, kind: MapKind, groupItems: readonly MapItem[]): Html {
  const { map: texts } = context.language
  const items = groupItems.filter((item) => item.kind === kind)
  return html`
    <td data-label="${texts.rings[kind]}"${contentLang(context)}>\
      ${
        items.length === 0
          ? html`<span${interfaceLang(context)}>${texts.nothing}</span>`
          : html`
              <ul>
                ${items.map((item) => html`<li>${itemLink(context, item.id, item.name)}</li>\n`)}
              </ul>`
      }\
    </td>`
}

/** The picture and the table under a heading. */
export function toolkitMapArticle(context: RenderContext, map: ToolkitMap): Html {
  const { map: texts } = context.language
  return html`
    <section class="item">
      <header class="item-header">
        ${heading(context, 0, texts.title, html`${idAttribute(context, 'name')}${interfaceLang(context)}`)}
      </header>
      ${toolkitPicture(context, map)}
      ${toolkitTable(context, map)}
    </section>
  `
}
