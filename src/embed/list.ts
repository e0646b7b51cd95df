// Lists in frames: a collection, by its own filters.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Item, type Kind, kindNames, kindOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { normalised, notModified } from '../http/caching.ts'
import { documentedPage } from '../http/documentation.ts'
import { After, filterOf, filterShape, Limit, Q, Sort } from '../http/listParameters.ts'
import { nextAddress } from '../http/paging.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import { embedDocument } from '../markup/document.ts'
import { itemList } from '../markup/list.ts'
import type { Question } from '../queries/collection.ts'
import { inWords } from '../queries/inWords.ts'
import { ReleasePath } from './asked.ts'
import { lookOf, sendEmbed } from './look.ts'
import { lookParameters } from './parameters.ts'

/** Elements stand under their methodology: its embed lists them. */
export const listedKinds = kindNames.filter((kind) => kind !== 'element')

function ListEmbedParameters(kind: Kind) {
  return z.strictObject({
    ...filterShape(kindOf(kind)),
    q: Q.optional(),
    sort: Sort(kindOf(kind)),
    limit: Limit,
    after: After,
    ...lookParameters,
  })
}
type Asked = { q?: string; sort?: string; limit: number; after?: string } & Parameters<typeof lookOf>[1]

export function listEmbeds({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    for (const kind of listedKinds) {
      const { collection } = kindOf(kind)
      const shared = { tags: ['embeds'], querystring: ListEmbedParameters(kind), response: 'The page.' }
      app.get(`/embed/${collection}`, {
        schema: documentedPage({
          ...shared,
          operationId: `embed_${collection}`,
          summary: `A list of ${collection} for a frame in another site`,
          description: `With the filters of /v1/${collection}. It follows the newest release.`,
        }),
        handler: (request, reply) => embed(request, reply, kind, theme),
      })
      app.get(`/embed/r/:release/${collection}`, {
        schema: documentedPage({
          ...shared,
          operationId: `embed_pinned_${collection}`,
          summary: `A list of ${collection} of one release for a frame in another site`,
          description: 'The same, from a release that is named: it never changes, and may be cached for ever.',
          params: z.object(ReleasePath),
        }),
        handler: (request, reply) => embed(request, reply, kind, theme),
      })
    }
  }
}

async function embed(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  defaultTheme: ThemeName,
): Promise<FastifyReply> {
  const { toolkit } = request
  const asked = request.query as Asked
  const { q, sort, limit, after } = asked
  const filter = filterOf(kind, asked)
  const question: Question = { filter, q, sort, limit, after }
  const look = lookOf(request, asked, defaultTheme)
  toolkit.of(kind).check(question)
  if (notModified(request, reply, request.freshness, `embed ${look.theme}`)) return reply
  const page = await toolkit.of(kind).page(question)
  const last = page.numbers.at(-1)
  const given = Object.fromEntries(new URLSearchParams(request.url.split('?')[1]))
  const chosen = Object.fromEntries(Object.entries(given).filter(([name]) => name === 'q' || name in filter))
  const isWhole = Object.keys(chosen).length === 0
  const address = `${toolkit.publicUrl}/${kindOf(kind).collection}${isWhole ? '' : `?${normalised(chosen)}`}`
  const document = embedDocument({
    ...look,
    title: look.language.collections[kind],
    canonical: address,
    id: kindOf(kind).collection,
    state: 'ready',
    main: itemList(look.setting, {
      kind,
      items: page.rows().map((row) => JSON.parse(row.json) as Item),
      total: page.total,
      filter: isWhole ? undefined : inWords(toolkit, kind, filter, q),
      next: page.hasNext && last !== undefined ? nextAddress(request, toolkit.publicUrl, page.cursorOf(last)) : null,
    }),
    footer: credit(look.setting, releaseCredit(toolkit.info, address, toolkit.reportUrl), toolkit.info),
  })
  return sendEmbed(reply, look, document)
}
