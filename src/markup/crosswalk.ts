// A matrix across methodologies: the picture, and a table with the same values, each linked to its explanation.
import { type Html, html, trusted } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import { heading, idOf, inContentLanguage, inLanguage, type Setting } from './setting.ts'

type NamedItem = { id: string; name: string }
export type CrosswalkShown = {
  rows: { name: string; items: readonly NamedItem[] }
  cols: { name: string; items: readonly NamedItem[] }
  cells: readonly { row: string; col: string; value: string | number | null }[]
  figure: { svg: string; title: string; description: string; table: { caption: string } }
  /** The address that explains a cell. */
  explain: (row: string, col: string) => string
}

export function crosswalkMatrix(setting: Setting, matrix: CrosswalkShown): Html {
  const { language } = setting
  const { figure } = matrix
  return html`
    <section class="item">
      <header class="item-header">
        ${heading(setting, 0, figure.title, html`${idOf(setting, 'name')}${inContentLanguage(setting)}`)}
        <p class="summary"${inContentLanguage(setting)}>${figure.description}</p>
      </header>
      ${scrolling(setting, language.crosswalk.picture, trusted(figure.svg))}

      ${heading(setting, 1, language.crosswalk.table, inLanguage(setting))}
      ${scrolling(setting, language.crosswalk.table, table(setting, matrix))}
    </section>
  `
}

function table(setting: Setting, { rows, cols, cells, figure, explain }: CrosswalkShown): Html {
  const { mapping, crosswalk } = setting.language
  const values = new Map(cells.map(({ row, col, value }) => [`${row} ${col}`, value]))
  const cell = (row: NamedItem, col: NamedItem) => {
    const value = values.get(`${row.id} ${col.id}`) ?? null
    if (value === null || value === 0) return html`<td></td>`
    const text =
      typeof value === 'number'
        ? value
        : (mapping.strengths[value as 'core'] ?? mapping.relations[value as 'none']?.[0] ?? value)
    const label = html`${text}<span class="unseen"> ${crosswalk.why(row.name, col.name)}</span>`
    return html`<td>${outwardLink(setting, explain(row.id, col.id), label)}</td>`
  }
  const header = (scope: 'row' | 'col', { id, name }: NamedItem) =>
    html`<th scope="${scope}"${inContentLanguage(setting)}>${itemLink(setting, id, name)}</th>`
  return html`
    <table class="matrix">
      <caption${inContentLanguage(setting)}>${figure.table.caption}</caption>
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

/** Scrolls what is too wide, by keyboard too. */
export function scrolling(setting: Setting, name: string, content: Html): Html {
  return html`
    <div class="scrolling part"${inLanguage(setting)} role="region" tabindex="0" aria-label="${name}">
      ${content}\
    </div>
  `
}
