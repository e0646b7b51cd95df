// "Get the code": the iframe snippet of an embed, with instructions for the host's editors and IT desk.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemId, type Kind, kindNames, kindOf, kindOfId, kindPath } from '../content/kinds.ts'
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
import { toolkitMapArticle } from '../markup/toolkitMap.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { problemOf, unknownValueError } from '../problems.ts'
import { describeFilter } from '../queries/describeFilter.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import type { ItemPage } from '../queries/itemPage.ts'
import { language, pageHandler, pageAddress, renderContext } from './page.ts'

const hosts = Object.keys(language.getCode.hosts) as [
  keyof typeof language.getCode.hosts,
  ...(keyof typeof language.getCode.hosts)[],
]
const Parameters = z.object({
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
type EmbedCodeQuery = z.infer<typeof Parameters>

/** What the snippet depends on. */
type SelectedEmbed = {
  name: string
  path: string
  page: string
  content: EmbedContent
  parts: readonly PartName[]
  query: Record<string, string>
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
        querystring: Parameters,
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
  const { home } = documentPaths(publicUrl)
  const { title, lead } = language.getCode
  const canonical = `${publicUrl}/embed`
  const pageMetadata = metadata({
    language,
    publicUrl,
    picture: 'embed',
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
    head: html`${pageMetadata}<script src="${assetPath(publicUrl, 'copy.js')}" defer></script>
`,
    main: embedCodeArticle(language, {
      home,
      origin: new URL(publicUrl).origin,
      options: query,
      itemGroups: await itemOptions(toolkit),
      sides: axisOptions(toolkit),
      code: selected === undefined ? undefined : await embedCode(request, selected, query, canPreview),
    }),
  }
}

async function embedCode(
  request: FastifyRequest,
  { name, path, page, content, parts, query, main }: SelectedEmbed,
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
    page,
    parts,
    dropped: requested.filter((part) => !parts.includes(part)),
    heights: frameWidths.map((width) => ({ width, height: suggestedHeight(content, body, width) })),
    preview: canPreview ? `${pathOf(publicUrl)}${address.slice(publicUrl.length)}` : undefined,
  }
}

/** @throws Problem if there is no such item, collection, methodology or filter. */
function selectEmbed(request: FastifyRequest, item: string, params: EmbedCodeQuery): SelectedEmbed {
  const { toolkit } = request
  const context = { ...renderContext(request), framed: true }
  const { publicUrl } = toolkit
  if (item === 'map')
    return {
      name: language.map.title,
      path: 'embed/map',
      page: `${publicUrl}/`,
      content: 'map',
      parts: [],
      query: {},
      main: async () => toolkitMapArticle(context, await toolkit.map()),
    }
  if (item === 'crosswalk') {
    const rows = params.rows ?? 'strands'
    const cols = params.cols ?? (toolkit.methodologies().find((name) => name !== rows) as string)
    const question = { rows, cols, measure: undefined }
    toolkit.checkMatrix(question)
    const [rowsName, colsName] = [axisName(toolkit, rows), axisName(toolkit, cols)]
    const main = async () => {
      const matrix = await toolkit.matrix(question)
      return crosswalkMatrix(context, {
        rows: { name: rowsName, items: matrix.rows },
        cols: { name: colsName, items: matrix.cols },
        cells: matrix.cells,
        figure: matrixFigure(matrix, rowsName, colsName),
        explain: () => publicUrl,
      })
    }
    return {
      name: language.getCode.against(rowsName, colsName),
      path: 'embed/crosswalk',
      page: `${publicUrl}/crosswalk?rows=${rows}&cols=${cols}`,
      content: 'crosswalk',
      parts: [],
      query: { rows, cols },
      main,
    }
  }
  const collection = /^list:(.*)$/.exec(item)?.[1]
  if (collection !== undefined) {
    const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => kindOf(kind).collection)
    const kind = collections.includes(collection) ? toolkit.kindOfCollection(collection) : undefined
    if (kind === undefined)
      throw problemOf('unknown_value', [
        unknownValueError('query', 'item', collection, 'a collection', collections, nearest(collection, collections)),
      ])
    return selectList(request, kind, params.filter ?? '')
  }
  const kind = kindOfId(item)
  const slug = kind === 'element' ? item : item.slice(kind.length + 1)
  if (!toolkit.of(kind).isKnown(slug)) {
    const ids = kindNames.flatMap((name) =>
      toolkit
        .of(name)
        .slugs()
        .map((itemSlug) => itemId(name, itemSlug)),
    )
    throw problemOf('unknown_value', [
      unknownValueError(
        'query',
        'item',
        item,
        'the id of an item, such as "tool:fishbone-diagram"',
        [],
        nearest(item, ids),
      ),
    ])
  }
  const whole = toolkit.itemPage(kind, slug) as ItemPage
  const parts = availableParts(whole)
  return {
    name: whole.item.name,
    path: `embed/${kindPath(item)}`,
    page: pageAddress(request, item),
    content: kind,
    parts,
    query: {},
    main: async () =>
      itemArticle(
        context,
        whole,
        params.parts === undefined ? parts : parts.filter((part) => params.parts?.includes(part)),
      ),
  }
}

function selectList(request: FastifyRequest, kind: Kind, filterQuery: string): SelectedEmbed {
  const { toolkit } = request
  const { collection } = kindOf(kind)
  const query = Object.fromEntries(new URLSearchParams(filterQuery))
  const { q, limit, ...rest } = parseParameters(
    z.strictObject({ ...filterSchemas(kindOf(kind)), q: z.string().min(1).max(200).optional(), limit: Limit }),
    query,
    'query',
  ) as { q?: string; limit: number; [filter: string]: unknown }
  const question = { filter: filterFrom(kind, rest), q, limit }
  toolkit.of(kind).check(question)
  const isUnfiltered = q === undefined && Object.keys(question.filter).length === 0
  const main = async () => {
    const page = await toolkit.of(kind).list(question)
    return itemList(
      { ...renderContext(request), framed: true },
      {
        kind,
        items: page.items().map(({ fields }) => fields),
        total: page.total,
        filter: isUnfiltered ? undefined : describeFilter(toolkit, kind, question.filter, q),
        next: page.hasNext ? toolkit.publicUrl : null,
      },
    )
  }
  return {
    name: language.collections[kind],
    path: `embed/${collection}`,
    page: `${toolkit.publicUrl}/${collection}${filterQuery === '' ? '' : `?${canonicalQuery(query)}`}`,
    content: 'list',
    parts: [],
    query,
    main,
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
    { value: 'crosswalk', name: language.explorer.title },
  ]
  const lists = kindNames
    .filter((kind) => kind !== 'element')
    .map((kind) => ({
      value: `list:${kindOf(kind).collection}`,
      name: language.getCode.list(language.collections[kind]),
    }))
  const groups: OptionGroup[] = [{ name: language.getCode.pictures, options: [...pictures, ...lists] }]
  for (const kind of kindNames.filter((name) => name !== 'mapping')) {
    const options: { value: string; name: string }[] = []
    for await (const rows of toolkit.of(kind).all({}))
      for (const row of rows) options.push({ value: row.id, name: row.fields.name })
    if (options.length > 0) groups.push({ name: language.collections[kind], options })
  }
  return groups
}
