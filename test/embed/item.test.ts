// The embed of an item: its headers, parts, caching and problem documents.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'
import { BASE } from '../support/client.ts'

const file = (path: string) => worldFiles[path] as string
const statements: string[] = []
let served: Served

beforeAll(async () => {
  const changed = {
    'tools/fishbone-diagram.yaml': `${file('tools/fishbone-diagram.yaml').replace(/guidance:.*/, 'guidance: { purpose: "Find **causes**.", steps: [Draw, Ask], tips: [Listen] }')}formerSlugs: [ishikawa]\nreview: { status: reviewed, reviewer: Editors, on: 2026-02-01, next: 2027-02-01 }\n`,
    'tools/gantt-chart.yaml': `${file('tools/gantt-chart.yaml')}withdrawn: { on: 2026-01-02, reason: Out of use., successor: fishbone-diagram }\n`,
    'terms/system.yaml': `${file('terms/system.yaml')}gaps: [Who said it first.]\n`,
    'methodologies/lean/mappings/tools.yaml': file('methodologies/lean/mappings/tools.yaml').replace(
      / {2}- \{ subject: tool:gantt.*\n/,
      '',
    ),
  }
  served = await serve([world(changed), world({ ...changed, ...releaseFile('2026.2') })], {
    onStatement: (statement) => statements.push(statement),
  })
})
afterAll(() => served.close())

const get = (url: string, headers: Record<string, string> = {}) => served.app.inject({ url, headers })
const policy = (ancestors: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'none'; frame-ancestors ${ancestors}; require-trusted-types-for 'script'; trusted-types 'none'`
const embedHeaders = {
  'content-security-policy': policy('*'),
  'cross-origin-resource-policy': 'cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-language': 'en',
  'content-type': 'text/html; charset=utf-8',
}
const unwanted = ['x-frame-options', 'set-cookie', 'cross-origin-opener-policy', 'strict-transport-security']

describe('headers', () => {
  test.each([
    ['/embed/tool/fishbone-diagram', 200],
    ['/embed/r/2026.1/tool/fishbone-diagram', 200],
    ['/embed/tool/fishbone-diagrm', 404],
    ['/embed/tool/gantt-chart', 410],
    ['/embed/tool/fishbone-diagram?them=plain', 400],
    ['/embed/nothing', 404],
    ['/embed/r/2025.1/tool/fishbone-diagram', 404],
  ])('%s (%i) can be framed by any site, and runs only our own script', async (url, status) => {
    const response = await get(url)
    expect(response.statusCode).toBe(status)
    expect(response.headers).toMatchObject(embedHeaders)
    for (const name of unwanted) expect(response.headers[name], name).toBeUndefined()
    expect(response.body).not.toMatch(/<script(?! src=")|<style|\sstyle=|\son\w+=|https?:\/\/[^"<\s]*"\s+defer/)
  })

  test('EMBED_FRAME_ANCESTORS restricts the hosts that may frame embeds', async () => {
    const closed = await serve([world()], { environment: { EMBED_FRAME_ANCESTORS: 'https://intranet.example.nhs.uk' } })
    expect((await closed.app.inject('/embed/tool/fishbone-diagram')).headers['content-security-policy']).toBe(
      policy('https://intranet.example.nhs.uk'),
    )
    expect((await closed.app.inject('/tools/fishbone-diagram')).headers['content-security-policy']).toBe(
      policy("'none'"),
    )
    await closed.close()
  })

  test('pages cannot be framed, and neither can API responses', async () => {
    for (const url of ['/tools/fishbone-diagram', '/tools/none'])
      expect((await get(url)).headers, url).toMatchObject({
        ...embedHeaders,
        'content-security-policy': policy("'none'"),
      })
    expect((await get('/v1/tools/none')).headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
  })

  test('its assets can be loaded by a sandboxed frame, and are immutable', async () => {
    const { body } = await get('/embed/tool/fishbone-diagram?accent=005EB8')
    const loaded = [...body.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)].map(
      (match) => match[1] as string,
    )
    expect(loaded).toEqual(
      [
        expect.stringMatching(/^\/assets\/[\w-]{16}\/embed\.js$/),
        expect.stringMatching(/^\/assets\/[\w-]{16}\/toolkit\.css$/),
        '/embed/accent/005eb8.css',
      ].sort((a, b) => body.indexOf(String(a)) - body.indexOf(String(b))),
    )
    for (const url of loaded) {
      const response = await get(url)
      expect(response.statusCode, url).toBe(200)
      expect(response.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=31536000, immutable',
      })
    }
    const old = await get('/assets/AAAAAAAAAAAAAAAA/toolkit.css')
    expect([old.statusCode, old.headers.location]).toEqual([
      307,
      loaded.find((url) => url.endsWith('.css') && url.startsWith('/assets')),
    ])
    expect((await get('/assets/AAAAAAAAAAAAAAAA/none.css')).statusCode).toBe(404)
  })
})

describe('parts', () => {
  const sections = (body: string) => [...body.matchAll(/<section class="part part-(\w+)"/g)].map((match) => match[1])

  test('an item shows all its parts by default', async () => {
    const { body } = await get('/embed/tool/fishbone-diagram')
    expect(sections(body)).toEqual(['purpose', 'steps', 'tips', 'mapping', 'related'])
    expect(body).toContain('Find <strong>causes</strong>.')
    expect(body.match(/<main>/g)).toHaveLength(1)
    expect(body).toContain('It shows what stops the flow.')
  })

  test('an item shows the requested parts in the requested order, always with its name and credit', async () => {
    for (const parts of ['tips,steps', 'mapping', 'summary', 'purpose']) {
      const { body } = await get(`/embed/tool/fishbone-diagram?parts=${parts}`)
      expect(sections(body)).toEqual(parts.split(',').filter((part) => part !== 'summary'))
      expect(body.includes('Groups causes along branches.')).toBe(parts === 'summary')
      expect(body).toContain('>Fishbone Diagram</h1>')
      for (const credit of [
        'href="https://example.org/"',
        'The toolkit',
        `${BASE}/tools/fishbone-diagram`,
        'https://creativecommons.org/licenses/by/4.0/',
        '2026.2',
        '<time datetime="2026-02-01">1 February 2026</time>',
        '<time datetime="2027-02-01">1 February 2027</time>',
      ])
        expect(body, credit).toContain(credit)
    }
  })

  test('headings begin at the requested level', async () => {
    for (const h of [1, 2, 3, 4]) {
      const { body } = await get(`/embed/tool/fishbone-diagram?h=${h}`)
      expect([...new Set([...body.matchAll(/<h(\d)/g)].map((match) => Number(match[1])))].sort()).toEqual([
        h,
        h + 1,
        h + 2,
      ])
    }
  })

  test('known gaps of an item are shown, and where to report an error', async () => {
    expect((await get('/embed/term/system')).body).toContain('Who said it first.')
    expect((await get('/embed/tool/fishbone-diagram')).body).not.toContain('Report an error')
    const reporting = await serve([world()], { environment: { REPORT_URL: 'mailto:errors@example.org' } })
    expect((await reporting.app.inject('/embed/tool/fishbone-diagram')).body).toContain(
      'href="mailto:errors@example.org"',
    )
    await reporting.close()
  })

  test('links to other items stay in the frame and keep the display options', async () => {
    const { body } = await get('/embed/tool/fishbone-diagram?theme=contrast&h=2&parts=related')
    expect(body).toContain(
      `<a href="${BASE}/embed/strand/problem?theme=contrast&amp;h=2" target="_self">Define the Problem</a>`,
    )
    expect((await get('/embed/r/2026.1/tool/fishbone-diagram')).body).toContain(
      `${BASE}/embed/r/2026.1/strand/problem"`,
    )
  })
})

