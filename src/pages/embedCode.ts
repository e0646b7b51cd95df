// Get the code: an item, a list or a picture for the page of another site, with what its editor and its IT desk need to know.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kindOf, kindOfId, kindPath } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { type ThemeName, themeNames } from '../content/themes.ts'
import { Accent, checkAccent } from '../http/accent.ts'
import { assetPath, documentPaths, pathOf } from '../http/assets.ts'
import { canonicalQuery } from '../http/caching.ts'
import { documentedPage } from '../http/documentation.ts'
import { documentPolicy } from '../http/headers.ts'
import { filterOf, filterShape, Limit } from '../http/listParameters.ts'
import { parseParameters } from '../http/parameters.ts'
import { type Code, codeArticle } from '../markup/code.ts'
import { crosswalkMatrix } from '../markup/crosswalk.ts'
import type { Group } from '../markup/forms.ts'
import { suggestedHeight, type Shown, widths } from '../markup/heights.ts'
import { html, type Html } from '../markup/html.ts'
import { itemArticle } from '../markup/item.ts'
import { itemList } from '../markup/list.ts'
import { metadata } from '../markup/metadata.ts'
import { type PartName, partNames, writtenParts } from '../markup/parts.ts'
import { toolkitMapArticle } from '../markup/toolkitMap.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { problemOf, unknown } from '../problems.ts'
import { inWords } from '../queries/inWords.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import type { Whole } from '../queries/whole.ts'
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

/** What an embed shows, so far as its code depends on it. */
type SelectedEmbed = {
  name: string
  path: string
  page: string
  shown: Shown
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
  // Where only named hosts may frame an embed, this page may not.
  const previews = frameAncestors === '*' || frameAncestors.split(' ').includes("'self'")
  return async (app) => {
    app.get('/embed', {
      schema: documentedPage({
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
        headers: { 'content-security-policy': documentPolicy("'none'", "'self'") },
        parts: (request, chosen) => embedCodeParts(request, chosen, previews),
      }),
    })
  }
}

async function embedCodeParts(request: FastifyRequest, chosen: SelectedEmbed | undefined, previews: boolean) {
  const { toolkit } = request
  const query = request.query as EmbedCodeQuery
  const { publicUrl } = toolkit
  const { home } = documentPaths(publicUrl)
  const { title, lead } = language.getCode
  const canonical = `${publicUrl}/embed`
  return {
    title,
    description: lead,
    canonical,
    current: 'embed' as const,
    head: html`${metadata({ language, publicUrl, picture: 'embed', title, description: lead, address: canonical, type: 'website' })}<script src="${assetPath(publicUrl, 'copy.js')}" defer></script>
`,
    main: codeArticle(language, {
      home,
      origin: new URL(publicUrl).origin,
      asked: query,
      things: await things(toolkit),
      sides: sidesOf(toolkit),
      code: chosen === undefined ? undefined : await embedCode(request, chosen, query, previews),
    }),
  }
}

async function embedCode(
  request: FastifyRequest,
  { name, path, page, shown, parts, query, main }: SelectedEmbed,
  { theme, accent, h, parts: wanted = [] }: EmbedCodeQuery,
  previews: boolean,
): Promise<Code> {
  const { publicUrl } = request.toolkit
  const kept = parts.filter((part) => wanted.includes(part))
  const parameters = {
    ...query,
    ...(theme === undefined ? {} : { theme }),
    ...(accent === undefined ? {} : { accent }),
    ...(h === undefined || h === 1 ? {} : { h: String(h) }),
    ...(kept.length === 0 ? {} : { parts: kept.join(',') }),
  }
  const given = canonicalQuery(parameters).replaceAll('%2C', ',')
  const address = `${publicUrl}/${path}${given === '' ? '' : `?${given}`}`
  const body = await main()
  return {
    name,
    address,
    page,
    parts,
    dropped: wanted.filter((part) => !parts.includes(part)),
    heights: widths.map((width) => ({ width, height: suggestedHeight(shown, body, width) })),
    preview: previews ? `${pathOf(publicUrl)}${address.slice(publicUrl.length)}` : undefined,
  }
}

