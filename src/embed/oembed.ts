// oEmbed 1.0 (https://oembed.com): turns the address of a page or an embed into the iframe that shows it.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionKinds, kindNames, definitionOf } from '../content/kinds.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { canonicalQuery } from '../http/caching.ts'
import { routeSchema } from '../http/documentation.ts'
import { JSON_TYPE } from '../http/negotiation.ts'
import { suggestedHeight, type EmbedContent } from '../markup/heights.ts'
import { attributes, html, unescapeHtml } from '../markup/html.ts'
import { languages } from '../markup/language/languages.ts'
import { shareImageAddress, shareImageHeight, shareImagePath, shareImageWidths } from '../markup/metadata.ts'
import { Problem } from '../problems.ts'
import type { Toolkit } from '../queries/toolkit.ts'

const Pixels = z.int().min(1).max(20_000).optional()
// Not strict: WordPress adds parameters of its own.
const OembedParameters = z.object({
  url: z.string().min(1).max(2000).meta({ description: 'The address of a page or an embed of this service.' }),
  maxwidth: Pixels.meta({ description: 'How wide the frame may be, in pixels.' }),
  maxheight: Pixels.meta({ description: 'How high the frame may be, in pixels.' }),
  format: z.string().min(1).max(20).default('json').meta({ description: '`json` or `xml`; another is a 501.' }),
})
type OembedQuery = z.infer<typeof OembedParameters>
const Oembed = z
  .object({
    version: z.literal('1.0'),
    type: z.literal('rich'),
    title: z.string(),
    author_name: z.string(),
    author_url: z.string(),
    provider_name: z.string(),
    provider_url: z.string(),
    cache_age: z.int(),
    html: z.string().meta({ description: 'The link in a blockquote, then the frame.' }),
    width: z.int(),
    height: z.int(),
    thumbnail_url: z.string().optional().meta({
      description:
        'A picture of what the address shows, no larger than the frame may be; absent where there is none so small.',
    }),
    thumbnail_width: z.int().optional(),
    thumbnail_height: z.int().optional(),
  })
  .meta({ id: 'Oembed', description: 'A rich answer, after oEmbed 1.0.' })
type Oembed = z.infer<typeof Oembed>

/** In pixels: longer lines of text are hard to read. */
const MAX_WIDTH = 900
const CACHE_SECONDS = 3600

export const oembedRoute: FastifyPluginAsync = async (app) => {
  const base = routeSchema({
    operationId: 'oembed',
    tags: ['embeds'],
    summary: 'How to frame an address of this service',
    description:
      'oEmbed 1.0. The address may be of a page or of an embed. 404 for one that is not of this service or leads ' +
      'nowhere, 501 for a format that is neither `json` nor `xml`. Parameters that it does not know are ignored.',
    querystring: OembedParameters,
    response: {
      200: {
        description: 'The frame.',
        content: { 'application/json': { schema: Oembed }, 'text/xml': { schema: z.string() } },
      },
    },
  })
  const problem = (description: string) => ({ ...base.response[400], description })
  app.get('/oembed', {
    schema: {
      ...base,
      response: {
        ...base.response,
        404: problem('The address is not one that can be framed.'),
        501: problem('Neither JSON nor XML.'),
      },
    },
    handler: cachedHandler({
      type: JSON_TYPE,
      check: ({ query }) => {
        const { format } = query as OembedQuery
        if (format !== 'json' && format !== 'xml')
          throw new Problem('not_implemented', `format "${format}" is not served. There are json and xml.`, [
            {
              in: 'query',
              name: 'format',
              message: `format must be json or xml (got "${format}").`,
              allowed: ['json', 'xml'],
            },
          ])
      },
      variant: 'oembed',
      mayNotExist: true,
      respond: async ({ query, toolkit }) => {
        const response = await oembedResponse(app, toolkit, query as OembedQuery)
        return (query as OembedQuery).format === 'json'
          ? JSON.stringify(response)
          : { body: oembedXml(response), headers: { 'content-type': 'text/xml; charset=utf-8' } }
      },
    }),
  })
}

async function oembedResponse(
  app: FastifyInstance,
  { publicUrl, info }: Toolkit,
  { url, maxwidth, maxheight }: OembedQuery,
): Promise<Oembed> {
  const target = await resolveTarget(app, publicUrl, url)
  const width = Math.min(maxwidth ?? MAX_WIDTH, MAX_WIDTH)
  const height = Math.min(maxheight ?? Infinity, suggestedHeight(target.content, target.main, width))
  const frameAttributes = attributes({ src: target.embed, title: target.title, width, height, frameborder: 0 })
  return {
    version: '1.0',
    type: 'rich',
    title: target.title,
    author_name: info.attribution.text,
    author_url: info.attribution.url,
    provider_name: languages.en.site,
    provider_url: `${publicUrl}/`,
    cache_age: CACHE_SECONDS,
    // WordPress strips everything else from providers that it does not trust.
    html: html`
      <blockquote>\
        <a href="${target.page}">${target.title}</a>\
      </blockquote>\
      <iframe${frameAttributes}></iframe>`.toString(),
    width,
    height,
    ...thumbnail(publicUrl, target.embed.slice(publicUrl.length), maxwidth, maxheight),
  }
}