describe('caching', () => {
  test('an embed of the latest release is revalidated, and a pinned one is immutable', async () => {
    expect((await get('/embed/tool/fishbone-diagram')).headers['cache-control']).toBe(
      'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
    )
    const pinned = await get('/embed/r/2026.1/tool/fishbone-diagram')
    expect(pinned.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(pinned.body).toContain('2026.1, <time')
  })

  test('a matching ETag is answered without running a query, whatever the order of parameters', async () => {
    const { headers } = await get('/embed/tool/fishbone-diagram?theme=contrast&parts=tips')
    statements.length = 0
    const again = await get('/embed/tool/fishbone-diagram?parts=tips&theme=contrast', {
      'if-none-match': String(headers.etag),
    })
    expect([again.statusCode, again.body, statements]).toEqual([304, '', []])
    expect((await get('/embed/tool/fishbone-diagram?parts=needs', { 'if-none-match': '*' })).statusCode).toBe(400)
    expect((await get('/embed/tool/fishbone-diagram?parts=tips', { 'if-none-match': '*' })).statusCode).toBe(304)
  })

  test('each combination of display options has an ETag of its own', async () => {
    const tags = await Promise.all(
      ['', '?theme=contrast', '?h=2', '?accent=005eb8', '?parts=tips'].map(
        async (query) => (await get(`/embed/tool/fishbone-diagram${query}`)).headers.etag,
      ),
    )
    expect(new Set(tags).size).toBe(5)
  })
})

describe('problem documents', () => {
  test.each([
    ['/embed/tol/fishbone-diagram', 404, 'Did you mean &quot;tool&quot;?'],
    ['/embed/tool/fishbone-diagrm', 404, 'Did you mean &quot;fishbone-diagram&quot;?'],
    ['/embed/constructor/x', 404, '&quot;constructor&quot; is not a kind of item.'],
    ['/embed/tool/fishbone-diagram?theme=nhs', 400, 'Allowed: plain, nhs-like, contrast.'],
    ['/embed/tool/fishbone-diagram?lang=cy', 400, 'Allowed: en.'],
    ['/embed/tool/fishbone-diagram?h=5', 400, 'h must be from 1 to 4 (got 5)'],
    ['/embed/tool/fishbone-diagram?h=two', 400, 'h must be'],
    ['/embed/tool/fishbone-diagram?h=', 400, 'h must be'],
    ['/embed/tool/fishbone-diagram?accent=red', 400, 'six hexadecimal digits'],
    ['/embed/tool/fishbone-diagram?accent=777777', 400, 'contrast of 4.47:1'],
    ['/embed/tool/fishbone-diagram?accent=005eb8&theme=contrast', 400, 'Choose a lighter one.'],
    ['/embed/tool/fishbone-diagram?parts=stesp', 400, 'Did you mean &quot;steps&quot;?'],
    ['/embed/tool/fishbone-diagram?parts=tips,tips', 400, 'must not name a part twice'],
    ['/embed/tool/fishbone-diagram?parts=', 400, 'parts'],
    ['/embed/tool/fishbone-diagram?parts=needs', 400, 'summary, purpose, steps, tips, mapping, related'],
    ['/embed/tool/fishbone-diagram?release=2026.1', 400, '&quot;release&quot; is not a parameter of this address'],
    ['/embed/tool/fishbone-diagram?utm_source=x', 400, '&quot;utm_source&quot; is not a parameter of this address'],
    [
      '/embed/tool/gantt-chart',
      410,
      `<a href="${BASE}/embed/tool/fishbone-diagram" target="_self">${BASE}/embed/tool/fishbone-diagram</a>`,
    ],
    ['/embed/r/2025.9/tool/fishbone-diagram', 404, 'is not a release that is kept'],
    ['/embed/accent/red.css', 400, 'six hexadecimal digits'],
  ])('%s is rejected (%i) in the frame', async (url, status, sentence) => {
    const response = await get(url)
    expect([response.statusCode, response.headers['content-type'], response.headers['cache-control']]).toEqual([
      status,
      'text/html; charset=utf-8',
      'no-store',
    ])
    expect(response.headers.etag).toBeUndefined()
    expect(response.body).toContain(sentence)
    expect(response.body).toContain('data-state="error"')
    expect(response.body.match(/<main>/g)).toHaveLength(1)
  })

  test('problem documents use the requested theme', async () => {
    expect((await get('/embed/tool/none?theme=contrast')).body).toContain('data-theme="contrast"')
    expect((await get('/embed/tool/none?theme="><script>')).body).toContain('data-theme="plain"')
  })

  test('405 and 500 are problem documents too', async () => {
    const response = await served.app.inject({ method: 'POST', url: '/embed/tool/fishbone-diagram' })
    expect([response.statusCode, response.headers['content-type'], response.headers.allow]).toEqual([
      405,
      'text/html; charset=utf-8',
      'GET, HEAD, OPTIONS',
    ])
    const broken = await serve([world()])
    broken.releases.close()
    const failed = await broken.app.inject('/embed/tool/fishbone-diagram')
    expect(failed.statusCode).toBe(500)
    expect(failed.headers).toMatchObject(embedHeaders)
    expect(failed.body).toMatch(/urn:request:\S+/)
    await broken.close()
  })

  test('pages ignore unknown parameters, and explain a 404', async () => {
    for (const query of ['?utm_source=x', '?after=x', '?a=1&a=2', '?theme=none'])
      expect((await get(`/tools/fishbone-diagram${query}`)).statusCode, query).toBe(200)
    const absent = await get('/tools/fishbone-diagrm')
    expect([absent.statusCode, absent.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(absent.body).toContain('Did you mean &quot;fishbone-diagram&quot;?')
    expect((await get('/tools/gantt-chart')).body).toContain(`<a href="${BASE}/tools/fishbone-diagram">`)
  })
})

test('with a path in PUBLIC_URL, links are absolute and assets are on the same origin', async () => {
  const behind = await serve([world()], { environment: { PUBLIC_URL: 'https://example.nhs.uk/improve' } })
  const { body } = await behind.app.inject('/embed/tool/fishbone-diagram?accent=005eb8')
  expect(body).toContain('<link rel="canonical" href="https://example.nhs.uk/improve/tools/fishbone-diagram">')
  expect(body).toMatch(/href="\/improve\/assets\/[\w-]+\/toolkit\.css"/)
  expect(body).toContain('href="/improve/embed/accent/005eb8.css"')
  await behind.close()
})
