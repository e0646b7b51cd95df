// What a search found: each item with the passage that matches, and why.
import type { Item, Kind } from '../content/kinds.ts'
import { searchForm } from './forms.ts'
import { attributes, type Html, html, joined, nothing, trusted } from './html.ts'
import type { Language } from './language/languages.ts'
import { itemLink } from './links.ts'
import { inContentLanguage, type Setting } from './setting.ts'

type Matched = { field: string; term: string; how: 'word' | 'synonym' | 'spelling' | 'spacing'; asked: string }
type Results = {
  home: string
  q: string
  kind: Kind | undefined
  total: number
  kinds: readonly { kind: Kind; total: number; address: string }[]
  everything: string
  /** The excerpt is HTML in which nothing but `<mark>` stands. */
  results: readonly { item: Item; excerpt: string; matched: readonly Matched[] }[]
  first: string | undefined
  next: string | undefined
}

export function searchStart(language: Language, home: string): Html {
  return html`<h1 class="page-title">${language.pages.search}</h1>
<p class="summary">${language.search.lead}</p>
${searchForm(language, home, '')}`
}

export function resultsArticle(
  setting: Setting,
  { home, q, kind, total, kinds, everything, results, first, next }: Results,
): Html {
  const { language } = setting
  const { search: words } = language
  return html`<h1 class="page-title">${words.results(q)}</h1>
${searchForm(language, home, q)}${
    kinds.length === 0
      ? nothing
      : html`<nav aria-label="${words.kinds}"><ul class="chips">
<li><a href="${everything}"${attributes({ 'aria-current': kind === undefined ? 'true' : undefined })}>${words.all}</a></li>
${kinds.map(
  (
    entry,
  ) => html`<li><a href="${entry.address}"${attributes({ 'aria-current': kind === entry.kind ? 'true' : undefined })}>${language.collections[entry.kind]} <span class="count">${entry.total}</span></a></li>
`,
)}</ul></nav>
`
  }<p class="total" role="status">${words.count(total)}${total === 0 ? ` ${words.none}` : ''}</p>
<ul class="rows">
${results.map((result) => row(setting, result))}</ul>
${
  first === undefined && next === undefined
    ? nothing
    : html`<nav class="paging" aria-label="${words.pages}"><ul>
${
  first === undefined
    ? nothing
    : html`<li><a href="${first}">${words.first}</a></li>
`
}${
        next === undefined
          ? nothing
          : html`<li><a href="${next}" rel="next">${words.next}</a></li>
`
      }</ul></nav>
`
}`
}

function row(setting: Setting, { item, excerpt, matched }: Results['results'][number]): Html {
  const { language } = setting
  // A word that matches in several places is told once.
  const places = new Map<string, string[]>()
  for (const { field, term, how, asked } of matched) {
    const what = language.search.how[how](term, asked)
    const known = places.get(what) ?? []
    places.set(what, [...known, language.search.fields[field] ?? field])
  }
  const reasons = [...places].map(([what, fields]) => `${what}, ${language.joinedByCommas(fields)}`)
  return html`<li><p class="kind">${language.kinds[item.kind]}</p>
<h2${inContentLanguage(setting)}>${itemLink(setting, item.id, item.name)}</h2>
<p${inContentLanguage(setting)}>${trusted(excerpt)}</p>
${
  reasons.length === 0
    ? nothing
    : html`<p class="facts-line">${language.search.why}: ${joined(reasons, '; ')}</p>
`
}</li>
`
}
