// The embed of one item: whole, or the parts that are asked for.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ThemeName } from '../content/themes.ts'
import { documentedPage } from '../http/documentation.ts'
import { credit, itemCredit } from '../markup/credit.ts'
import { embedDocument } from '../markup/document.ts'
import { itemArticle } from '../markup/item.ts'
import { embedAddress } from './addresses.ts'
import { askedItem, ItemPath, ReleasePath } from './asked.ts'
import { lookOf, sendEmbed } from './look.ts'
import { ItemEmbedParameters } from './parameters.ts'

export function itemEmbeds({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    app.get('/embed/:kind/:slug', {
      schema: documentedPage({
        operationId: 'embed_item',
        tags: ['embeds'],
        summary: 'An item for a frame in another site',
        description:
          'A page that stands in an iframe, whole in itself, with its source, licence, version and review. It follows the newest release. A renamed item redirects (308); a withdrawn one names its successor (410).',
        params: z.object(ItemPath),
        querystring: ItemEmbedParameters,
        response: 'The page.',
      }),
      handler: (request, reply) => embed(request, reply, theme),
    })
    app.get('/embed/r/:release/:kind/:slug', {
      schema: documentedPage({
        operationId: 'embed_pinned_item',
        tags: ['embeds'],
        summary: 'An item of one release for a frame in another site',
        description: 'The same, from a release that is named: it never changes, and may be cached for ever.',
        params: z.object({ ...ReleasePath, ...ItemPath }),
        querystring: ItemEmbedParameters,
        response: 'The page.',
      }),
      handler: (request, reply) => embed(request, reply, theme),
    })
  }
}

async function embed(request: FastifyRequest, reply: FastifyReply, defaultTheme: ThemeName): Promise<FastifyReply> {
  const asked = request.query as ItemEmbedParameters
  const look = lookOf(request, asked, defaultTheme)
  const found = askedItem(request, reply, {
    addressOf: (id) => embedAddress(request, id),
    parts: asked.parts,
    form: `embed ${look.theme}`,
  })
  if (found === undefined) return reply
  const { item } = found.whole
  const document = embedDocument({
    ...look,
    title: item.name,
    canonical: item.links.page,
    id: item.id,
    state: 'ready',
    main: itemArticle(look.setting, found.whole, found.parts),
    footer: credit(look.setting, itemCredit(item), request.toolkit.info),
  })
  return sendEmbed(reply, look, document)
}
