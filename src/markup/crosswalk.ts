// A matrix across methodologies: the picture, and its twin, a table with the same values, each leading to why it is so.
import { type Html, html, trusted } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import { heading, idOf, inContentLanguage, inLanguage, type Setting } from './setting.ts'

type Named = { id: string; name: string }
export type CrosswalkShown = {
  rows: { name: string; items: readonly Named[] }
  cols: { name: string; items: readonly Named[] }
  cells: readonly { row: string; col: string; value: string | number | null }[]
  figure: { svg: string; title: string; description: string; table: { caption: string } }
  /** Where the reasons of a cell stand. */
  explain: (row: string, col: string) => string
}

export function crosswalkMatrix(setting: Setting, { rows, cols, cells, figure, explain }: CrosswalkShown): Html {
  const { language } = setting
  const values = new Map(cells.map(({ row, col, value }) => [`${row} ${col}`, value]))
  const cell = (row: Named, col: Named) => {
    const value = values.get(`${row.id} ${col.id}`) ?? null
    if (value === null || value === 0) return html`<td></td>`
    const shown =
      typeof value === 'number'
        ? value
        : (language.mapping.strengths[value as 'core'] ?? language.mapping.relations[value as 'none']?.[0] ?? value)
    return html`<td>${outwardLink(setting, explain(row.id, col.id), html`${shown}<span class="unseen"> ${language.crosswalk.why(row.name, col.name)}</span>`)}</td>`
  }
  return html`<section class="item">
<header class="item-header">
${heading(setting, 0, figure.title, html`${idOf(setting, 'name')}${inContentLanguage(setting)}`)}
<p class="summary"${inContentLanguage(setting)}>${figure.description}</p>
</header>
${scrolling(setting, language.crosswalk.picture, trusted(figure.svg))}
${heading(setting, 1, language.crosswalk.table, inLanguage(setting))}
${scrolling(
  setting,
  language.crosswalk.table,
  html`<table class="matrix">
<caption${inContentLanguage(setting)}>${figure.table.caption}</caption>
<thead><tr><th scope="col">${rows.name}</th>${cols.items.map((col) => html`<th scope="col"${inContentLanguage(setting)}>${itemLink(setting, col.id, col.name)}</th>`)}</tr></thead>
<tbody>
${rows.items.map(
  (
    row,
  ) => html`<tr><th scope="row"${inContentLanguage(setting)}>${itemLink(setting, row.id, row.name)}</th>${cols.items.map((col) => cell(row, col))}</tr>
`,
)}</tbody>
</table>
`,
)}</section>
`
}

/** What may be wider than its place scrolls in it, by keyboard too. */
export function scrolling(setting: Setting, name: string, wide: Html): Html {
  return html`<div class="scrolling part"${inLanguage(setting)} role="region" tabindex="0" aria-label="${name}">
${wide}</div>
`
}
