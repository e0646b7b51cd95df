// Collections as embeds, with the same filters as in the API.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { collectionKinds, type Kind, definitionOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { canonicalQuery } from '../http/caching.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { After, filterFrom, filterSchemas, Limit, Q, Sort } from '../http/listParameters.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { nextPageUrl } from '../http/paging.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import { embedDocument } from '../markup/document.ts'
import { itemList } from '../markup/list.ts'
import { describeFilter } from '../queries/describeFilter.ts'
import { releasePathParameters } from './pathParameters.ts'
import { embedResponse, embedVariant, displayOptions } from './displayOptions.ts'
import { displayParameters } from './displayParameters.ts'

function ListEmbedParameters(kind: Kind) {
  return z.strictObject({
    ...filterSchemas(definitionOf(kind)),
    q: Q.optional(),
    sort: Sort(definitionOf(kind)),
    limit: Limit,
    after: After,
    ...displayParameters,
  })
}
type ListParameters = { q?: string; sort?: string; limit: number; after?: string; [filter: string]: unknown }

export function listEmbeds({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    for (const kind of collectionKinds) {
      const { collection } = definitionOf(kind)
      const handler = listHandler(kind, theme)
      const shared = { tags: ['embeds'], querystring: ListEmbedParameters(kind), response: 'The page.' }
      app.get(`/embed/${collection}`, {
        schema: pageRouteSchema({
          ...shared,
          operationId: `embed_${collection}`,
          summary: `A list of ${collection} for a frame in another site`,
          description: `With the filters of /v1/${collection}. It follows the newest release.`,
        }),
        handler,
      })
      app.get(`/embed/r/:release/${collection}`, {
        schema: pageRouteSchema({
          ...shared,
          operationId: `embed_pinned_${collection}`,
          summary: `A list of ${collection} of one release for a frame in another site`,
          description: 'The same, from a release that is named: it never changes, and may be cached for ever.',
          params: z.object(releasePathParameters),
        }),
        handler,
      })
    }
  }
}

function parseListQuery({ query: parameters, toolkit }: FastifyRequest, kind: Kind) {
  const { q, sort, limit, after, ...filters } = parameters as ListParameters
  const query = { filter: filterFrom(kind, filters), q, sort, limit, after }
  toolkit.of(kind).check(query)
  return query
}

function listHandler(kind: Kind, theme: ThemeName) {
  return cachedHandler({
    type: HTML_TYPE,
    check: (request) => parseListQuery(request, kind),
    variant: embedVariant(theme),
    respond: async (request, query) => {
      const { toolkit } = request
      const { filter, q } = query
      const display = displayOptions(request, theme)
      const page = await toolkit.of(kind).list(query)
      const last = page.numbers.at(-1)
      const parameters = Object.entries(Object.fromEntries(new URLSearchParams(request.url.split('?')[1])))
      const filterParameters = parameters.filter(([name]) => name === 'q' || name in filter)
      const isUnfiltered = filterParameters.length === 0
      const queryString = isUnfiltered ? '' : `?${canonicalQuery(Object.fromEntries(filterParameters))}`
      const canonical = `${toolkit.publicUrl}/${definitionOf(kind).collection}${queryString}`
      const document = embedDocument({
        ...display,
        title: display.language.collections[kind],
        canonical,
        id: definitionOf(kind).collection,
        state: 'ready',
        main: itemList(display.context, {
          kind,
          items: page.items().map(({ fields }) => fields),
          total: page.total,
          filter: isUnfiltered ? undefined : describeFilter(toolkit, kind, filter, q),
          next:
            page.hasNext && last !== undefined ? nextPageUrl(request, toolkit.publicUrl, page.cursorOf(last)) : null,
        }),
        footer: credit(display.context, releaseCredit(toolkit.info, canonical, toolkit.reportUrl), toolkit.info),
      })
      return embedResponse(display, document)
    },
  })
}
