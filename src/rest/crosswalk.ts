// Translate, explain, coverage and matrix: the queries across methodologies.
import { stringify } from 'csv-stringify/sync'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Relation, Strength } from '../content/kinds/mapping.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { escapeFormula } from '../http/csv.ts'
import { explanationFigure } from '../pictures/explanation.ts'
import { matrixFigure } from '../pictures/matrix.ts'
import { type Figure, figurePage } from '../pictures/svg.ts'
import { coverageStates, type Matrix, measures, MAX_PATHS, MAX_PATHS_PER_MATCH, units } from '../queries/crosswalk.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { longListResponse, dataResponse } from './responses.ts'
import { routeSchema, ReleaseParameter } from '../http/documentation.ts'
import { CSV_TYPE, HTML_TYPE, JSON_TYPE } from '../http/negotiation.ts'
import { Meta } from './schemas.ts'

const Id = z.string().min(1).max(200)
const Side = z.string().min(1).max(120)
const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(20).meta({ style: 'form', explode: false })

export const MaxHops = z.int().min(1).max(3).default(2).meta({ description: 'How many edges a path may have.' })
const emptyDescription =
  'Null where there is something. `reviewed-none`: somebody looked and found none; `not-reviewed`: ' +
  'nobody has looked; `filtered`: there is something, and the parameters left it out.'
const Empty = z.enum(['reviewed-none', 'not-reviewed', 'filtered']).nullable().meta({ description: emptyDescription })
const None = z.array(z.string()).meta({ description: 'The mappings in which somebody says that there is none.' })

const Step = z
  .object({
    mapping: z.string().meta({ description: 'The id of the mapping.' }),
    from: z.string(),
    to: z.string(),
    relation: Relation,
    strength: Strength.nullable(),
    factor: z.number(),
    confidence: z.number(),
    reason: z.string(),
    basis: z.string(),
    inverse: z.boolean().meta({
      description: 'Whether the mapping is read against its stored direction; the relation is then the inverse.',
    }),
  })
  .meta({ id: 'Step', description: 'One edge of a path.' })
const Path = z
  .object({
    to: z.string(),
    relation: Relation,
    strength: Strength.nullable(),
    score: z.number(),
    hops: z.int(),
    steps: z.array(Step),
  })
  .meta({
    id: 'Path',
    description:
      'A chain of counterparts, with at most one role, at its end. Score: the product of confidence and ' +
      'factor over its steps, times 0.8 for each step after the first.',
  })
const PathCount = z.int().min(0).meta({ description: 'How many paths there are, listed or not.' })
const Match = z
  .object({
    id: z.string(),
    relation: Relation,
    strength: Strength.nullable(),
    score: z.number(),
    hops: z.int(),
    pathCount: PathCount,
    paths: z.array(Path),
  })
  .meta({
    id: 'Match',
    description:
      'What the subject is on the other side; it repeats its best path. At most the ' +
      `${MAX_PATHS_PER_MATCH} best paths are listed; /v1/explain lists more.`,
  })
const responseSchema = (id: string, description: string, data: z.ZodType) =>
  z.object({ data, meta: Meta }).meta({ id, description })

const TranslationResponse = responseSchema(
  'TranslationAnswer',
  'What the subject is on the other side, best first.',
  z.object({ subject: z.string(), to: z.string(), empty: Empty, none: None, matches: z.array(Match) }),
)
const ExplanationResponse = responseSchema(
  'ExplanationAnswer',
  `The paths between two items, best first, at most ${MAX_PATHS}.`,
  z.object({ from: z.string(), to: z.string(), empty: Empty, none: None, pathCount: PathCount, paths: z.array(Path) }),
)
const State = z.enum(coverageStates)
const CoverageResponse = responseSchema(
  'CoverageAnswer',
  'How much of one side has a counterpart in the other. The four counts sum to the number of units.',
  z.object({
    from: z.string(),
    to: z.string(),
    unit: z.string(),
    counts: z.object({ covered: z.int(), partial: z.int(), 'reviewed-none': z.int(), 'not-reviewed': z.int() }),
    units: z.array(
      z.object({
        id: z.string(),
        state: State,
        by: z.array(
          z.object({
            id: z.string(),
            mapping: z.string(),
            relation: Relation,
            strength: Strength.nullable(),
            derivedFrom: z
              .array(z.string())
              .meta({ description: 'The mappings of the path, where the connection is derived; else empty.' }),
          }),
        ),
      }),
    ),
  }),
)
const NamedItem = z.object({ id: z.string(), name: z.string() })
const MatrixResponse = responseSchema(
  'MatrixAnswer',
  'Each row against each column.',
  z.object({
    measure: z.enum(measures),
    rows: z.array(NamedItem),
    cols: z.array(NamedItem),
    cells: z.array(
      z.object({
        row: z.string(),
        col: z.string(),
        value: z.union([z.string(), z.number()]).nullable(),
        mappings: z.array(z.string()),
        explain: z.string(),
      }),
    ),
  }),
)

