// The HTML pages: valid HTML, working links and correct counts.
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindNames, kindOf } from '../../src/content/kinds.ts'
import { escapeHtml } from '../../src/markup/html.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { BASE, read } from '../rest/support.ts'

const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

async function validationErrors(url: string): Promise<string[]> {
  const { body, statusCode, headers } = await served.app.inject(url)
  expect(headers['content-type'], url).toBe('text/html; charset=utf-8')
  const { results } = await validator.validateString(body)
  return [
    ...(statusCode >= 500 ? [`${url} ${statusCode}`] : []),
    ...results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line, column }) => `${url} ${line}:${column} ${ruleId}: ${message}`),
    ),
  ]
}

const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => kindOf(kind).collection)
const addresses = [
  '/',
  '/about',
  '/accessibility',
  '/privacy',
  '/search',
  '/search?q=ishikawa&kind=tool',
  '/search?q=zzzzzz',
  '/tools?strand=problem,plan&methodology=lean&q=diagram&sort=-name',
  '/mappings?relation=none',
  '/crosswalk',
  '/crosswalk?view=gaps',
  '/crosswalk?view=matrix',
  '/crosswalk?subject=tool:fishbone-diagram',
  '/crosswalk?subject=lean:flow&to=six-sigma',
  '/crosswalk?subject=tool:fishbone-diagram&object=six-sigma:analyse',
  '/crosswalk?subject=tool:lomo&to=lean',
  '/crosswalk?from=lean&to=toolkit&unit=activities&state=covered',
  '/crosswalk?rows=tools&cols=lean',
  '/embed',
  '/embed?item=tool:fishbone-diagram&host=wordpress&theme=contrast&accent=ffe14d&h=2&parts=summary&parts=steps',
  '/embed?item=list:tools&filter=strand%3Dproblem&host=drupal',
  '/embed?item=crosswalk&host=moodle&rows=tools&cols=lean',
  '/embed?item=map&host=html',
]
const refusedAddresses = [
  '/tools?strand=problm',
  '/tools?sort=x',
  '/tools?after=x',
  '/search?kind=x&q=x',
  '/crosswalk?subject=tool:none',
  '/crosswalk?from=leen',
  '/crosswalk?view=x',
  '/embed?item=tool:none',
  '/embed?item=list:none',
  '/embed?host=x',
  '/embed?accent=ffffff',
  '/embed?item=list:tools&filter=strnd%3Dproblem',
  '/about/none',
]

test.each([...addresses, ...collections.map((name) => `/${name}`)])('%s is valid HTML', async (url) => {
  expect((await served.app.inject(url)).statusCode, url).toBe(200)
  expect(await validationErrors(url)).toEqual([])
})

test.each(refusedAddresses)('%s is refused with an HTML page that explains why', async (url) => {
  const { statusCode, body } = await served.app.inject(url)
  expect([400, 404]).toContain(statusCode)
  expect(body).toContain('<div class="problem">')
  expect(body.includes('<form class="controls" method="get" action="/search"')).toBe(statusCode === 404)
  expect(await validationErrors(url)).toEqual([])
})

test('unknown and empty parameters are ignored', async () => {
  for (const [plain, more] of [
    ['/tools', '/tools?utm_source=x&utm_source=y&q=&strand='],
    ['/search', '/search?q=&kind='],
    ['/', '/?after=x&fbclid=y'],
    ['/about', '/about?after=x'],
    ['/embed', '/embed?item=&accent='],
  ] as const) {
    const [one, other] = [await served.app.inject(plain), await served.app.inject(more)]
    expect([other.statusCode, other.body], more).toEqual([200, one.body])
  }
})

