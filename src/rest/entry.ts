// The entry point, releases, problem types and persistent identifiers.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionKinds, collectionPath, itemId, kindNames, definitionOf } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { Problem, type ProblemCode, problemCodes, problemFromErrors, unknownValueError } from '../problems.ts'
import { dataResponse } from './responses.ts'
import { redirectPermanently } from '../http/redirects.ts'
import { addressOf } from './collections.ts'
import { routeSchema } from '../http/documentation.ts'
import { JSON_TYPE, negotiate } from '../http/negotiation.ts'
import { Meta, NoParameters, ReleaseSummary, SlugParameter } from './schemas.ts'

const CollectionLink = z
  .object({
    name: z.string(),
    kind: z.string(),
    about: z.string(),
    total: z.int(),
    href: z.string(),
    csv: z.string(),
    ndjson: z.string(),
    filters: z.array(z.string()),
  })
  .meta({ id: 'CollectionLink', description: 'A collection: what it holds, where it is, and its filters.' })

const EntryPoint = z
  .object({
    data: z.object({
      name: z.string(),
      about: z.string(),
      collections: z.array(CollectionLink),
      links: z.object({
        search: z.string(),
        translate: z.string(),
        explain: z.string(),
        coverage: z.string(),
        matrix: z.string(),
        export: z.string(),
        fhirCodeSystems: z.string(),
        fhirConceptMaps: z.string(),
        releases: z.string(),
        changes: z.string(),
        graphql: z.string(),
        graphqlSchema: z.string(),
        graphiql: z.string(),
        openapi: z.string(),
        docs: z.string(),
      }),
    }),
    meta: Meta,
  })
  .meta({ id: 'EntryPoint', description: 'Every collection, and links to the documents.' })

const ReleaseItem = ReleaseSummary.extend({
  current: z.boolean(),
  links: z.object({ self: z.string(), entry: z.string() }),
}).meta({
  id: 'ReleaseItem',
  description: 'A release that is kept: `entry` answers from it.',
})

const ProblemKind = z
  .object({ data: z.object({ code: z.string(), status: z.int(), title: z.string() }), meta: Meta })
  .meta({ id: 'ProblemKind', description: 'A kind of problem.' })

export type ListReleases = () => { id: string; digest: string; publishedAt: string }[]

