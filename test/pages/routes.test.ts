// Every page is valid HTML, and no link of any is broken.
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, definitionOf } from '../../src/content/kinds.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { BASE } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => definitionOf(kind).collection)

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
const rejectedAddresses = [
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

test.each(rejectedAddresses)('%s is rejected with an HTML page that explains why', async (url) => {
  const { statusCode, body } = await served.app.inject(url)
  expect([400, 404]).toContain(statusCode)
  expect(body).toContain('<div class="problem">')
  expect(body.includes('<form class="controls" method="get" action="/search"')).toBe(statusCode === 404)
  expect(await validationErrors(url)).toEqual([])
})

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
    const response = await served.app.inject(url)
    if (response.statusCode >= 400) broken.push(`${url} ${response.statusCode}`)
    if (
      response.statusCode !== 200 ||
      !String(response.headers['content-type']).startsWith('text/html') ||
      notPages.test(url) ||
      url.startsWith('/embed/')
    )
      continue
    pages++
    const links = hrefs(response.body).flatMap((href) =>
      href.startsWith(BASE)
        ? [href.slice(BASE.length) || '/']
        : href.startsWith('/')
          ? [href]
          : href.startsWith('#')
            ? [`#${href}`]
            : [],
    )
    for (const href of links.filter((link) => link.startsWith('##')))
      expect(response.body, `${url} ${href}`).toContain(`id="${href.slice(2)}"`)
    // Filters combine without end, and mappings are many and alike: of addresses with a query those count that one page of its sort shows.
    const sort = url.split('?')[0] as string
    for (const href of links.filter((link) => link.startsWith('/'))) {
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
    const response = await served.app.inject(picture.slice(BASE.length))
    expect([response.statusCode, response.headers['content-type']], url).toEqual([200, 'image/png'])
    pictures.add(picture)
  }
  // A mapping has the picture of all mappings.
  expect(pictures.size).toBe(sorts.length - 1)
})
