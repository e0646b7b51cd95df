// Search over items of every kind.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionPath, type Kind, kindNames, kindOfId, kinds } from '../content/kinds.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { nextPageUrl, nextLinkHeader } from '../http/paging.ts'
import { routeSchema, ReleaseParameter } from '../http/documentation.ts'
import { JSON_TYPE } from '../http/negotiation.ts'
import { After, Limit, Q } from '../http/listParameters.ts'
import { Meta, PageInfo } from './schemas.ts'
import { metaJson } from './responses.ts'
import type { SearchResult } from '../search/search.ts'

const kindEnum = z.enum(kindNames as [Kind, ...Kind[]])

const SearchParameters = z.strictObject({
  q: Q,
  kind: z
    .array(kindEnum)
    .min(1)
    .optional()
    .meta({ description: 'Only items of these kinds.', style: 'form', explode: false }),
  limit: Limit,
  after: After,
  release: ReleaseParameter,
})

const SearchResultSchema = z
  .object({
    id: z.string(),
    kind: kindEnum,
    slug: z.string(),
    name: z.string(),
    score: z.number().meta({ description: 'How well it matches; compare within one answer only.' }),
    excerpt: z.string().meta({ description: 'The best passage, as HTML in which nothing but `<mark>` stands.' }),
    matched: z.array(
      z.object({
        field: z.string().meta({ description: 'Where it matches: name, aliases, summary or guidance.' }),
        term: z.string().meta({ description: 'The words that stand there.' }),
        how: z
          .enum(['word', 'synonym', 'spelling', 'spacing'])
          .meta({ description: 'How they relate to what was typed.' }),
        asked: z.string().meta({ description: 'What was typed.' }),
      }),
    ),
    self: z.string().meta({ description: 'The address of the item.' }),
  })
  .meta({ id: 'SearchResult', description: 'An item that matches a search, and why.' })

const SearchResponse = z
  .object({ data: z.array(SearchResultSchema), page: PageInfo, meta: Meta })
  .meta({ id: 'SearchAnswer', description: 'Items that match, best first.' })

export const searchRoute: FastifyPluginAsync = async (app) => {
  app.get('/v1/search', {
    schema: routeSchema({
      operationId: 'search',
      tags: ['search'],
      summary: 'Search items of every kind',
      description:
        'Best first, each with the reason why it matches. Items that have all words are given; where there ' +
        'are few of them, so are items with any, the likest first. A name that is like what was typed counts ' +
        'for most.',
      querystring: SearchParameters,
      response: {
        200: { description: 'Items that match.', content: { 'application/json': { schema: SearchResponse } } },
      },
    }),
    handler: cachedHandler({
      types: [JSON_TYPE],
      check: ({ query, toolkit }) => {
        const { q, kind: kinds = kindNames, limit, after } = query as z.infer<typeof SearchParameters>
        const searchQuery = { q, kinds, limit, after }
        toolkit.checkSearch(searchQuery)
        return searchQuery
      },
      variant: 'json',
      respond: async (request, searchQuery) => {
        const { toolkit } = request
        const { q, kind, limit } = request.query as z.infer<typeof SearchParameters>
        const page = await toolkit.search(searchQuery)
        const last = page.results.at(-1)
        const next =
          page.hasNext && last !== undefined ? nextPageUrl(request, toolkit.publicUrl, page.cursorOf(last)) : null
        const filter =
          `${kind === undefined ? 'items' : kind.map((name) => kinds[name].collection).join(' or ')} that ` +
          `match "${q}"`
        const data = page.results.map((result) => resultOf(toolkit, result))
        const pageText = JSON.stringify({ total: page.total, limit, next })
        return {
          body: `{"data":${JSON.stringify(data)},"page":${pageText},"meta":${metaJson(toolkit, filter)}}`,
          headers: nextLinkHeader(next),
        }
      },
    }),
  })
}

function resultOf(
  toolkit: Toolkit,
  { item, name, score, excerpt, matched }: SearchResult,
): z.infer<typeof SearchResultSchema> {
  const id = toolkit.idOf(item)
  return {
    id,
    kind: kindOfId(id),
    slug: id.slice(id.lastIndexOf(':') + 1),
    name,
    score,
    excerpt,
    matched,
    self: `${toolkit.publicUrl}/v1/${collectionPath(id)}`,
  }
}