/** @throws Problem where there is no such thing. */
function selectEmbed(request: FastifyRequest, item: string, asked: EmbedCodeQuery): SelectedEmbed {
  const { toolkit } = request
  const context = { ...renderContext(request), framed: true }
  const { publicUrl } = toolkit
  if (item === 'map')
    return {
      name: language.map.title,
      path: 'embed/map',
      page: `${publicUrl}/`,
      shown: 'map',
      parts: [],
      query: {},
      main: async () => toolkitMapArticle(context, await toolkit.map()),
    }
  if (item === 'crosswalk') {
    const rows = asked.rows ?? 'strands'
    const cols = asked.cols ?? (toolkit.methodologies().find((name) => name !== rows) as string)
    const question = { rows, cols, measure: undefined }
    toolkit.checkMatrix(question)
    const [rowsName, colsName] = [rows, cols].map((side) => nameOfSide(toolkit, side)) as [string, string]
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
      shown: 'crosswalk',
      parts: [],
      query: { rows, cols },
      main,
    }
  }
  const listed = /^list:(.*)$/.exec(item)?.[1]
  if (listed !== undefined) {
    const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => kindOf(kind).collection)
    const kind = collections.includes(listed) ? toolkit.kindOfCollection(listed) : undefined
    if (kind === undefined)
      throw problemOf('unknown_value', [
        unknown('query', 'item', listed, 'a collection', collections, nearest(listed, collections)),
      ])
    return list(request, kind, asked.filter ?? '')
  }
  const kind = kindOfId(item)
  const slug = kind === 'element' ? item : item.slice(kind.length + 1)
  if (!toolkit.of(kind).isKnown(slug)) {
    const ids = (kindNames as Kind[]).flatMap((name) =>
      toolkit
        .of(name)
        .slugs()
        .map((found) => (name === 'element' ? found : `${name}:${found}`)),
    )
    throw problemOf('unknown_value', [
      unknown('query', 'item', item, 'the id of an item, such as "tool:fishbone-diagram"', [], nearest(item, ids)),
    ])
  }
  const whole = toolkit.whole(kind, slug) as Whole
  const parts = writtenParts(whole)
  return {
    name: whole.item.name,
    path: `embed/${kindPath(item)}`,
    page: pageAddress(request, item),
    shown: kind,
    parts,
    query: {},
    main: async () =>
      itemArticle(
        context,
        whole,
        asked.parts === undefined ? parts : parts.filter((part) => asked.parts?.includes(part)),
      ),
  }
}

function list(request: FastifyRequest, kind: Kind, given: string): SelectedEmbed {
  const { toolkit } = request
  const { collection } = kindOf(kind)
  const query = Object.fromEntries(new URLSearchParams(given))
  const { q, limit, ...rest } = parseParameters(
    z.strictObject({ ...filterShape(kindOf(kind)), q: z.string().min(1).max(200).optional(), limit: Limit }),
    query,
    'query',
  ) as { q?: string; limit: number; [filter: string]: unknown }
  const question = { filter: filterOf(kind, rest), q, limit }
  toolkit.of(kind).check(question)
  const isWhole = q === undefined && Object.keys(question.filter).length === 0
  const main = async () => {
    const page = await toolkit.of(kind).list(question)
    return itemList(
      { ...renderContext(request), framed: true },
      {
        kind,
        items: page.items().map(({ fields }) => fields),
        total: page.total,
        filter: isWhole ? undefined : inWords(toolkit, kind, question.filter, q),
        next: page.hasNext ? toolkit.publicUrl : null,
      },
    )
  }
  return {
    name: language.collections[kind],
    path: `embed/${collection}`,
    page: `${toolkit.publicUrl}/${collection}${given === '' ? '' : `?${canonicalQuery(query)}`}`,
    shown: 'list',
    parts: [],
    query,
    main,
  }
}

function nameOfSide(toolkit: Toolkit, side: string): string {
  const kind = toolkit.kindOfCollection(side)
  return kind === undefined ? (toolkit.nameOf(`methodology:${side}`) ?? side) : language.collections[kind]
}

const counted = ['strands', 'questions', 'activities', 'tools']

function sidesOf(toolkit: Toolkit): {
  rows: { value: string; name: string }[]
  cols: { value: string; name: string }[]
} {
  const option = (value: string) => ({ value, name: nameOfSide(toolkit, value) })
  return { rows: [...counted, ...toolkit.methodologies()].map(option), cols: toolkit.methodologies().map(option) }
}

/** What can be chosen; mappings are many, and are reached from what they join. */
async function things(toolkit: Toolkit): Promise<Group[]> {
  const whole = [
    { value: 'map', name: language.map.title },
    { value: 'crosswalk', name: language.explorer.title },
  ]
  const lists = kindNames
    .filter((kind) => kind !== 'element')
    .map((kind) => ({
      value: `list:${kindOf(kind).collection}`,
      name: language.getCode.list(language.collections[kind]),
    }))
  const groups: Group[] = [{ name: language.getCode.pictures, options: [...whole, ...lists] }]
  for (const kind of kindNames.filter((name) => name !== 'mapping')) {
    const options: { value: string; name: string }[] = []
    for await (const rows of toolkit.of(kind).all({}))
      for (const row of rows) options.push({ value: row.id, name: row.fields.name })
    if (options.length > 0) groups.push({ name: language.collections[kind], options })
  }
  return groups
}
