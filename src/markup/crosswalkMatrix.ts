// The matrix of the crosswalk: a picture, and a table with the same values, each linked to its explanation.
import type { Relation, Strength } from '../content/kinds/mapping.ts'
import { type Html, html, trustedHtml } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import { heading, idAttribute, contentLang, interfaceLang, type RenderContext } from './renderContext.ts'

type NamedItem = { id: string; name: string }
export type MatrixView = {
  rows: { name: string; items: readonly NamedItem[] }
  cols: { name: string; items: readonly NamedItem[] }
  cells: readonly { row: string; col: string; value: string | number | null }[]
  figure: { svg: string; title: string; description: string; table: { caption: string } }
  /** The address that explains a cell. */
  explain: (row: string, col: string) => string
}

export function crosswalkMatrix(context: RenderContext, matrix: MatrixView): Html {
  const { language } = context
  const { figure } = matrix
  return html`
    <section class="item">
      <header class="item-header">
        ${heading(context, 0, figure.title, html`${idAttribute(context, 'name')}${contentLang(context)}`)}
        <p class="summary"${contentLang(context)}>${figure.description}</p>
      </header>
      ${scrollRegion(context, language.matrix.picture, trustedHtml(figure.svg))}

      ${heading(context, 1, language.matrix.table, interfaceLang(context))}
      ${scrollRegion(context, language.matrix.table, table(context, matrix))}
    </section>
  `
}

function table(context: RenderContext, { rows, cols, cells, figure, explain }: MatrixView): Html {
  const { mapping, matrix } = context.language
  const values = new Map(cells.map(({ row, col, value }) => [`${row} ${col}`, value]))
  const cell = (row: NamedItem, col: NamedItem) => {
    const value = values.get(`${row.id} ${col.id}`) ?? null
    if (value === null || value === 0) return html`<td></td>`
    const text =
      typeof value === 'number'
        ? value
        : (mapping.strengths[value as Strength] ?? mapping.relations[value as Relation]?.[0] ?? value)
    const label = html`${text}<span class="unseen"> ${matrix.why(row.name, col.name)}</span>`
    return html`<td>${outwardLink(context, explain(row.id, col.id), label)}</td>`
  }
  const header = (scope: 'row' | 'col', { id, name }: NamedItem) =>
    html`<th scope="${scope}"${contentLang(context)}>${itemLink(context, id, name)}</th>`
  return html`
    <table class="matrix">
      <caption${contentLang(context)}>${figure.table.caption}</caption>
      <thead>\
        <tr>\
          <th scope="col">${rows.name}</th>\
          ${cols.items.map((col) => header('col', col))}\
        </tr>\
      </thead>
      <tbody>
        ${rows.items.map(
          (row) => html`
            <tr>\
              ${header('row', row)}\
              ${cols.items.map((col) => cell(row, col))}\
            </tr>
          `,
        )}
      </tbody>
    </table>
  `
}

/** A region that scrolls content that is too wide, and that the keyboard can reach. */
export function scrollRegion(context: RenderContext, name: string, content: Html): Html {
  return html`
    <div class="scrolling part"${interfaceLang(context)} role="region" tabindex="0" aria-label="${name}">
      ${content}\
    </div>
  `
}