describe('links', () => {
  const hrefs = (body: string) =>
    [...body.matchAll(/<(?:a|link)\b[^>]*? href="([^"]*)"/g)].map((match) =>
      (match[1] as string).replaceAll('&amp;', '&'),
    )
  /** Tested elsewhere. */
  const notPages = /^\/(docs|graphiql|v1|assets|openapi)/

  test('no link of any page reachable from the home page is broken', async () => {
    const seen = new Set<string>(['/'])
    const broken: string[] = []
    let pages = 0
    for (const url of seen) {
      const answer = await served.app.inject(url)
      if (answer.statusCode >= 400) broken.push(`${url} ${answer.statusCode}`)
      if (
        answer.statusCode !== 200 ||
        !String(answer.headers['content-type']).startsWith('text/html') ||
        notPages.test(url) ||
        url.startsWith('/embed/')
      )
        continue
      pages++
      const within = hrefs(answer.body).flatMap((href) =>
        href.startsWith(BASE)
          ? [href.slice(BASE.length) || '/']
          : href.startsWith('/')
            ? [href]
            : href.startsWith('#')
              ? [`#${href}`]
              : [],
      )
      for (const href of within.filter((link) => link.startsWith('##')))
        expect(answer.body, `${url} ${href}`).toContain(`id="${href.slice(2)}"`)
      // Filters combine without end, and mappings are many and alike: of addresses with a query those count that one page of its sort shows.
      const sort = url.split('?')[0] as string
      for (const href of within.filter((link) => link.startsWith('/'))) {
        const [path = '', query] = (href.split('#')[0] as string).split('?')
        const isMany =
          path.startsWith('/mappings/') ||
          (query !== undefined &&
            ([...seen].filter((other) => other.startsWith(`${path}?`)).length >= 12 ||
              url.includes('?') ||
              sort === '/mappings'))
        if (!isMany || seen.has(href)) seen.add(query === undefined ? path : `${path}?${query}`)
      }
    }
    expect(broken).toEqual([])
    expect(pages).toBeGreaterThanOrEqual(330)
    expect(seen.size).toBeGreaterThanOrEqual(700)
  })

  test('each filter value has as many items as its count', async () => {
    let followed = 0
    for (const collection of ['tools', 'activities', 'questions', 'strands']) {
      const { body } = await served.app.inject(`/${collection}`)
      for (const [, href = '', count] of body.matchAll(
        /<li><a href="([^"]+)">[^<]*<\/a> <span class="count">(\d+)<\/span><\/li>/g,
      )) {
        if (followed++ % 6 !== 0) continue
        const total = /<p class="total" role="status">(\d+)/.exec(
          (await served.app.inject(href.replaceAll('&amp;', '&'))).body,
        )?.[1]
        expect(total, href).toBe(count)
      }
    }
    expect(followed).toBeGreaterThan(200)
  })
})

test('a list can be paged through to its end', async () => {
  let url: string | undefined = '/tools'
  const names: string[] = []
  for (let pages = 0; url !== undefined && pages < 10; pages++) {
    const { body }: { body: string } = await served.app.inject(url)
    names.push(...[...body.matchAll(/<h2><a href="[^"]*\/tools\/([^"]+)">/g)].map((match) => match[1] as string))
    url = /<a href="([^"]+)" rel="next">/.exec(body)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(names).toEqual(served.releases.current().of('tool').slugs().length === names.length ? [...new Set(names)] : [])
  expect(names.length).toBe((await read(served.app, '/v1/tools?limit=1')).page.total)
})

test('the tables of mappings have the same order on every page: methodologies first, then the toolkit', async () => {
  const orders: string[][] = []
  for (const slug of served.releases.current().of('tool').slugs()) {
    const { body } = await served.app.inject(`/tools/${slug}`)
    orders.push(
      [...body.matchAll(/<caption class="unseen">[^<]*: ([^<:]+)<\/caption>/g)].map((match) => match[1] as string),
    )
  }
  const all = orders.find((order) => order.length === 4) as string[]
  expect(
    all
      .slice(0, 3)
      .map((side) => ['Lean', 'Model for Improvement', 'Six Sigma'].findIndex((name) => side.includes(name))),
  ).toEqual([0, 1, 2])
  for (const order of orders) expect(order).toEqual(all.filter((side) => order.includes(side)))
})

