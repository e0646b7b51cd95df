// Translate, explain, coverage and matrix: GraphQL returns and rejects the same as REST.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

type Parameters = Record<string, string | number | string[]>
const types: Record<string, string> = {
  subject: 'ID!',
  maxHops: 'Int',
  minScore: 'Float',
  relation: '[String!]',
  unit: 'String',
  state: '[String!]',
  rows: 'String!',
  cols: 'String!',
  measure: 'String',
}
const path =
  'to relation strength score hops steps { mapping from to relation strength factor confidence reason basis inverse }'
const questions = {
  translate: `subject to empty none matches { id item { id } relation strength score hops pathCount paths { ${path} } }`,
  explain: `from to empty none pathCount paths { ${path} }`,
  coverage:
    'from to unit counts { covered partial reviewedNone notReviewed } units { id item { id } state by { id mapping relation strength derivedFrom } }',
  matrix: 'measure rows { id name } cols { id name } cells { row col number word mappings }',
} as const
type Name = keyof typeof questions

const rest = async (name: Name, parameters: Parameters) =>
  (
    await served.app.inject(
      `/v1/${name}?${new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, String(value)]))}`,
    )
  ).json()
function graphql(name: Name, parameters: Parameters) {
  const typeOf = (key: string) => types[key] ?? (name === 'explain' ? 'ID!' : 'String!')
  const keys = Object.keys(parameters)
  return sendQuery(
    served.app,
    `query(${keys.map((key) => `$${key}: ${typeOf(key)}`).join(', ')}) { ${name}(${keys.map((key) => `${key}: $${key}`).join(', ')}) { ${questions[name]} } }`,
    parameters,
  )
}

/** GraphQL data in the shape of REST: without items, with the names of REST, and one value for each cell. */
function asRest(data: any): unknown {
  const withoutItem = ({ item, ...others }: { id: string; item: { id: string } }) => {
    expect(item.id).toBe(others.id)
    return others
  }
  const { matches, units, counts, cells, ...others } = data
  return {
    ...others,
    ...(matches && { matches: matches.map(withoutItem) }),
    ...(units && { units: units.map(withoutItem) }),
    ...(counts && {
      counts: {
        covered: counts.covered,
        partial: counts.partial,
        'reviewed-none': counts.reviewedNone,
        'not-reviewed': counts.notReviewed,
      },
    }),
    ...(cells && {
      cells: cells.map(({ number, word, ...cell }: { number: number | null; word: string | null }) => ({
        ...cell,
        value: number ?? word,
      })),
    }),
  }
}
const withoutAddresses = ({ cells, ...others }: any) => ({
  ...others,
  ...(cells && { cells: cells.map(({ explain: _, ...cell }: { explain: string }) => cell) }),
})

const cases: [Name, Parameters][] = [
  ['translate', { subject: 'tool:fishbone-diagram', to: 'six-sigma' }],
  ['translate', { subject: 'lean:flow', to: 'toolkit' }],
  ['translate', { subject: 'six-sigma:analyse', to: 'lean', maxHops: 3 }],
  ['translate', { subject: 'lean:flow', to: 'model-for-improvement', maxHops: 1 }],
  ['translate', { subject: 'six-sigma:analyse', to: 'toolkit', minScore: 0.5, relation: ['used-in', 'related'] }],
  ['translate', { subject: 'strand:problem', to: 'lean', minScore: 1 }],
  ['explain', { from: 'tool:fishbone-diagram', to: 'six-sigma:analyse' }],
  ['explain', { from: 'lean:flow', to: 'six-sigma:analyse', maxHops: 3 }],
  ['explain', { from: 'tool:fishbone-diagram', to: 'tool:gantt-chart' }],
  ['coverage', { from: 'lean', to: 'toolkit' }],
  ['coverage', { from: 'toolkit', to: 'six-sigma', unit: 'strands' }],
  ['coverage', { from: 'toolkit', to: 'lean', unit: 'questions', maxHops: 1, state: ['covered', 'not-reviewed'] }],
  ['coverage', { from: 'six-sigma', to: 'model-for-improvement', maxHops: 3 }],
  ['matrix', { rows: 'tools', cols: 'six-sigma' }],
  ['matrix', { rows: 'strands', cols: 'lean' }],
  ['matrix', { rows: 'questions', cols: 'lean', measure: 'strength' }],
  ['matrix', { rows: 'lean', cols: 'six-sigma' }],
  ['matrix', { rows: 'lean', cols: 'six-sigma', measure: 'shared-tools' }],
]

describe('GraphQL agrees with REST', () => {
  test.each(cases)('%s %j', async (name, parameters) => {
    const response = await graphql(name, parameters)
    expect(response.errors).toBeUndefined()
    expect(asRest(response.data[name])).toEqual(withoutAddresses((await rest(name, parameters)).data))
  })
})

const mistakes: [Name, Parameters][] = [
  ['translate', { subject: 'tool:fishbone', to: 'lean' }],
  ['translate', { subject: 'tool:fishbone-diagram', to: 'leam' }],
  ['translate', { subject: 'tool:fishbone-diagram', to: 'lean', relation: ['used'] }],
  ['translate', { subject: 'tool:fishbone-diagram', to: 'lean', maxHops: 4 }],
  ['translate', { subject: 'tool:fishbone-diagram', to: 'lean', minScore: 2 }],
  ['translate', { subject: 'methodology:lean', to: 'six-sigma' }],
  ['translate', { subject: 'lean:flow', to: 'lean' }],
  ['translate', { subject: 'constructor:x', to: 'lean' }],
  ['explain', { from: 'lean:flow', to: 'lean:flaw' }],
  ['explain', { from: 'lean:flow', to: 'lean:flow', maxHops: 0 }],
  ['coverage', { from: 'lean', to: 'tool' }],
  ['coverage', { from: 'lean', to: 'toolkit', unit: 'tool' }],
  ['coverage', { from: 'lean', to: 'toolkit', state: ['cover'] }],
  ['coverage', { from: 'lean', to: 'lean' }],
  ['matrix', { rows: 'tool', cols: 'lean' }],
  ['matrix', { rows: 'tools', cols: 'toolkit' }],
  ['matrix', { rows: 'tools', cols: 'lean', measure: 'strengths' }],
  ['matrix', { rows: 'constructor', cols: 'lean' }],
]

describe('GraphQL rejects what REST rejects, with the same code', () => {
  test.each(mistakes)('%s %j', async (name, parameters) => {
    const { code } = await rest(name, parameters)
    const { errors } = await graphql(name, parameters)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code])
    expect(['unknown_value', 'invalid_parameter', 'unprocessable', 'not_found']).toContain(code)
  })
})
