// Invalid parameters are rejected with what is allowed; none is silently ignored.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { definitionOf } from '../../src/content/kinds.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world } from '../support/world.ts'
import { getJson, type ProblemDetails, getProblem } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world(), world(releaseFile('2026.2'))])
})
afterAll(() => served.close())

const { filters, relations } = definitionOf('tool')
const ofTools = [...Object.keys(filters), 'q', 'sort', 'limit', 'after', 'include', 'fields', 'facets', 'release']
const sorts = ['name', '-name', 'relevance', '-relevance']
const includes = [...Object.keys(relations), 'guidance']

type Case = [what: string, url: string, code: string, error: Partial<ProblemDetails['errors'][number]>]
const cases: Case[] = [
  [
    'an unknown parameter',
    '/v1/tools?strnd=problem',
    'unknown_parameter',
    { in: 'query', name: 'strnd', suggestion: 'strand', allowed: ofTools },
  ],
  [
    'a parameter of another collection',
    '/v1/stages?strand=problem',
    'unknown_parameter',
    { in: 'query', name: 'strand', allowed: ['q', 'sort', 'limit', 'after', 'include', 'fields', 'release'] },
  ],
  [
    'a parameter in other letters',
    '/v1/tools?Strand=problem',
    'unknown_parameter',
    { in: 'query', name: 'Strand', suggestion: 'strand' },
  ],
  ['a parameter without a name', '/v1/tools?=1', 'unknown_parameter', { in: 'query', name: '' }],
  [
    'the name of a property that every object has',
    '/v1/tools?constructor=1',
    'unknown_parameter',
    { in: 'query', name: 'constructor' },
  ],
  ['the name of the prototype', '/v1/tools?__proto__=1', 'unknown_parameter', { in: 'query', name: '__proto__' }],
  ['a paging parameter of NDJSON or CSV', '/v1/tools.csv?limit=5', 'unknown_parameter', { in: 'query', name: 'limit' }],
  [
    'a filter with one item',
    '/v1/tools/gantt-chart?strand=plan',
    'unknown_parameter',
    { in: 'query', name: 'strand', allowed: ['include', 'fields', 'release'] },
  ],
  ['a parameter of the entry point', '/v1?q=x', 'unknown_parameter', { in: 'query', name: 'q', allowed: ['release'] }],
  ['a parameter of the list of releases', '/v1/releases?limit=1', 'unknown_parameter', { in: 'query', name: 'limit' }],
  [
    'the methodology of elements that the address names',
    '/v1/methodologies/lean/elements?methodology=lean',
    'unknown_parameter',
    { in: 'query', name: 'methodology' },
  ],

  [
    'a filter given twice',
    '/v1/tools?strand=problem&strand=plan',
    'invalid_parameter',
    { name: 'strand', message: 'strand is given more than once. Join its values by commas.' },
  ],
  [
    'a single value given twice',
    '/v1/tools?limit=1&limit=1',
    'invalid_parameter',
    { name: 'limit', message: 'limit is given more than once. Give it once.' },
  ],
  [
    'a release given twice',
    '/v1/tools?release=2026.1&release=2026.2',
    'invalid_parameter',
    { name: 'release', message: 'release is given more than once. Give it once.' },
  ],
  [
    'a cursor given twice',
    '/v1/tools?after=a&after=b',
    'invalid_parameter',
    { name: 'after', message: 'after is given more than once. Give it once.' },
  ],

  [
    'an empty filter',
    '/v1/tools?strand=',
    'invalid_parameter',
    { name: 'strand', message: 'strand must not be empty, nor hold an empty value.' },
  ],
  ['an empty value among others', '/v1/tools?strand=problem,,plan', 'invalid_parameter', { name: 'strand' }],
  ['an empty q', '/v1/tools?q=', 'invalid_parameter', { name: 'q', message: 'q must not be empty.' }],
  [
    'an empty value of a closed list',
    '/v1/tools?origin=',
    'invalid_parameter',
    { name: 'origin', allowed: ['toolkit', 'methodology'] },
  ],
  ['an empty limit', '/v1/tools?limit=', 'invalid_parameter', { name: 'limit' }],
  [
    'an empty release',
    '/v1/tools?release=',
    'invalid_parameter',
    { name: 'release', message: 'release must not be empty.' },
  ],
  ['an empty sort', '/v1/tools?sort=', 'invalid_parameter', { name: 'sort', allowed: sorts }],
  ['an empty include', '/v1/tools?include=', 'invalid_parameter', { name: 'include', allowed: includes }],
  ['an empty list of fields', '/v1/tools?fields=', 'invalid_parameter', { name: 'fields' }],
  ['an empty list of facets', '/v1/tools?facets=', 'invalid_parameter', { name: 'facets' }],
  [
    'a q without a word',
    '/v1/tools?q=%21%3F',
    'invalid_parameter',
    { name: 'q', message: 'must hold a word: letters or figures' },
  ],
  ['no q in a search', '/v1/search', 'invalid_parameter', { name: 'q', message: 'q is missing.' }],

  ['a q that is too long', `/v1/tools?q=${'a'.repeat(201)}`, 'invalid_parameter', { name: 'q' }],
  [
    'a q of too many words',
    `/v1/search?q=${Array.from({ length: 21 }, (_, i) => `word${i}`).join('+')}`,
    'invalid_parameter',
    { name: 'q', message: 'may hold at most 20 words (got 21)' },
  ],
  ['a filter value that is too long', `/v1/tools?strand=${'a'.repeat(201)}`, 'invalid_parameter', { name: 'strand' }],
  [
    'a filter of too many values',
    `/v1/tools?strand=${Array(101).fill('plan').join(',')}`,
    'invalid_parameter',
    { name: 'strand' },
  ],
  [
    'a release that is too long',
    `/v1/tools?release=${'2'.repeat(500)}`,
    'unknown_release',
    { name: 'release', allowed: ['2026.2', '2026.1'] },
  ],

  ['a limit past all numbers', '/v1/tools?limit=99999999999999999999', 'invalid_parameter', { name: 'limit' }],
  ...['0', '101', '500', '-1'].map((limit): Case => [
    `a limit of ${limit}`,
    `/v1/tools?limit=${limit}`,
    'invalid_parameter',
    { name: 'limit', message: `limit must be from 1 to 100 (got ${limit}).` },
  ]),
  ...['ten', '1e1', '0x10', '1.5', '+1', 'NaN', 'null', '1;2'].map((limit): Case => [
    `a limit of ${limit}`,
    `/v1/tools?limit=${encodeURIComponent(limit)}`,
    'invalid_parameter',
    { name: 'limit' },
  ]),

  [
    'an unknown slug in a filter',
    '/v1/tools?strand=problm',
    'unknown_value',
    { name: 'strand', suggestion: 'problem', allowed: ['plan', 'problem'] },
  ],
  [
    'an unknown value among known ones',
    '/v1/tools?origin=toolkit,toolki',
    'unknown_value',
    {
      name: 'origin',
      message: expect.stringContaining('"toolki"'),
      suggestion: 'toolkit',
      allowed: ['toolkit', 'methodology'],
    },
  ],
  [
    'an element without its methodology',
    '/v1/tools?element=flow',
    'unknown_value',
    { name: 'element', suggestion: 'lean:flow', allowed: ['lean:flow', 'lean:pull'] },
  ],
  [
    'an unknown id',
    '/v1/mappings?subject=tool:fishbone',
    'unknown_value',
    { name: 'subject', suggestion: 'tool:fishbone-diagram' },
  ],
  ['an id of a kind that is no subject', '/v1/mappings?subject=methodology:lean', 'unknown_value', { name: 'subject' }],
  [
    'an unknown type of element',
    '/v1/methodologies/lean/elements?type=principles',
    'unknown_value',
    { name: 'type', suggestion: 'principle', allowed: ['principle'] },
  ],
  [
    'an unknown field',
    '/v1/tools?fields=name,sumary',
    'unknown_value',
    { name: 'fields', suggestion: 'summary', allowed: expect.arrayContaining(['id', 'kind', 'summary', 'guidance']) },
  ],
  [
    'an unknown field of one item',
    '/v1/tools/gantt-chart?fields=nam',
    'unknown_value',
    { name: 'fields', suggestion: 'name' },
  ],
  [
    'an unknown relation',
    '/v1/tools?include=strand',
    'unknown_value',
    { name: 'include', suggestion: 'strands', allowed: includes },
  ],
  [
    'an unknown facet',
    '/v1/tools?facets=strands',
    'unknown_value',
    { name: 'facets', suggestion: 'strand', allowed: Object.keys(filters) },
  ],
  ['an unknown sort', '/v1/tools?sort=nmae', 'unknown_value', { name: 'sort', suggestion: 'name', allowed: sorts }],
  [
    'a sort by an order that the kind does not have',
    '/v1/tools?sort=order',
    'unknown_value',
    { name: 'sort', allowed: sorts },
  ],
  [
    'a sort by relevance to nothing',
    '/v1/tools?sort=relevance',
    'invalid_parameter',
    { name: 'sort', allowed: ['name'] },
  ],
  [
    'an unknown kind in a search',
    '/v1/search?q=plan&kind=tools',
    'unknown_value',
    { name: 'kind', suggestion: 'tool', allowed: expect.arrayContaining(['tool', 'element', 'mapping']) },
  ],
  [
    'an unknown release',
    '/v1/tools?release=2026.3',
    'unknown_release',
    { name: 'release', allowed: ['2026.2', '2026.1'] },
  ],
  [
    'an unknown form of a list',
    '/v1/tools.json',
    'unknown_value',
    { in: 'path', name: 'suffix', suggestion: 'ndjson', allowed: ['csv', 'ndjson'] },
  ],
]

