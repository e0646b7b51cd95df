// Changes since a release: a feed for clients that keep a copy of the content.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames } from '../content/kinds.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema } from '../http/documentation.ts'
import { JSON_TYPE } from '../http/negotiation.ts'
import { type ParameterError, problemFromErrors } from '../problems.ts'
import { type ChangeFeed, SINCE, releaseToken } from '../queries/changes.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { metaJson } from './responses.ts'
import { After, Limit } from '../http/listParameters.ts'
import { nextPageUrl, nextLinkHeader } from '../http/paging.ts'
import { itemSchema, Meta, PageInfo, ReleaseSummary } from './schemas.ts'

const ReleaseId = z.string().regex(/^\d{4}\.\d{1,4}$/, 'must be the id of a release, such as "2026.1"')

const Parameters = z.strictObject({
  since: z
    .string()
    .regex(SINCE, 'must be the id of a release, such as "2026.1", or a token that this address gave')
    .optional()
    .meta({
      description:
        'The release that the copy is of: its id, or the `token` of the answer before. What changed from ' +
        'there to the newest is told.',
    }),
  from: ReleaseId.optional().meta({
    description:
      'With `to`, in the place of `since`: the difference of two releases that are kept, in either direction.',
  }),
  to: ReleaseId.optional().meta({ description: 'With `from`: the release to end in.' }),
  limit: Limit,
  after: After,
})

type Query = z.infer<typeof Parameters>

const kindEnum = z.enum(kindNames as [Kind, ...Kind[]])
const FullItem = z
  .discriminatedUnion('kind', kindNames.map(itemSchema) as unknown as [z.ZodObject, ...z.ZodObject[]])
  .meta({ id: 'WholeItem', description: 'An item of any kind as exports hold it, with its guidance.' })
const change = <Type extends string>(type: Type, shape: z.ZodRawShape, description: string) =>
  z
    .object({ type: z.literal(type), kind: kindEnum, id: z.string().meta({ description: 'The item.' }), ...shape })
    .meta({ id: `Change${type[0]?.toUpperCase()}${type.slice(1)}`, description })

const Change = z
  .discriminatedUnion('type', [
    change(
      'withdrawn',
      {
        on: z.string().meta({ description: 'The date.' }),
        reason: z.string(),
        successor: z
          .string()
          .nullable()
          .meta({ description: 'The id of the item to use instead; null where there is none.' }),
      },
      'Delete the item: it was taken back.',
    ),
    change(
      'removed',
      {},
      'Delete the item: it is no part of the content any more. Mappings go so, which have no withdrawal of their own.',
    ),
    change(
      'renamed',
      { formerId: z.string().meta({ description: 'The id to delete.' }), item: FullItem },
      'Delete what stands under the former id, and put the item.',
    ),
    change('added', { item: FullItem }, 'Put the item: it is new.'),
    change(
      'changed',
      { fields: z.array(z.string()).meta({ description: 'Which fields differ.' }), item: FullItem },
      'Put the item in the place of the old one.',
    ),
  ])
  .meta({ id: 'Change', description: 'One step from the older release to the newer.' })

const ChangesResponse = z
  .object({
    data: z.array(Change),
    from: ReleaseSummary,
    to: ReleaseSummary,
    token: z.string().meta({ description: 'What to give as `since` the next time, once every page was taken.' }),
    page: PageInfo,
    meta: Meta,
  })
  .meta({ id: 'ChangeList', description: 'What a copy of the older release must do, in this order, to be the newer.' })

export function changeRoutes(changeFeed: ChangeFeed): FastifyPluginAsync {
  return async (app) => {
    app.get('/v1/changes', {
      schema: routeSchema({
        operationId: 'list_changes',
        tags: ['releases'],
        summary: 'What changed since a release',
        description:
          'For those who keep a copy. Take `/v1/export/toolkit.ndjson?release=` of the newest release once; ' +
          'from then on ask here for what changed since, do what each change says, in order, and the copy is ' +
          'what the export would be. Withdrawals say why and what to use instead. Pages of one walk end in one ' +
          'release. Where the release of the copy is no longer kept the answer is 410: take the whole again.',
        querystring: Parameters,
        goneDescription: 'The release that the copy is of is no longer kept: take the whole export again.',
        response: {
          200: { description: 'A page of changes.', content: { 'application/json': { schema: ChangesResponse } } },
        },
      }),
      // Before content negotiation: a missing release is a 410 whatever the request accepts.
      preHandler: async ({ query, toolkit }) => void releasesOf(changeFeed, query as Query, toolkit),
      handler: cachedHandler({
        types: [JSON_TYPE],
        check: (request) => {
          const { after, ...named } = request.query as Query
          const { from, to } = releasesOf(changeFeed, named, request.toolkit)
          changeFeed.check({ from, to, after })
          return { from, to }
        },
        variant: (_request, { from }) => `json ${from.info.digest}`,
        cachingContext: (request, { to }) => ({
          release: to.info,
          isPinned: (request.query as Query).to !== undefined,
        }),
        respond: async (request, { from, to }) => {
          const { limit, after } = request.query as Query
          const page = await changeFeed.page({ from, to, limit, after })
          const next = page.hasNext
            ? nextPageUrl(request, request.toolkit.publicUrl, page.cursorOf(page.changes.length - 1))
            : null
          const head = JSON.stringify({
            data: page.changes,
            from: summary(from),
            to: summary(to),
            token: releaseToken(to),
            page: { total: page.total, limit, next },
          })
          return { body: `${head.slice(0, -1)},"meta":${metaJson(to)}}`, headers: nextLinkHeader(next) }
        },
      }),
    })
  }
}

const summary = ({ info: { id, digest, publishedAt } }: Toolkit) => ({ id, digest, publishedAt })

/** @throws Problem if the two releases are not specified, or not available. */
function releasesOf(
  changeFeed: ChangeFeed,
  { since, from, to }: Pick<Query, 'since' | 'from' | 'to'>,
  newest: Toolkit,
): { from: Toolkit; to: Toolkit } {
  const error = (name: string, message: string): ParameterError => ({ in: 'query', name, message })
  if (since !== undefined) {
    const extra = Object.entries({ from, to }).filter(([, value]) => value !== undefined)
    if (extra.length > 0)
      throw problemFromErrors(
        'invalid_parameter',
        extra.map(([name]) => error(name, `${name} does not go with since, which means from there to the newest.`)),
      )
    return { from: changeFeed.releaseOf(since, 'since', newest), to: newest }
  }
  if (from === undefined && to === undefined)
    throw problemFromErrors('invalid_parameter', [
      error('since', 'since must be given: the id of the release that the copy is of. Or give from and to.'),
    ])
  if (from === undefined || to === undefined)
    throw problemFromErrors('invalid_parameter', [
      error(from === undefined ? 'from' : 'to', 'from and to go together.'),
    ])
  return { from: changeFeed.releaseOf(from, 'from', newest), to: changeFeed.releaseOf(to, 'to', newest) }
}
