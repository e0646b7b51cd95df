// The crosswalk as an embed: rows against columns, as a picture and as a table.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { ThemeName } from '../content/themes.ts'
import { cached } from '../http/cachedRoute.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import { crosswalkMatrix } from '../markup/crosswalkMatrix.ts'
import { embedDocument } from '../markup/document.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { measures } from '../queries/crosswalk.ts'
import { ReleasePath } from './itemParams.ts'
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
        params: z.object(ReleasePath),
      }),
      handler,
    })
  }
}

function crosswalkHandler(theme: ThemeName) {
  return cached({
    type: HTML_TYPE,
    check: (request) => {
      const { toolkit } = request
      const { rows, measure, ...query } = request.query as z.infer<typeof CrosswalkEmbedParameters>
      const cols = query.cols ?? (toolkit.methodologies().find((slug) => slug !== rows) as string)
      const question = { rows, cols, measure }
      toolkit.checkMatrix(question)
      return question
    },
    variant: embedVariant(theme),
    answer: async (request, question) => {
      const { toolkit } = request
      const { rows, cols } = question
      const display = displayOptions(request, theme)
      const matrix = await toolkit.matrix(question)
      const axisName = (axis: string) =>
        toolkit.nameOf(`methodology:${axis}`) ?? display.language.collections[toolkit.kindOfCollection(axis) as 'tool']
      const figure = matrixFigure(matrix, axisName(rows), axisName(cols))
      const release = request.cachingContext.explicitRelease ? `&release=${toolkit.info.id}` : ''
      const address = `${toolkit.publicUrl}/crosswalk?rows=${rows}&cols=${cols}`
      const document = embedDocument({
        ...display,
        title: figure.title,
        canonical: address,
        id: 'crosswalk',
        state: 'ready',
        main: crosswalkMatrix(display.context, {
          rows: { name: axisName(rows), items: matrix.rows },
          cols: { name: axisName(cols), items: matrix.cols },
          cells: matrix.cells,
          figure,
          explain: (row, col) => {
            const query = `subject=${encodeURIComponent(row)}&object=${encodeURIComponent(col)}${release}`
            return `${toolkit.publicUrl}/crosswalk?${query}`
          },
        }),
        footer: credit(display.context, releaseCredit(toolkit.info, address, toolkit.reportUrl), toolkit.info),
      })
      return embedResponse(display, document)
    },
  })
}
