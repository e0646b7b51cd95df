// The crosswalk page: counterparts with their reasons, gaps and the matrix. Forms and links only: it needs no script.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Item, type Kind, kindOfId } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import { crosswalkMatrix } from '../markup/crosswalkMatrix.ts'
import {
  coverageResult,
  crosswalkPage,
  explanationResult,
  crosswalkOverview,
  type View,
  views,
  translationResult,
} from '../markup/crosswalkPage.ts'
import type { OptionGroup } from '../markup/forms.ts'
import { type Html, joinHtml, nothing } from '../markup/html.ts'
import { metadata } from '../markup/metadata.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { coverageStates, measures, TOOLKIT, mappableKinds, units } from '../queries/crosswalk.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { language, pageHandler, renderContext } from './page.ts'

const Id = z.string().min(1).max(200).optional()
const Side = z.string().min(1).max(120).optional()
const CrosswalkParameters = z.object({
  view: z.enum(views).optional().meta({ description: 'What to ask; default what the other parameters ask.' }),
  subject: Id.meta({ description: 'The id of a tool, activity, question, strand or element: what is it elsewhere?' }),
  object: Id.meta({ description: 'The id of another: why are the two connected?' }),
  to: Side.meta({ description: 'A methodology, or `toolkit`.' }),
  from: Side.meta({ description: 'A methodology, or `toolkit`: how much of it has a counterpart?' }),
  unit: z.enum(units).default('tools').meta({ description: 'What of the toolkit is counted.' }),
  state: z.enum(coverageStates).optional().meta({ description: 'Only units in this state.' }),
  rows: Side.meta({ description: 'A collection (`tools`, `activities`, `questions`, `strands`) or a methodology.' }),
  cols: Side.meta({ description: 'A methodology.' }),
  measure: z.enum(measures).optional().meta({ description: 'What a cell of the matrix says.' }),
})
type CrosswalkQuery = z.infer<typeof CrosswalkParameters>

/** As in the API by default. */
const MAX_HOPS = 2

export function crosswalkPages({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    app.get('/crosswalk', {
      schema: pageRouteSchema({
        operationId: 'page_crosswalk',
        tags: ['pages'],
        summary: 'The crosswalk, for people',
        description:
          'What something is in another methodology, how much of one has a counterpart in another, and all at once. ' +
          'Parameters that it does not know are ignored.',
        querystring: CrosswalkParameters,
        unprocessable: true,
        response: 'The page.',
      }),
      handler: pageHandler(theme, { check: parseCrosswalkQuery, parts: crosswalkParts }),
    })
  }
}

/** Validates the query and returns a function that computes its result. @throws Problem if a name is unknown. */
function parseCrosswalkQuery(request: FastifyRequest): { view: View; result: () => Promise<Html> } {
  const query = request.query as CrosswalkQuery
  const view = viewOf(query)
  const { subject, object, from, rows, cols } = query
  if (view === 'counterparts' && subject !== undefined)
    return {
      view,
      result:
        object === undefined
          ? prepareTranslations(request, subject, query)
          : prepareExplanation(request, subject, object),
    }
  if (view === 'gaps' && from !== undefined) return { view, result: prepareCoverage(request, from, query) }
  if (view === 'matrix')
    return {
      view,
      result: rows === undefined && cols === undefined ? async () => nothing : prepareMatrix(request, query),
    }
  return { view, result: () => renderOverview(request) }
}

/** The requested view, or the one that the other parameters imply. */
function viewOf({ view, subject, from, rows }: CrosswalkQuery): View {
  if (view !== undefined) return view
  if (subject !== undefined) return 'counterparts'
  if (from !== undefined) return 'gaps'
  return rows !== undefined ? 'matrix' : 'counterparts'
}

