// Guidance: the whole card of an item, or one module of it, as JSON, Markdown or HTML.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { Guidance, type ModuleName, moduleNames, moduleTitles, writtenModules } from '../content/guidance.ts'
import { type Item, type Kind, definitionOf } from '../content/kinds.ts'
import type { Mapping } from '../content/kinds/mapping.ts'
import { nearest } from '../content/nearest.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema, ReleaseParameter } from '../http/documentation.ts'
import { HTML_TYPE, JSON_TYPE } from '../http/negotiation.ts'
import { type Card, cardHtml, cardMarkdown } from '../markup/card.ts'
import { Problem, problemFromErrors, unknownValueError } from '../problems.ts'
import type { StoredItem } from '../queries/item.ts'
import { addressOf, renamedAddress } from './collections.ts'
import { dataResponse } from './responses.ts'
import { Meta, SlugParameter } from './schemas.ts'

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
const CardResponse = z
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
const ModuleResponse = z
  .object({
    data: z.object({
      ...Credit,
      module: z.enum(moduleNames as [ModuleName, ...ModuleName[]]),
      content: z.unknown().meta({ description: 'As in the field of that name of `guidance`.' }),
    }),
    meta: Meta,
  })
  .meta({ id: 'ModuleAnswer', description: 'One module of the guidance of an item, able to stand alone.' })

/** The kinds with guidance, apart from elements, whose path is nested. */
const guidedKinds = ['strand', 'stage', 'question', 'activity', 'tool'] as const

type ItemWithGuidance = Exclude<Item, Mapping>

type Params = Record<string, string> & { module?: string }

export const guidanceRoutes: FastifyPluginAsync = async (app) => {
  for (const kind of guidedKinds) {
    const path = `/v1/${definitionOf(kind).collection}/:slug/guidance`
    addRoutes(path, kind, ({ slug = '' }) => slug)
  }
  addRoutes(
    '/v1/methodologies/:slug/elements/:element/guidance',
    'element',
    (params) => `${params.slug}:${params.element}`,
  )

  function addRoutes(path: string, kind: Kind, slugOf: (params: Params) => string): void {
    const { collection } = definitionOf(kind)
    const tag = kind === 'element' ? 'methodologies' : collection
    const params = kind === 'element' ? { slug: SlugParameter, element: SlugParameter } : { slug: SlugParameter }
    const forms = (schema: z.ZodType) => ({
      'application/json': { schema },
      'text/markdown': { schema: z.string() },
      'text/html': { schema: z.string() },
    })
    app.get(path, {
      schema: routeSchema({
        operationId: `get_${kind}_guidance`,
        tags: [tag],
        summary: `The guidance of one ${kind}`,
        description: 'Its card: as JSON, or by `Accept` as Markdown or HTML. 404 where none is written.',
        params: z.object(params),
        querystring: Parameters,
        response: { 200: { description: 'The card.', content: forms(CardResponse) } },
      }),
      handler: guidanceHandler(kind, slugOf),
    })
    app.get(`${path}/:module`, {
      schema: routeSchema({
        operationId: `get_${kind}_module`,
        tags: [tag],
        summary: `One module of the guidance of one ${kind}`,
        description:
          'Able to stand alone: with its title, source, licence, version and review date. As JSON, or by ' +
          '`Accept` as Markdown or HTML.',
        params: z.object({ ...params, module: SlugParameter }),
        querystring: Parameters,
        response: { 200: { description: 'The module.', content: forms(ModuleResponse) } },
      }),
      handler: guidanceHandler(kind, slugOf),
    })
  }
}

function guidanceHandler(kind: Kind, slugOf: (params: Params) => string) {
  return cachedHandler({
    redirectTo: (request) => {
      const params = request.params as Params
      const module = params.module === undefined ? '' : `/${encodeURIComponent(params.module)}`
      return renamedAddress(request, kind, slugOf(params), `/guidance${module}`)
    },
    types: [JSON_TYPE, 'text/markdown; charset=utf-8', HTML_TYPE],
    check: ({ params }) => {
      const { module } = params as Params
      if (module === undefined) return undefined
      const known = moduleNames.find((name) => name === module)
      if (known === undefined)
        throw problemFromErrors('not_found', [
          unknownValueError(
            'path',
            'module',
            module,
            'a module of guidance',
            moduleNames,
            nearest(module, moduleNames),
          ),
        ])
      return known
    },
    variant: (_request, _module, type) => type,
    mayNotExist: true,
    respond: (request, module, type) => {
      const { toolkit } = request
      const slug = slugOf(request.params as Params)
      const { fields, guidance } = toolkit.of(kind).get(slug) as StoredItem
      const item = fields as ItemWithGuidance
      if (guidance === null) throw new Problem('not_found', `No guidance is written for ${item.id} yet.`)
      const written = writtenModules(guidance)
      if (module !== undefined && !written.includes(module))
        throw new Problem(
          'not_found',
          `The module "${module}" of ${item.id} is not written. Written: ${written.join(', ')}.`,
        )
      const modules = module === undefined ? written : [module]
      const card: Card = {
        name: item.name,
        summary: item.summary,
        address: item.links.self,
        modules,
        guidance,
        nameOf: (id) => toolkit.nameOf(id) ?? id,
        addressOf: (id) => addressOf(request, id),
        version: toolkit.info.id,
        review: item.review,
        licence: item.licence.text,
        attribution: item.attribution,
      }
      if (type === 'text/markdown') return cardMarkdown(card)
      if (type === 'text/html') return cardHtml(card)
      return dataResponse(toolkit, {
        title: module === undefined ? item.name : `${item.name}: ${moduleTitles[module]}`,
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
        ...(module === undefined ? { modules, guidance } : { module, content: guidance[module] }),
      })
    },
  })
}