test('the counts of the about page are those of the API', async () => {
  const { body } = await served.app.inject('/about')
  const lines = new Map(
    [
      ...body.matchAll(
        /<tr><th scope="row">(?:<a [^>]*>)?([^<]+)(?:<\/a>)?<\/th>((?:<td data-label="[^"]*">\d+<\/td>)+)<\/tr>/g,
      ),
    ].map(([, name = '', cells = '']) => [name, [...cells.matchAll(/>(\d+)</g)].map((match) => Number(match[1]))]),
  )
  const named: Record<string, string> = {
    Tools: 'tools',
    Activities: 'activities',
    Questions: 'questions',
    Strands: 'strands',
    Terms: 'terms',
    Routes: 'routes',
    Mappings: 'mappings',
  }
  for (const [name, collection] of Object.entries(named)) {
    const found = (await served.app.inject(`/v1/${collection}.ndjson`)).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { basis?: string; provenance?: { basis: string } })
    const of = (basis: string) => found.filter((item) => (item.basis ?? item.provenance?.basis) === basis).length
    expect(lines.get(name), name).toEqual([
      found.length,
      of('published'),
      of('editorial'),
      of('unconfirmed'),
      of('derived'),
    ])
  }
  expect(body).toContain('LoMo')
  const gaps = (
    await Promise.all(
      collections
        .filter((name) => name !== 'mappings')
        .map(async (name) =>
          (await served.app.inject(`/v1/${name}.ndjson`)).body
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as { gaps: string[] }),
        ),
    )
  )
    .flat()
    .filter((item) => item.gaps.length > 0)
  expect(body).toContain(`${gaps.length} items say`)
})

test('the map and its table link to the same items', async () => {
  const { body } = await served.app.inject('/')
  const svg = body.slice(body.indexOf('<svg'), body.indexOf('</svg>'))
  const table = body.slice(body.indexOf('<table class="stacking map-table">'), body.indexOf('</table>'))
  const links = (part: string) => [...part.matchAll(/<a href="([^"]+)"/g)].map((match) => match[1] as string).sort()
  expect(links(svg)).toEqual(links(table))
  const [tools, activities, questions, strands] = await Promise.all(
    ['tools?origin=toolkit&', 'activities?', 'questions?', 'strands?'].map(
      async (list) => (await read(served.app, `/v1/${list}limit=1`)).page.total as number,
    ),
  )
  expect(links(svg).length).toBe(
    (tools as number) + (activities as number) + (questions as number) + (strands as number),
  )
  expect(body).toContain(
    `${questions} questions in the inner ring, ${activities} activities in the middle and ${tools} tools outside, in ${strands} strands.`,
  )
})

test('an item has Open Graph, oEmbed and JSON-LD metadata', async () => {
  const { body, headers } = await served.app.inject('/tools/fishbone-diagram')
  const { summary } = (await read(served.app, '/v1/tools/fishbone-diagram')).data
  for (const property of [
    'title" content="Fishbone Diagram',
    `url" content="${BASE}/tools/fishbone-diagram`,
    'type" content="article',
    'site_name" content="Improvement Toolkit API',
    `description" content="${escapeHtml(summary)}"`,
  ])
    expect(body).toContain(`<meta property="og:${property}`)
  for (const tag of [
    `property="og:image" content="${BASE}/pictures/tool/fishbone-diagram.png"`,
    'property="og:image:width" content="1200"',
    'property="og:image:height" content="630"',
    'property="og:image:alt" content="Fishbone Diagram, ',
    'name="twitter:card" content="summary_large_image"',
  ])
    expect(body).toContain(`<meta ${tag}`)
  const oembed = `${BASE}/oembed?url=${encodeURIComponent(`${BASE}/tools/fishbone-diagram`)}&format=`
  expect(body).toContain(
    `<link rel="alternate" type="application/json+oembed" href="${oembed.replace('&', '&amp;')}json"`,
  )
  expect(body).toContain(`<link rel="alternate" type="text/xml+oembed" href="${oembed.replace('&', '&amp;')}xml"`)
  expect(headers.link).toContain(`<${oembed}json>; rel="alternate"; type="application/json+oembed"`)
  const data = JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(body)?.[1] as string) as Record<
    string,
    unknown
  >
  expect(data).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'HowTo',
    name: 'Fishbone Diagram',
    url: `${BASE}/tools/fishbone-diagram`,
    license: 'https://creativecommons.org/licenses/by/4.0/',
  })
  expect((data.step as unknown[]).length).toBeGreaterThanOrEqual(3)
})

