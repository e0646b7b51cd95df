// Lists and items of every kind: pages, single items, and whole lists as CSV or NDJSON.
import { Readable } from 'node:stream'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { collectionKinds, collectionPath, type Kind, definitionOf } from '../content/kinds.ts'
import { cachedHandler, type CachedRoute } from '../http/cachedRoute.ts'
import { filterFrom } from '../http/listParameters.ts'
import { nextPageUrl, nextLinkHeader } from '../http/paging.ts'
import { problemFromErrors } from '../problems.ts'
import type { CollectionQuery, FilterValues } from '../queries/collection.ts'
import { describeFilter } from '../queries/describeFilter.ts'
import { itemBody, linesJson, listBody, type Selection } from './responses.ts'
import { csvHeader, csvLine } from '../http/csv.ts'
import { CSV_TYPE, JSON_TYPE, negotiate } from '../http/negotiation.ts'
import { routeSchema } from '../http/documentation.ts'
import {
  ItemResponse,
  ItemParameters,
  ListResponse,
  ListParameters,
  SlugParameter,
  UnpagedListParameters,
} from './schemas.ts'

type ListQuery = {
  q?: string
  sort?: string
  limit: number
  after?: string
  include?: string[]
  fields?: string[]
  facets?: string[]
  [filter: string]: unknown
}

type Format = 'csv' | 'ndjson'
const contentTypes = { csv: CSV_TYPE, ndjson: 'application/x-ndjson; charset=utf-8' }

export const collectionRoutes: FastifyPluginAsync = async (app) => {
  for (const kind of collectionKinds) {
    const { collection, about } = definitionOf(kind)
    const path = `/v1/${collection}`
    const list = listHandler(kind, () => ({}), { type: JSON_TYPE })
    const streams = { csv: streamHandler(kind, 'csv'), ndjson: streamHandler(kind, 'ndjson') }

    app.get(path, {
      schema: routeSchema({
        operationId: `list_${collection}`,
        tags: [collection],
        summary: `List ${collection}`,
        description:
          `${about} Send \`Accept: text/csv\` or \`application/x-ndjson\` to take the whole list, ` + 'without pages.',
        querystring: ListParameters(kind),
        response: {
          200: {
            description: `A page of ${collection}.`,
            content: { 'application/json': { schema: ListResponse(kind) }, ...streamedContent },
          },
        },
      }),
      handler: async (request, reply) => {
        const type = negotiate(request, reply, ['application/json', 'text/csv', 'application/x-ndjson'])
        if (type === 'application/json') return list(request, reply)
        const given = new URLSearchParams(request.url.split('?')[1])
        const pagingParameters = ['limit', 'after', 'include', 'facets'].filter((name) => given.has(name))
        if (pagingParameters.length > 0) {
          throw problemFromErrors(
            'invalid_parameter',
            pagingParameters.map((name) => ({
              in: 'query',
              name,
              message: `${name} does not go with ${type}, which takes the list whole.`,
            })),
          )
        }
        return streams[type === 'text/csv' ? 'csv' : 'ndjson'](request, reply)
      },
    })

    for (const form of ['csv', 'ndjson'] as const) {
      app.get(`${path}.${form}`, {
        schema: routeSchema({
          operationId: `list_${collection}_${form}`,
          tags: [collection],
          summary: `All ${collection} as ${form.toUpperCase()}`,
          description: `${streamDescriptions[form]} The same filters as the list, and no pages.`,
          querystring: UnpagedListParameters(kind),
          response: {
            200: {
              description: `All ${collection} that match.`,
              content: { [form === 'csv' ? 'text/csv' : 'application/x-ndjson']: { schema: z.string() } },
            },
          },
        }),
        handler: streams[form],
      })
    }

    app.get(`${path}/:slug`, {
      schema: routeSchema({
        operationId: `get_${kind}`,
        tags: [collection],
        summary: `One ${kind}`,
        description: 'With its guidance. A renamed item redirects (308); a withdrawn one names its successor (410).',
        params: z.object({ slug: SlugParameter }),
        querystring: ItemParameters(kind),
        response: {
          200: { description: `The ${kind}.`, content: { 'application/json': { schema: ItemResponse(kind) } } },
        },
      }),
      handler: itemHandler(kind, {
        redirectTo: (request) => renamedAddress(request, kind, slugOf(request)),
        slugOf,
      }),
    })
  }

  app.get('/v1/methodologies/:slug/elements', {
    schema: routeSchema({
      operationId: 'list_elements',
      tags: ['methodologies'],
      summary: 'The elements of a methodology',
      description: definitionOf('element').about,
      params: z.object({ slug: SlugParameter }),
      querystring: ListParameters('element', ['methodology']),
      response: {
        200: {
          description: 'A page of elements, in order.',
          content: { 'application/json': { schema: ListResponse('element') } },
        },
      },
    }),
    handler: listHandler('element', (request) => ({ methodology: [slugOf(request)] }), {
      types: [JSON_TYPE],
      redirectTo: (request) => renamedAddress(request, 'methodology', slugOf(request), '/elements'),
    }),
  })
  app.get('/v1/methodologies/:slug/elements/:element', {
    schema: routeSchema({
      operationId: 'get_element',
      tags: ['methodologies'],
      summary: 'One element of a methodology',
      description:
        'With its guidance; `include=tools,activities,questions,strands` gives the items of the toolkit that ' +
        'serve it, core ones first.',
      params: z.object({ slug: SlugParameter, element: SlugParameter }),
      querystring: ItemParameters('element'),
      response: {
        200: { description: 'The element.', content: { 'application/json': { schema: ItemResponse('element') } } },
      },
    }),
    handler: itemHandler('element', {
      redirectTo: (request) =>
        renamedAddress(
          request,
          'methodology',
          slugOf(request),
          `/elements/${encodeURIComponent(elementOf(request))}`,
        ) ?? renamedAddress(request, 'element', `${slugOf(request)}:${elementOf(request)}`),
      slugOf: (request) => `${slugOf(request)}:${elementOf(request)}`,
    }),
  })
}

