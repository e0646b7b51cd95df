// The metadata of a page for sites that link to it: Open Graph, and the discovery of its oEmbed.
import { definitionOf, kindPath } from '../content/kinds.ts'
import { type Html, html, joinHtml } from './html.ts'
import type { Language } from './language/languages.ts'

type PageMetadata = {
  language: Language
  publicUrl: string
  /** The path of its share image, without the ending. */
  imagePath: string
  title: string
  description: string
  address: string
  type: 'website' | 'article'
}

/** The widths of share images, the default first, all in the proportions of Open Graph's 1200 × 630. */
export const shareImageWidths = [1200, 600, 320] as const
export const shareImageHeight = (width: number): number => (width * 630) / 1200

/** The path of an item's share image. Mappings are many, and use the one of their collection. */
export function shareImagePath(id: string): string {
  const path = kindPath(id)
  return path.startsWith('mapping/') ? definitionOf('mapping').collection : path
}

export function shareImageAddress(publicUrl: string, imagePath: string): string {
  return `${publicUrl}/pictures/${imagePath}.png`
}

/** Open Graph (https://ogp.me), and the one tag that X needs besides. */
export function metadata({ language, publicUrl, imagePath, title, description, address, type }: PageMetadata): Html {
  const [width] = shareImageWidths
  const properties: [string, string][] = [
    ['og:title', title],
    ['og:description', description],
    ['og:url', address],
    ['og:type', type],
    ['og:site_name', language.site],
    ['og:locale', language.locale],
    ['og:image', shareImageAddress(publicUrl, imagePath)],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(width)],
    ['og:image:height', String(shareImageHeight(width))],
    ['og:image:alt', language.share(title)],
  ]
  return html`
    ${properties.map(([property, content]) => html`<meta property="${property}" content="${content}">\n`)}
    <meta name="twitter:card" content="summary_large_image">
  `
}

export const oembedTypes = { json: 'application/json+oembed', xml: 'text/xml+oembed' } as const

/** The oEmbed addresses of a page, by media type. */
export function oembedAddresses(publicUrl: string, page: string): [type: string, address: string][] {
  return Object.entries(oembedTypes).map(([format, type]) => [
    type,
    `${publicUrl}/oembed?url=${encodeURIComponent(page)}&format=${format}`,
  ])
}

/** Discovery by link: https://oembed.com/#section4 */
export function oembedLinks(publicUrl: string, page: string, title: string): Html {
  return joinHtml(
    oembedAddresses(publicUrl, page).map(
      ([type, address]) => html`<link rel="alternate" type="${type}" href="${address}" title="${title}">\n`,
    ),
  )
}
