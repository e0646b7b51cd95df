// The page of one item.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kindOf } from '../content/kinds.ts'
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
    for (const kind of kindNames.filter((name) => name !== 'element')) {
      const { collection } = kindOf(kind)
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

type Params = { slug: string; element: string }

function itemHandler(theme: ThemeName, kind: Kind, slugOf: (params: Params) => string) {
  return pageHandler(theme, {
    redirectTo: (request) => {
      const slug = slugOf(request.params as Params)
      const id = request.toolkit.resolveRename(kind, slug, (to) => pageAddress(request, to))
      return id === undefined ? undefined : pageAddress(request, id)
    },
    parts: (request) => {
      const { toolkit } = request
      const whole = toolkit.itemPage(kind, slugOf(request.params as Params)) as ItemPage
      const { item, guidance, names } = whole
      const { publicUrl } = toolkit
      const { home } = documentPaths(publicUrl)
      const context = renderContext(request)
      const canonical = item.links.page
      const description = item.kind === 'mapping' ? item.reason : item.summary
      const link = oembedAddresses(publicUrl, canonical)
        .map(([type, address]) => `<${address}>; rel="alternate"; type="${type}"`)
        .join(', ')
      return {
        headers: { link },
        title: item.name,
        description,
        canonical,
        head: joinHtml([
          metadata({
            language,
            publicUrl,
            picture: shareImagePath(item.id),
            title: item.name,
            description,
            address: canonical,
            type: 'article',
          }),
          oembedLinks(publicUrl, canonical, item.name),
          itemJsonLd({ item, guidance, release: toolkit.info, publicUrl, site: language.site }),
        ]),
        main: joinHtml([
          breadcrumbs(context, home, item, names),
          itemArticle(context, whole, availableParts(whole)),
          reuseSection(context, home, item),
        ]),
        footer: credit(context, itemCredit(item), toolkit.info),
      }
    },
  })
}