test('every kind of page has a share image', async () => {
  const sorts = [
    '/',
    '/about',
    '/accessibility',
    '/privacy',
    '/search',
    '/crosswalk',
    '/embed',
    ...collections.map((name) => `/${name}`),
    `/mappings/${served.releases.current().of('mapping').slugs()[0]}`,
    '/methodologies/lean/elements/flow',
  ]
  const pictures = new Set<string>()
  for (const url of sorts) {
    const { body } = await served.app.inject(url)
    const [, picture = ''] = /<meta property="og:image" content="([^"]+)">/.exec(body) ?? []
    const answer = await served.app.inject(picture.slice(BASE.length))
    expect([answer.statusCode, answer.headers['content-type']], url).toEqual([200, 'image/png'])
    pictures.add(picture)
  }
  // A mapping has the picture of all mappings.
  expect(pictures.size).toBe(sorts.length - 1)
})

test('the embed code is an iframe followed by a link', async () => {
  const { body, headers } = await served.app.inject(
    '/embed?item=tool:fishbone-diagram&host=sharepoint&theme=contrast&h=2&parts=steps&parts=summary',
  )
  const code = /<textarea id="snippet"[^>]*>([^<]*)<\/textarea>/
    .exec(body)?.[1]
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&') as string
  const [, src = '', height = '', href] =
    /^<iframe src="([^"]+)" title="Fishbone Diagram" width="100%" height="(\d+)" loading="lazy" referrerpolicy="no-referrer" style="border:0;max-width:100%"><\/iframe>\n<p><a href="([^"]+)">Open Fishbone Diagram in full<\/a><\/p>$/.exec(
      code,
    ) as unknown as string[]
  expect(src.replaceAll('&amp;', '&')).toBe(
    `${BASE}/embed/tool/fishbone-diagram?h=2&parts=summary,steps&theme=contrast`,
  )
  expect((await served.app.inject(src.replaceAll('&amp;', '&').slice(BASE.length))).statusCode).toBe(200)
  expect(href).toBe(`${BASE}/tools/fishbone-diagram`)
  expect(Number(height)).toBeGreaterThan(300)
  expect(headers['content-security-policy']).toContain("frame-src 'self'; frame-ancestors 'none'")
  expect(body).toContain(BASE)
})

test('each count in the matrix links to as many items with a role in both', async () => {
  let followed = 0
  for (const query of [
    'rows=strands&cols=six-sigma',
    'rows=strands&cols=lean',
    'rows=lean&cols=six-sigma&measure=count',
  ]) {
    const { body } = await served.app.inject(`/crosswalk?${query}`)
    const cells = [...body.matchAll(/<td><a href="([^"]+)">(\d+)</g)]
    for (const [, href = '', count] of cells.filter((_, i) => i % 5 === 0)) {
      const { body: page } = await served.app.inject(href.replaceAll('&amp;', '&').slice(BASE.length))
      const both = page.slice(page.indexOf('What has a part in both'))
      const entries = [...both.slice(0, both.indexOf('</section>')).matchAll(/<li><a href="([^"]+)">/g)].map(
        (match) => match[1],
      )
      expect(String(new Set(entries).size), href).toBe(count)
      followed++
    }
  }
  expect(followed).toBeGreaterThanOrEqual(20)
})

test('an empty result of the crosswalk says why it is empty', async () => {
  const seen = new Set<string>()
  for (const slug of served.releases.current().of('tool').slugs()) {
    const { empty } = await served.releases
      .current()
      .translate({ subject: `tool:${slug}`, to: 'lean', maxHops: 2, minScore: 0, relation: undefined })
    if (empty === null || seen.has(empty)) continue
    seen.add(empty)
    const { body } = await served.app.inject(`/crosswalk?subject=tool:${slug}&to=lean`)
    expect(body).toContain(
      empty === 'reviewed-none' ? 'Somebody looked, and there is no counterpart.' : 'Not looked at yet.',
    )
  }
  expect([...seen].sort()).toEqual(['not-reviewed', 'reviewed-none'])
})
