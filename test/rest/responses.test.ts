// `meta.filter` describes the filter of a list in words.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { getJson } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([world()])
})
afterAll(() => served.close())

test.each([
  ['/v1/tools', 'all tools'],
  ['/v1/tools?limit=1&sort=-name&fields=name', 'all tools'],
  ['/v1/tools?strand=problem', 'tools whose strand is Define the Problem'],
  ['/v1/tools?strand=problem,plan', 'tools whose strand is Define the Problem or Manage the Plan'],
  ['/v1/tools?origin=toolkit&strand=problem', 'tools whose strand is Define the Problem and whose origin is toolkit'],
  ['/v1/tools?element=lean:flow', 'tools whose element is Flow'],
  ['/v1/tools?question=identify', 'tools whose question is Who will use it?'],
  ['/v1/tools?q=causes', 'tools that match "causes"'],
  [
    '/v1/tools?strand=problem&q=a "quoted" word',
    'tools whose strand is Define the Problem and that match "a "quoted" word"',
  ],
  ['/v1/activities?type=main&stage=understand', 'activities whose type is main and whose stage is Understand'],
  [
    '/v1/mappings?subject=tool:gantt-chart&status=reviewed',
    'mappings whose subject is Gantt Chart and whose status is reviewed',
  ],
  ['/v1/methodologies/lean/elements', 'elements whose methodology is Lean'],
  ['/v1/methodologies/lean/elements?type=principle', 'elements whose type is principle and whose methodology is Lean'],
  ['/v1/search?q=causes', 'items that match "causes"'],
])('%s: %s', async (url, words) => {
  expect((await getJson(served.app, encodeURI(url))).meta.filter).toBe(words)
})

test('a single item has no filter description, and every response has release, licence and attribution', async () => {
  const { meta } = await getJson(served.app, '/v1/tools/gantt-chart')
  expect(meta).toEqual({
    release: {
      id: '2026.1',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      publishedAt: '2026-01-01T00:00:00Z',
    },
    licence: {
      text: { id: 'CC-BY-4.0', name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      source: null,
    },
    attribution: {
      text: 'The toolkit',
      html: '<a href="https://example.org/">The toolkit</a>',
      url: 'https://example.org/',
    },
  })
  for (const url of ['/v1', '/v1/tools', '/v1/search?q=plan', '/v1/releases', '/v1/problems/internal'])
    expect((await getJson(served.app, url)).meta, url).toMatchObject(meta)
})
