// oEmbed as specified, and as WordPress consumes it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectionPath, itemId, kindNames } from '../../src/content/kinds.ts'
import { BASE } from '../support/client.ts'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

let served: Served
beforeAll(async () => {
  const file = (path: string) => worldFiles[path] as string
  const changed = {
    'tools/fishbone-diagram.yaml': `${file('tools/fishbone-diagram.yaml').replace('name: Fishbone Diagram', 'name: Fish & "Bone"')}formerSlugs: [ishikawa]\n`,
    'tools/gantt-chart.yaml': `${file('tools/gantt-chart.yaml')}withdrawn: { on: 2026-01-02, reason: Out of use., successor: fishbone-diagram }\n`,
    'methodologies/lean/mappings/tools.yaml': file('methodologies/lean/mappings/tools.yaml').replace(
      / {2}- \{ subject: tool:gantt.*\n/,
      '',
    ),
  }
  served = await serve([world(changed), world({ ...changed, ...releaseFile('2026.2') })])
})
afterAll(() => served.close())

const request = (url: string, more = '') => served.app.inject(`/oembed?url=${encodeURIComponent(url)}${more}`)
const embedOf = async (url: string, more = '') => {
  const response = await request(url, more)
  expect(response.statusCode, `${url} ${response.body}`).toBe(200)
  return response.json() as {
    version: string
    type: string
    title: string
    html: string
    width: number
    height: number
    provider_url: string
    author_url: string
  }
}

test('a page becomes a blockquote with its link and an iframe, in markup that WordPress keeps', async () => {
  const response = await request(`${BASE}/tools/fishbone-diagram`)
  expect(response.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
  const { width, height, html, ...rest } = response.json() as { width: number; height: number; html: string }
  expect(rest).toEqual({
    version: '1.0',
    type: 'rich',
    title: 'Fish & "Bone"',
    author_name: 'The toolkit',
    author_url: 'https://example.org/',
    provider_name: 'Improvement Toolkit API',
    provider_url: `${BASE}/`,
    cache_age: 3600,
    thumbnail_url: `${BASE}/pictures/tool/fishbone-diagram.png`,
    thumbnail_width: 1200,
    thumbnail_height: 630,
  })
  expect([width, height % 10]).toEqual([900, 0])
  expect(html).toBe(
    `<blockquote><a href="${BASE}/tools/fishbone-diagram">Fish &amp; &quot;Bone&quot;</a></blockquote><iframe src="${BASE}/embed/tool/fishbone-diagram" title="Fish &amp; &quot;Bone&quot;" width="900" height="${height}" frameborder="0"></iframe>`,
  )
})

test('XML has the same values as JSON', async () => {
  const json = await embedOf(`${BASE}/tools/fishbone-diagram`)
  const { headers, body } = await request(`${BASE}/tools/fishbone-diagram`, '&format=xml')
  expect(headers['content-type']).toBe('text/xml; charset=utf-8')
  expect(body.startsWith('<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n')).toBe(true)
  const entries = [...body.matchAll(/^<(\w+)>(.*)<\/\1>$/gm)].map((match) => [
    match[1],
    match[2]
      ?.replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&'),
  ])
  expect(Object.fromEntries(entries)).toEqual(
    Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)])),
  )
})

test('maxwidth and maxheight limit the frame, and a narrower frame is higher', async () => {
  const url = `${BASE}/tools/fishbone-diagram`
  const [wide, narrow, low] = [
    await embedOf(url),
    await embedOf(url, '&maxwidth=320'),
    await embedOf(url, '&maxwidth=500&maxheight=200&foo=bar&foo=baz'),
  ]
  expect([narrow.width, low.width, low.height]).toEqual([320, 500, 200])
  expect(narrow.height).toBeGreaterThan(wide.height)
  expect(low.html).toContain('width="500" height="200"')
})

test('the thumbnail fits into maxwidth and maxheight, or is left out', async () => {
  const of = async (path: string, more = '') => {
    const {
      thumbnail_url: url,
      thumbnail_width: width,
      thumbnail_height: height,
    } = (await embedOf(`${BASE}${path}`, more)) as unknown as Record<string, string>
    return [url?.slice(BASE.length), width, height]
  }
  expect(await of('/tools/fishbone-diagram', '&maxwidth=900')).toEqual([
    '/pictures/tool/fishbone-diagram.png?width=600',
    600,
    315,
  ])
  expect(await of('/tools/fishbone-diagram', '&maxwidth=900&maxheight=300')).toEqual([
    '/pictures/tool/fishbone-diagram.png?width=320',
    320,
    168,
  ])
  expect(await of('/tools/fishbone-diagram', '&maxheight=100')).toEqual([undefined, undefined, undefined])
  for (const [path, picture] of [
    ['/', '/pictures/home.png'],
    ['/crosswalk?rows=tools&cols=lean', '/pictures/crosswalk.png'],
    ['/tools?strand=problem', '/pictures/tools.png'],
    ['/methodologies/lean/elements/flow', '/pictures/element/lean:flow.png'],
    ['/embed/r/2026.1/tool/fishbone-diagram?theme=contrast', '/pictures/tool/fishbone-diagram.png?release=2026.1'],
    [`/mappings/${served.releases.current().of('mapping').slugs()[0]}`, '/pictures/mappings.png'],
  ] as const) {
    expect(await of(path)).toEqual([picture, 1200, 630])
    expect((await served.app.inject(picture)).statusCode, picture).toBe(200)
  }
})

