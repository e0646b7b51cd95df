// Downloads that work offline: an item as one HTML file, and the whole toolkit as a zip.
import { Readable } from 'node:stream'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionPath, kindPath } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema, ReleaseParameter } from '../http/documentation.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { snapshotDocument } from '../markup/document.ts'
import { credit, itemCredit } from '../markup/credit.ts'
import { itemArticle } from '../markup/item.ts'
import { languages } from '../markup/language/languages.ts'
import type { RenderContext } from '../markup/renderContext.ts'
import { sheet } from '../markup/style/sheet.ts'
import { itemPathParameters, itemPageWithParts, renamedAddress } from './pathParameters.ts'
import { toolkitZip } from './toolkitZip.ts'

const SnapshotParameters = z.strictObject({ release: ReleaseParameter })

export function snapshotRoutes({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    app.get('/snapshot/:kind/:slug.html', {
      schema: routeSchema({
        operationId: 'snapshot_item',
        tags: ['embeds'],
        summary: 'An item as one file',
        description:
          'Self-contained HTML: it works from a disk with the network off, asks for nothing and runs nothing. It ' +
          'says of which release it is, and when that was published.',
        params: z.object(itemPathParameters),
        querystring: SnapshotParameters,
        response: { 200: { description: 'The file.', content: { 'text/html': { schema: z.string() } } } },
      }),
      handler: cachedHandler({
        redirectTo: (request) =>
          renamedAddress(request, (id) => `${request.toolkit.publicUrl}/snapshot/${kindPath(id)}.html`),
        type: HTML_TYPE,
        variant: `snapshot ${theme}`,
        mayNotExist: true,
        respond: (request) => {
          const { publicUrl, info } = request.toolkit
          const { itemPage, parts } = itemPageWithParts(request)
          const { item } = itemPage
          const language = languages.en
          const context: RenderContext = {
            language,
            headingLevel: 1,
            prefix: '',
            addressOf: (id) => `${publicUrl}/${collectionPath(id)}`,
            isFramed: false,
          }
          const document = snapshotDocument({
            language,
            theme,
            title: item.name,
            canonical: item.links.page,
            style: { text: sheet },
            main: itemArticle(context, itemPage, parts),
            footer: credit(context, itemCredit(item), info),
          })
          const fileName = kindPath(item.id).split('/')[1]?.replace(':', '-')
          return { body: document, headers: { 'content-disposition': `attachment; filename="${fileName}.html"` } }
        },
      }),
    })
    app.get('/snapshot/toolkit.zip', {
      schema: routeSchema({
        operationId: 'snapshot_toolkit',
        tags: ['embeds'],
        summary: 'The whole toolkit, for a web server of your own',
        description:
          'A page for every item, linked with one another by relative addresses, with an index, and SHA256SUMS over ' +
          'all of it. The same bytes whenever it is asked for.',
        querystring: SnapshotParameters,
        response: { 200: { description: 'The zip.', content: { 'application/zip': { schema: z.string() } } } },
      }),
      handler: cachedHandler({
        type: 'application/zip',
        variant: `zip ${theme}`,
        respond: ({ toolkit }) => ({
          body: Readable.from(toolkitZip(toolkit, theme)),
          headers: { 'content-disposition': `attachment; filename="toolkit-${toolkit.info.id}.zip"` },
        }),
      }),
    })
  }
}
