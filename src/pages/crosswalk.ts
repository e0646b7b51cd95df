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
  overview,
  type View,
  views,
  translationResult,
} from '../markup/crosswalkPage.ts'
import type { OptionGroup } from '../markup/forms.ts'
import { type Html, joinHtml } from '../markup/html.ts'
import { metadata } from '../markup/metadata.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { coverageStates, measures, TOOLKIT, translatable, units } from '../queries/crosswalk.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { language, pageHandler, renderContext } from './page.ts'

const Id = z.string().min(1).max(200).optional()
const Side = z.string().min(1).max(120).optional()
const Parameters = z.object({
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
type CrosswalkQuery = z.infer<typeof Parameters>

/** The default of the API. */
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
        querystring: Parameters,
        unprocessable: true,
        response: 'The page.',
      }),
      handler: pageHandler(theme, { check: parseView, parts: crosswalkParts }),
    })
  }
}

function parseView(request: FastifyRequest) {
  const query = request.query as CrosswalkQuery
  const view = viewOf(query)
  return { view, result: resultFor(request, view, query) }
}

function viewOf({ view, subject, from, rows }: CrosswalkQuery): View {
  if (view !== undefined) return view
  if (subject !== undefined) return 'counterparts'
  if (from !== undefined) return 'gaps'
  return rows !== undefined ? 'matrix' : 'counterparts'
}

async function crosswalkParts(request: FastifyRequest, { view, result }: ReturnType<typeof parseView>) {
  const { toolkit } = request
  const { home } = documentPaths(toolkit.publicUrl)
  const context = renderContext(request)
  const canonical = `${toolkit.publicUrl}/crosswalk`
  const { title, lead } = language.explorer
  return {
    title,
    description: lead,
    canonical,
    current: 'crosswalk' as const,
    head: metadata({
      language,
      publicUrl: toolkit.publicUrl,
      picture: 'crosswalk',
      title,
      description: lead,
      address: canonical,
      type: 'website',
    }),
    main: crosswalkPage(context, {
      home,
      view,
      values: request.query as CrosswalkQuery,
      sides: sideOptions(toolkit),
      subjects: await subjectOptions(toolkit),
      result: await result(),
    }),
    footer: credit(context, releaseCredit(toolkit.info, canonical, toolkit.reportUrl), toolkit.info),
  }
}

/** Validates the query now and renders its result later. @throws Problem if a name is unknown. */
function resultFor(
  request: FastifyRequest,
  view: View,
  { subject, object, to, from, unit, state, rows, cols, measure }: CrosswalkQuery,
): () => Promise<Html> {
  const { toolkit } = request
  const context = renderContext(request)
  const { home } = documentPaths(toolkit.publicUrl)
  if (view === 'counterparts' && subject !== undefined && object !== undefined) {
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
      return explanationResult(context, {
        home,
        ...explanation,
        roles,
        nones: noCounterparts(toolkit, explanation.none),
        names: toolkit.names(ids),
      })
    }
  }
  if (view === 'counterparts' && subject !== undefined) {
    const own = ownSide(toolkit, subject)
    const targets = to === undefined ? allSides(toolkit).filter((side) => side !== own) : [to]
    for (const side of targets) toolkit.checkTranslate({ subject, to: side })
    return async () => {
      const results: Html[] = []
      for (const side of targets) {
        const translation = await toolkit.translate({
          subject,
          to: side,
          maxHops: MAX_HOPS,
          minScore: 0,
          relation: undefined,
        })
        const ids = translation.matches.flatMap(({ paths }) =>
          paths.flatMap(({ steps }) => steps.map((step) => step.to)),
        )
        results.push(
          translationResult(context, {
            home,
            ...translation,
            side: sideName(toolkit, side),
            nones: noCounterparts(toolkit, translation.none),
            names: toolkit.names([subject, ...ids]),
          }),
        )
      }
      return joinHtml(results)
    }
  }
  if (view === 'gaps' && from !== undefined) {
    const other = to ?? (from === TOOLKIT ? (toolkit.methodologies()[0] as string) : TOOLKIT)
    toolkit.checkCoverage({ from, to: other })
    return async () => {
      const coverage = await toolkit.coverage({
        from,
        to: other,
        unit,
        maxHops: MAX_HOPS,
        state: state === undefined ? undefined : [state],
      })
      return coverageResult(context, {
        home,
        ...coverage,
        state,
        fromName: sideName(toolkit, from),
        toName: sideName(toolkit, other),
        names: toolkit.names(coverage.units.flatMap(({ id, by }) => [id, ...by.map((ground) => ground.id)])),
      })
    }
  }
  if (view === 'matrix' && (rows !== undefined || cols !== undefined)) {
    const columns = cols ?? (toolkit.methodologies().find((name) => name !== rows) as string)
    const question = { rows: rows ?? 'strands', cols: columns, measure }
    toolkit.checkMatrix(question)
    return async () => {
      const matrix = await toolkit.matrix(question)
      const [rowsName, colsName] = [sideName(toolkit, question.rows), sideName(toolkit, columns)]
      return crosswalkMatrix(
        { ...context, h: 2 },
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
  return async () => {
    if (view === 'matrix') return joinHtml([])
    const coverages = []
    for (const name of toolkit.methodologies()) {
      const { counts, units: elements } = await toolkit.coverage({
        from: name,
        to: TOOLKIT,
        unit: 'tools',
        maxHops: MAX_HOPS,
        state: undefined,
      })
      const ids = elements.map(({ id }) => id)
      const names = toolkit.names(ids)
      coverages.push({
        slug: name,
        name: sideName(toolkit, name),
        counts,
        elements: ids.map((id) => ({ id, name: names.get(id) ?? id })),
      })
    }
    return overview(context, home, coverages)
  }
}

function allSides(toolkit: Toolkit): string[] {
  return [...toolkit.methodologies(), TOOLKIT]
}

/** The methodology or toolkit that an item belongs to; undefined for a tool that the toolkit does not list. */
function ownSide(toolkit: Toolkit, id: string): string | undefined {
  const kind = kindOfId(id)
  if (kind === 'element') return id.split(':')[0]
  const item = toolkit.get(id)?.fields
  return item?.kind === 'tool' && item.origin !== 'toolkit' ? undefined : TOOLKIT
}

function sideName(toolkit: Toolkit, side: string): string {
  if (side === TOOLKIT) return language.explorer.toolkit
  const kind = toolkit.kindOfCollection(side)
  return kind === undefined ? (toolkit.nameOf(`methodology:${side}`) ?? side) : language.collections[kind]
}

function sideOptions(toolkit: Toolkit) {
  return allSides(toolkit).map((value) => ({ value, name: sideName(toolkit, value) }))
}

/** Grouped by kind, and elements by methodology. */
async function subjectOptions(toolkit: Toolkit): Promise<OptionGroup[]> {
  const groups: OptionGroup[] = []
  for (const kind of translatable) {
    const items: { value: string; name: string }[] = []
    for await (const rows of toolkit.of(kind as Kind).all({}))
      for (const row of rows) items.push({ value: row.id, name: row.fields.name })
    if (kind !== 'element') groups.push({ name: language.collections[kind], options: items })
    else
      for (const name of toolkit.methodologies())
        groups.push({
          name: sideName(toolkit, name),
          options: items.filter(({ value }) => value.startsWith(`${name}:`)),
        })
  }
  return groups.filter(({ options }) => options.length > 0)
}

/** The mappings that a cell of the matrix counts. */
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
