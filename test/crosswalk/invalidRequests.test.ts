// Invalid translate, explain, coverage and matrix requests: REST and GraphQL respond with the same code, suggestion and allowed values.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getProblem } from '../support/client.ts'
import { sendQuery, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { address, field, fields, type Parameters } from './support.ts'
import { twoMethodologies } from './worlds.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world(twoMethodologies)])
})
afterAll(() => served.close())

type Rejection = { code: string; status: number; errors: { name: string; suggestion?: string; allowed?: string[] }[] }
const short = (errors: Rejection['errors']) =>
  errors.map(({ name, suggestion, allowed }) => ({
    name,
    ...(suggestion ? { suggestion } : {}),
    ...(allowed ? { allowed } : {}),
  }))

async function rejectionOf(operation: string, parameters: Parameters): Promise<Rejection> {
  const { code, status, errors } = await getProblem(served.app, address(operation, parameters))
  const response = await sendQuery(served.app, `{ ${field(operation, parameters)} { ${fields[operation]} } }`)
  expect(
    response.errors?.map(({ extensions }) => [extensions.code, short((extensions as unknown as Rejection).errors)]),
  ).toEqual([[code, short(errors)]])
  return { code, status, errors: short(errors) }
}

const allSides = ['lean', 'six-sigma', 'toolkit']
const collections = ['strands', 'questions', 'activities', 'tools']
const tool = 'tool:fishbone-diagram'

const unknowns: [
  what: string,
  operation: string,
  parameters: Parameters,
  name: string,
  suggestion: string | undefined,
  allowed: string[] | undefined,
][] = [
  ['a tool', 'translate', { subject: 'tool:fishbone-diagran', to: 'lean' }, 'subject', tool, undefined],
  ['a slug without its kind', 'translate', { subject: 'fishbone-diagram', to: 'lean' }, 'subject', tool, undefined],
  ['an element', 'translate', { subject: 'lean:flaw', to: 'six-sigma' }, 'subject', 'lean:flow', undefined],
  ['an id like nothing here', 'translate', { subject: 'zzzzzzzzzz', to: 'lean' }, 'subject', undefined, undefined],
  ['a methodology', 'translate', { subject: tool, to: 'leam' }, 'to', 'lean', allSides],
  ['a collection as a side', 'translate', { subject: tool, to: 'tools' }, 'to', undefined, allSides],
  [
    'a relation',
    'translate',
    { subject: tool, to: 'lean', relation: 'used-in,exakt' },
    'relation',
    'exact',
    [
      'used-in',
      'contributes-to',
      'addresses',
      'corresponds-to',
      'exact',
      'close',
      'broader',
      'narrower',
      'related',
      'none',
    ],
  ],
  ['the first of two ends', 'explain', { from: 'lean:flop', to: tool }, 'from', 'lean:flow', undefined],
  ['the second of two ends', 'explain', { from: tool, to: 'six-sigma:analyze' }, 'to', 'six-sigma:analyse', undefined],
  ['the first of two sides', 'coverage', { from: 'sixsigma', to: 'lean' }, 'from', 'six-sigma', allSides],
  ['the second of two sides', 'coverage', { from: 'lean', to: 'toolkits' }, 'to', 'toolkit', allSides],
  ['a unit', 'coverage', { from: 'lean', to: 'toolkit', unit: 'tols' }, 'unit', 'tools', collections],
  [
    'a state',
    'coverage',
    { from: 'lean', to: 'toolkit', state: 'coverd' },
    'state',
    'covered',
    ['covered', 'partial', 'reviewed-none', 'not-reviewed'],
  ],
  ['rows', 'matrix', { rows: 'tool', cols: 'lean' }, 'rows', 'tools', [...collections, 'lean', 'six-sigma']],
  ['columns', 'matrix', { rows: 'tools', cols: 'toolkit' }, 'cols', undefined, ['lean', 'six-sigma']],
  [
    'a measure',
    'matrix',
    { rows: 'tools', cols: 'lean', measure: 'counts' },
    'measure',
    'count',
    ['strength', 'count', 'shared-tools', 'relation'],
  ],
  ...['constructor:x', 'toString:x', '__proto__:x', 'hasOwnProperty:x'].map((subject): (typeof unknowns)[number] => [
    `${subject}, which is no kind,`,
    'translate',
    { subject, to: 'lean' },
    'subject',
    undefined,
    undefined,
  ]),
]

test.each(unknowns)(
  '%s that is unknown is rejected with the nearest',
  async (_, operation, parameters, name, suggestion, allowed) => {
    expect(await rejectionOf(operation, parameters)).toEqual({
      code: 'unknown_value',
      status: 400,
      errors: [{ name, ...(suggestion ? { suggestion } : {}), ...(allowed ? { allowed } : {}) }],
    })
  },
)

