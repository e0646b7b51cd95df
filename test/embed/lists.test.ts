// Lists, the crosswalk and fragments: what they show, whom they lead to, and what is said where something is wrong.
import { gzipSync } from 'node:zlib'
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemId, kindNames, kindOf, kindPath } from '../../src/content/kinds.ts'
import { BASE } from '../rest/support.ts'
import { realContent, type Served, serve } from '../support/app.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()], { environment: { REPORT_URL: 'https://example.org/report' } })
})
afterAll(() => served.close())

const get = (url: string, headers: Record<string, string> = {}) => served.app.inject({ url, headers })
const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
async function faults(url: string): Promise<string[]> {
  const { body, statusCode } = await get(url)
  expect(statusCode, url).toBe(200)
  const { results } = await validator.validateString(body)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${url} ${line}:${column} ${ruleId}: ${message}`),
  )
}

const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => kindOf(kind).collection)

describe('a list', () => {
  test.each([
    '/tools?strand=problem',
    '/tools?q=ishikawa',
    '/activities?stage=understand&sort=-name',
    '/mappings?methodology=lean&limit=5',
    '/terms',
    '/tools?strand=problem&q=zzzzzz',
  ])('shows what /v1%s answers, in that order', async (question) => {
    const listed = (await get(`/v1${question}`)).json() as { data: { name: string }[]; page: { total: number } }
    const { body } = await get(`/embed${question}`)
    const names = [...body.matchAll(/<h2><a href="[^"]+" target="_self">([^<]+)<\/a><\/h2>/g)].map((match) =>
      match[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'),
    )
    expect(names).toEqual(listed.data.map(({ name }) => name))
    expect(body).toContain(
      listed.page.total === 0
        ? 'Nothing matches.'
        : listed.page.total === names.length
          ? `${names.length} in all`
          : `${names.length} of ${listed.page.total}`,
    )
  })

  test('says what it was asked for, leads to the same list for people, and keeps its look', async () => {
    const { body } = await get('/embed/tools?strand=problem&theme=contrast')
    expect(body).toContain('Tools whose strand is Define the Problem')
    expect(body).toContain(`<link rel="canonical" href="${BASE}/tools?strand=problem">`)
    expect(body).toContain(`${BASE}/embed/tool/fishbone-diagram?theme=contrast" target="_self"`)
    expect(body).toContain('https://example.org/report')
  })

  test('is walked to its end in the frame', async () => {
    const seen: string[] = []
    let address: string | undefined = '/embed/tools?limit=30&h=2'
    while (address !== undefined) {
      const { body, statusCode } = await get(address)
      expect(statusCode).toBe(200)
      seen.push(...[...body.matchAll(/<h3><a href="[^"]+\/embed\/tool\/([^"?]+)/g)].map((match) => match[1] as string))
      address = /<a href="([^"]+)" target="_self">Next page/.exec(body)?.[1]?.replaceAll('&amp;', '&').replace(BASE, '')
    }
    expect(seen).toHaveLength(served.releases.current().counts().tool)
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('of every collection is HTML without a fault, moving and pinned', async () => {
    for (const collection of collections) {
      expect(await faults(`/embed/${collection}?limit=100`)).toEqual([])
      const pinned = await get(`/embed/r/2026.1/${collection}?limit=1`)
      expect([pinned.statusCode, pinned.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      expect(pinned.body).not.toMatch(/href="[^"]*\/embed\/(?!r\/2026\.1\/)[a-z]/)
    }
    expect(collections.length).toBeGreaterThanOrEqual(12)
  })

  test('that a client has already is not sent again', async () => {
    const { headers } = await get('/embed/tools?strand=problem&theme=contrast')
    expect(
      (await get('/embed/tools?theme=contrast&strand=problem', { 'if-none-match': String(headers.etag) })).statusCode,
    ).toBe(304)
  })
})

describe('the crosswalk', () => {
  const pairs = ['strands', 'questions', 'activities', 'tools', 'lean', 'six-sigma', 'model-for-improvement'].flatMap(
    (rows) =>
      ['lean', 'six-sigma', 'model-for-improvement']
        .filter((cols) => cols !== rows)
        .map((cols) => `rows=${rows}&cols=${cols}`),
  )

  test.each(pairs)('%s holds in its table what the matrix holds, each value with its explanation', async (question) => {
    const { data } = (await get(`/v1/matrix?${question}`)).json() as {
      data: {
        cells: { row: string; col: string; value: string | number | null }[]
        rows: { name: string }[]
        cols: object[]
      }
    }
    const { body } = await get(`/embed/crosswalk?${question}`)
    const filled = data.cells.filter(({ value }) => value !== null && value !== 0)
    const links = [...body.matchAll(/<td><a href="([^"]+)"/g)].map((match) => match[1]?.replaceAll('&amp;', '&'))
    expect(links).toEqual(
      filled.map(
        ({ row, col }) => `${BASE}/crosswalk?subject=${encodeURIComponent(row)}&object=${encodeURIComponent(col)}`,
      ),
    )
    expect(body.match(/<td>/g)).toHaveLength(data.rows.length * data.cols.length)
    expect(body.match(/<svg/g)).toHaveLength(1)
    expect(await faults(`/embed/crosswalk?${question}`)).toEqual([])
  })

  test('leads to explanations that are there, of its own release where it is pinned', async () => {
    const { body } = await get('/embed/r/2026.1/crosswalk?rows=lean&cols=six-sigma')
    const links = [...body.matchAll(/<td><a href="([^"]+)"/g)].map((match) =>
      String(match[1]).replaceAll('&amp;', '&').replace(BASE, ''),
    )
    expect(links.length).toBeGreaterThanOrEqual(10)
    expect(links.every((link) => link.endsWith('&release=2026.1'))).toBe(true)
    for (const link of links.slice(0, 5)) expect((await get(link)).statusCode, link).toBe(200)
  })

  test('without a choice shows the strands against the first methodology', async () => {
    expect((await get('/embed/crosswalk')).body).toContain('Strands against Lean Thinking</h1>')
  })
})

describe('a fragment', () => {
  test('is bare HTML that another page may take in, from anywhere', async () => {
    const { body, headers, statusCode } = await get('/fragment/tool/fishbone-diagram')
    expect([
      statusCode,
      headers['access-control-allow-origin'],
      headers['cross-origin-resource-policy'],
      headers['content-type'],
    ]).toEqual([200, '*', 'cross-origin', 'text/html; charset=utf-8'])
    expect(body).toMatch(/^<div class="toolkit-item" lang="en">[\s\S]*<\/div>\n$/)
    expect(body).not.toMatch(/<(script|style|link|meta|html|head|body|main|base|iframe)\b|\son\w+=|target=/)
    expect([...new Set([...body.matchAll(/<h(\d)/g)].map((match) => Number(match[1])))].sort()).toEqual([2, 3, 4])
    expect(
      [...body.matchAll(/ id="([^"]+)"/g)]
        .map((match) => match[1])
        .every((id) => id?.startsWith('tool-fishbone-diagram-')),
    ).toBe(true)
    expect(body).toContain(`href="${BASE}/strands/problem"`)
  })

  test('takes the level, the prefix and the parts that are asked for, and then stands twice in a page', async () => {
    const ids = async (prefix: string) =>
      [
        ...(await get(`/fragment/tool/fishbone-diagram?h=4&prefix=${prefix}&parts=steps,tips`)).body.matchAll(
          / id="([^"]+)"/g,
        ),
      ].map((match) => match[1])
    expect(await ids('a')).toEqual(['a-name', 'a-steps', 'a-tips'])
    const [one, other] = await Promise.all(
      ['a', 'b'].map(async (prefix) => (await get(`/fragment/tool/fishbone-diagram?prefix=${prefix}`)).body),
    )
    const { results } = await validator.validateString(
      `<!doctype html><html lang="en"><head><title>Both</title></head><body><main><h1>Both</h1>${one}${other}</main></body></html>`,
    )
    expect(results.flatMap(({ messages }) => messages)).toEqual([])
  })

  test('of every item is HTML without a fault, with its credit', async () => {
    let seen = 0
    for (const kind of kindNames) {
      const slugs = served.releases.current().of(kind).slugs()
      for (const slug of kind === 'mapping' ? slugs.filter((_, i) => i % 50 === 0) : slugs) {
        const url = `/fragment/${kindPath(itemId(kind, slug))}`
        expect(await faults(url)).toEqual([])
        expect((await get(url)).body).toContain('<footer class="credit">')
        seen++
      }
    }
    expect(seen).toBeGreaterThanOrEqual(280)
  })
})

