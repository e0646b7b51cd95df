// What a page tells of itself to those who link to it: Open Graph, and where its embed can be asked for.
import { kindOf, kindPath } from '../content/kinds.ts'
import { type Html, html, joined } from './html.ts'
import type { Language } from './language/languages.ts'

type Told = {
  language: Language
  publicUrl: string
  /** What its picture is called. */ picture: string
  title: string
  description: string
  address: string
  type: 'website' | 'article'
}

/** The widths in which a picture to share is made; the first where none is asked for. Each is as high as Open Graph's 1200 × 630. */
export const pictureWidths = [1200, 600, 320] as const
export const pictureHeight = (width: number): number => (width * 630) / 1200

/** What the picture of an item is called; mappings, which are many, share that of their collection. */
export function pictureOf(id: string): string {
  const path = kindPath(id)
  return path.startsWith('mapping/') ? kindOf('mapping').collection : path
}

export function pictureAddress(publicUrl: string, picture: string): string {
  return `${publicUrl}/pictures/${picture}.png`
}

/** Open Graph, as https://ogp.me has it; and the one thing that X asks for besides. */
export function metadata({ language, publicUrl, picture, title, description, address, type }: Told): Html {
  const [width] = pictureWidths
  const properties: [string, string][] = [
    ['og:title', title],
    ['og:description', description],
    ['og:url', address],
    ['og:type', type],
    ['og:site_name', language.site],
    ['og:locale', language.locale],
    ['og:image', pictureAddress(publicUrl, picture)],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(width)],
    ['og:image:height', String(pictureHeight(width))],
    ['og:image:alt', language.share(title)],
  ]
  return html`${properties.map(
    ([property, content]) => html`<meta property="${property}" content="${content}">
`,
  )}<meta name="twitter:card" content="summary_large_image">
`
}

export const oembedTypes = { json: 'application/json+oembed', xml: 'text/xml+oembed' } as const

/** Where the embed of a page is told of, by the form of the answer. */
export function oembedAddresses(publicUrl: string, page: string): [type: string, address: string][] {
  return Object.entries(oembedTypes).map(([format, type]) => [
    type,
    `${publicUrl}/oembed?url=${encodeURIComponent(page)}&format=${format}`,
  ])
}

/** Discovery by link, as https://oembed.com asks for. */
export function oembedLinks(publicUrl: string, page: string, title: string): Html {
  return joined(
    oembedAddresses(publicUrl, page).map(
      ([type, address]) => html`<link rel="alternate" type="${type}" href="${address}" title="${title}">
`,
    ),
  )
}