function oembedXml(response: Oembed): string {
  return html`
    <?xml version="1.0" encoding="utf-8" standalone="yes"?>
    <oembed>
      ${Object.entries(response).map(([name, value]) => html`<${name}>${value}</${name}>\n`)}
    </oembed>
  `.toString()
}

type EmbedTarget = { title: string; page: string; embed: string; main: string; content: EmbedContent }

/** Requests the embed, and reads what describes it from its HTML. @throws Problem if the address cannot be framed. */
async function resolveTarget(app: FastifyInstance, publicUrl: string, url: string): Promise<EmbedTarget> {
  const path = embedPath(publicUrl, url)
  if (path === undefined)
    throw new Problem(
      'not_found',
      `"${url.slice(0, 200)}" is not a page or an embed of this service, whose addresses begin with ${publicUrl}/.`,
    )
  const response = await app.inject(path)
  const redirect = response.statusCode === 308 ? String(response.headers.location).slice(publicUrl.length) : undefined
  const { statusCode, body } = redirect === undefined ? response : await app.inject(redirect)
  if (statusCode >= 500) throw new Problem('internal', 'The failure is in the log.')
  const firstMatch = (pattern: RegExp) => unescapeHtml(pattern.exec(body)?.[1] ?? '')
  if (statusCode !== 200) {
    const reason = firstMatch(/<p>([\s\S]*?)<\/p>/).replace(/<[^>]*>/g, '')
    throw new Problem('not_found', `"${url.slice(0, 200)}" shows nothing that can be framed: ${reason}`)
  }
  const embed = redirect ?? path
  return {
    title: firstMatch(/<title>([\s\S]*?)<\/title>/),
    page: firstMatch(/<link rel="canonical" href="([^"]*)"/),
    embed: `${publicUrl}${embed}`,
    main: /<main>([\s\S]*)<\/main>/.exec(body)?.[1] ?? '',
    content: contentOf(embed),
  }
}

const collections = collectionKinds.map((kind) => definitionOf(kind).collection)

/** The path of the embed of a page; the path of an embed is returned as it is. */
function embedPath(publicUrl: string, url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { origin, pathname, search, searchParams } = new URL(url)
  const address = `${origin}${pathname}`
  if (address !== publicUrl && !address.startsWith(`${publicUrl}/`)) return undefined
  const [first = '', second, third, fourth, ...rest] = address.slice(publicUrl.length + 1).split('/')
  // Pages ignore unknown parameters, but embeds refuse them.
  const pickQuery = (names: readonly string[]) => {
    const pairs = names.flatMap((name) => {
      const value = searchParams.get(name)
      return value ? `${name}=${encodeURIComponent(value)}` : []
    })
    return pairs.length === 0 ? '' : `?${pairs.join('&')}`
  }
  if (first === 'embed')
    return second === undefined || second === 'loader' || second === 'accent'
      ? undefined
      : `${address.slice(publicUrl.length)}${search}`
  if (first === '' && second === undefined) return '/embed/map'
  if (first === 'crosswalk' && second === undefined) return `/embed/crosswalk${pickQuery(['rows', 'cols'])}`
  const kind = collectionKinds.find((name) => definitionOf(name).collection === first)
  if (kind === undefined || rest.length > 0) return undefined
  if (second === undefined)
    return `/embed/${first}${pickQuery([...Object.keys(definitionOf(kind).filters), 'q', 'sort'])}`
  if (third === undefined) return `/embed/${kind}/${second}`
  return kind === 'methodology' && third === 'elements' && fourth !== undefined
    ? `/embed/element/${second}:${fourth}`
    : undefined
}

/** The largest image that fits; oEmbed requires its dimensions beside its address. */
function thumbnail(
  publicUrl: string,
  embed: string,
  maxwidth = Infinity,
  maxheight = Infinity,
): Pick<Oembed, 'thumbnail_url' | 'thumbnail_width' | 'thumbnail_height'> {
  const width = shareImageWidths.find((candidate) => candidate <= maxwidth && shareImageHeight(candidate) <= maxheight)
  if (width === undefined) return {}
  const [, release, name = '', slug] = /^\/embed\/(?:r\/([^/]+)\/)?([^/?]+)(?:\/([^/?]+))?/.exec(embed) ?? []
  const query = canonicalQuery({
    ...(release === undefined ? {} : { release }),
    ...(width === shareImageWidths[0] ? {} : { width: String(width) }),
  })
  const picture =
    name === 'map' ? 'home' : slug === undefined ? name : shareImagePath(name === 'element' ? slug : `${name}:${slug}`)
  return {
    thumbnail_url: `${shareImageAddress(publicUrl, picture)}${query === '' ? '' : `?${query}`}`,
    thumbnail_width: width,
    thumbnail_height: shareImageHeight(width),
  }
}

function contentOf(embed: string): EmbedContent {
  const [, name = ''] = /^\/embed\/(?:r\/[^/]+\/)?([^/?]+)/.exec(embed) ?? []
  if (name === 'map' || name === 'crosswalk') return name
  return collections.includes(name) ? 'list' : (kindNames.find((kind) => kind === name) as EmbedContent)
}