test.each(cases)('%s is rejected: %s', async (_what, url, code, error) => {
  const problem = await getProblem(served.app, url)
  expect(problem).toMatchObject({ status: 400, code })
  expect(problem.errors).toHaveLength(1)
  expect(problem.errors[0]).toMatchObject({ message: expect.stringMatching(/\S/), ...error })
})

test('every error of a request is reported at once', async () => {
  const { errors } = await getProblem(served.app, '/v1/tools?fields=nam&include=strand&limit=0')
  expect(errors.map((error) => error.name).sort()).toEqual(['fields', 'include', 'limit'])
  const unknown = await getProblem(served.app, '/v1/tools?strand=problm,pln&element=lean:flo')
  expect(unknown.errors.map((error) => [error.name, error.suggestion])).toEqual([
    ['strand', 'problem'],
    ['strand', 'plan'],
    ['element', 'lean:flow'],
  ])
})

describe('percent-encoding', () => {
  test.each([
    '/v1/tools?q=%ff',
    '/v1/tools?q=%C3',
    '/v1/tools?q=%ED%A0%80',
    '/v1/tools?strand=%zz',
    '/v1/search?q=%',
    '/v1/tools?%ff=1',
  ])('a query that is not UTF-8 is rejected: %s', async (url) => {
    expect(await getProblem(served.app, url)).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('a query in UTF-8 is decoded, and a plus is a space', async () => {
    expect((await getJson(served.app, '/v1/tools?q=f%C3%ADshbone+diagram')).page.total).toBe(1)
    expect((await getJson(served.app, '/v1/search?q=fishbone%20diagram')).data[0].id).toBe('tool:fishbone-diagram')
  })

  test('control characters are harmless and match nothing', async () => {
    for (const character of ['%00', '%01', '%02', '%03', '%7f', '%22', '%27', '%2a', '%5e']) {
      expect((await getJson(served.app, `/v1/tools?q=fishbone${character}diagram`)).page.total, character).toBe(1)
      expect(await getProblem(served.app, `/v1/tools?q=${character}`), character).toMatchObject({
        status: 400,
        code: 'invalid_parameter',
      })
      expect(await getProblem(served.app, `/v1/tools?strand=problem${character}`), character).toMatchObject({
        status: 400,
        code: 'unknown_value',
      })
    }
  })
})
