// The page of a collection: its filters as links, and its pages.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { getJson } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

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

test('a list can be paged through to its end', async () => {
  let url: string | undefined = '/tools'
  const names: string[] = []
  for (let pages = 0; url !== undefined && pages < 10; pages++) {
    const { body }: { body: string } = await served.app.inject(url)
    names.push(...[...body.matchAll(/<h2><a href="[^"]*\/tools\/([^"]+)">/g)].map((match) => match[1] as string))
    url = /<a href="([^"]+)" rel="next">/.exec(body)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(names).toEqual(served.releases.current().of('tool').slugs().length === names.length ? [...new Set(names)] : [])
  expect(names.length).toBe((await getJson(served.app, '/v1/tools?limit=1')).page.total)
})
