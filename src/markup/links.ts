// Links to items, which stay in the frame of an embed, and links to other sites.
import { type Html, html, nothing, type Piece } from './html.ts'
import { inLanguage, type Setting } from './setting.ts'

const safeSchemes = /^(https?:|mailto:)/i

export function itemLink(setting: Setting, id: string, name: Piece): Html {
  return html`<a href="${setting.addressOf(id)}"${setting.framed ? html` target="_self"` : nothing}>${name}</a>`
}

/** A link that leaves the frame. An address that could run a script is shown as text. */
export function outwardLink(setting: Setting, address: string, text: Piece): Html {
  if (!safeSchemes.test(address)) return html`${text}`
  if (!setting.framed) return html`<a href="${address}">${text}</a>`
  const { newTab } = setting.language
  return html`
    <a href="${address}" target="_blank" rel="noopener">\
      ${text}\
      <span class="unseen"${inLanguage(setting)}> ${newTab}</span>\
    </a>`
}
