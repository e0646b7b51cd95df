// Guidance by address: the whole card of an item, or one module of it, as JSON, Markdown or HTML.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { StoredItem } from '../queries/item.ts'
import { Guidance, type ModuleName, moduleNames, moduleTitles, writtenModules } from '../content/guidance.ts'
import { type Item, type Kind, kindOf } from '../content/kinds.ts'
import type { Mapping } from '../content/kinds/mapping.ts'
import { nearest } from '../content/nearest.ts'
import { notModified } from '../http/caching.ts'
import { documented, ReleaseParameter } from '../http/documentation.ts'
import { negotiate } from '../http/negotiation.ts'
import { type Card, cardHtml, cardMarkdown } from '../markup/card.ts'
import { Problem, problemOf, unknown } from '../problems.ts'
import { addressOf, present } from './collections.ts'
import { plainAnswer } from './answers.ts'
import { Meta, SlugParameter } from './shapes.ts'

const Parameters = z.strictObject({ release: ReleaseParameter })

const Credit = {
  title: z.string(),
  item: z.string().meta({ description: 'The id of the item.' }),
  name: z.string(),
  source: z.string().nullable(),
  licence: z.object({ id: z.string(), name: z.string(), url: z.string() }),
  attribution: z.string().meta({ description: 'The credit to show with it.' }),
  version: z.string().meta({ description: 'The id of the release.' }),
  reviewedOn: z.string().nullable(),
  nextReview: z.string().nullable(),
  html: z.string().meta({ description: 'The module, or the card, as HTML that is safe to insert in a page.' }),
  markdown: z.string(),
}
const CardAnswer = z
  .object({
    data: z.object({
      ...Credit,
      modules: z
        .array(z.enum(moduleNames as [ModuleName, ...ModuleName[]]))
        .meta({ description: 'The modules that are written; each is safe to show alone.' }),
      guidance: Guidance,
    }),
    meta: Meta,
  })
  .meta({ id: 'CardAnswer', description: 'The guidance of an item, with its credit.' })
const ModuleAnswer = z
  .object({
    data: z.object({
      ...Credit,
      module: z.enum(moduleNames as [ModuleName, ...ModuleName[]]),
      content: z.unknown().meta({ description: 'As in the field of that name of `guidance`.' }),
    }),
    meta: Meta,
  })
  .meta({ id: 'ModuleAnswer', description: 'One module of the guidance of an item, able to stand alone.' })

/** The kinds whose use is explained, apart from elements, which stand under their methodology. */
const guidedKinds = ['strand', 'stage', 'question', 'activity', 'tool'] as const

type Described = Exclude<Item, Mapping>

export const guidanceRoutes: FastifyPluginAsync = async (app) => {
  for (const kind of guidedKinds) {
    const path = `/v1/${kindOf(kind).collection}/:slug/guidance`
    addRoutes(path, kind, (params) => params.slug as string)
  }
  addRoutes(
    '/v1/methodologies/:slug/elements/:element/guidance',
    'element',
    (params) => `${params.slug}:${params.element}`,
  )

  function addRoutes(path: string, kind: Kind, slugOf: (params: Record<string, string>) => string): void {
    const { collection } = kindOf(kind)
    const tag = kind === 'element' ? 'methodologies' : collection
    const params = kind === 'element' ? { slug: SlugParameter, element: SlugParameter } : { slug: SlugParameter }
    const forms = (schema: z.ZodType) => ({
      'application/json': { schema },
      'text/markdown': { schema: z.string() },
      'text/html': { schema: z.string() },
    })
    app.get(path, {
      schema: documented({
        operationId: `get_${kind}_guidance`,
        tags: [tag],
        summary: `The guidance of one ${kind}`,
        description: 'Its card: as JSON, or by `Accept` as Markdown or HTML. 404 where none is written.',
        params: z.object(params),
        querystring: Parameters,
        response: { 200: { description: 'The card.', content: forms(CardAnswer) } },
      }),
      handler: (request, reply) => answer(request, reply, kind, slugOf(request.params as Record<string, string>)),
    })
    app.get(`${path}/:module`, {
      schema: documented({
        operationId: `get_${kind}_module`,
        tags: [tag],
        summary: `One module of the guidance of one ${kind}`,
        description:
          'Able to stand alone: with its title, source, licence, version and review date. As JSON, or by `Accept` as Markdown or HTML.',
        params: z.object({ ...params, module: SlugParameter }),
        querystring: Parameters,
        response: { 200: { description: 'The module.', content: forms(ModuleAnswer) } },
      }),
      handler: (request, reply) => {
        const { module, ...rest } = request.params as Record<string, string>
        return answer(request, reply, kind, slugOf(rest), module)
      },
    })
  }
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  slug: string,
  module?: string,
): Promise<FastifyReply> {
  const { toolkit } = request
  const moved = present(
    request,
    reply,
    kind,
    slug,
    `/guidance${module === undefined ? '' : `/${encodeURIComponent(module)}`}`,
  )
  if (moved !== undefined) return moved
  const type = negotiate(request, reply, ['application/json', 'text/markdown', 'text/html'])
  if (module !== undefined && !(moduleNames as string[]).includes(module))
    throw problemOf('not_found', [
      unknown('path', 'module', module, 'a module of guidance', moduleNames, nearest(module, moduleNames)),
    ])
  // A tag that we gave is of a module that is written; of `*` that is not known yet.
  const anything = request.headers['if-none-match']?.trim() === '*'
  if (!anything && notModified(request, reply, request.freshness, type)) return reply
  const { fields, guidance } = toolkit.of(kind).get(slug) as StoredItem
  const item = fields as Described
  if (guidance === null) throw new Problem('not_found', `No guidance is written for ${item.id} yet.`)
  const written = writtenModules(guidance)
  if (module !== undefined && !written.includes(module as ModuleName))
    throw new Problem(
      'not_found',
      `The module "${module}" of ${item.id} is not written. Written: ${written.join(', ')}.`,
    )
  if (anything && notModified(request, reply, request.freshness, type)) return reply
  const modules = module === undefined ? written : [module as ModuleName]
  const card: Card = {
    name: item.name,
    summary: item.summary,
    address: item.links.self,
    modules,
    guidance,
    names: (id) => toolkit.nameOf(id) ?? id,
    addressOf: (id) => addressOf(request, id),
    version: toolkit.info.id,
    review: item.review,
    licence: item.licence.text,
    attribution: item.attribution,
  }
  if (type === 'text/markdown') return reply.type('text/markdown; charset=utf-8').send(cardMarkdown(card))
  if (type === 'text/html') return reply.type('text/html; charset=utf-8').send(cardHtml(card))
  const data = {
    title: module === undefined ? item.name : `${item.name}: ${moduleTitles[module as ModuleName]}`,
    item: item.id,
    name: item.name,
    source: item.links.source,
    licence: item.licence.text,
    attribution: item.attribution.html,
    version: card.version,
    reviewedOn: item.review.on,
    nextReview: item.review.next,
    html: cardHtml(card),
    markdown: cardMarkdown(card),
    ...(module === undefined ? { modules, guidance } : { module, content: guidance[module as ModuleName] }),
  }
  return reply.type('application/json; charset=utf-8').send(plainAnswer(toolkit, data))
}