const without = (side: string) => allSides.filter((name) => name !== side)
const invalid: [what: string, operation: string, parameters: Parameters, name: string, allowed?: string[]][] = [
  ['an element, to its own methodology', 'translate', { subject: 'lean:flow', to: 'lean' }, 'to'],
  ['a tool of the toolkit, to the toolkit', 'translate', { subject: tool, to: 'toolkit' }, 'to'],
  ['an item, to itself', 'explain', { from: tool, to: tool }, 'to'],
  ['a side, by itself', 'coverage', { from: 'toolkit', to: 'toolkit' }, 'to'],
  ['a methodology, against itself', 'matrix', { rows: 'lean', cols: 'lean' }, 'cols'],
  [
    'the strength of an element in another',
    'matrix',
    { rows: 'lean', cols: 'six-sigma', measure: 'strength' },
    'measure',
    ['relation', 'count', 'shared-tools'],
  ],
  ...[0, 4, -1, 100].map((maxHops): (typeof invalid)[number] => [
    `paths of ${maxHops} edges`,
    'translate',
    { subject: tool, to: 'lean', maxHops },
    'maxHops',
  ]),
  ['an explanation of 4 edges', 'explain', { from: tool, to: 'lean:flow', maxHops: 4 }, 'maxHops'],
  ['coverage over 0 edges', 'coverage', { from: 'lean', to: 'toolkit', maxHops: 0 }, 'maxHops'],
  ...[-0.1, 1.1, 50].map((minScore): (typeof invalid)[number] => [
    `a score of ${minScore}`,
    'translate',
    { subject: tool, to: 'lean', minScore },
    'minScore',
  ]),
  ['an empty subject', 'translate', { subject: '', to: 'lean' }, 'subject'],
  ['an empty target', 'translate', { subject: tool, to: '' }, 'to'],
  ['an id that is too long', 'translate', { subject: `tool:${'a'.repeat(200)}`, to: 'lean' }, 'subject'],
]

test.each(invalid)('an invalid request is rejected: %s', async (_, operation, parameters, name, allowed) => {
  expect(await rejectionOf(operation, parameters)).toEqual({
    code: 'invalid_parameter',
    status: 400,
    errors: [{ name, ...(allowed ? { allowed } : {}) }],
  })
})

test('translating to the same side is rejected with a list of the others', async () => {
  const { detail } = await getProblem(served.app, address('translate', { subject: 'lean:flow', to: 'lean' }))
  expect(detail).toBe(`"lean:flow" is of "lean" already. Ask for another: ${without('lean').join(', ')}.`)
})

test.each([
  'term:system',
  'stage:understand',
  'perspective:people',
  'worksheet:canvas',
  'guide:path',
  'methodology:lean',
  'mapping:tool-cause-map-to-six-sigma-analyse',
])('%s is of a kind that cannot be translated', async (id) => {
  const allowed = ['strand', 'question', 'activity', 'tool', 'element']
  expect(await rejectionOf('translate', { subject: id, to: 'six-sigma' })).toEqual({
    code: 'unprocessable',
    status: 422,
    errors: [{ name: 'subject', allowed }],
  })
  expect(await rejectionOf('explain', { from: tool, to: id })).toEqual({
    code: 'unprocessable',
    status: 422,
    errors: [{ name: 'to', allowed }],
  })
})

test('a malformed number is rejected', async () => {
  for (const [name, value] of [
    ['minScore', 'good'],
    ['minScore', ''],
    ['maxHops', 'two'],
    ['maxHops', '1.5'],
  ] as const) {
    expect(
      await getProblem(served.app, address('translate', { subject: tool, to: 'lean', [name]: value })),
    ).toMatchObject({ status: 400, code: 'invalid_parameter', errors: [{ name }] })
    const { errors } = await sendQuery(
      served.app,
      `{ ${field('translate', { subject: tool, to: 'lean', [name]: value })} { empty } }`,
    )
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['graphql_invalid'])
  }
})

test('a missing, unknown or repeated parameter is rejected', async () => {
  expect(await getProblem(served.app, '/v1/translate?to=lean')).toMatchObject({
    code: 'invalid_parameter',
    errors: [{ name: 'subject' }],
  })
  expect(await getProblem(served.app, '/v1/matrix?rows=tools')).toMatchObject({
    code: 'invalid_parameter',
    errors: [{ name: 'cols' }],
  })
  expect(await getProblem(served.app, '/v1/coverage?from=lean&to=toolkit&units=tools')).toMatchObject({
    code: 'unknown_parameter',
    errors: [{ name: 'units', suggestion: 'unit' }],
  })
  expect(await getProblem(served.app, '/v1/explain?from=lean:flow&from=lean:pull&to=six-sigma:improve')).toMatchObject({
    code: 'invalid_parameter',
    errors: [{ name: 'from' }],
  })
  for (const form of ['csv', 'svg', 'html'])
    expect(await getProblem(served.app, `/v1/matrix.${form}?rows=tols&cols=lean`)).toMatchObject({
      code: 'unknown_value',
      errors: [{ name: 'rows', suggestion: 'tools' }],
    })
  for (const form of ['svg', 'html'])
    expect(await getProblem(served.app, `/v1/explain.${form}?from=term:system&to=lean:flow`)).toMatchObject({
      code: 'unprocessable',
      status: 422,
    })
})
