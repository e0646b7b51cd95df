// The crosswalk as an embed: rows against columns, as a picture and as a table.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ThemeName } from '../content/themes.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import { crosswalkMatrix } from '../markup/crosswalkMatrix.ts'
import { embedDocument } from '../markup/document.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { measures } from '../queries/crosswalk.ts'
import { releasePathParameters } from './pathParameters.ts'
import { embedResponse, embedVariant, displayOptions } from './displayOptions.ts'
import { displayParameters } from './displayParameters.ts'

const Axis = z.string().min(1).max(120)
const CrosswalkEmbedParameters = z.strictObject({
  rows: Axis.default('strands').meta({
    description: 'A collection (`tools`, `activities`, `questions`, `strands`) or a methodology.',
  }),
  cols: Axis.optional().meta({ description: 'A methodology; default the first.' }),
  measure: z.enum(measures).optional().meta({ description: 'What a cell says, as of /v1/matrix.' }),
  ...displayParameters,
})

export function crosswalkEmbed({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  const handler = crosswalkHandler(theme)
  return async (app) => {
    const shared = { tags: ['embeds'], querystring: CrosswalkEmbedParameters, response: 'The page.' }
    app.get('/embed/crosswalk', {
      schema: pageRouteSchema({
        ...shared,
        operationId: 'embed_crosswalk',
        summary: 'The crosswalk for a frame in another site',
        description: 'Each row against each column, as a picture and as a table; each cell leads to its explanation.',
      }),
      handler,
    })
    app.get('/embed/r/:release/crosswalk', {
      schema: pageRouteSchema({
        ...shared,
        operationId: 'embed_pinned_crosswalk',
        summary: 'The crosswalk of one release for a frame in another site',
        description: 'The same, from a release that is named: it never changes, and may be cached for ever.',
        params: z.object(releasePathParameters),
      }),
      handler,
    })
  }
}

function parseMatrixQuery({ query: parameters, toolkit }: FastifyRequest) {
  const { rows, cols, measure } = parameters as z.infer<typeof CrosswalkEmbedParameters>
  const query = {
    rows,
    cols: cols ?? (toolkit.methodologies().find((slug) => slug !== rows) as string),
    measure,
  }
  toolkit.checkMatrix(query)
  return query
}

function crosswalkHandler(theme: ThemeName) {
  return cachedHandler({
    type: HTML_TYPE,
    check: parseMatrixQuery,
    variant: embedVariant(theme),
    respond: async (request, query) => {
      const { toolkit } = request
      const { rows, cols } = query
      const display = displayOptions(request, theme)
      const matrix = await toolkit.matrix(query)
      const axisName = (axis: string) => {
        const kind = toolkit.kindOfCollection(axis)
        return kind === undefined ? (toolkit.nameOf(`methodology:${axis}`) ?? axis) : display.language.collections[kind]
      }
      const [rowsName, colsName] = [axisName(rows), axisName(cols)]
      const figure = matrixFigure(matrix, rowsName, colsName)
      const releaseParameter = request.cachingContext.isPinned ? `&release=${toolkit.info.id}` : ''
      const canonical = `${toolkit.publicUrl}/crosswalk?rows=${rows}&cols=${cols}`
      const document = embedDocument({
        ...display,
        title: figure.title,
        canonical,
        id: 'crosswalk',
        state: 'ready',
        main: crosswalkMatrix(display.context, {
          rows: { name: rowsName, items: matrix.rows },
          cols: { name: colsName, items: matrix.cols },
          cells: matrix.cells,
          figure,
          explain: (row, col) => {
            const pair = `subject=${encodeURIComponent(row)}&object=${encodeURIComponent(col)}`
            return `${toolkit.publicUrl}/crosswalk?${pair}${releaseParameter}`
          },
        }),
        footer: credit(display.context, releaseCredit(toolkit.info, canonical, toolkit.reportUrl), toolkit.info),
      })
      return embedResponse(display, document)
    },
  })
}
