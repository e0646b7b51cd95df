// The page of a collection, with its filters as links.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { collectionKinds, type Kind, itemId, definitionOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { canonicalQuery } from '../http/caching.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { After, filterFrom, filterSchemas, Q, Sort } from '../http/listParameters.ts'
import { type Facet, collectionArticle } from '../markup/collection.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import type { PageName } from '../markup/document.ts'
import { metadata } from '../markup/metadata.ts'
import type { FilterValues, Page } from '../queries/collection.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { language, pageHandler, renderContext } from './page.ts'

const PAGE_SIZE = 50

type ListParameters = { q?: string; sort?: string; after?: string; [filter: string]: unknown }

export function collectionPages({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    for (const kind of collectionKinds) {
      const definition = definitionOf(kind)
      app.get(`/${definition.collection}`, {
        config: { readsReleaseFromCursor: true },
        schema: pageRouteSchema({
          operationId: `page_${definition.collection}`,
          tags: ['pages'],
          summary: `The page of all ${definition.collection}`,
          description: 'For people, with filters that are links. Parameters that it does not know are ignored.',
          querystring: z.object({
            ...filterSchemas(definition),
            q: Q.optional(),
            sort: Sort(definition),
            after: After,
          }),
          response: 'The page.',
        }),
        handler: pageHandler(theme, {
          check: (request) => parseListQuery(request, kind),
          parts: (request, query) => collectionParts(request, kind, query),
        }),
      })
    }
  }
}

function parseListQuery({ query: parameters, toolkit }: FastifyRequest, kind: Kind) {
  const { q, sort, after, ...filters } = parameters as ListParameters
  const facets = Object.keys(definitionOf(kind).filters)
  const query = { filter: filterFrom(kind, filters), q, sort, after, limit: PAGE_SIZE, facets }
  toolkit.of(kind).check(query)
  return query
}

async function collectionParts(request: FastifyRequest, kind: Kind, query: ReturnType<typeof parseListQuery>) {
  const { toolkit } = request
  const { collection, about } = definitionOf(kind)
  const { filter, q, sort, after } = query
  const list = await toolkit.of(kind).list(query)
  const last = list.numbers.at(-1)
  const { basePath } = documentPaths(toolkit.publicUrl)
  const addressOf = (changes: Record<string, string | undefined>) =>
    address(`${basePath}${collection}`, { ...filterParameters(filter), q, sort, ...changes })
  const canonical = address(`${toolkit.publicUrl}/${collection}`, { ...filterParameters(filter), q })
  const title = language.collections[kind]
  return {
    title,
    description: about,
    canonical,
    current: (['tools', 'activities', 'questions', 'methodologies'] as PageName[]).find((name) => name === collection),
    head: metadata({
      language,
      publicUrl: toolkit.publicUrl,
      imagePath: collection,
      title,
      description: about,
      address: canonical,
      type: 'website',
    }),
    main: collectionArticle(renderContext(request), {
      basePath,
      kind,
      about,
      items: list.items().map(({ fields }) => fields),
      total: list.total,
      unfilteredTotal: toolkit.of(kind).listedCount(),
      q,
      sort,
      sortFields: toolkit.of(kind).sorts,
      facets: facetsOf(toolkit, kind, filter, list),
      addressOf,
      first: after === undefined ? undefined : addressOf({}),
      next: list.hasNext && last !== undefined ? addressOf({ after: list.cursorOf(last) }) : undefined,
      alternatives: alternativeAddresses(toolkit, kind, { ...filterParameters(filter), q }),
    }),
    footer: credit(renderContext(request), releaseCredit(toolkit.info, canonical, toolkit.reportUrl), toolkit.info),
  }
}

const filterParameters = (filter: FilterValues) =>
  Object.fromEntries(Object.entries(filter).map(([name, values]) => [name, values.join(',')]))

function address(path: string, parameters: Record<string, string | undefined>): string {
  const queryString = canonicalQuery(
    Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined)),
  )
  return queryString === '' ? path : `${path}?${queryString}`
}

/** Each filter with its values, their names, and the number of items that match each. */
function facetsOf(toolkit: Toolkit, kind: Kind, filter: FilterValues, { facets }: Page): Facet[] {
  const { filters } = definitionOf(kind)
  const idOf = (name: string, value: string): string | undefined => {
    const { allowed } = filters[name] as (typeof filters)[string]
    return typeof allowed === 'string' || 'oneOf' in allowed
      ? undefined
      : 'kind' in allowed
        ? itemId(allowed.kind as Kind, value)
        : value
  }
  const facetValues = Object.keys(filters).map((name) => {
    const counted = facets[name] ?? []
    // A selected value without matches stays in the list, so that it can be removed.
    const unmatched = (filter[name] ?? [])
      .filter((value) => !counted.some((entry) => entry.value === value))
      .map((value) => ({ value, count: 0 }))
    return {
      name,
      values: [...counted, ...unmatched].map((entry) => ({
        ...entry,
        id: idOf(name, entry.value),
        isSelected: filter[name]?.includes(entry.value) ?? false,
      })),
    }
  })
  const ids = facetValues.flatMap(({ values }) => values.flatMap(({ id }) => id ?? []))
  const withMethodologies = [...new Set(ids.flatMap((id) => [id, `methodology:${id.split(':')[0]}`]))]
  const names = toolkit.names(withMethodologies)
  const nameOf = (id: string) =>
    [names.get(`methodology:${id.split(':')[0]}`), names.get(id) ?? id].filter((name) => name !== undefined).join(': ')
  return facetValues.map(({ name, values }) => ({
    name,
    values: values.map(({ id, ...entry }) => ({ ...entry, text: id === undefined ? undefined : nameOf(id) })),
  }))
}

/** The same list as data, and as an embed. */
function alternativeAddresses(toolkit: Toolkit, kind: Kind, parameters: Record<string, string | undefined>) {
  const { collection } = definitionOf(kind)
  const data = `${toolkit.publicUrl}/v1/${collection}`
  const queryString = address('', parameters)
  return {
    json: `${data}${queryString}`,
    csv: `${data}.csv${queryString}`,
    code: address(`${toolkit.publicUrl}/embed`, {
      item: `list:${collection}`,
      filter: queryString === '' ? undefined : queryString.slice(1),
    }),
  }
}
