// The search as an address: kinds, pages and excerpts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stemmer } from 'stemmer'
import { kindNames } from '../../src/content/kinds.ts'
import { wordsOf } from '../../src/search/words.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { BASE, getJson, getPages } from '../support/client.ts'

let small: Served
let real: Served
beforeAll(async () => {
  small = await serve([
    world({
      'tools/markup.yaml': tool(
        'Markup <em>zebra</em>',
        hostile,
        `guidance: { purpose: ${JSON.stringify(`${hostile} **bold** <img src=x onerror=alert(1)>`)} }\n`,
      ),
      'tools/plain.yaml': tool('Plain', 'A zebra crossing here.'),
    }),
  ])
  real = await serve([realContent()])
})
afterAll(async () => {
  await small.close()
  await real.close()
})

const hostile = '<script>alert(1)</script> zebra & <mark>not ours</mark> <b onclick="x">bold</b> &lt;p&gt; "quoted"'
const tool = (name: string, summary: string, more = '') =>
  `name: ${JSON.stringify(name)}\nsummary: ${JSON.stringify(summary)}\norigin: methodology\nprovenance: { basis: published, urls: [https://example.org/] }\n${more}`
type Result = {
  id: string
  kind: string
  slug: string
  name: string
  score: number
  excerpt: string
  self: string
  matched: { field: string; term: string }[]
}

test('a result has the item, its address, its score and the reasons for the match', async () => {
  const { data, page, meta } = await getJson(small.app, '/v1/search?q=ishikawa&kind=tool')
  expect(data).toEqual([
    {
      id: 'tool:fishbone-diagram',
      kind: 'tool',
      slug: 'fishbone-diagram',
      name: 'Fishbone Diagram',
      score: expect.any(Number),
      excerpt: expect.stringMatching(/<mark>(Fishbone|Ishikawa)<\/mark>/),
      matched: [
        { field: 'name', term: 'fishbone', how: 'synonym', asked: 'ishikawa' },
        { field: 'aliases', term: 'ishikawa', how: 'word', asked: 'ishikawa' },
      ],
      self: `${BASE}/v1/tools/fishbone-diagram`,
    },
  ])
  expect([page, meta.filter]).toEqual([{ total: 1, limit: 20, next: null }, 'tools that match "ishikawa"'])
})

test('kind narrows to one kind or some, each with its own total', async () => {
  const all = (await getPages(real.app, '/v1/search?q=plan&limit=100')).flatMap((page) => page.data) as Result[]
  let sum = 0
  for (const kind of kindNames) {
    const pages = await getPages(real.app, `/v1/search?q=plan&kind=${kind}&limit=100`)
    const results = pages.flatMap((page) => page.data) as Result[]
    expect(results.map((result) => result.kind)).toEqual(results.map(() => kind))
    expect(results.map((result) => result.id).sort()).toEqual(
      all
        .filter((result) => result.kind === kind)
        .map((result) => result.id)
        .sort(),
    )
    expect(pages[0].page.total).toBe(results.length)
    sum += results.length
  }
  expect(sum).toBe(all.length)
  expect(sum).toBeGreaterThan(20)
  const two = (await getPages(real.app, '/v1/search?q=plan&kind=tool,activity&limit=100')).flatMap(
    (page) => page.data,
  ) as Result[]
  expect(two.map((result) => result.id)).toEqual(
    all.filter((result) => ['tool', 'activity'].includes(result.kind)).map((result) => result.id),
  )
})

test('the pages of a search give each result once, best first, at every limit', async () => {
  const expected = (await getPages(real.app, '/v1/search?q=diagram&limit=100')).flatMap((page) => page.data) as Result[]
  expect(expected.length).toBeGreaterThan(20)
  const scores = expected.map((result) => result.score)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  for (const limit of [1, 2, 3, 7, 19, 50, 99]) {
    const pages = await getPages(real.app, `/v1/search?q=diagram&limit=${limit}`)
    expect(pages.flatMap((page) => page.data)).toEqual(expected)
    for (const { page } of pages) expect([page.total, page.limit]).toEqual([expected.length, limit])
  }
  const response = await real.app.inject('/v1/search?q=diagram&limit=1')
  expect(response.headers.link).toBe(`<${response.json().page.next}>; rel="next"`)
})

test('every result has a reason', async () => {
  let results = 0
  for (const q of [
    'ishikawa',
    'process maps',
    'stakeholdr',
    'swim lane',
    'flowchart',
    'plan safety',
    'root cause analysis',
  ]) {
    for (const { matched, excerpt, id } of (await getJson(real.app, `/v1/search?q=${encodeURIComponent(q)}&limit=100`))
      .data as Result[]) {
      expect(matched.length, `${q} ${id}`).toBeGreaterThan(0)
      for (const { field } of matched) expect(['name', 'aliases', 'summary', 'guidance']).toContain(field)
      expect(excerpt, `${q} ${id}`).toMatch(/<mark>[^<]+<\/mark>/)
      results++
    }
  }
  expect(results).toBeGreaterThan(50)
})

test('an excerpt consists of words of its item', async () => {
  let results = 0
  for (const q of ['ishikawa', 'process maps', 'swim lane', 'patient safety']) {
    for (const { id, name, excerpt, matched, self } of (
      await getJson(real.app, `/v1/search?q=${encodeURIComponent(q)}&limit=25`)
    ).data as Result[]) {
      const { data } = await getJson(real.app, `${new URL(self).pathname}`)
      const own = new Set(wordsOf(`${name} ${JSON.stringify(data).replaceAll('\\n', ' ')}`))
      expect(
        wordsOf(excerpt.replace(/<\/?mark>|&[a-z]+;/g, ' ')).filter((word) => !own.has(word)),
        id,
      ).toEqual([])
      expect(
        matched
          .flatMap(({ term }) => wordsOf(term))
          .filter((word) => ![...own].some((known) => stemmer(known) === stemmer(word))),
        id,
      ).toEqual([])
      results++
    }
  }
  expect(results).toBeGreaterThan(60)
})

test('an excerpt is HTML without any element but mark, whatever the content', async () => {
  const { data } = await getJson(small.app, '/v1/search?q=zebra&kind=tool')
  expect(data.map((result: Result) => result.id).sort()).toEqual(['tool:markup', 'tool:plain'])
  for (const { excerpt } of data as Result[]) {
    expect(excerpt.replace(/<mark>[^<>]*<\/mark>/g, '')).not.toMatch(/[<>"\u0000-\u001f]|&(?!amp;|lt;|gt;|quot;)/)
    expect(excerpt).toContain('<mark>zebra</mark>')
  }
  const summaries = (await getJson(small.app, '/v1/search?q=alert+zebra&kind=tool')).data as Result[]
  expect(summaries[0]?.excerpt).toMatch(/&lt;script&gt;|&lt;em&gt;/)
})
