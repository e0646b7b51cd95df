// Collections as embeds.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindNames, definitionOf } from '../../src/content/kinds.ts'
import { BASE } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { transferSize, validationErrors } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()], { environment: { REPORT_URL: 'https://example.org/report' } })
})
afterAll(() => served.close())

const get = (url: string, headers: Record<string, string> = {}) => served.app.inject({ url, headers })
async function errorsAt(url: string): Promise<string[]> {
  const { body, statusCode } = await get(url)
  expect(statusCode, url).toBe(200)
  return validationErrors(url, body)
}

const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => definitionOf(kind).collection)

describe('a list', () => {
  test.each([
    '/tools?strand=problem',
    '/tools?q=ishikawa',
    '/activities?stage=understand&sort=-name',
    '/mappings?methodology=lean&limit=5',
    '/terms',
    '/tools?strand=problem&q=zzzzzz',
  ])('shows the items of /v1%s in the same order', async (query) => {
    const expected = (await get(`/v1${query}`)).json() as { data: { name: string }[]; page: { total: number } }
    const { body } = await get(`/embed${query}`)
    const names = [...body.matchAll(/<h2><a href="[^"]+" target="_self">([^<]+)<\/a><\/h2>/g)].map((match) =>
      match[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'),
    )
    expect(names).toEqual(expected.data.map(({ name }) => name))
    expect(body).toContain(
      expected.page.total === 0
        ? 'Nothing matches.'
        : expected.page.total === names.length
          ? `${names.length} in all`
          : `${names.length} of ${expected.page.total}`,
    )
  })

  test('describes its filter, links to the same list as a page, and keeps its display options', async () => {
    const { body } = await get('/embed/tools?strand=problem&theme=contrast')
    expect(body).toContain('Tools whose strand is Define the Problem')
    expect(body).toContain(`<link rel="canonical" href="${BASE}/tools?strand=problem">`)
    expect(body).toContain(`${BASE}/embed/tool/fishbone-diagram?theme=contrast" target="_self"`)
    expect(body).toContain('https://example.org/report')
  })

  test('can be paged through to its end', async () => {
    const slugs: string[] = []
    let address: string | undefined = '/embed/tools?limit=30&h=2'
    while (address !== undefined) {
      const { body, statusCode } = await get(address)
      expect(statusCode).toBe(200)
      slugs.push(...[...body.matchAll(/<h3><a href="[^"]+\/embed\/tool\/([^"?]+)/g)].map((match) => match[1] as string))
      address = /<a href="([^"]+)" target="_self">Next page/.exec(body)?.[1]?.replaceAll('&amp;', '&').replace(BASE, '')
    }
    expect(slugs).toHaveLength(served.releases.current().counts().tool)
    expect(new Set(slugs).size).toBe(slugs.length)
  })

  test('of every collection is valid HTML, for the latest and for a pinned release', async () => {
    for (const collection of collections) {
      expect(await errorsAt(`/embed/${collection}?limit=100`)).toEqual([])
      const pinned = await get(`/embed/r/2026.1/${collection}?limit=1`)
      expect([pinned.statusCode, pinned.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      expect(pinned.body).not.toMatch(/href="[^"]*\/embed\/(?!r\/2026\.1\/)[a-z]/)
    }
    expect(collections.length).toBeGreaterThanOrEqual(12)
  })

  test('answers 304 to a matching ETag, whatever the order of parameters', async () => {
    const { headers } = await get('/embed/tools?strand=problem&theme=contrast')
    expect(
      (await get('/embed/tools?theme=contrast&strand=problem', { 'if-none-match': String(headers.etag) })).statusCode,
    ).toBe(304)
  })
})

test.each(['/embed/tools?limit=100', '/embed/mappings?limit=100'])(
  '%s transfers at most 60 kB, with its style and script',
  async (url) => {
    expect(await transferSize(served.app, url)).toBeLessThanOrEqual(60_000)
  },
)

test.each([
  ['/embed/tools?strnd=problem', 400, 'Did you mean &quot;strand&quot;?'],
  ['/embed/tools?strand=problm', 400, 'Did you mean &quot;problem&quot;?'],
  ['/embed/tools?limit=500', 400, 'limit must be from 1 to 100 (got 500)'],
  ['/embed/tools?after=x', 400, 'cursor'],
  ['/embed/tools?theme=nhs', 400, 'Allowed: plain, nhs-like, contrast.'],
  ['/embed/tools?utm_source=x', 400, '&quot;utm_source&quot; is not a parameter'],
  ['/embed/tools?accent=777777', 400, '4.47:1'],
  ['/embed/r/2025.9/tools', 404, 'is not a release that is kept'],
])('%s is rejected (%i) in the frame', async (url, status, sentence) => {
  const { statusCode, headers, body } = await get(url)
  expect([statusCode, headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
  expect(headers['content-security-policy']).toContain('frame-ancestors *')
  expect(body).toContain(sentence)
})
