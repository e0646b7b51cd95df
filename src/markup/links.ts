// Links: to items, which in a frame stay in it, and to other sites. An address that could run something is shown as text.
import { type Html, html, nothing, type Piece } from './html.ts'
import { inLanguage, type Setting } from './setting.ts'

const followed = /^(https?:|mailto:)/i

export function itemLink(setting: Setting, id: string, name: Piece): Html {
  return html`<a href="${setting.addressOf(id)}"${setting.framed ? html` target="_self"` : nothing}>${name}</a>`
}

/** To an address that no frame of ours can show. */
export function outwardLink(setting: Setting, address: string, text: Piece): Html {
  if (!followed.test(address)) return html`${text}`
  if (!setting.framed) return html`<a href="${address}">${text}</a>`
  return html`<a href="${address}" target="_blank" rel="noopener">${text}<span class="unseen"${inLanguage(setting)}> ${setting.language.newTab}</span></a>`
}
