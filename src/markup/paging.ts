// The links under a page of results; pages are reached in order, since they are addressed by cursors.
import { type Html, html, nothing } from './html.ts'
import type { Language } from './language/languages.ts'

export function paging({ search: texts }: Language, first: string | undefined, next: string | undefined): Html {
  if (first === undefined && next === undefined) return nothing
  return html`
    <nav class="paging" aria-label="${texts.pages}">\
      <ul>
        ${first !== undefined && html`<li><a href="${first}">${texts.first}</a></li>\n`}
        ${next !== undefined && html`<li><a href="${next}" rel="next">${texts.next}</a></li>\n`}
      </ul>\
    </nav>
  `
}
