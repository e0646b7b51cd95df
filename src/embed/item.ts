// The embed of one item, complete or with the requested parts only.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { ThemeName } from '../content/themes.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { credit, itemCredit } from '../markup/credit.ts'
import { embedDocument } from '../markup/document.ts'
import { itemArticle } from '../markup/item.ts'
import { embedAddress } from './addresses.ts'
import { itemPathParameters, itemPageWithParts, renamedAddress, releasePathParameters } from './pathParameters.ts'
import { embedResponse, embedVariant, displayOptions } from './displayOptions.ts'
import { ItemEmbedParameters } from './displayParameters.ts'

export function itemEmbeds({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  const handler = itemHandler(theme)
  return async (app) => {
    app.get('/embed/:kind/:slug', {
      schema: pageRouteSchema({
        operationId: 'embed_item',
        tags: ['embeds'],
        summary: 'An item for a frame in another site',
        description:
          'A page that stands in an iframe, whole in itself, with its source, licence, version and review. It ' +
          'follows the newest release. A renamed item redirects (308); a withdrawn one names its successor (410).',
        params: z.object(itemPathParameters),
        querystring: ItemEmbedParameters,
        response: 'The page.',
      }),
      handler,
    })
    app.get('/embed/r/:release/:kind/:slug', {
      schema: pageRouteSchema({
        operationId: 'embed_pinned_item',
        tags: ['embeds'],
        summary: 'An item of one release for a frame in another site',
        description: 'The same, from a release that is named: it never changes, and may be cached for ever.',
        params: z.object({ ...releasePathParameters, ...itemPathParameters }),
        querystring: ItemEmbedParameters,
        response: 'The page.',
      }),
      handler,
    })
  }
}

function itemHandler(theme: ThemeName) {
  return cachedHandler({
    redirectTo: (request) => renamedAddress(request, (id) => embedAddress(request, id)),
    type: HTML_TYPE,
    variant: embedVariant(theme),
    mayNotExist: true,
    respond: (request) => {
      const display = displayOptions(request, theme)
      const { itemPage, parts } = itemPageWithParts(request, (request.query as ItemEmbedParameters).parts)
      const { item } = itemPage
      const document = embedDocument({
        ...display,
        title: item.name,
        canonical: item.links.page,
        id: item.id,
        state: 'ready',
        main: itemArticle(display.context, itemPage, parts),
        footer: credit(display.context, itemCredit(item), request.toolkit.info),
      })
      return embedResponse(display, document)
    },
  })
}
