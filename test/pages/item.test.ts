// The page of an item: its tables and its metadata.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { escapeHtml } from '../../src/markup/html.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { BASE, getJson } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('the tables of mappings have the same order on every page: methodologies first, then the toolkit', async () => {
  const orders: string[][] = []
  for (const slug of served.releases.current().of('tool').slugs()) {
    const { body } = await served.app.inject(`/tools/${slug}`)
    orders.push(
      [...body.matchAll(/<caption class="unseen">[^<]*: ([^<:]+)<\/caption>/g)].map((match) => match[1] as string),
    )
  }
  const toolkit = served.releases.current()
  const names = toolkit.methodologies().map((slug) => escapeHtml(toolkit.nameOf(`methodology:${slug}`) as string))
  const all = [...names.map((name) => `In ${name}`), 'In the toolkit']
  expect(new Set(orders.flat())).toEqual(new Set(all))
  for (const order of orders) expect(order).toEqual(all.filter((side) => order.includes(side)))
})

test('an item has Open Graph, oEmbed and JSON-LD metadata', async () => {
  const { body, headers } = await served.app.inject('/tools/fishbone-diagram')
  const { summary } = (await getJson(served.app, '/v1/tools/fishbone-diagram')).data
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