test('the largest of each is at most 60 kB with all that it loads, compressed', async () => {
  const weights = await Promise.all(
    [
      '/embed/tools?limit=100',
      '/embed/mappings?limit=100',
      '/embed/crosswalk?rows=tools&cols=six-sigma',
      '/embed/crosswalk?rows=tools&cols=lean',
      '/embed/map',
    ].map(async (url) => {
      const { body } = await get(url)
      const loaded = [...body.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)].map(
        (match) => match[1] as string,
      )
      expect(loaded).toHaveLength(2)
      const files = await Promise.all(loaded.map(async (path) => (await get(path)).body))
      return { url, weight: [body, ...files].reduce((sum, text) => sum + gzipSync(text).length, 0) }
    }),
  )
  expect(weights.filter(({ weight }) => weight > 60_000)).toEqual([])
})

describe('what is not right is said', () => {
  test.each([
    ['/embed/tools?strnd=problem', 400, 'Did you mean &quot;strand&quot;?'],
    ['/embed/tools?strand=problm', 400, 'Did you mean &quot;problem&quot;?'],
    ['/embed/tools?limit=500', 400, 'limit must be from 1 to 100 (got 500)'],
    ['/embed/tools?after=x', 400, 'cursor'],
    ['/embed/tools?theme=nhs', 400, 'Allowed: plain, nhs-like, contrast.'],
    ['/embed/tools?utm_source=x', 400, '&quot;utm_source&quot; is not a parameter'],
    ['/embed/tools?accent=777777', 400, '4.47:1'],
    ['/embed/r/2025.9/tools', 404, 'is not a release that is kept'],
    ['/embed/crosswalk?rows=tols&cols=lean', 400, 'Did you mean &quot;tools&quot;?'],
    ['/embed/crosswalk?rows=lean&cols=lean', 400, 'the same methodology'],
    ['/embed/crosswalk?h=x', 400, 'h must be'],
  ])('%s, in the frame', async (url, status, sentence) => {
    const { statusCode, headers, body } = await get(url)
    expect([statusCode, headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(headers['content-security-policy']).toContain('frame-ancestors *')
    expect(body).toContain(sentence)
  })

  test.each([
    ['/fragment/tol/x', 404, 'Did you mean "tool"?'],
    ['/fragment/tool/fishbone-diagrm', 404, 'Did you mean "fishbone-diagram"?'],
    ['/fragment/tool/fishbone-diagram?prefix=1', 400, 'must begin with a letter'],
    ['/fragment/tool/fishbone-diagram?h=7', 400, 'h must be from 1 to 4 (got 7)'],
    ['/fragment/tool/fishbone-diagram?parts=stesp', 400, 'Did you mean "steps"?'],
    ['/fragment/tool/fishbone-diagram?theme=plain', 400, '"theme" is not a parameter'],
  ])('%s, as a problem', async (url, status, sentence) => {
    const { statusCode, headers, body } = await get(url)
    expect([statusCode, headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8'])
    expect((JSON.parse(body) as { detail: string }).detail).toContain(sentence)
  })
})
