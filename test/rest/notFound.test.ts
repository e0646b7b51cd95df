// Addresses without an item: 404 with the nearest, 308 for renamed items, 410 for withdrawn ones.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'
import { BASE, getProblem } from '../support/client.ts'

const file = (path: string, more: string) => ({ [path]: `${worldFiles[path]}${more}` })
const content = world({
  ...file('tools/fishbone-diagram.yaml', 'formerSlugs: [ishikawa-diagram]\n'),
  ...file('strands/plan.yaml', 'formerSlugs: [management]\n'),
  ...file('methodologies/lean/methodology.yaml', 'formerSlugs: [toyota-way]\n'),
  ...file('methodologies/lean/elements/flow.yaml', 'formerSlugs: [stream]\n'),
  ...file(
    'methodologies/lean/elements/pull.yaml',
    'withdrawn: { on: 2026-01-02, reason: It was said twice., successor: flow }\n',
  ),
  ...file('terms/system.yaml', 'withdrawn: { on: 2026-01-02, reason: Too vague. }\n'),
  'tools/bar-chart.yaml':
    'name: Bar Chart\nsummary: Bars.\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\nformerSlugs: [bars]\nwithdrawn: { on: 2026-01-02, reason: There is a better one., successor: gantt-chart }\n',
})
let served: Served
beforeAll(async () => {
  served = await serve([content])
})
afterAll(() => served.close())