async function crosswalkParts(request: FastifyRequest, { view, result }: ReturnType<typeof parseCrosswalkQuery>) {
  const { toolkit } = request
  const context = renderContext(request)
  const canonical = `${toolkit.publicUrl}/crosswalk`
  const { title, lead } = language.crosswalk
  return {
    title,
    description: lead,
    canonical,
    current: 'crosswalk' as const,
    head: metadata({
      language,
      publicUrl: toolkit.publicUrl,
      imagePath: 'crosswalk',
      title,
      description: lead,
      address: canonical,
      type: 'website',
    }),
    main: crosswalkPage(context, {
      basePath: basePathOf(toolkit),
      view,
      values: request.query as CrosswalkQuery,
      sideOptions: sideOptions(toolkit),
      subjectOptions: await subjectOptions(toolkit),
      result: await result(),
    }),
    footer: credit(context, releaseCredit(toolkit.info, canonical, toolkit.reportUrl), toolkit.info),
  }
}

/** Why two items are connected. */
function prepareExplanation(request: FastifyRequest, subject: string, object: string): () => Promise<Html> {
  const { toolkit } = request
  toolkit.checkExplain({ from: subject, to: object })
  return async () => {
    const explanation = await toolkit.explain({ from: subject, to: object, maxHops: MAX_HOPS })
    const roles = await rolesInBoth(toolkit, subject, object)
    const ids = [
      subject,
      object,
      ...explanation.paths.flatMap(({ steps }) => steps.map((step) => step.to)),
      ...roles.flatMap((role) => [role.subject, role.object]),
    ]
    return explanationResult(renderContext(request), {
      basePath: basePathOf(toolkit),
      ...explanation,
      roles,
      noCounterparts: noCounterparts(toolkit, explanation.none),
      names: toolkit.names(ids),
    })
  }
}

/** The counterparts of an item in one methodology, or in all but its own. */
function prepareTranslations(request: FastifyRequest, subject: string, { to }: CrosswalkQuery): () => Promise<Html> {
  const { toolkit } = request
  const ownSide = sideOf(toolkit, subject)
  const targetSides = to === undefined ? allSides(toolkit).filter((side) => side !== ownSide) : [to]
  for (const side of targetSides) toolkit.checkTranslate({ subject, to: side })
  return async () => {
    const results: Html[] = []
    for (const side of targetSides) {
      const translation = await toolkit.translate({
        subject,
        to: side,
        maxHops: MAX_HOPS,
        minScore: 0,
        relation: undefined,
      })
      const ids = translation.matches.flatMap(({ paths }) => paths.flatMap(({ steps }) => steps.map((step) => step.to)))
      results.push(
        translationResult(renderContext(request), {
          basePath: basePathOf(toolkit),
          ...translation,
          side: sideName(toolkit, side),
          noCounterparts: noCounterparts(toolkit, translation.none),
          names: toolkit.names([subject, ...ids]),
        }),
      )
    }
    return joinHtml(results)
  }
}

/** How much of one side another covers. */
function prepareCoverage(request: FastifyRequest, from: string, query: CrosswalkQuery): () => Promise<Html> {
  const { toolkit } = request
  const { unit, state } = query
  const to = query.to ?? (from === TOOLKIT ? (toolkit.methodologies()[0] as string) : TOOLKIT)
  toolkit.checkCoverage({ from, to })
  return async () => {
    const coverage = await toolkit.coverage({
      from,
      to,
      unit,
      maxHops: MAX_HOPS,
      state: state === undefined ? undefined : [state],
    })
    return coverageResult(renderContext(request), {
      basePath: basePathOf(toolkit),
      ...coverage,
      state,
      fromName: sideName(toolkit, from),
      toName: sideName(toolkit, to),
      names: toolkit.names(coverage.units.flatMap(({ id, by }) => [id, ...by.map((counterpart) => counterpart.id)])),
    })
  }
}

function prepareMatrix(
  request: FastifyRequest,
  { rows = 'strands', cols, measure }: CrosswalkQuery,
): () => Promise<Html> {
  const { toolkit } = request
  const query = {
    rows,
    cols: cols ?? (toolkit.methodologies().find((name) => name !== rows) as string),
    measure,
  }
  toolkit.checkMatrix(query)
  return async () => {
    const matrix = await toolkit.matrix(query)
    const [rowsName, colsName] = [sideName(toolkit, query.rows), sideName(toolkit, query.cols)]
    return crosswalkMatrix(
      { ...renderContext(request), headingLevel: 2 },
      {
        rows: { name: rowsName, items: matrix.rows },
        cols: { name: colsName, items: matrix.cols },
        cells: matrix.cells,
        figure: matrixFigure(matrix, rowsName, colsName),
        explain: (row, col) =>
          `${toolkit.publicUrl}/crosswalk?subject=${encodeURIComponent(row)}&object=${encodeURIComponent(col)}`,
      },
    )
  }
}