const TranslateParameters = z.strictObject({
  subject: Id.meta({ description: 'The id of a tool, activity, question, strand or element.' }),
  to: Side.meta({ description: 'A methodology, or `toolkit`.' }),
  maxHops: MaxHops,
  minScore: z.number().min(0).max(1).default(0).meta({ description: 'Only paths that score at least this.' }),
  relation: listOf(Relation)
    .optional()
    .meta({ description: 'Only paths of these relations.', style: 'form', explode: false }),
  release: ReleaseParameter,
})
const ExplainParameters = z.strictObject({
  from: Id.meta({ description: 'The id of an item.' }),
  to: Id.meta({ description: 'The id of another.' }),
  maxHops: MaxHops,
  release: ReleaseParameter,
})
const CoverageParameters = z.strictObject({
  from: Side.meta({ description: 'A methodology, or `toolkit`.' }),
  to: Side.meta({ description: 'Another.' }),
  unit: z
    .enum(units)
    .default('tools')
    .meta({ description: 'What of the toolkit is counted, where it is one of the two.' }),
  maxHops: MaxHops,
  state: listOf(State)
    .optional()
    .meta({ description: 'Only units in these states; the counts are of all.', style: 'form', explode: false }),
  release: ReleaseParameter,
})
const MatrixParameters = z.strictObject({
  rows: Side.meta({ description: 'A collection (`tools`, `activities`, `questions`, `strands`) or a methodology.' }),
  cols: Side.meta({ description: 'A methodology.' }),
  measure: z
    .enum(measures)
    .optional()
    .meta({
      description:
        '`strength`: of the direct role (default for tools, activities and questions). `count`: distinct ' +
        'tools and activities of the row with a role in the column (default for strands). `shared-tools`: ' +
        'the tools among them. `relation`: of the direct mapping (default for a methodology).',
    }),
  release: ReleaseParameter,
})

/** Pictures have inline styles. */
const pictureHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'none'",
}
const figureTypes = { svg: 'image/svg+xml; charset=utf-8', html: HTML_TYPE }

