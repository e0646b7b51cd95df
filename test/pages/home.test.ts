// The map of the toolkit on the home page.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realContent, type Served, serve } from '../support/app.ts'
import { getJson } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

test('the map and its table link to the same items', async () => {
  const { body } = await served.app.inject('/')
  const svg = body.slice(body.indexOf('<svg'), body.indexOf('</svg>'))
  const table = body.slice(body.indexOf('<table class="stacking map-table">'), body.indexOf('</table>'))
  const links = (part: string) => [...part.matchAll(/<a href="([^"]+)"/g)].map((match) => match[1] as string).sort()
  expect(links(svg)).toEqual(links(table))
  const [tools, activities, questions, strands] = await Promise.all(
    ['tools?origin=toolkit&', 'activities?', 'questions?', 'strands?'].map(
      async (list) => (await getJson(served.app, `/v1/${list}limit=1`)).page.total as number,
    ),
  )
  expect(links(svg).length).toBe(
    (tools as number) + (activities as number) + (questions as number) + (strands as number),
  )
  expect(body).toContain(
    `${questions} questions in the inner ring, ${activities} activities in the middle and ${tools} tools outside, in ${strands} strands.`,
  )
})
