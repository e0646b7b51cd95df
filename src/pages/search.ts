// The search page, over items of every kind.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Item, type Kind, kindNames } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { canonicalQuery } from '../http/caching.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { After, Q } from '../http/listParameters.ts'
import { metadata } from '../markup/metadata.ts'
import { resultsArticle, searchStart } from '../markup/results.ts'
import { language, pageHandler, renderContext } from './page.ts'

const PAGE_SIZE = 20

const SearchParameters = z.object({
  q: Q.optional(),
  kind: z
    .enum(kindNames as [Kind, ...Kind[]])
    .optional()
    .meta({ description: 'Only items of this kind.' }),
  after: After,
})

export function searchPage({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    app.get('/search', {
      config: { readsReleaseFromCursor: true },
      schema: pageRouteSchema({
        operationId: 'page_search',
        tags: ['pages'],
        summary: 'Search, for people',
        description:
          'Items of any kind, best first, with an excerpt and why each matches. Parameters that it does not know are ' +
          'ignored.',
        querystring: SearchParameters,
        response: 'The page.',
      }),
      handler: pageHandler(theme, { check: parseSearchQuery, parts: searchParts }),
    })
  }
}

/** Undefined without a search term. */
function parseSearchQuery({ query, toolkit }: FastifyRequest) {
  const { q, kind, after } = query as z.infer<typeof SearchParameters>
  if (q === undefined) return undefined
  const searchQuery = { q, kinds: kind === undefined ? kindNames : [kind], limit: PAGE_SIZE, after }
  toolkit.checkSearch(searchQuery)
  return searchQuery
}

async function searchParts(request: FastifyRequest, searchQuery: ReturnType<typeof parseSearchQuery>) {
  const { toolkit } = request
  const { kind, after } = request.query as z.infer<typeof SearchParameters>
  const { basePath } = documentPaths(toolkit.publicUrl)
  const common = {
    title: language.pages.search,
    description: language.search.lead,
    canonical: `${toolkit.publicUrl}/search`,
    current: 'search' as const,
  }
  const head = metadata({
    language,
    publicUrl: toolkit.publicUrl,
    imagePath: 'search',
    title: common.title,
    description: common.description,
    address: common.canonical,
    type: 'website',
  })
  if (searchQuery === undefined) return { ...common, head, main: searchStart(language, basePath) }

  const page = await toolkit.search(searchQuery)
  const totals = await toolkit.searchTotals(searchQuery.q)
  const items = toolkit.items(page.results.map(({ item }) => item))
  const last = page.results.at(-1)
  const addressOf = (parameters: Record<string, string>) =>
    `${basePath}search?${canonicalQuery({ q: searchQuery.q, ...parameters })}`
  const main = resultsArticle(renderContext(request), {
    basePath,
    q: searchQuery.q,
    kind,
    total: page.total,
    kinds: totals
      .filter(({ total }) => total > 0)
      .map((entry) => ({ ...entry, address: addressOf({ kind: entry.kind }) })),
    allKindsAddress: addressOf({}),
    results: page.results.map(({ excerpt, matched }, i) => ({ item: items[i]?.fields as Item, excerpt, matched })),
    first: after === undefined ? undefined : addressOf(kind === undefined ? {} : { kind }),
    next:
      page.hasNext && last !== undefined
        ? addressOf({ ...(kind === undefined ? {} : { kind }), after: page.cursorOf(last) })
        : undefined,
  })
  return { ...common, title: language.search.results(searchQuery.q), head, main }
}