export const crosswalkRoutes: FastifyPluginAsync = async (app) => {
  const route = (
    operationId: string,
    summary: string,
    description: string,
    querystring: z.ZodType,
    content: Record<string, { schema: z.ZodType }>,
  ) =>
    routeSchema({
      operationId,
      tags: ['crosswalk'],
      summary,
      description,
      querystring,
      unprocessable: true,
      response: { 200: { description: summary, content } },
    })
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
  const pictures = { svg: { 'image/svg+xml': { schema: z.string() } }, html: { 'text/html': { schema: z.string() } } }

  app.get('/v1/translate', {
    schema: route(
      'translate',
      'What is this in another methodology?',
      'Each match with its relation, its score and every step of the way; or which kind of empty it is.',
      TranslateParameters,
      json(TranslationResponse),
    ),
    handler: cachedHandler({
      types: [JSON_TYPE],
      check: ({ query, toolkit }) => {
        const { relation, ...translateQuery } = query as z.infer<typeof TranslateParameters>
        toolkit.checkTranslate(translateQuery)
        return { ...translateQuery, relation }
      },
      variant: 'json',
      respond: async ({ toolkit }, translateQuery) =>
        longListResponse(toolkit, await toolkit.translate(translateQuery), 'matches'),
    }),
  })

  app.get('/v1/explain', {
    schema: route(
      'explain',
      'Why are these two connected?',
      'Every path, best first; or that there is none, and which kind of none.',
      ExplainParameters,
      json(ExplanationResponse),
    ),
    handler: cachedHandler({
      types: [JSON_TYPE],
      check: checkExplain,
      variant: 'json',
      respond: async ({ toolkit }, explainQuery) => dataResponse(toolkit, await toolkit.explain(explainQuery)),
    }),
  })

  app.get('/v1/coverage', {
    schema: route(
      'coverage',
      'How much of one has a counterpart in the other?',
      'Each unit in one of four states, with what it rests on.',
      CoverageParameters,
      json(CoverageResponse),
    ),
    handler: cachedHandler({
      types: [JSON_TYPE],
      check: ({ query, toolkit }) => {
        const { state, ...coverageQuery } = query as z.infer<typeof CoverageParameters>
        toolkit.checkCoverage(coverageQuery)
        return { ...coverageQuery, state }
      },
      variant: 'json',
      respond: async ({ toolkit }, coverageQuery) =>
        longListResponse(toolkit, await toolkit.coverage(coverageQuery), 'units'),
    }),
  })

  app.get('/v1/matrix', {
    schema: route(
      'matrix',
      'All at once',
      'Each row against each column; every cell links to its explanation.',
      MatrixParameters,
      json(MatrixResponse),
    ),
    handler: cachedHandler({
      types: [JSON_TYPE],
      check: checkMatrix,
      headers: pictureHeaders,
      variant: 'json',
      respond: async ({ toolkit, cachingContext }, matrixQuery) => {
        const matrix = await toolkit.matrix(matrixQuery)
        const release = cachingContext.isPinned ? `&release=${toolkit.info.id}` : ''
        const withExplainLinks = function* ({ cells }: Matrix) {
          for (const cell of cells)
            yield {
              ...cell,
              explain:
                `${toolkit.publicUrl}/v1/explain?from=${encodeURIComponent(cell.row)}` +
                `&to=${encodeURIComponent(cell.col)}${release}`,
            }
        }
        return longListResponse(toolkit, { ...matrix, cells: withExplainLinks(matrix) }, 'cells')
      },
    }),
  })
  app.get('/v1/matrix.csv', {
    schema: route(
      'matrix_csv',
      'A matrix as CSV',
      'A line a row, a column an element; the first column holds ids, the second names.',
      MatrixParameters,
      { 'text/csv': { schema: z.string() } },
    ),
    handler: cachedHandler({
      type: CSV_TYPE,
      check: checkMatrix,
      headers: pictureHeaders,
      variant: 'csv',
      respond: async ({ toolkit }, matrixQuery) => matrixCsv(await toolkit.matrix(matrixQuery)),
    }),
  })
  for (const form of ['svg', 'html'] as const) {
    app.get(`/v1/matrix.${form}`, {
      schema: route(
        `matrix_${form}`,
        form === 'svg' ? 'A matrix as a picture' : 'A matrix as a picture and a table',
        form === 'svg'
          ? 'With a title and a description; `/v1/matrix.html` sets it beside a table of the same numbers.'
          : 'The table holds the same numbers as the picture.',
        MatrixParameters,
        pictures[form],
      ),
      handler: cachedHandler({
        type: figureTypes[form],
        check: checkMatrix,
        headers: pictureHeaders,
        variant: form,
        respond: async ({ toolkit }, matrixQuery) => {
          const title = (name: string) =>
            toolkit.nameOf(`methodology:${name}`) ?? `${name[0]?.toUpperCase()}${name.slice(1)}`
          const matrix = await toolkit.matrix(matrixQuery)
          return renderFigure(form, matrixFigure(matrix, title(matrixQuery.rows), title(matrixQuery.cols)), toolkit)
        },
      }),
    })
    app.get(`/v1/explain.${form}`, {
      schema: route(
        `explain_${form}`,
        form === 'svg' ? 'The paths as a picture' : 'The paths as a picture and a table',
        form === 'svg'
          ? 'With a title and a description; `/v1/explain.html` sets it beside a table with every reason.'
          : 'The table holds the same paths, with every reason.',
        ExplainParameters,
        pictures[form],
      ),
      handler: cachedHandler({
        type: figureTypes[form],
        check: checkExplain,
        headers: pictureHeaders,
        variant: form,
        respond: async ({ toolkit }, explainQuery) => {
          const { pathCount, paths } = await toolkit.explain(explainQuery)
          const name = (id: string) => toolkit.nameOf(id) ?? id
          const figure = explanationFigure(name(explainQuery.from), name(explainQuery.to), pathCount, paths, name)
          return renderFigure(form, figure, toolkit)
        },
      }),
    })
  }
}

function checkExplain({ query, toolkit }: FastifyRequest): z.infer<typeof ExplainParameters> {
  const explainQuery = query as z.infer<typeof ExplainParameters>
  toolkit.checkExplain(explainQuery)
  return explainQuery
}

function checkMatrix({ query, toolkit }: FastifyRequest) {
  const { rows, cols, measure } = query as z.infer<typeof MatrixParameters>
  const matrixQuery = { rows, cols, measure }
  toolkit.checkMatrix(matrixQuery)
  return matrixQuery
}

function matrixCsv({ rows, cols, cells }: Matrix): string {
  const values = new Map(cells.map((cell) => [`${cell.row} ${cell.col}`, cell.value]))
  const lines = [
    ['id', 'name', ...cols.map((col) => col.id)],
    ...rows.map((row) => [
      row.id,
      escapeFormula(row.name),
      ...cols.map((col) => values.get(`${row.id} ${col.id}`) ?? ''),
    ]),
  ]
  return stringify(lines, { record_delimiter: '\r\n' })
}

function renderFigure(form: 'svg' | 'html', figure: Figure, { info }: Toolkit): string {
  return form === 'svg' ? figure.svg : figurePage(figure, info.attribution.html)
}
