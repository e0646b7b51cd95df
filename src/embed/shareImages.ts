// Share images (og:image) of pages and items, as PNG, the format that other sites accept.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Item, type Kind, kindNames, definitionOf, kindPath } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema, ReleaseParameter } from '../http/documentation.ts'
import { languages } from '../markup/language/languages.ts'
import { shareImageAddress, shareImageWidths } from '../markup/metadata.ts'
import { SHARE_IMAGE, type ShareImage, shareImageSvg } from '../pictures/shareImage.ts'
import { problemFromErrors, unknownValueError } from '../problems.ts'
import type { StoredItem } from '../queries/item.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { itemPathParameters, renamedAddress } from './pathParameters.ts'
import { renderPng } from './png.ts'

const ShareImageParameters = z.strictObject({
  width: z
    .enum(shareImageWidths.map(String))
    .default(String(shareImageWidths[0]))
    .meta({ description: 'In pixels; every 40 of width are 21 of height.' }),
  release: ReleaseParameter,
})
const language = languages.en
/** Mappings are too many for an image each, and use that of their collection. */
export const kindsWithImage: readonly Kind[] = kindNames.filter((kind) => kind !== 'mapping')

/** The texts on the images of pages that do not show an item. */
const pageTexts: ReadonlyMap<string, Pick<ShareImage, 'name' | 'about'>> = new Map([
  ['home', { name: language.home.heading, about: language.home.lead }],
  ['search', { name: language.pages.search, about: language.search.lead }],
  ['crosswalk', { name: language.crosswalk.title, about: language.crosswalk.lead }],
  ['embed', { name: language.embedCode.title, about: language.embedCode.lead }],
  ...(['about', 'accessibility', 'privacy'] as const).map(
    (page) => [page, { name: language.staticPages[page].title, about: language.staticPages[page].lead }] as const,
  ),
  ...kindNames
    .filter((kind) => kind !== 'element')
    .map(
      (kind) =>
        [definitionOf(kind).collection, { name: language.collections[kind], about: definitionOf(kind).about }] as const,
    ),
])
export const pageImageNames = [...pageTexts.keys()]

export const shareImageRoutes: FastifyPluginAsync = async (app) => {
  const shared = {
    tags: ['embeds'],
    querystring: ShareImageParameters,
    response: { 200: { description: 'The picture.', content: { 'image/png': { schema: z.string() } } } },
  }
  app.get('/pictures/:page.png', {
    schema: routeSchema({
      ...shared,
      operationId: 'picture_page',
      summary: 'The picture of a page, to show beside a link to it',
      description: 'Its name, what it is for, and the strands of the toolkit; 1200 by 630, as Open Graph asks for.',
      params: z.object({
        page: z
          .string()
          .min(1)
          .max(200)
          .meta({ description: `One of ${pageImageNames.join(', ')}.` }),
      }),
    }),
    handler: cachedHandler({
      type: 'image/png',
      check: ({ params }) => {
        const { page } = params as { page: string }
        const texts = pageTexts.get(page)
        if (texts === undefined)
          throw problemFromErrors('not_found', [
            unknownValueError(
              'path',
              'page',
              page,
              'a page with a picture',
              pageImageNames,
              nearest(page, pageImageNames),
            ),
          ])
        return texts
      },
      variant: 'png',
      respond: (request, texts) => renderShareImage(request, { ...texts, kind: undefined, strands: [] }),
    }),
  })
  app.get('/pictures/:kind/:slug.png', {
    schema: routeSchema({
      ...shared,
      operationId: 'picture_item',
      summary: 'The picture of an item, to show beside a link to it',
      description:
        'Its name, its kind and its strands; 1200 by 630, as Open Graph asks for. A renamed item redirects (308); a ' +
        'withdrawn one names its successor (410). Mappings have that of their collection.',
      params: z.object(itemPathParameters),
    }),
    handler: cachedHandler({
      redirectTo: (request) => {
        const { kind } = request.params as { kind: Kind }
        if (!kindsWithImage.includes(kind))
          throw problemFromErrors('not_found', [
            unknownValueError(
              'path',
              'kind',
              kind,
              'a kind of item with a picture',
              kindsWithImage,
              nearest(kind, kindsWithImage),
            ),
          ])
        return renamedAddress(request, (id) => shareImageAddress(request.toolkit.publicUrl, kindPath(id)))
      },
      type: 'image/png',
      variant: 'png',
      respond: (request) => {
        const { kind, slug } = request.params as { kind: Kind; slug: string }
        const { fields: item } = request.toolkit.of(kind).get(slug) as StoredItem
        const strands = strandsOf(request.toolkit, item)
        return renderShareImage(request, { name: item.name, kind: language.kinds[kind], about: undefined, strands })
      },
    }),
  })
}

async function renderShareImage(
  { query, toolkit }: FastifyRequest,
  { strands, ...texts }: Pick<ShareImage, 'name' | 'kind' | 'about'> & { strands: readonly string[] },
): Promise<Buffer> {
  const { width } = query as z.infer<typeof ShareImageParameters>
  const allStrands: Item<'strand'>[] = []
  for await (const rows of toolkit.of('strand').streamAll({})) allStrands.push(...rows.map(({ fields }) => fields))
  const svg = shareImageSvg({
    ...texts,
    site: language.site,
    allStrands: allStrands.map(({ name }) => name),
    strands: strands.map((slug) => allStrands.findIndex((strand) => strand.slug === slug)).sort((a, b) => a - b),
    credit: toolkit.info.attribution.text,
  })
  return renderPng(svg, SHARE_IMAGE.font, Number(width))
}

/** The strands of an item; a question has those of the activities that help to answer it. */
function strandsOf(toolkit: Toolkit, item: Item): string[] {
  if (item.kind === 'strand') return [item.slug]
  if (item.kind === 'activity') return [item.strand]
  if (item.kind === 'question')
    return [
      ...new Set(
        toolkit
          .of('activity')
          .getMany(item.activities)
          .map(({ fields }) => fields.strand),
      ),
    ]
  if (item.kind === 'tool')
    return item.strands.length === 0 && item.homeStrand !== null ? [item.homeStrand] : item.strands
  return 'strands' in item ? item.strands : []
}