/** What the page shows before anything is chosen. */
async function renderOverview(request: FastifyRequest): Promise<Html> {
  const { toolkit } = request
  const overviews = []
  for (const slug of toolkit.methodologies()) {
    const { counts, units: elements } = await toolkit.coverage({
      from: slug,
      to: TOOLKIT,
      unit: 'tools',
      maxHops: MAX_HOPS,
      state: undefined,
    })
    const ids = elements.map(({ id }) => id)
    const names = toolkit.names(ids)
    overviews.push({
      slug,
      name: sideName(toolkit, slug),
      counts,
      elements: ids.map((id) => ({ id, name: names.get(id) ?? id })),
    })
  }
  return crosswalkOverview(renderContext(request), basePathOf(toolkit), overviews)
}

function basePathOf({ publicUrl }: Toolkit): string {
  return documentPaths(publicUrl).basePath
}

/** A side of the crosswalk is a methodology or the toolkit. */
function allSides(toolkit: Toolkit): string[] {
  return [...toolkit.methodologies(), TOOLKIT]
}

/** The side that an item belongs to; undefined for a tool that only methodologies use. */
function sideOf(toolkit: Toolkit, id: string): string | undefined {
  const kind = kindOfId(id)
  if (kind === 'element') return id.split(':')[0]
  const item = toolkit.get(id)?.fields
  return item?.kind === 'tool' && item.origin !== 'toolkit' ? undefined : TOOLKIT
}

function sideName(toolkit: Toolkit, side: string): string {
  if (side === TOOLKIT) return language.crosswalk.toolkit
  const kind = toolkit.kindOfCollection(side)
  return kind === undefined ? (toolkit.nameOf(`methodology:${side}`) ?? side) : language.collections[kind]
}

function sideOptions(toolkit: Toolkit) {
  return allSides(toolkit).map((value) => ({ value, name: sideName(toolkit, value) }))
}

/** Grouped by kind, and elements by methodology. */
async function subjectOptions(toolkit: Toolkit): Promise<OptionGroup[]> {
  const groups: OptionGroup[] = []
  for (const kind of mappableKinds) {
    const options: { value: string; name: string }[] = []
    for await (const rows of toolkit.of(kind as Kind).streamAll({}))
      for (const row of rows) options.push({ value: row.id, name: row.fields.name })
    if (kind !== 'element') groups.push({ name: language.collections[kind], options })
    else
      for (const name of toolkit.methodologies())
        groups.push({
          name: sideName(toolkit, name),
          options: options.filter(({ value }) => value.startsWith(`${name}:`)),
        })
  }
  return groups.filter(({ options }) => options.length > 0)
}

/** The mappings behind a count in the matrix: the roles of tools and activities that have one in both items. */
async function rolesInBoth(toolkit: Toolkit, row: string, col: string): Promise<Item<'mapping'>[]> {
  if (kindOfId(col) !== 'element' || !['strand', 'element'].includes(kindOfId(row))) return []
  const [rows, cols] = [kindOfId(row) === 'strand' ? 'strands' : methodologyOf(row), methodologyOf(col)]
  if (rows === cols) return []
  const { cells } = await toolkit.matrix({ rows, cols, measure: 'count' })
  const ids = cells.find((cell) => cell.row === row && cell.col === col)?.mappings ?? []
  return mappingsById(toolkit, ids)
}

function methodologyOf(element: string): string {
  return element.split(':')[0] as string
}

/** Mappings that record, with a reason, that there is no counterpart. */
function noCounterparts(toolkit: Toolkit, ids: readonly string[]): { id: string; reason: string }[] {
  return mappingsById(toolkit, ids).map(({ id, reason }) => ({ id, reason }))
}

function mappingsById(toolkit: Toolkit, ids: readonly string[]): Item<'mapping'>[] {
  return toolkit.getMany(ids).flatMap((row) => (row?.fields.kind === 'mapping' ? row.fields : []))
}
