// The crosswalk in a frame: one side against another, as a picture and as a table.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ThemeName } from '../content/themes.ts'
import { notModified } from '../http/caching.ts'
import { documentedPage } from '../http/documentation.ts'
import { credit, releaseCredit } from '../markup/credit.ts'
import { crosswalkMatrix } from '../markup/crosswalkMatrix.ts'
import { embedDocument } from '../markup/document.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { measures } from '../queries/crosswalk.ts'
import { ReleasePath } from './asked.ts'
import { lookOf, sendEmbed } from './look.ts'
import { lookParameters } from './parameters.ts'

const Side = z.string().min(1).max(120)
const CrosswalkEmbedParameters = z.strictObject({
  rows: Side.default('strands').meta({
    description: 'A collection (`tools`, `activities`, `questions`, `strands`) or a methodology.',
  }),
  cols: Side.optional().meta({ description: 'A methodology; default the first.' }),
  measure: z.enum(measures).optional().meta({ description: 'What a cell says, as of /v1/matrix.' }),
  ...lookParameters,
})

export function crosswalkEmbed({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    const shared = { tags: ['embeds'], querystring: CrosswalkEmbedParameters, response: 'The page.' }
    app.get('/embed/crosswalk', {
      schema: documentedPage({
        ...shared,
        operationId: 'embed_crosswalk',
        summary: 'The crosswalk for a frame in another site',
        description: 'Each row against each column, as a picture and as a table; each cell leads to its explanation.',
      }),
      handler: (request, reply) => embed(request, reply, theme),
    })
    app.get('/embed/r/:release/crosswalk', {
      schema: documentedPage({
        ...shared,
        operationId: 'embed_pinned_crosswalk',
        summary: 'The crosswalk of one release for a frame in another site',
        description: 'The same, from a release that is named: it never changes, and may be cached for ever.',
        params: z.object(ReleasePath),
      }),
      handler: (request, reply) => embed(request, reply, theme),
    })
  }
}

async function embed(request: FastifyRequest, reply: FastifyReply, defaultTheme: ThemeName): Promise<FastifyReply> {
  const { toolkit } = request
  const asked = request.query as z.infer<typeof CrosswalkEmbedParameters>
  const { rows, measure } = asked
  const cols = asked.cols ?? (toolkit.methodologies().find((slug) => slug !== rows) as string)
  const look = lookOf(request, asked, defaultTheme)
  toolkit.checkMatrix({ rows, cols, measure })
  if (notModified(request, reply, request.freshness, `embed ${look.theme}`)) return reply
  const matrix = await toolkit.matrix({ rows, cols, measure })
  const nameOf = (side: string) =>
    toolkit.nameOf(`methodology:${side}`) ?? look.language.collections[toolkit.kindOfCollection(side) as 'tool']
  const figure = matrixFigure(matrix, nameOf(rows), nameOf(cols))
  const release = request.freshness.explicitRelease ? `&release=${toolkit.info.id}` : ''
  const address = `${toolkit.publicUrl}/crosswalk?rows=${rows}&cols=${cols}`
  const document = embedDocument({
    ...look,
    title: figure.title,
    canonical: address,
    id: 'crosswalk',
    state: 'ready',
    main: crosswalkMatrix(look.setting, {
      rows: { name: nameOf(rows), items: matrix.rows },
      cols: { name: nameOf(cols), items: matrix.cols },
      cells: matrix.cells,
      figure,
      explain: (row, col) =>
        `${toolkit.publicUrl}/crosswalk?subject=${encodeURIComponent(row)}&object=${encodeURIComponent(col)}${release}`,
    }),
    footer: credit(look.setting, releaseCredit(toolkit.info, address, toolkit.reportUrl), toolkit.info),
  })
  return sendEmbed(reply, look, document)
}
