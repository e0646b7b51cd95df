// "Get the code": the iframe snippet of an embed, with instructions for the host's editors and IT desk.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { collectionKinds, itemId, kindNames, definitionOf, kindOfId, kindPath } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { type ThemeName, themeNames } from '../content/themes.ts'
import { Accent, checkAccent } from '../http/accent.ts'
import { assetPath, documentPaths, pathOf } from '../http/assets.ts'
import { canonicalQuery } from '../http/caching.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { contentSecurityPolicy } from '../http/headers.ts'
import { filterFrom, filterSchemas, Limit } from '../http/listParameters.ts'
import { parseParameters } from '../http/parameters.ts'
import { type EmbedCode, embedCodeArticle } from '../markup/embedCode.ts'
import { crosswalkMatrix } from '../markup/crosswalkMatrix.ts'
import type { OptionGroup } from '../markup/forms.ts'
import { suggestedHeight, type EmbedContent, frameWidths } from '../markup/heights.ts'
import { html, type Html } from '../markup/html.ts'
import { itemArticle } from '../markup/item.ts'
import { itemList } from '../markup/list.ts'
import { metadata } from '../markup/metadata.ts'
import { type PartName, partNames, availableParts } from '../markup/parts.ts'
import type { RenderContext } from '../markup/renderContext.ts'
import { toolkitMapArticle } from '../markup/toolkitMap.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { problemFromErrors, unknownValueError } from '../problems.ts'
import { describeFilter } from '../queries/describeFilter.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import type { ItemPage } from '../queries/itemPage.ts'
import { language, pageHandler, pageAddress, renderContext } from './page.ts'

const hosts = Object.keys(language.embedCode.hosts) as [
  keyof typeof language.embedCode.hosts,
  ...(keyof typeof language.embedCode.hosts)[],
]
const EmbedCodeParameters = z.object({
  item: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'What to show: the id of an item, `list:` and a collection, `crosswalk` or `map`.' }),
  filter: z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'Of a list: its filters, as in the address of the list.' }),
  host: z.enum(hosts).default('sharepoint').meta({ description: 'What the other site is made with.' }),
  theme: z.enum(themeNames).optional().meta({ description: 'The look.' }),
  accent: Accent,
  h: z.int().min(1).max(4).optional().meta({ description: 'The level of the first heading.' }),
  parts: z
    .array(z.enum(partNames))
    .optional()
    .meta({ description: 'Which parts of an item to show.', style: 'form', explode: false }),
  rows: z.string().max(120).optional().meta({ description: 'Of the crosswalk: its rows.' }),
  cols: z.string().max(120).optional().meta({ description: 'Of the crosswalk: its columns.' }),
})
type EmbedCodeQuery = z.infer<typeof EmbedCodeParameters>

/** The embed that the visitor chose. */
type SelectedEmbed = {
  name: string
  path: string
  /** The address of the page with the same content. */
  canonical: string
  content: EmbedContent
  /** The parts that the item has. */
  parts: readonly PartName[]
  query: Record<string, string>
  /** Renders what the height depends on. */
  main(): Promise<Html>
}

export function embedCodePage({
  theme,
  frameAncestors,
}: {
  theme: ThemeName
  frameAncestors: string
}): FastifyPluginAsync {
  // The preview frames an embed in this page, which a closed list of hosts may not allow.
  const canPreview = frameAncestors === '*' || frameAncestors.split(' ').includes("'self'")
  return async (app) => {
    app.get('/embed', {
      schema: pageRouteSchema({
        operationId: 'page_embed',
        tags: ['pages'],
        summary: 'Get the code',
        description: 'The code of an embed, with the steps for its host. Parameters that it does not know are ignored.',
        querystring: EmbedCodeParameters,
        response: 'The page.',
      }),
      handler: pageHandler(theme, {
        check: (request) => {
          const query = request.query as EmbedCodeQuery
          checkAccent(query.accent, query.theme ?? theme)
          return query.item === undefined ? undefined : selectEmbed(request, query.item, query)
        },
        headers: { 'content-security-policy': contentSecurityPolicy("'none'", "'self'") },
        parts: (request, selected) => embedCodeParts(request, selected, canPreview),
      }),
    })
  }
}

