// The basis of a name, fact or relation, as people are shown it.
import { type Html, html, joined, nothing } from './html.ts'
import { outwardLink } from './links.ts'
import { inLanguage, type Setting } from './setting.ts'

/** Links to the sources of what is published; otherwise the name of the basis, before any links. */
export function basisNote(setting: Setting, { basis, urls }: { basis: string; urls: readonly string[] }): Html {
  const { language } = setting
  const sources = urls.map((url, i) =>
    outwardLink(setting, url, html`<span${inLanguage(setting)}>${language.source(i + 1, urls.length)}</span>`),
  )
  const links = sources.length === 0 ? nothing : html` <span class="sources">${joined(sources, ', ')}</span>`
  return basis === 'published' && urls.length > 0
    ? links
    : html` <span class="tag tag-${basis}"${inLanguage(setting)}>${language.basis[basis] ?? basis}</span>${links}`
}
