// The page of one item.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionKinds, type Kind, definitionOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { credit, itemCredit } from '../markup/credit.ts'
import { joinHtml } from '../markup/html.ts'
import { itemArticle } from '../markup/item.ts'
import { itemJsonLd } from '../markup/jsonld.ts'
import { metadata, oembedAddresses, oembedLinks, shareImagePath } from '../markup/metadata.ts'
import { availableParts } from '../markup/parts.ts'
import { breadcrumbs, reuseSection } from '../markup/itemPage.ts'
import type { ItemPage } from '../queries/itemPage.ts'
import { language, pageHandler, pageAddress, renderContext } from './page.ts'

const Slug = z.string().min(1).max(200)

export function itemPages({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    for (const kind of collectionKinds) {
      const { collection } = definitionOf(kind)
      app.get(`/${collection}/:slug`, {
        schema: itemSchema(kind, { slug: Slug }),
        handler: itemHandler(theme, kind, (params) => params.slug),
      })
    }
    app.get('/methodologies/:slug/elements/:element', {
      schema: itemSchema('element', { slug: Slug, element: Slug }),
      handler: itemHandler(theme, 'element', ({ slug, element }) => `${slug}:${element}`),
    })
  }
}

function itemSchema(kind: Kind, params: Record<string, z.ZodType>) {
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a'
  return pageRouteSchema({
    operationId: `page_${kind}`,
    tags: ['pages'],
    summary: `The page of ${article} ${kind}`,
    // The query is not validated: newsletters and search engines add parameters of their own.
    description:
      'For people. Parameters that it does not know are ignored. A renamed item redirects (308); a withdrawn one ' +
      'names its successor (410).',
    params: z.object(params),
    response: 'The page.',
  })
}

type ItemPathParameters = { slug: string; element: string }

function itemHandler(theme: ThemeName, kind: Kind, slugOf: (params: ItemPathParameters) => string) {
  return pageHandler(theme, {
    redirectTo: (request) => {
      const slug = slugOf(request.params as ItemPathParameters)
      const id = request.toolkit.currentIdIfRenamed(kind, slug, (to) => pageAddress(request, to))
      return id === undefined ? undefined : pageAddress(request, id)
    },
    parts: (request) => {
      const { toolkit } = request
      const itemPage = toolkit.itemPage(kind, slugOf(request.params as ItemPathParameters)) as ItemPage
      const { item, guidance, names } = itemPage
      const { publicUrl } = toolkit
      const { basePath } = documentPaths(publicUrl)
      const context = renderContext(request)
      const canonical = item.links.page
      const description = item.kind === 'mapping' ? item.reason : item.summary
      const linkHeader = oembedAddresses(publicUrl, canonical)
        .map(([type, address]) => `<${address}>; rel="alternate"; type="${type}"`)
        .join(', ')
      return {
        headers: { link: linkHeader },
        title: item.name,
        description,
        canonical,
        head: joinHtml([
          metadata({
            language,
            publicUrl,
            imagePath: shareImagePath(item.id),
            title: item.name,
            description,
            address: canonical,
            type: 'article',
          }),
          oembedLinks(publicUrl, canonical, item.name),
          itemJsonLd({ item, guidance, release: toolkit.info, publicUrl, site: language.site }),
        ]),
        main: joinHtml([
          breadcrumbs(context, basePath, item, names),
          itemArticle(context, itemPage, availableParts(itemPage)),
          reuseSection(context, basePath, item),
        ]),
        footer: credit(context, itemCredit(item), toolkit.info),
      }
    },
  })
}
