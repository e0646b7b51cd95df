// Feeds for editors who embed or copy our content: what changed in each release, and what was withdrawn.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { collectionPath, type Kind, kindNames, kindOfId } from '../content/kinds.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema } from '../http/documentation.ts'
import { type Html, html } from '../markup/html.ts'
import { languages } from '../markup/language/languages.ts'
import type { Difference, ChangeFeed } from '../queries/changes.ts'
import type { Toolkit } from '../queries/toolkit.ts'

export type ReleaseLookup = { byId(id: string): Toolkit | undefined; list(): { id: string; digest: string }[] }

const RecallFeed = z
  .object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    description: z.string(),
    home_page_url: z.string(),
    feed_url: z.string(),
    language: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        title: z.string(),
        content_text: z.string(),
        date_published: z.string(),
        external_url: z.string().optional().meta({ description: 'The page of what takes its place.' }),
      }),
    ),
  })
  .meta({ id: 'Recalls', description: 'JSON Feed 1.1: what was withdrawn.' })
const NoParameters = z.strictObject({})

const language = languages.en
const MAX_RELEASES = 10
/** A longer list of changed items is reduced to its count. */
const MAX_ITEMS = 50

export function feedRoutes(releases: ReleaseLookup, changes: Pick<ChangeFeed, 'difference'>): FastifyPluginAsync {
  return async (app) => {
    app.get('/feeds/changes.atom', {
      schema: routeSchema({
        operationId: 'feed_changes',
        tags: ['embeds'],
        summary: 'What changed, release by release',
        description:
          'Atom, newest release first: which items are new, changed and gone since the release before it that is kept.',
        querystring: NoParameters,
        response: { 200: { description: 'The feed.', content: { 'application/atom+xml': { schema: z.string() } } } },
      }),
      handler: cachedHandler({
        type: 'application/atom+xml; charset=utf-8',
        // One more release than the feed lists, to compare the oldest one with.
        check: () => releases.list().slice(0, MAX_RELEASES + 1),
        variant: (_request, newest) => `atom ${newest.map(({ digest }) => digest).join(' ')}`,
        respond: async (request, newest) => {
          const toolkits = newest.flatMap(({ id }) => releases.byId(id) ?? [])
          const entries: Html[] = []
          for (const [i, toolkit] of toolkits.slice(0, MAX_RELEASES).entries()) {
            const previous = toolkits[i + 1]
            entries.push(
              releaseEntry(
                toolkit,
                previous && { id: previous.info.id, ...(await changes.difference(previous, toolkit)) },
              ),
            )
          }
          return atomFeed(request, entries)
        },
      }),
    })
    app.get('/feeds/recalls.json', {
      schema: routeSchema({
        operationId: 'feed_recalls',
        tags: ['embeds'],
        summary: 'What must be taken down',
        description:
          'JSON Feed 1.1: every item that was withdrawn, with the reason and what takes its place. Compare it with ' +
          'what your pages show.',
        querystring: NoParameters,
        response: { 200: { description: 'The feed.', content: { 'application/feed+json': { schema: RecallFeed } } } },
      }),
      handler: cachedHandler({
        type: 'application/feed+json; charset=utf-8',
        variant: 'recalls',
        respond: ({ toolkit }) => JSON.stringify(recallFeed(toolkit)),
      }),
    })
  }
}

function recallFeed(toolkit: Toolkit): z.infer<typeof RecallFeed> {
  const { publicUrl } = toolkit
  const pageAddress = (id: string) => `${publicUrl}/${collectionPath(id)}`
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: language.feeds.recalls,
    description: language.feeds.recallsAbout,
    home_page_url: `${publicUrl}/`,
    feed_url: `${publicUrl}/feeds/recalls.json`,
    language: language.code,
    items: toolkit.withdrawn().map(({ id, on, reason, successor }) => ({
      id: pageAddress(id),
      url: pageAddress(id),
      title: language.feeds.withdrawn(id),
      content_text: [
        reason,
        successor === null ? language.feeds.noSuccessor : language.feeds.successor(pageAddress(successor)),
      ].join(' '),
      date_published: `${on}T00:00:00Z`,
      ...(successor === null ? {} : { external_url: pageAddress(successor) }),
    })),
  }
}

function atomFeed({ toolkit }: FastifyRequest, entries: readonly Html[]): string {
  const { publicUrl, info } = toolkit
  return html`
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language.code}">
      <id>${publicUrl}/feeds/changes.atom</id>
      <title>${language.feeds.changes}</title>
      <updated>${info.publishedAt}</updated>
      <author>\
        <name>${language.site}</name>\
        <uri>${publicUrl}/</uri>\
      </author>
      <link rel="self" type="application/atom+xml" href="${publicUrl}/feeds/changes.atom"/>
      <link rel="alternate" type="text/html" href="${publicUrl}/"/>
      <rights>${info.attribution.text} ${info.licence.text.name}</rights>
      ${entries}
    </feed>
  `.toString()
}

function releaseEntry(toolkit: Toolkit, previous: ({ id: string } & Difference) | undefined): Html {
  const { publicUrl, info } = toolkit
  const address = `${publicUrl}/v1/releases/${info.id}`
  const changeLists = (['added', 'changed', 'gone'] as const).flatMap((change) =>
    kindNames.flatMap((kind) =>
      changeList(
        toolkit,
        kind,
        change,
        (previous?.[change] ?? []).filter((id) => kindOfId(id) === kind),
      ),
    ),
  )
  const list = changeLists.length === 0 ? html`<p>${language.feeds.nothing}</p>` : changeLists
  const content =
    previous === undefined
      ? html`<p>${language.feeds.first}</p>`
      : html`<p>${language.feeds.since(previous.id)}</p>${list}`
  return html`
    <entry>
      <id>${address}</id>
      <title>${language.feeds.release(info.id)}</title>
      <updated>${info.publishedAt}</updated>
      <link rel="alternate" type="application/json" href="${address}"/>
      <content type="html">${content.toString()}</content>
    </entry>
  `
}

function changeList(toolkit: Toolkit, kind: Kind, change: keyof Difference, ids: readonly string[]): Html[] {
  if (ids.length === 0) return []
  const title = html`<p>${language.feeds[change](language.collections[kind], ids.length)}</p>`
  if (ids.length > MAX_ITEMS) return [title]
  const itemLink = (id: string) =>
    change === 'gone'
      ? html`${id}`
      : html`<a href="${toolkit.publicUrl}/${collectionPath(id)}">${toolkit.nameOf(id)}</a>`
  return [
    html`
      ${title}\
      <ul>\
        ${ids.map((id) => html`<li>${itemLink(id)}</li>`)}\
      </ul>`,
  ]
}
