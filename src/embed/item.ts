// The embed of one item: whole, or the parts that are asked for.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kinds } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import type { ThemeName } from '../content/themes.ts'
import { notModified } from '../http/caching.ts'
import { documentedPage } from '../http/documentation.ts'
import { redirectRenamed } from '../http/redirects.ts'
import { credit, creditOfItem } from '../markup/credit.ts'
import { embedDocument } from '../markup/document.ts'
import { itemArticle } from '../markup/item.ts'
import { type PartName, writtenParts } from '../markup/parts.ts'
import { problemOf, unknown } from '../problems.ts'
import type { Whole } from '../queries/whole.ts'
import { embedAddress } from './addresses.ts'
import { lookOf, sendEmbed } from './look.ts'
import { ItemEmbedParameters } from './parameters.ts'

const Slug = z.string().min(1).max(200)
const Item = { kind: Slug.meta({ description: `One of ${kindNames.join(', ')}.` }), slug: Slug.meta({ description: 'The slug of the item; of an element its id, such as `lean:flow`.' }) }

export function itemEmbeds({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    app.get('/embed/:kind/:slug', {
      schema: documentedPage({
        operationId: 'embed_item',
        tags: ['embeds'],
        summary: 'An item for a frame in another site',
        description: 'A page that stands in an iframe, whole in itself, with its source, licence, version and review. It follows the newest release. A renamed item redirects (308); a withdrawn one names its successor (410).',
        params: z.object(Item),
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
        params: z.object({ release: Slug.meta({ description: 'The id of a release that is kept.' }), ...Item }),
        querystring: ItemEmbedParameters,
        response: 'The page.',
      }),
      handler: (request, reply) => embed(request, reply, theme),
    })
  }
}

async function embed(request: FastifyRequest, reply: FastifyReply, defaultTheme: ThemeName): Promise<FastifyReply> {
  const { toolkit } = request
  const { kind, slug } = request.params as { kind: string; slug: string }
  const asked = request.query as ItemEmbedParameters
  if (!Object.hasOwn(kinds, kind)) throw problemOf('not_found', [unknown('path', 'kind', kind, 'a kind of item', kindNames, nearest(kind, kindNames))])
  const renamed = toolkit.renamedTo(kind as Kind, slug, (id) => embedAddress(request, id))
  if (renamed !== undefined) return redirectRenamed(request, reply, embedAddress(request, renamed))
  const look = lookOf(request, asked, defaultTheme)

  // A tag that we gave is of parts that are written; of `*` that is not known yet.
  const form = `embed ${look.theme}`
  const anything = request.headers['if-none-match']?.trim() === '*'
  if (!anything && notModified(request, reply, request.freshness, form)) return reply
  const whole = toolkit.whole(kind as Kind, slug) as Whole
  const parts = partsOf(whole, asked.parts)
  if (anything && notModified(request, reply, request.freshness, form)) return reply

  const { item } = whole
  const document = embedDocument({
    ...look,
    title: item.name,
    canonical: item.links.page,
    id: item.id,
    state: 'ready',
    main: itemArticle(look.setting, whole, parts),
    footer: credit(look.setting, creditOfItem(item), toolkit.info),
  })
  return sendEmbed(reply, look, document)
}

/** @throws Problem where a part is asked for that the item does not have. */
function partsOf(whole: Whole, asked: readonly PartName[] | undefined): readonly PartName[] {
  const written = writtenParts(whole)
  if (asked === undefined) return written
  const missing = asked.filter((part) => !written.includes(part))
  if (missing.length > 0) throw problemOf('unknown_value', missing.map((part) => unknown('query', 'parts', part, `a part that ${whole.item.id} has`, written, nearest(part, written))))
  return asked
}
