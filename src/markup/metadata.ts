// What a page tells of itself to those who link to it: Open Graph, and where its embed can be asked for.
import { type Html, html, joined } from './html.ts'
import type { Language } from './language/languages.ts'

type Told = { language: Language; title: string; description: string; address: string; type: 'website' | 'article' }

/** Open Graph, as https://ogp.me has it. */
export function metadata({ language, title, description, address, type }: Told): Html {
  const properties: [string, string][] = [
    ['og:title', title],
    ['og:description', description],
    ['og:url', address],
    ['og:type', type],
    ['og:site_name', language.site],
    ['og:locale', language.locale],
  ]
  return joined(properties.map(([property, content]) => html`<meta property="${property}" content="${content}">
`))
}

export const oembedTypes = { json: 'application/json+oembed', xml: 'text/xml+oembed' } as const

/** Where the embed of a page is told of, by the form of the answer. */
export function oembedAddresses(publicUrl: string, page: string): [type: string, address: string][] {
  return Object.entries(oembedTypes).map(([format, type]) => [type, `${publicUrl}/oembed?url=${encodeURIComponent(page)}&format=${format}`])
}

/** Discovery by link, as https://oembed.com asks for. */
export function oembedLinks(publicUrl: string, page: string, title: string): Html {
  return joined(oembedAddresses(publicUrl, page).map(([type, address]) => html`<link rel="alternate" type="${type}" href="${address}" title="${title}">
`))
}