describe('not found', () => {
  test.each([
    ['/v1/tools/fishbone', 'tool', 'fishbone', 'fishbone-diagram'],
    ['/v1/tools/Gantt-Chart', 'tool', 'Gantt-Chart', 'gantt-chart'],
    ['/v1/tools/gantt-chart.csv', 'tool', 'gantt-chart.csv', 'gantt-chart'],
    ['/v1/tools/tool:gantt-chart', 'tool', 'tool:gantt-chart', 'gantt-chart'],
    ['/v1/activities/plan-wrok', 'activity', 'plan-wrok', 'plan-work'],
    ['/v1/methodologies/leen', 'methodology', 'leen', 'lean'],
    ['/v1/methodologies/leen/elements', 'methodology', 'leen', 'lean'],
    ['/v1/methodologies/leen/elements/flow', 'methodology', 'leen', 'lean'],
    ['/v1/methodologies/lean/elements/flwo', 'element', 'lean:flwo', 'lean:flow'],
    ['/id/tool/gantt-chrt', 'tool', 'gantt-chrt', 'gantt-chart'],
  ])('%s names the nearest', async (url, kind, slug, suggestion) => {
    const message = `"${slug}" is not the slug of ${/^[ae]/.test(kind) ? 'an' : 'a'} ${kind}. Did you mean "${suggestion}"?`
    expect(await getProblem(served.app, url)).toEqual({
      status: 404,
      code: 'not_found',
      detail: message,
      errors: [{ in: 'path', name: 'slug', message, suggestion }],
    })
  })

  test.each([
    '...',
    '..%2f..%2fetc%2fpasswd',
    'gantt-chart%2f',
    '%2fgantt-chart',
    'gantt%2fchart',
    'gantt-chart%00',
    '%00',
    'gantt%20chart',
    '%252e',
    "gantt-chart'",
    '%22%3Cscript%3E',
    'constructor',
    '__proto__',
    'toString',
    '*',
    '-',
    '%F0%9F%90%9F',
  ])('a tool called %s is not found', async (slug) => {
    for (const path of [
      `/v1/tools/${slug}`,
      `/v1/methodologies/${slug}/elements`,
      `/v1/methodologies/lean/elements/${slug}`,
      `/id/tool/${slug}`,
      `/v1/releases/${slug}`,
      `/v1/problems/${slug}`,
    ]) {
      expect(await getProblem(served.app, path), path).toMatchObject({ status: 404, code: 'not_found' })
    }
  })

  test.each([
    ['empty', ''],
    ['of the maximum length', 'a'.repeat(200)],
    ['too long', 'a'.repeat(201)],
    ['longer still', 'a'.repeat(301)],
    ['far too long', 'a'.repeat(2000)],
    ['no percent-encoding', '%zz'],
    ['half a percent-encoding', '%'],
    ['no UTF-8', '%ff'],
    ['half a letter of UTF-8', '%C3'],
    ['a dot', '.'],
    ['two dots', '..'],
    ['two encoded dots', '%2e%2e'],
  ])('an invalid slug is rejected: %s', async (_what, slug) => {
    for (const path of [
      `/v1/tools/${slug}`,
      `/v1/methodologies/${slug}/elements`,
      `/v1/releases/${slug}`,
      `/id/tool/${slug}`,
    ]) {
      expect([400, 404], path).toContain((await getProblem(served.app, path)).status)
    }
  })

  test.each([
    ['/v1/tool', 'tools'],
    ['/v1/Tools', 'tools'],
    ['/v1/methodology', 'methodologies'],
    ['/v1/serach', 'search'],
    ['/v1/release', 'releases'],
  ])('%s names the nearest collection', async (url, nearest) => {
    expect(await getProblem(served.app, url)).toEqual({
      status: 404,
      code: 'not_found',
      detail: `There is no "${url.slice(4)}" here. Did you mean ${BASE}/v1/${nearest}?`,
      errors: [],
    })
  })

  test.each([
    '/nothing',
    '/v2',
    '/v1/',
    '/v1/zebra-crossings',
    '/v1/elements',
    '/v1/tools/gantt-chart/strands',
    '/v1/methodologies/lean/elements.csv',
    '//v1',
    '/v1//tools',
    '/constructor',
    '/v1/constructor',
    '/v1/__proto__',
  ])('%s is nothing here', async (url) => {
    expect(await getProblem(served.app, url)).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('an unknown kind has no identifiers', async () => {
    expect(await getProblem(served.app, '/id/tol/gantt-chart')).toMatchObject({
      status: 404,
      code: 'not_found',
      errors: [{ in: 'path', name: 'kind', suggestion: 'tool' }],
    })
    for (const kind of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'tools'])
      expect(await getProblem(served.app, `/id/${kind}/x`), kind).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('forms', () => {
  test.each(['/v1/tools.xml', '/v1/tools.', '/v1/tools.csv.gz', '/v1/mappings.CSV'])(
    '%s is no form of a list',
    async (url) => {
      expect(await getProblem(served.app, url)).toMatchObject({
        status: 400,
        code: 'unknown_value',
        errors: [{ in: 'path', name: 'suffix', allowed: ['csv', 'ndjson'] }],
      })
    },
  )

  test.each(['/v1/search.csv', '/v1/releases.ndjson'])('%s suggests no format that does not exist', async (url) => {
    const { status, detail } = await getProblem(served.app, url)
    expect([400, 404]).toContain(status)
    expect(detail).not.toMatch(/csv, ndjson|Did you mean "(csv|ndjson)"/)
  })
})

describe('renamed', () => {
  test.each([
    ['/v1/tools/ishikawa-diagram', '/v1/tools/fishbone-diagram'],
    [
      '/v1/tools/ishikawa-diagram?fields=name&include=strands',
      '/v1/tools/fishbone-diagram?fields=name&include=strands',
    ],
    ['/v1/strands/management', '/v1/strands/plan'],
    ['/v1/methodologies/toyota-way', '/v1/methodologies/lean'],
    ['/v1/methodologies/toyota-way/elements?limit=1', '/v1/methodologies/lean/elements?limit=1'],
    ['/v1/methodologies/toyota-way/elements/flow', '/v1/methodologies/lean/elements/flow'],
    ['/v1/methodologies/lean/elements/stream', '/v1/methodologies/lean/elements/flow'],
    ['/id/tool/ishikawa-diagram', '/tools/fishbone-diagram'],
    ['/embed/tool/ishikawa-diagram?theme=contrast', '/embed/tool/fishbone-diagram?theme=contrast'],
    ['/embed/element/toyota-way:flow', '/embed/element/lean:flow'],
    ['/embed/r/2026.1/tool/ishikawa-diagram', '/embed/r/2026.1/tool/fishbone-diagram'],
    ['/tools/ishikawa-diagram?utm_source=x', '/tools/fishbone-diagram?utm_source=x'],
    ['/methodologies/toyota-way/elements/flow', '/methodologies/lean/elements/flow'],
  ])('%s redirects for ever', async (from, to) => {
    const response = await served.app.inject(from)
    expect([response.statusCode, response.headers.location, response.body]).toEqual([308, `${BASE}${to}`, ''])
  })
})

describe('withdrawn', () => {
  test.each([
    [
      '/v1/tools/bar-chart',
      'The tool "bar-chart" was withdrawn on 2026-01-02: There is a better one. Use',
      `${BASE}/v1/tools/gantt-chart`,
    ],
    [
      '/v1/methodologies/lean/elements/pull',
      'The element "lean:pull" was withdrawn on 2026-01-02: It was said twice. Use',
      `${BASE}/v1/methodologies/lean/elements/flow`,
    ],
    [
      '/id/tool/bar-chart',
      'The tool "bar-chart" was withdrawn on 2026-01-02: There is a better one. Use',
      `${BASE}/tools/gantt-chart`,
    ],
  ])('%s names its successor', async (url, sentence, successor) => {
    expect(await getProblem(served.app, url)).toMatchObject({
      status: 410,
      code: 'withdrawn',
      detail: `${sentence} ${successor} instead.`,
    })
  })

  test('the problem of a withdrawn item without a successor says so', async () => {
    expect(await getProblem(served.app, '/v1/terms/system')).toMatchObject({
      status: 410,
      detail: 'The term "system" was withdrawn on 2026-01-02: Too vague. Nothing takes its place.',
    })
  })

  test('a withdrawn item is in no list, and its former slug resolves to it', async () => {
    expect((await served.app.inject('/v1/terms')).json().page.total).toBe(0)
    expect(
      (await served.app.inject('/v1/methodologies/lean/elements')).json().data.map((e: { slug: string }) => e.slug),
    ).toEqual(['flow'])
    expect(
      (await served.app.inject('/v1/search?q=bars&kind=tool')).json().data.map((hit: { id: string }) => hit.id),
    ).toEqual(['tool:gantt-chart'])
    expect((await served.app.inject('/v1/tools/bars')).headers.location).toBe(`${BASE}/v1/tools/bar-chart`)
  })
})
