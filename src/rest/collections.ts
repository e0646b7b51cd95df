// Lists and items of every kind: one page, one item, and a list taken whole as CSV or NDJSON.
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionPath, type Kind, kindNames, kindOf } from '../content/kinds.ts'
import { notModified } from '../http/caching.ts'
import { filterOf } from '../http/listParameters.ts'
import { nextAddress } from '../http/paging.ts'
import { redirectRenamed } from '../http/redirects.ts'
import { problemOf } from '../problems.ts'
import type { Filter, Question } from '../queries/collection.ts'
import { inWords } from '../queries/inWords.ts'
import { itemAnswer, itemTexts, listAnswer, type Selection } from './answers.ts'
import { csvHeader, csvLine } from '../http/csv.ts'
import { negotiate } from '../http/negotiation.ts'
import { documented } from '../http/documentation.ts'
import { ItemAnswer, ItemParameters, ListAnswer, ListParameters, SlugParameter, WholeListParameters } from './shapes.ts'

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

const CSV = 'text/csv; charset=utf-8; header=present'
const NDJSON = 'application/x-ndjson; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'

/** The kinds that have a collection of their own; elements stand under their methodology. */
export const collectionKinds = kindNames.filter((kind) => kind !== 'element')

export const collections: FastifyPluginAsync = async (app) => {
  for (const kind of collectionKinds) {
    const { collection, about } = kindOf(kind)
    const path = `/v1/${collection}`

    app.get(path, {
      schema: documented({
        operationId: `list_${collection}`,
        tags: [collection],
        summary: `List ${collection}`,
        description: `${about} Send \`Accept: text/csv\` or \`application/x-ndjson\` to take the whole list, without pages.`,
        querystring: ListParameters(kind),
        response: {
          200: {
            description: `A page of ${collection}.`,
            content: { 'application/json': { schema: ListAnswer(kind) }, ...wholeContent },
          },
        },
      }),
      handler: async (request, reply) => {
        const type = negotiate(request, reply, ['application/json', 'text/csv', 'application/x-ndjson'])
        if (type === 'application/json') return list(request, reply, kind, {})
        const given = new URLSearchParams(request.url.split('?')[1])
        const ofPages = ['limit', 'after', 'include', 'facets'].filter((name) => given.has(name))
        if (ofPages.length > 0) {
          throw problemOf(
            'invalid_parameter',
            ofPages.map((name) => ({
              in: 'query',
              name,
              message: `${name} does not go with ${type}, which takes the list whole.`,
            })),
          )
        }
        return whole(request, reply, kind, type === 'text/csv' ? 'csv' : 'ndjson', request.query as ListQuery)
      },
    })

    for (const form of ['csv', 'ndjson'] as const) {
      app.get(`${path}.${form}`, {
        schema: documented({
          operationId: `list_${collection}_${form}`,
          tags: [collection],
          summary: `All ${collection} as ${form.toUpperCase()}`,
          description: `${form === 'csv' ? 'RFC 4180, one line an item; lists within a cell are joined by a space, other structures are JSON.' : 'One JSON object a line, as in the list.'} The same filters as the list, and no pages.`,
          querystring: WholeListParameters(kind),
          response: {
            200: {
              description: `All ${collection} that match.`,
              content: { [form === 'csv' ? 'text/csv' : 'application/x-ndjson']: { schema: z.string() } },
            },
          },
        }),
        handler: (request, reply) => whole(request, reply, kind, form, request.query as ListQuery),
      })
    }

    app.get(`${path}/:slug`, {
      schema: documented({
        operationId: `get_${kind}`,
        tags: [collection],
        summary: `One ${kind}`,
        description: 'With its guidance. A renamed item redirects (308); a withdrawn one names its successor (410).',
        params: z.object({ slug: SlugParameter }),
        querystring: ItemParameters(kind),
        response: {
          200: { description: `The ${kind}.`, content: { 'application/json': { schema: ItemAnswer(kind) } } },
        },
      }),
      handler: (request, reply) => item(request, reply, kind, (request.params as { slug: string }).slug),
    })
  }

  app.get('/v1/methodologies/:slug/elements', {
    schema: documented({
      operationId: 'list_elements',
      tags: ['methodologies'],
      summary: 'The elements of a methodology',
      description: kindOf('element').about,
      params: z.object({ slug: SlugParameter }),
      querystring: ListParameters('element', ['methodology']),
      response: {
        200: {
          description: 'A page of elements, in order.',
          content: { 'application/json': { schema: ListAnswer('element') } },
        },
      },
    }),
    handler: async (request, reply) => {
      const { slug } = request.params as { slug: string }
      const target = present(request, reply, 'methodology', slug, '/elements')
      if (target !== undefined) return target
      negotiate(request, reply, ['application/json'])
      return list(request, reply, 'element', { methodology: [slug] })
    },
  })
  app.get('/v1/methodologies/:slug/elements/:element', {
    schema: documented({
      operationId: 'get_element',
      tags: ['methodologies'],
      summary: 'One element of a methodology',
      description:
        'With its guidance; `include=tools,activities,questions,strands` gives the items of the toolkit that serve it, core ones first.',
      params: z.object({ slug: SlugParameter, element: SlugParameter }),
      querystring: ItemParameters('element'),
      response: {
        200: { description: 'The element.', content: { 'application/json': { schema: ItemAnswer('element') } } },
      },
    }),
    handler: async (request, reply) => {
      const { slug, element } = request.params as { slug: string; element: string }
      const target = present(request, reply, 'methodology', slug, `/elements/${encodeURIComponent(element)}`)
      if (target !== undefined) return target
      return item(request, reply, 'element', `${slug}:${element}`)
    },
  })
}

