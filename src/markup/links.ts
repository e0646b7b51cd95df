// Links to items, which stay in the frame of an embed, and links to other sites.
import { type Html, html, nothing, type Renderable } from './html.ts'
import { interfaceLang, type RenderContext } from './renderContext.ts'

const safeSchemes = /^(https?:|mailto:)/i

export function itemLink(context: RenderContext, id: string, name: Renderable): Html {
  return html`<a href="${context.addressOf(id)}"${context.isFramed ? html` target="_self"` : nothing}>${name}</a>`
}

/** A link that leaves the frame. An address that could run a script is shown as text. */
export function outwardLink(context: RenderContext, address: string, text: Renderable): Html {
  if (!safeSchemes.test(address)) return html`${text}`
  if (!context.isFramed) return html`<a href="${address}">${text}</a>`
  const { newTab } = context.language
  return html`
    <a href="${address}" target="_blank" rel="noopener">\
      ${text}\
      <span class="unseen"${interfaceLang(context)}> ${newTab}</span>\
    </a>`
}