async function embedCodeParts(request: FastifyRequest, selected: SelectedEmbed | undefined, canPreview: boolean) {
  const { toolkit } = request
  const query = request.query as EmbedCodeQuery
  const { publicUrl } = toolkit
  const { basePath } = documentPaths(publicUrl)
  const { title, lead } = language.embedCode
  const canonical = `${publicUrl}/embed`
  const openGraph = metadata({
    language,
    publicUrl,
    imagePath: 'embed',
    title,
    description: lead,
    address: canonical,
    type: 'website',
  })
  return {
    title,
    description: lead,
    canonical,
    current: 'embed' as const,
    head: html`
      ${openGraph}
      <script src="${assetPath(publicUrl, 'copy.js')}" defer></script>
    `,
    main: embedCodeArticle(language, {
      basePath,
      origin: new URL(publicUrl).origin,
      options: query,
      itemGroups: await itemOptions(toolkit),
      axisOptions: axisOptions(toolkit),
      code: selected === undefined ? undefined : await embedCode(request, selected, query, canPreview),
    }),
  }
}

async function embedCode(
  request: FastifyRequest,
  { name, path, canonical, content, parts, query, main }: SelectedEmbed,
  { theme, accent, h, parts: requested = [] }: EmbedCodeQuery,
  canPreview: boolean,
): Promise<EmbedCode> {
  const { publicUrl } = request.toolkit
  const included = parts.filter((part) => requested.includes(part))
  const parameters = {
    ...query,
    ...(theme === undefined ? {} : { theme }),
    ...(accent === undefined ? {} : { accent }),
    ...(h === undefined || h === 1 ? {} : { h: String(h) }),
    ...(included.length === 0 ? {} : { parts: included.join(',') }),
  }
  const queryString = canonicalQuery(parameters).replaceAll('%2C', ',')
  const address = `${publicUrl}/${path}${queryString === '' ? '' : `?${queryString}`}`
  const body = await main()
  return {
    name,
    address,
    pageAddress: canonical,
    parts,
    missingParts: requested.filter((part) => !parts.includes(part)),
    heights: frameWidths.map((width) => ({ width, height: suggestedHeight(content, body, width) })),
    previewAddress: canPreview ? `${pathOf(publicUrl)}${address.slice(publicUrl.length)}` : undefined,
  }
}

/** @throws Problem if there is no such item, collection, methodology or filter. */
function selectEmbed(request: FastifyRequest, item: string, query: EmbedCodeQuery): SelectedEmbed {
  if (item === 'map') return selectMap(request)
  if (item === 'crosswalk') return selectCrosswalk(request, query)
  const collection = /^list:(.*)$/.exec(item)?.[1]
  return collection === undefined
    ? selectItem(request, item, query.parts)
    : selectList(request, collection, query.filter ?? '')
}

function embedContext(request: FastifyRequest): RenderContext {
  return { ...renderContext(request), isFramed: true }
}

function selectMap(request: FastifyRequest): SelectedEmbed {
  const { toolkit } = request
  return {
    name: language.map.title,
    path: 'embed/map',
    canonical: `${toolkit.publicUrl}/`,
    content: 'map',
    parts: [],
    query: {},
    main: async () => toolkitMapArticle(embedContext(request), await toolkit.map()),
  }
}

function selectCrosswalk(request: FastifyRequest, { rows = 'strands', cols }: EmbedCodeQuery): SelectedEmbed {
  const { toolkit } = request
  const query = {
    rows,
    cols: cols ?? (toolkit.methodologies().find((name) => name !== rows) as string),
    measure: undefined,
  }
  toolkit.checkMatrix(query)
  const [rowsName, colsName] = [axisName(toolkit, query.rows), axisName(toolkit, query.cols)]
  return {
    name: language.embedCode.against(rowsName, colsName),
    path: 'embed/crosswalk',
    canonical: `${toolkit.publicUrl}/crosswalk?rows=${query.rows}&cols=${query.cols}`,
    content: 'crosswalk',
    parts: [],
    query: { rows: query.rows, cols: query.cols },
    main: async () => {
      const matrix = await toolkit.matrix(query)
      return crosswalkMatrix(embedContext(request), {
        rows: { name: rowsName, items: matrix.rows },
        cols: { name: colsName, items: matrix.cols },
        cells: matrix.cells,
        figure: matrixFigure(matrix, rowsName, colsName),
        explain: () => toolkit.publicUrl,
      })
    },
  }
}

