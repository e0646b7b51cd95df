// Sends translate, explain, coverage and matrix requests over REST and GraphQL, with responses in one shape.
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import { sendQuery } from '../support/app.ts'
import { getJson } from '../support/client.ts'

export type Parameters = Record<string, string | number>

const step = 'mapping from to relation strength factor confidence reason basis inverse'
const path = `to relation strength score hops steps { ${step} }`
export const fields: Record<string, string> = {
  translate: `subject to empty none matches { id relation strength score hops pathCount paths { ${path} } }`,
  explain: `from to empty none pathCount paths { ${path} }`,
  coverage:
    'from to unit counts { covered partial reviewedNone notReviewed } units { id state by { id mapping relation strength derivedFrom } }',
  matrix: 'measure rows { id name } cols { id name } cells { row col number word mappings }',
}
const lists = ['relation', 'state']

/** `translate(subject: "lean:flow", to: "toolkit")`: the same parameters as REST's, as GraphQL has them. */
export function field(operation: string, parameters: Parameters): string {
  const args = Object.entries(parameters).map(
    ([name, value]) => `${name}: ${JSON.stringify(lists.includes(name) ? String(value).split(',') : value)}`,
  )
  return `${operation}${args.length === 0 ? '' : `(${args.join(', ')})`}`
}

export function address(operation: string, parameters: Parameters): string {
  return `/v1/${operation}?${new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]))}`
}

export async function restData(app: FastifyInstance, operation: string, parameters: Parameters): Promise<any> {
  return (await getJson(app, address(operation, parameters))).data
}

/** GraphQL has no names with hyphens, and no fields that are a number or a string. */
function asRest(operation: string, data: any): any {
  if (operation === 'coverage') {
    const { reviewedNone, notReviewed, ...counts } = data.counts
    return { ...data, counts: { ...counts, 'reviewed-none': reviewedNone, 'not-reviewed': notReviewed } }
  }
  if (operation === 'matrix')
    return { ...data, cells: data.cells.map(({ number, word, ...cell }: any) => ({ ...cell, value: number ?? word })) }
  return data
}

/** Sends several questions in one request, and returns their data in the shape of REST. */
export async function graphqlData(app: FastifyInstance, operation: string, questions: Parameters[]): Promise<any[]> {
  const response = await sendQuery(
    app,
    `{ ${questions.map((parameters, n) => `q${n}: ${field(operation, parameters)} { ${fields[operation]} }`).join(' ')} }`,
  )
  expect(response.errors, JSON.stringify(questions)).toBeUndefined()
  return questions.map((_, n) => asRest(operation, response.data[`q${n}`]))
}

export const methodologies = ['lean', 'model-for-improvement', 'six-sigma'] as const
export const sides = [...methodologies, 'toolkit'] as const
export const units = ['strands', 'questions', 'activities', 'tools'] as const

/** Every matrix that there is: rows, columns and measure. */
export function everyMatrix(
  methodologyNames: readonly string[] = methodologies,
): { rows: string; cols: string; measure: string }[] {
  return methodologyNames.flatMap((cols) => [
    ...units.flatMap((rows) =>
      ['strength', 'count', 'shared-tools', 'relation'].map((measure) => ({ rows, cols, measure })),
    ),
    ...methodologyNames
      .filter((rows) => rows !== cols)
      .flatMap((rows) => ['count', 'shared-tools', 'relation'].map((measure) => ({ rows, cols, measure }))),
  ])
}
