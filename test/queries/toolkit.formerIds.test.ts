import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'

const base = 'http://127.0.0.1:3000'
const extended = (path: string, text: string) => ({ [path]: `${worldFiles[path]}${text}` })
const flow = 'methodologies/lean/elements/flow.yaml'
const pull = 'methodologies/lean/elements/pull.yaml'

let served: Served
beforeAll(async () => {
  served = await serve([
    world({
      ...extended('tools/fishbone-diagram.yaml', 'formerSlugs: [ishikawa, cause-and-effect]\n'),
      ...extended(
        'tools/gantt-chart.yaml',
        'formerSlugs: [bar-chart]\nwithdrawn: { on: 2026-01-02, reason: Out of use., successor: fishbone-diagram }\n',
      ),
      ...extended('worksheets/canvas.yaml', 'withdrawn: { on: 2026-01-03, reason: No longer given. }\n'),
      ...extended('methodologies/lean/methodology.yaml', 'formerSlugs: [lean-thinking]\n'),
      ...extended(flow, 'formerSlugs: [stream]\n'),
      ...extended(pull, 'withdrawn: { on: 2026-01-04, reason: Merged., successor: flow }\n'),
    }),
  ])
})
afterAll(() => served.close())

describe('a renamed item', () => {
  test.each([
    ['/v1/tools/ishikawa', '/v1/tools/fishbone-diagram'],
    ['/v1/tools/cause-and-effect?fields=name', '/v1/tools/fishbone-diagram?fields=name'],
    ['/v1/tools/bar-chart', '/v1/tools/gantt-chart'],
    ['/v1/methodologies/lean-thinking', '/v1/methodologies/lean'],
    ['/v1/methodologies/lean-thinking/elements', '/v1/methodologies/lean/elements'],
    ['/v1/methodologies/lean-thinking/elements/flow', '/v1/methodologies/lean/elements/flow'],
    ['/v1/methodologies/lean/elements/stream', '/v1/methodologies/lean/elements/flow'],
    ['/id/tool/ishikawa', '/tools/fishbone-diagram'],
    ['/id/element/lean:stream', '/methodologies/lean/elements/flow'],
    ['/id/element/lean-thinking:flow', '/methodologies/lean/elements/flow'],
  ])('%s redirects permanently to %s', async (from, to) => {
    const response = await served.app.inject(from)
    expect([response.statusCode, response.headers.location]).toEqual([308, `${base}${to}`])
  })
})

describe('a withdrawn item', () => {
  test.each([
    [
      '/v1/tools/gantt-chart',
      `The tool "gantt-chart" was withdrawn on 2026-01-02: Out of use. Use ${base}/v1/tools/fishbone-diagram instead.`,
    ],
    [
      '/v1/worksheets/canvas',
      'The worksheet "canvas" was withdrawn on 2026-01-03: No longer given. Nothing takes its place.',
    ],
    [
      '/v1/methodologies/lean/elements/pull',
      `The element "lean:pull" was withdrawn on 2026-01-04: Merged. Use ${base}/v1/methodologies/lean/elements/flow instead.`,
    ],
    [
      '/id/tool/gantt-chart',
      `The tool "gantt-chart" was withdrawn on 2026-01-02: Out of use. Use ${base}/tools/fishbone-diagram instead.`,
    ],
  ])('%s is a 410 with its reason and successor', async (address, detail) => {
    const response = await served.app.inject(address)
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      410,
      'application/problem+json; charset=utf-8',
    ])
    expect(response.json()).toMatchObject({ status: 410, code: 'withdrawn', detail })
  })

  test('is in no list, relation or mapping', async () => {
    const listed = async (path: string) =>
      (await served.app.inject(path)).json().data.map((item: { slug: string }) => item.slug)
    expect(await listed('/v1/tools')).toEqual(['fishbone-diagram'])
    expect(await listed('/v1/worksheets')).toEqual([])
    expect(await listed('/v1/methodologies/lean/elements')).toEqual(['flow'])
    expect(await listed('/v1/mappings')).toEqual(['tool-fishbone-diagram-to-lean-flow'])
    const one = async (path: string) => (await served.app.inject(path)).json().data
    expect((await one('/v1/activities/plan-work')).tools).toEqual([])
    expect((await one('/v1/strands/plan')).tools).toEqual([])
    expect((await one('/v1/stages/understand')).worksheets).toEqual([])
    expect((await one('/v1/methodologies/lean')).elements).toEqual(['lean:flow'])
  })

  test('is the target of redirects from its former slugs', async () => {
    const { headers } = await served.app.inject('/v1/tools/bar-chart')
    expect((await served.app.inject(String(headers.location).slice(base.length))).statusCode).toBe(410)
  })
})
