// The crosswalk page: its matrix, and why a result is empty.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { BASE } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

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