const streamedContent = { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } }

const streamDescriptions = {
  csv: 'RFC 4180, one line an item; lists within a cell are joined by a space, other structures are JSON.',
  ndjson: 'One JSON object a line, as in the list.',
}

const slugOf = ({ params }: FastifyRequest) => (params as { slug: string }).slug
const elementOf = ({ params }: FastifyRequest) => (params as { element: string }).element

/** A page of a list. Collections negotiate before, since CSV and NDJSON are not paged. */
function listHandler(
  kind: Kind,
  pathFilter: (request: FastifyRequest) => FilterValues,
  route: Pick<CachedRoute<CollectionQuery>, 'type' | 'types' | 'redirectTo'>,
) {
  return cachedHandler({
    ...route,
    check: (request): CollectionQuery => {
      const query = request.query as ListQuery
      const { q, sort, limit, after, facets = [] } = query
      const collectionQuery = {
        filter: { ...filterFrom(kind, query), ...pathFilter(request) },
        q,
        sort,
        limit,
        after,
        facets,
      }
      request.toolkit.of(kind).check(collectionQuery)
      return collectionQuery
    },
    variant: 'json',
    respond: async (request, collectionQuery) => {
      const { toolkit } = request
      const { limit, include, fields } = request.query as ListQuery
      const page = await toolkit.of(kind).list(collectionQuery)
      const last = page.numbers.at(-1)
      const next =
        page.hasNext && last !== undefined ? nextPageUrl(request, toolkit.publicUrl, page.cursorOf(last)) : null
      const filter = describeFilter(toolkit, kind, collectionQuery.filter ?? {}, collectionQuery.q)
      return {
        body: listBody(toolkit, kind, page, { include, fields, limit }, next, filter),
        headers: nextLinkHeader(next),
      }
    },
  })
}

function itemHandler(
  kind: Kind,
  {
    redirectTo,
    slugOf,
  }: { redirectTo: (request: FastifyRequest) => string | undefined; slugOf: (request: FastifyRequest) => string },
) {
  return cachedHandler({
    redirectTo,
    types: [JSON_TYPE],
    variant: 'json',
    respond: (request) => {
      const number = request.toolkit.of(kind).numberOf(slugOf(request)) as number
      return itemBody(request.toolkit, kind, number, request.query as Selection)
    },
  })
}

/** The new address of a renamed item. @throws Problem if the item was withdrawn or never existed. */
export function renamedAddress(request: FastifyRequest, kind: Kind, slug: string, pathSuffix = ''): string | undefined {
  const id = request.toolkit.currentIdIfRenamed(kind, slug, (to) => addressOf(request, to))
  return id === undefined ? undefined : `${addressOf(request, id)}${pathSuffix}`
}

export function addressOf(request: FastifyRequest, id: string): string {
  return `${request.toolkit.publicUrl}/v1/${collectionPath(id)}`
}

function streamHandler(kind: Kind, form: Format) {
  return cachedHandler({
    type: contentTypes[form],
    check: ({ query, toolkit }) => {
      const { q, sort, ...filters } = query as ListQuery
      const collectionQuery = { filter: filterFrom(kind, filters), q, sort }
      toolkit.of(kind).check(collectionQuery)
      return collectionQuery
    },
    variant: form,
    isStreamed: true,
    respond: ({ query, toolkit }, collectionQuery) => {
      const { fields } = query as ListQuery
      async function* lines() {
        if (form === 'csv') yield csvHeader(kind, fields)
        for await (const rows of toolkit.of(kind).streamAll(collectionQuery)) {
          yield form === 'csv'
            ? rows.map((row) => csvLine(kind, fields, { ...row.fields, guidance: row.guidance })).join('')
            : linesJson(rows, fields)
        }
      }
      return {
        body: Readable.from(lines()),
        headers: { 'content-disposition': `inline; filename="${definitionOf(kind).collection}.${form}"` },
      }
    },
  })
}