test('every page and embed can be framed, in the pinned release if there is one', async () => {
  let seen = 0
  for (const kind of kindNames) {
    for (const slug of served.releases.current().of(kind).slugs()) {
      const { html } = await embedOf(`${BASE}/${collectionPath(itemId(kind, slug))}`)
      const [, src = ''] = /<iframe src="([^"]+)"/.exec(html) ?? []
      expect((await served.app.inject(src.slice(BASE.length))).statusCode, src).toBe(200)
      expect(await embedOf(src)).toEqual(await embedOf(`${BASE}/${collectionPath(itemId(kind, slug))}`))
      seen++
    }
  }
  expect(seen).toBeGreaterThanOrEqual(14)
  for (const [url, src] of [
    ['/', '/embed/map'],
    ['', '/embed/map'],
    ['/tools?strand=problem&utm_source=mail', '/embed/tools?strand=problem'],
    ['/crosswalk?rows=tools&cols=lean', '/embed/crosswalk?rows=tools&amp;cols=lean'],
    [
      '/embed/crosswalk?rows=tools&cols=lean&theme=contrast',
      '/embed/crosswalk?rows=tools&amp;cols=lean&amp;theme=contrast',
    ],
    ['/embed/map', '/embed/map'],
    ['/embed/tools?q=fish', '/embed/tools?q=fish'],
    ['/embed/r/2026.1/tool/fishbone-diagram', '/embed/r/2026.1/tool/fishbone-diagram'],
    ['/tools/ishikawa', '/embed/tool/fishbone-diagram'],
  ] as const)
    expect((await embedOf(`${BASE}${url}`)).html, url).toContain(`<iframe src="${BASE}${src}"`)
})

describe('requests that cannot be answered have the statuses of the specification', () => {
  test.each([
    ['https://example.org/tools/fishbone-diagram', '', 404, 'is not a page or an embed of this service'],
    [`${BASE}.example.org/tools/fishbone-diagram`, '', 404, 'is not a page or an embed'],
    ['javascript:alert(1)', '', 404, 'is not a page'],
    ['nonsense', '', 404, 'is not a page'],
    [`${BASE}/v1/tools`, '', 404, 'is not a page'],
    [`${BASE}/embed/loader/manifest.json`, '', 404, 'is not a page'],
    [`${BASE}/tools/fishbone-diagrm`, '', 404, 'Did you mean "fishbone-diagram"?'],
    [`${BASE}/tools/gantt-chart`, '', 404, 'was withdrawn on 2026-01-02: Out of use.'],
    [`${BASE}/embed/tool/fishbone-diagram?theme=x`, '', 404, 'Allowed: plain'],
    [`${BASE}/tools/fishbone-diagram`, '&format=yaml', 501, 'There are json and xml.'],
    [`${BASE}/tools/fishbone-diagram`, '&maxwidth=wide', 400, 'maxwidth must be'],
    [`${BASE}/tools/fishbone-diagram`, '&maxheight=0', 400, 'maxheight'],
  ])('%s%s is %i', async (url, more, status, sentence) => {
    const { statusCode, headers, body } = await request(url, more)
    expect([statusCode, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
      '*',
    ])
    expect((JSON.parse(body) as { detail: string }).detail).toContain(sentence)
  })

  test('a request without a url is 400', async () => {
    expect((await served.app.inject('/oembed')).statusCode).toBe(400)
  })
})

test('a matching ETag is answered with 304', async () => {
  const { headers } = await request(`${BASE}/tools/fishbone-diagram`)
  const again = (url: string, tag: string) =>
    served.app.inject({ url: `/oembed?url=${encodeURIComponent(url)}`, headers: { 'if-none-match': tag } })
  expect((await again(`${BASE}/tools/fishbone-diagram`, String(headers.etag))).statusCode).toBe(304)
  expect((await again(`${BASE}/tools/none`, '*')).statusCode).toBe(404)
})
