// The basis of a name, fact or relation, as people are shown it.
import { type Html, html, joinHtml, nothing } from './html.ts'
import { outwardLink } from './links.ts'
import { interfaceLang, type RenderContext } from './renderContext.ts'

/** Links to the sources of what is published; otherwise the name of the basis, before any links. */
export function basisNote(context: RenderContext, { basis, urls }: { basis: string; urls: readonly string[] }): Html {
  const { language } = context
  const sources = urls.map((url, i) =>
    outwardLink(context, url, html`<span${interfaceLang(context)}>${language.source(i + 1, urls.length)}</span>`),
  )
  const links = sources.length === 0 ? nothing : html` <span class="sources">${joinHtml(sources, ', ')}</span>`
  return basis === 'published' && urls.length > 0
    ? links
    : html` <span class="tag tag-${basis}"${interfaceLang(context)}>${language.basis[basis] ?? basis}</span>${links}`
}
