// What can be taken away and works from a disk with the network off: an item as one file, and the whole toolkit as a zip.
import { Readable } from 'node:stream'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionPath, kindPath } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { notModified } from '../http/caching.ts'
import { documented, ReleaseParameter } from '../http/documentation.ts'
import { snapshotDocument } from '../markup/document.ts'
import { credit, itemCredit } from '../markup/credit.ts'
import { itemArticle } from '../markup/item.ts'
import { languages } from '../markup/language/languages.ts'
import type { RenderContext } from '../markup/renderContext.ts'
import { sheet } from '../markup/style/sheet.ts'
import { askedItem, ItemPath } from './asked.ts'
import { toolkitZip } from './zip.ts'

const SnapshotParameters = z.strictObject({ release: ReleaseParameter })

export function snapshotRoutes({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    app.get('/snapshot/:kind/:slug.html', {
      schema: documented({
        operationId: 'snapshot_item',
        tags: ['embeds'],
        summary: 'An item as one file',
        description:
          'Self-contained HTML: it works from a disk with the network off, asks for nothing and runs nothing. It says of which release it is, and when that was published.',
        params: z.object(ItemPath),
        querystring: SnapshotParameters,
        response: { 200: { description: 'The file.', content: { 'text/html': { schema: z.string() } } } },
      }),
      handler: async (request, reply) => {
        const { publicUrl, info } = request.toolkit
        const found = askedItem(request, reply, {
          addressOf: (id) => `${publicUrl}/snapshot/${kindPath(id)}.html`,
          form: `snapshot ${theme}`,
        })
        if (found === undefined) return reply
        const { item } = found.whole
        const language = languages.en
        const setting: RenderContext = {
          language,
          h: 1,
          prefix: '',
          addressOf: (id) => `${publicUrl}/${collectionPath(id)}`,
          framed: false,
        }
        const file = snapshotDocument({
          language,
          theme,
          title: item.name,
          canonical: item.links.page,
          style: { text: sheet },
          main: itemArticle(setting, found.whole, found.parts),
          footer: credit(setting, itemCredit(item), info),
        })
        return reply
          .type('text/html; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${kindPath(item.id).split('/')[1]?.replace(':', '-')}.html"`,
          )
          .send(file)
      },
    })
    app.get('/snapshot/toolkit.zip', {
      schema: documented({
        operationId: 'snapshot_toolkit',
        tags: ['embeds'],
        summary: 'The whole toolkit, for a web server of your own',
        description:
          'A page for every item, linked with one another by relative addresses, with an index, and SHA256SUMS over all of it. The same bytes whenever it is asked for.',
        querystring: SnapshotParameters,
        response: { 200: { description: 'The zip.', content: { 'application/zip': { schema: z.string() } } } },
      }),
      handler: async (request, reply) => {
        if (notModified(request, reply, request.freshness, `zip ${theme}`)) return reply
        return reply
          .type('application/zip')
          .header('content-disposition', `attachment; filename="toolkit-${request.toolkit.info.id}.zip"`)
          .send(Readable.from(toolkitZip(request.toolkit, theme)))
      },
    })
  }
}