function selectItem(request: FastifyRequest, id: string, requested: readonly PartName[] | undefined): SelectedEmbed {
  const { toolkit } = request
  const kind = kindOfId(id)
  const slug = kind === 'element' ? id : id.slice(kind.length + 1)
  if (!toolkit.of(kind).isKnown(slug)) {
    const ids = kindNames.flatMap((name) =>
      toolkit
        .of(name)
        .slugs()
        .map((itemSlug) => itemId(name, itemSlug)),
    )
    throw problemFromErrors('unknown_value', [
      unknownValueError(
        'query',
        'item',
        id,
        'the id of an item, such as "tool:fishbone-diagram"',
        [],
        nearest(id, ids),
      ),
    ])
  }
  const itemPage = toolkit.itemPage(kind, slug) as ItemPage
  const parts = availableParts(itemPage)
  const includedParts = requested === undefined ? parts : parts.filter((part) => requested.includes(part))
  return {
    name: itemPage.item.name,
    path: `embed/${kindPath(id)}`,
    canonical: pageAddress(request, id),
    content: kind,
    parts,
    query: {},
    main: async () => itemArticle(embedContext(request), itemPage, includedParts),
  }
}

function selectList(request: FastifyRequest, collection: string, filterQuery: string): SelectedEmbed {
  const { toolkit } = request
  const kind = collectionKinds.find((name) => definitionOf(name).collection === collection)
  if (kind === undefined) {
    const collections = collectionKinds.map((name) => definitionOf(name).collection)
    throw problemFromErrors('unknown_value', [
      unknownValueError('query', 'item', collection, 'a collection', collections, nearest(collection, collections)),
    ])
  }
  const parameters = Object.fromEntries(new URLSearchParams(filterQuery))
  const { q, limit, ...filters } = parseParameters(
    z.strictObject({ ...filterSchemas(definitionOf(kind)), q: z.string().min(1).max(200).optional(), limit: Limit }),
    parameters,
    'query',
  ) as { q?: string; limit: number; [filter: string]: unknown }
  const query = { filter: filterFrom(kind, filters), q, limit }
  toolkit.of(kind).check(query)
  const isUnfiltered = q === undefined && Object.keys(query.filter).length === 0
  return {
    name: language.collections[kind],
    path: `embed/${collection}`,
    canonical: `${toolkit.publicUrl}/${collection}${filterQuery === '' ? '' : `?${canonicalQuery(parameters)}`}`,
    content: 'list',
    parts: [],
    query: parameters,
    main: async () => {
      const page = await toolkit.of(kind).list(query)
      return itemList(embedContext(request), {
        kind,
        items: page.items().map(({ fields }) => fields),
        total: page.total,
        filter: isUnfiltered ? undefined : describeFilter(toolkit, kind, query.filter, q),
        next: page.hasNext ? toolkit.publicUrl : null,
      })
    },
  }
}

function axisName(toolkit: Toolkit, axis: string): string {
  const kind = toolkit.kindOfCollection(axis)
  return kind === undefined ? (toolkit.nameOf(`methodology:${axis}`) ?? axis) : language.collections[kind]
}

const rowCollections = ['strands', 'questions', 'activities', 'tools']

function axisOptions(toolkit: Toolkit): {
  rows: { value: string; name: string }[]
  cols: { value: string; name: string }[]
} {
  const option = (value: string) => ({ value, name: axisName(toolkit, value) })
  return {
    rows: [...rowCollections, ...toolkit.methodologies()].map(option),
    cols: toolkit.methodologies().map(option),
  }
}

/** Everything that can be embedded; mappings are too many to list here. */
async function itemOptions(toolkit: Toolkit): Promise<OptionGroup[]> {
  const pictures = [
    { value: 'map', name: language.map.title },
    { value: 'crosswalk', name: language.crosswalk.title },
  ]
  const lists = collectionKinds.map((kind) => ({
    value: `list:${definitionOf(kind).collection}`,
    name: language.embedCode.list(language.collections[kind]),
  }))
  const groups: OptionGroup[] = [{ name: language.embedCode.pictures, options: [...pictures, ...lists] }]
  for (const kind of kindNames.filter((name) => name !== 'mapping')) {
    const options: { value: string; name: string }[] = []
    for await (const rows of toolkit.of(kind).streamAll({}))
      for (const row of rows) options.push({ value: row.id, name: row.fields.name })
    if (options.length > 0) groups.push({ name: language.collections[kind], options })
  }
  return groups
}
