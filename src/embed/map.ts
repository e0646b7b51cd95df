// The map of the toolkit as an embed: a picture and a table.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { ThemeName } from '../content/themes.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import { embedDocument } from '../markup/document.ts'
import { toolkitMapArticle } from '../markup/toolkitMap.ts'
import { releasePathParameters } from './pathParameters.ts'
import { embedResponse, embedVariant, displayOptions } from './displayOptions.ts'
import { displayParameters } from './displayParameters.ts'

const MapEmbedParameters = z.strictObject(displayParameters)

export function mapEmbed({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  const handler = mapHandler(theme)
  return async (app) => {
    const shared = { tags: ['embeds'], querystring: MapEmbedParameters, response: 'The page.' }
    app.get('/embed/map', {
      schema: pageRouteSchema({
        ...shared,
        operationId: 'embed_map',
        summary: 'The picture of the toolkit for a frame in another site',
        description: 'Questions, activities and tools by strand, as a picture and as a table; each leads to its embed.',
      }),
      handler,
    })
    app.get('/embed/r/:release/map', {
      schema: pageRouteSchema({
        ...shared,
        operationId: 'embed_pinned_map',
        summary: 'The picture of one release for a frame in another site',
        description: 'The same, from a release that is named: it never changes, and may be cached for ever.',
        params: z.object(releasePathParameters),
      }),
      handler,
    })
  }
}

function mapHandler(theme: ThemeName) {
  return cachedHandler({
    type: HTML_TYPE,
    variant: embedVariant(theme),
    respond: async (request) => {
      const { toolkit } = request
      const display = displayOptions(request, theme)
      const canonical = `${toolkit.publicUrl}/`
      const document = embedDocument({
        ...display,
        title: display.language.map.title,
        canonical,
        id: 'map',
        state: 'ready',
        main: toolkitMapArticle(display.context, await toolkit.map()),
        footer: credit(display.context, releaseCredit(toolkit.info, canonical, toolkit.reportUrl), toolkit.info),
      })
      return embedResponse(display, document)
    },
  })
}
