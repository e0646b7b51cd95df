// The feeds of changes and withdrawals.
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BASE } from '../support/client.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

let served: Served
beforeAll(async () => {
  const file = (path: string) => worldFiles[path] as string
  const later = {
    ...releaseFile('2026.2'),
    'terms/flow.yaml': file('terms/system.yaml').replace('System', 'Flow <&>'),
    'tools/fishbone-diagram.yaml': file('tools/fishbone-diagram.yaml').replace(
      'Find **causes**.',
      'Find all **causes**.',
    ),
    'tools/gantt-chart.yaml': `${file('tools/gantt-chart.yaml')}withdrawn: { on: 2026-01-02, reason: Out of use., successor: fishbone-diagram }\n`,
    'methodologies/lean/mappings/tools.yaml': file('methodologies/lean/mappings/tools.yaml').replace(
      / {2}- \{ subject: tool:gantt.*\n/,
      '',
    ),
  }
  served = await serve([world(), world(later), world({ ...later, ...releaseFile('2026.3') })])
})
afterAll(() => served.close())

test('the feed of changes lists new, changed and removed items for each release', async () => {
  const { statusCode, headers, body } = await served.app.inject('/feeds/changes.atom')
  expect([statusCode, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
    200,
    'application/atom+xml; charset=utf-8',
    '*',
  ])
  expect([...body.matchAll(/<title>([^<]+)<\/title>/g)].map((match) => match[1])).toEqual([
    'Improvement Toolkit API: what changed',
    'Release 2026.3',
    'Release 2026.2',
    'Release 2026.1',
  ])
  const plain = (text: string) =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&')
  const [third, second, first] = [...body.matchAll(/<content type="html">([^<]*)<\/content>/g)].map((match) =>
    plain(match[1] as string),
  )
  expect(first).toBe('<p>The oldest release that is kept.</p>')
  expect(third).toBe(
    '<p>Since release 2026.2:</p><p>No item, but the release, its licence or its words for search.</p>',
  )
  expect(second).toContain(`<p>Terms: 1 new</p><ul><li><a href="${BASE}/terms/flow">Flow &lt;&amp;&gt;</a></li></ul>`)
  expect(second).toContain(`<a href="${BASE}/tools/fishbone-diagram">Fishbone Diagram</a>`)
  expect(second).toContain('<p>Tools: 1 gone</p><ul><li>tool:gantt-chart</li></ul>')
})

test('the feed of changes is well-formed, and answers 304 to a matching ETag', async () => {
  const { headers, body } = await served.app.inject('/feeds/changes.atom')
  const { results } = await new HtmlValidate({
    rules: { 'close-order': 'error', 'no-raw-characters': 'error' },
  }).validateString(body.replace(/<\?xml.*\?>/, ''))
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
  expect(
    (await served.app.inject({ url: '/feeds/changes.atom', headers: { 'if-none-match': String(headers.etag) } }))
      .statusCode,
  ).toBe(304)
})

test('the feed of recalls lists withdrawn items with their reasons and successors', async () => {
  const { headers, body } = await served.app.inject('/feeds/recalls.json')
  expect(headers['content-type']).toBe('application/feed+json; charset=utf-8')
  expect(JSON.parse(body)).toEqual({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Improvement Toolkit API: what must be taken down',
    description: 'Items that were withdrawn. Take them down wherever they are shown, and show what takes their place.',
    home_page_url: `${BASE}/`,
    feed_url: `${BASE}/feeds/recalls.json`,
    language: 'en',
    items: [
      {
        id: `${BASE}/tools/gantt-chart`,
        url: `${BASE}/tools/gantt-chart`,
        title: 'Withdrawn: tool:gantt-chart',
        content_text: `Out of use. Use ${BASE}/tools/fishbone-diagram instead.`,
        date_published: '2026-01-02T00:00:00Z',
        external_url: `${BASE}/tools/fishbone-diagram`,
      },
    ],
  })
})

test('unknown parameters are rejected', async () => {
  for (const url of ['/feeds/changes.atom?since=2026.1', '/feeds/recalls.json?since=2026.1'])
    expect((await served.app.inject(url)).statusCode).toBe(400)
})
