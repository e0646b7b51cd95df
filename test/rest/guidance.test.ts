// An item's card: the same in every form in which it is served.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Guidance } from '../../src/content/guidance.ts'
import { renderMarkdown } from '../../src/store/markdown.ts'
import { wordsOf } from '../../src/search/words.ts'
import { asRest, selection } from '../graphql/allFields.ts'
import { sendQuery, realContent, type Served, serve } from '../support/app.ts'
import { getNdjson, getJson } from '../support/client.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()])
})
afterAll(() => served.close())

type Card = {
  name: string
  attribution: string
  version: string
  html: string
  markdown: string
  modules: (keyof Guidance)[]
  guidance: Guidance
}
const card = async (address: string): Promise<Card> => (await getJson(served.app, address)).data
const getText = async (address: string, accept: string): Promise<string> =>
  (await served.app.inject({ url: address, headers: { accept } })).body

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
const wordsOfHtml = (html: string) =>
  wordsOf(html.replace(/<[^>]*>/g, ' ').replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] as string))
const wordsOfMarkdown = (markdown: string) => wordsOfHtml(renderMarkdown(markdown).html)

test('one tool has the same guidance in JSON, GraphQL, Markdown and HTML', async () => {
  const address = '/v1/tools/failure-mode-and-effects-analysis/guidance'
  const json = await card(address)
  const { guidance } = (
    await sendQuery(
      served.app,
      `{ tool(slug: "failure-mode-and-effects-analysis") { guidance { ${selection('Guidance')} } } }`,
    )
  ).data.tool
  expect(asRest(guidance, 'Guidance')).toEqual(json.guidance)
  expect(await getText(address, 'text/markdown')).toBe(json.markdown)
  expect(await getText(address, 'text/html')).toBe(json.html)
  expect(wordsOfHtml(json.html)).toEqual(wordsOfMarkdown(json.markdown))
  expect(json.modules).toEqual([
    'purpose',
    'whenToUse',
    'steps',
    'tips',
    'limits',
    'example',
    'needs',
    'follows',
    'leadsTo',
    'references',
  ])
  const { purpose, whenToUse, steps, tips, limits, example, needs } = json.guidance
  const prose = [
    purpose,
    ...whenToUse,
    ...steps,
    ...tips,
    ...limits,
    example,
    needs?.people,
    ...(needs?.materials ?? []),
  ].flatMap((piece) => piece ?? [])
  expect(prose.length).toBeGreaterThan(15)
  for (const { markdown, html } of prose) {
    expect(json.markdown).toContain(markdown.trim())
    expect(json.html).toContain(html.replace(/^<p>|<\/p>\s*$/g, ''))
  }
  for (const { text } of json.guidance.references) expect(json.markdown).toContain(text)
})

test('every card has the same text in Markdown and HTML, with attribution', async () => {
  let cards = 0
  for (const collection of ['tools', 'activities', 'questions', 'strands', 'stages']) {
    for (const item of await getNdjson(served.app, `/v1/${collection}.ndjson`)) {
      if (item.modules.length === 0) continue
      const { name, version, html, markdown } = await card(`/v1/${collection}/${item.slug}/guidance`)
      expect(wordsOfHtml(html), item.id).toEqual(wordsOfMarkdown(markdown))
      for (const text of [name, item.summary, item.attribution.text, item.licence.text.name, `Version ${version}`])
        expect(markdown, item.id).toContain(text)
      cards++
    }
  }
  expect(cards).toBeGreaterThan(160)
})
