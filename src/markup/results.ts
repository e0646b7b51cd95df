// The results of a search: each item with the passage that matches, and why it does.
import type { Item, Kind } from '../content/kinds.ts'
import { searchForm } from './forms.ts'
import { attributes, type Html, html, joinHtml, trustedHtml } from './html.ts'
import type { Language } from './language/languages.ts'
import { itemLink } from './links.ts'
import { paging } from './paging.ts'
import { contentLang, type RenderContext } from './renderContext.ts'

type Match = { field: string; term: string; how: 'word' | 'synonym' | 'spelling' | 'spacing'; asked: string }
/** The excerpt is HTML whose only element is `<mark>`. */
type Result = { item: Item; excerpt: string; matched: readonly Match[] }
type Results = {
  basePath: string
  q: string
  kind: Kind | undefined
  total: number
  kinds: readonly { kind: Kind; total: number; address: string }[]
  /** The address of the results of all kinds. */
  allKindsAddress: string
  results: readonly Result[]
  first: string | undefined
  next: string | undefined
}

export function searchStart(language: Language, basePath: string): Html {
  return html`
    <h1 class="page-title">${language.pages.search}</h1>
    <p class="summary">${language.search.lead}</p>
    ${searchForm(language, basePath, '')}\
  `
}

export function resultsArticle(context: RenderContext, page: Results): Html {
  const { language } = context
  const { basePath, q, total, kinds, results, first, next } = page
  const { search: texts } = language
  return html`
    <h1 class="page-title">${texts.results(q)}</h1>
    ${searchForm(language, basePath, q)}
    ${kinds.length > 0 && kindChips(language, page)}
    <p class="total" role="status">${texts.count(total)}${total === 0 ? ` ${texts.none}` : ''}</p>
    <ul class="rows">
      ${results.map((result) => row(context, result))}
    </ul>
    ${paging(language, first, next)}\
  `
}

function kindChips({ search: texts, collections }: Language, { kind, kinds, allKindsAddress }: Results): Html {
  const currentIf = (isCurrent: boolean) => attributes({ 'aria-current': isCurrent ? 'true' : undefined })
  const chip = (entry: Results['kinds'][number]) => {
    const label = html`${collections[entry.kind]} <span class="count">${entry.total}</span>`
    return html`<li><a href="${entry.address}"${currentIf(kind === entry.kind)}>${label}</a></li>\n`
  }
  return html`
    <nav aria-label="${texts.kinds}">\
      <ul class="chips">
        <li><a href="${allKindsAddress}"${currentIf(kind === undefined)}>${texts.all}</a></li>
        ${kinds.map(chip)}
      </ul>\
    </nav>
  `
}

function row(context: RenderContext, { item, excerpt, matched }: Result): Html {
  const { language } = context
  const reasons = matchReasons(language, matched)
  return html`
    <li>\
      <p class="kind">${language.kinds[item.kind]}</p>
      <h2${contentLang(context)}>${itemLink(context, item.id, item.name)}</h2>
      <p${contentLang(context)}>${trustedHtml(excerpt)}</p>
      ${reasons.length > 0 && html`<p class="facts-line">${language.search.why}: ${joinHtml(reasons, '; ')}</p>\n`}\
    </li>
  `
}

/** A reason for each matching term, with the fields that it matches in. */
function matchReasons(language: Language, matches: readonly Match[]): string[] {
  const fieldsByTerm = new Map<string, string[]>()
  for (const { field, term, how, asked } of matches) {
    const reason = language.search.how[how](term, asked)
    const fields = fieldsByTerm.get(reason) ?? []
    fieldsByTerm.set(reason, [...fields, language.search.fields[field] ?? field])
  }
  return [...fieldsByTerm].map(([reason, fields]) => `${reason}, ${language.joinByCommas(fields)}`)
}