export function entry(listReleases: ListReleases): FastifyPluginAsync {
  return async (app) => {
    app.get('/v1', {
      schema: routeSchema({
        operationId: 'entry_point',
        tags: ['entry'],
        summary: 'Where to begin',
        description: 'Every collection with its filters, the release, licence and credit, and links to the documents.',
        querystring: NoParameters,
        response: { 200: { description: 'The entry point.', content: { 'application/json': { schema: EntryPoint } } } },
      }),
      handler: cachedHandler({
        types: [JSON_TYPE],
        variant: 'json',
        respond: ({ toolkit }) => {
          const base = toolkit.publicUrl
          const totals = toolkit.counts()
          return dataResponse(toolkit, {
            name: 'Improvement Toolkit API',
            about:
              'The Improving Improvement Toolkit for health and care as data: questions, activities, tools and ' +
              'strands, each mapped, with reasons, to the Model for Improvement, Lean and Six Sigma.',
            collections: collectionKinds.map((kind) => {
              const { collection, about, filters } = definitionOf(kind)
              const href = `${base}/v1/${collection}`
              return {
                name: collection,
                kind,
                about,
                total: totals[kind],
                href,
                csv: `${href}.csv`,
                ndjson: `${href}.ndjson`,
                filters: Object.keys(filters),
              }
            }),
            links: {
              search: `${base}/v1/search`,
              translate: `${base}/v1/translate`,
              explain: `${base}/v1/explain`,
              coverage: `${base}/v1/coverage`,
              matrix: `${base}/v1/matrix`,
              export: `${base}/v1/export`,
              fhirCodeSystems: `${base}/fhir/CodeSystem`,
              fhirConceptMaps: `${base}/fhir/ConceptMap`,
              releases: `${base}/v1/releases`,
              changes: `${base}/v1/changes`,
              graphql: `${base}/graphql`,
              graphqlSchema: `${base}/schema.graphql`,
              graphiql: `${base}/graphiql`,
              openapi: `${base}/openapi.json`,
              docs: `${base}/docs`,
            },
          })
        },
      }),
    })

    const releaseItem = (base: string, manifest: ReturnType<ListReleases>[number], currentId: string | undefined) => ({
      id: manifest.id,
      digest: manifest.digest,
      publishedAt: manifest.publishedAt,
      current: manifest.id === currentId,
      links: { self: `${base}/v1/releases/${manifest.id}`, entry: `${base}/v1?release=${manifest.id}` },
    })

    app.get('/v1/releases', {
      schema: routeSchema({
        operationId: 'list_releases',
        tags: ['releases'],
        summary: 'The releases that are kept, newest first',
        description: 'Name one with `release=` on any address to read from it.',
        querystring: NoParameters,
        response: {
          200: {
            description: 'The releases.',
            content: {
              'application/json': {
                schema: z
                  .object({ data: z.array(ReleaseItem), meta: Meta })
                  .meta({ id: 'ReleaseList', description: 'The releases that are kept.' }),
              },
            },
          },
        },
      }),
      handler: cachedHandler({
        types: [JSON_TYPE],
        check: () => listReleases(),
        variant: (_request, releases) => `json ${releases.map(({ digest }) => digest).join(' ')}`,
        respond: ({ toolkit }, releases) =>
          dataResponse(
            toolkit,
            releases.map((manifest) => releaseItem(toolkit.publicUrl, manifest, toolkit.info.id)),
          ),
      }),
    })

    app.get('/v1/releases/:id', {
      schema: routeSchema({
        operationId: 'get_release',
        tags: ['releases'],
        summary: 'One release',
        description: 'Which it is, what it holds and when it was published.',
        params: z.object({ id: SlugParameter }),
        querystring: NoParameters,
        response: {
          200: {
            description: 'The release.',
            content: {
              'application/json': {
                schema: z
                  .object({ data: ReleaseItem, meta: Meta })
                  .meta({ id: 'ReleaseAnswer', description: 'One release.' }),
              },
            },
          },
        },
      }),
      handler: cachedHandler({
        types: [JSON_TYPE],
        check: (request) => {
          const { id } = request.params as { id: string }
          const releases = listReleases()
          const manifest = releases.find((release) => release.id === id)
          const ids = releases.map((release) => release.id)
          if (manifest === undefined)
            throw problemFromErrors('not_found', [
              unknownValueError('path', 'id', id, 'a release that is kept', ids, nearest(id, ids)),
            ])
          return manifest
        },
        variant: 'json',
        respond: ({ toolkit }, manifest) =>
          dataResponse(toolkit, releaseItem(toolkit.publicUrl, manifest, toolkit.info.id)),
      }),
    })

    app.get('/v1/problems/:code', {
      schema: routeSchema({
        operationId: 'get_problem',
        tags: ['documents'],
        summary: 'One kind of problem',
        description: 'What the `type` of a problem leads to: its code, its status and its title.',
        params: z.object({ code: SlugParameter }),
        querystring: NoParameters,
        response: {
          200: { description: 'The kind of problem.', content: { 'application/json': { schema: ProblemKind } } },
        },
      }),
      handler: cachedHandler({
        types: [JSON_TYPE],
        check: (request) => {
          const { code } = request.params as { code: string }
          const codes = Object.keys(problemCodes)
          if (!Object.hasOwn(problemCodes, code))
            throw problemFromErrors('not_found', [
              unknownValueError('path', 'code', code, 'the code of a problem', codes, nearest(code, codes)),
            ])
          return code as ProblemCode
        },
        variant: 'json',
        respond: ({ toolkit }, code) => dataResponse(toolkit, { code, ...problemCodes[code] }),
      }),
    })

    app.get('/id/:kind/:slug', {
      schema: routeSchema({
        operationId: 'resolve_identifier',
        tags: ['entry'],
        summary: 'The identifier of an item',
        description: 'Redirects (303) to the page of the item or, by `Accept`, to its JSON.',
        params: z.object({ kind: SlugParameter, slug: SlugParameter }),
        querystring: NoParameters,
        response: { 303: { description: 'See `Location`.', content: { 'application/json': { schema: z.null() } } } },
      }),
      handler: async (request, reply) => {
        const { kind, slug } = request.params as { kind: string; slug: string }
        const known = kindNames.find((name) => name === kind)
        if (known === undefined)
          throw new Problem('not_found', `There is no kind "${kind.slice(0, 100)}".`, [
            unknownValueError('path', 'kind', kind, 'a kind', kindNames, nearest(kind, kindNames)),
          ])
        const isMachine = negotiate(request, reply, ['text/html', 'application/json']) === 'application/json'
        const target = (id: string) =>
          isMachine ? addressOf(request, id) : `${request.toolkit.publicUrl}/${collectionPath(id)}`
        const renamed = request.toolkit.currentIdIfRenamed(known, slug, target)
        if (renamed !== undefined) return redirectPermanently(request, reply, target(renamed))
        const query = request.cachingContext.isPinned ? `?release=${request.toolkit.info.id}` : ''
        return reply
          .code(303)
          .header('location', `${target(itemId(known, slug))}${query}`)
          .header('cache-control', 'public, max-age=300')
          .send()
      },
    })
  }
}