const wholeContent = { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } }

async function list(request: FastifyRequest, reply: FastifyReply, kind: Kind, fixed: Filter) {
  const { toolkit } = request
  const query = request.query as ListQuery
  const { q, sort, limit, after, include, fields, facets } = query
  const filter = { ...filterOf(kind, query), ...fixed }
  const question: Question = { filter, q, sort, limit, after, facets: facets ?? [] }
  toolkit.of(kind).check(question)
  if (notModified(request, reply, request.freshness, 'json')) return reply
  const page = await toolkit.of(kind).list(question)
  const last = page.numbers.at(-1)
  const next = page.hasNext && last !== undefined ? nextAddress(request, toolkit.publicUrl, page.cursorOf(last)) : null
  if (next !== null) reply.header('link', `<${next}>; rel="next"`)
  return reply
    .type(JSON_TYPE)
    .send(listAnswer(toolkit, kind, page, { include, fields, limit }, next, inWords(toolkit, kind, filter, q)))
}

async function item(request: FastifyRequest, reply: FastifyReply, kind: Kind, slug: string) {
  const number = request.toolkit.of(kind).numberOf(slug)
  if (number === undefined) return present(request, reply, kind, slug)
  negotiate(request, reply, ['application/json'])
  if (notModified(request, reply, request.freshness, 'json')) return reply
  return reply.type(JSON_TYPE).send(itemAnswer(request.toolkit, kind, number, request.query as Selection))
}

/** Undefined where the item is there; a redirect where it was renamed. @throws Problem where it was withdrawn or never was. */
export function present(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  slug: string,
  rest = '',
): FastifyReply | undefined {
  const id = request.toolkit.renamedTo(kind, slug, (to) => addressOf(request, to))
  return id === undefined ? undefined : redirectRenamed(request, reply, `${addressOf(request, id)}${rest}`)
}

/** The address of an item by its id. */
export function addressOf(request: FastifyRequest, id: string): string {
  return `${request.toolkit.publicUrl}/v1/${collectionPath(id)}`
}

async function whole(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  form: 'csv' | 'ndjson',
  query: ListQuery,
) {
  const { toolkit } = request
  const question = { filter: filterOf(kind, query), q: query.q, sort: query.sort }
  toolkit.of(kind).check(question)
  if (notModified(request, reply, request.freshness, form, 'streamed')) return reply
  const selection: Selection = { fields: query.fields }
  async function* lines() {
    if (form === 'csv') yield csvHeader(kind, query.fields)
    for await (const rows of toolkit.of(kind).all(question)) {
      yield form === 'csv'
        ? rows.map(({ fields, guidance }) => csvLine(kind, query.fields, { ...fields, guidance })).join('')
        : `${itemTexts(kind, rows, selection).join('\n')}\n`
    }
  }
  return reply
    .type(form === 'csv' ? CSV : NDJSON)
    .header('content-disposition', `inline; filename="${kindOf(kind).collection}.${form}"`)
    .send(Readable.from(lines()))
}
