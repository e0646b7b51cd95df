// Markup and scripts in content and in requests are escaped, and inert in every document.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectionPath, itemId, kindNames, kindPath } from '../../src/content/kinds.ts'
import type { Toolkit } from '../../src/queries/toolkit.ts'
import { type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'

const hostile = [
  `</script><script>alert(1)</script>`,
  `<img src=x onerror=alert(1)>`,
  `"><svg onload=alert(1)>`,
  `' autofocus onfocus='alert(1)`,
  `[x](javascript:alert(1))`,
  `</title><iframe src=//evil.example>`,
].join(' ')
const yaml = JSON.stringify(hostile)

/** The small world with hostile text in every field that holds a sentence. */
function hostileWorld() {
  const changed = Object.entries(worldFiles)
    .filter(([path]) => !/synonyms|release/.test(path))
    .map(([path, text]) => {
      const named = text
        .replace(
          /^(name|text|summary|definition|originator): .*$/gm,
          (_line, field: string) =>
            `${field}: ${yaml.slice(0, 190).replace(/\\?$/, '')}${yaml.slice(0, 190).endsWith('"') ? '' : '"'}`,
        )
        .replace(/reason: [^,}\n]+/g, () => `reason: ${yaml}`)
        .replace(/name: (Canvas|First)/g, () => `name: ${yaml}`)
        .replace(/aliases: \[.*\]/, () => `aliases: [${yaml}]`)
        .replace(
          /purpose: "[^"]*"/,
          () =>
            `purpose: ${yaml}, steps: [${yaml}], references: [{ text: ${yaml}, url: "https://example.org/?a=%22%3E&b='x" }]`,
        )
        .replace('guidance: {', `gaps: [${yaml}]\nguidance: {`)
      return [path, named] as const
    })
  return world({
    ...Object.fromEntries(changed),
    'release.yaml': (worldFiles['release.yaml'] as string)
      .replace('text: The toolkit', `text: ${yaml}`)
      .replace('name: CC BY 4.0', `name: ${yaml}`),
  })
}

let served: Served
beforeAll(async () => {
  served = await serve([hostileWorld()], { environment: { REPORT_URL: `https://example.org/"><script>` } })
})
afterAll(() => served.close())

const tags = (body: string) => [...body.matchAll(/<[^!][^>]*>/g)].map((match) => match[0])
const elements =
  /^<\/?(html|head|meta|base|title|link|script|body|div|main|article|header|footer|section|h[1-6]|p|ul|ol|li|dl|dt|dd|a|span|strong|em|table|caption|thead|tbody|tr|th|td|time|code|nav|aside|form|search|input|select|optgroup|option|label|textarea|button|fieldset|legend|details|summary|figure|figcaption|iframe|svg|g|path|circle|text|textPath|rect|desc|mark)(\s+[a-zA-Z:-]+(="[^"<>]*")?)*\/?>$/

test('every item document consists of known elements and attributes', async () => {
  let documents = 0
  for (const kind of kindNames) {
    for (const slug of (served.releases.current() as Toolkit).of(kind).slugs()) {
      for (const url of [`/embed/${kindPath(itemId(kind, slug))}`, `/${collectionPath(itemId(kind, slug))}`]) {
        const { statusCode, body } = await served.app.inject(url)
        expect(statusCode, url).toBe(200)
        expect(
          tags(body).filter((tag) => !elements.test(tag)),
          url,
        ).toEqual([])
        expect(
          tags(body).filter((tag) =>
            /\s(on\w+|style)=|(href|src)="(?!https?:|\/|#|data:,"|mailto:)|(href|src)="\/\/|<script(?! src="\/assets\/| type="application\/ld\+json">)/.test(
              tag.replace(/(content|title|label|value)="[^"]*"/g, ''),
            ),
          ),
          url,
        ).toEqual([])
        // Pages contain JSON-LD, which browsers do not execute; embeds load their own script.
        expect(body.match(/<script/g)?.length ?? 0, url).toBe(1)
        if (!url.startsWith('/embed'))
          expect(
            JSON.parse(/<script type="application\/ld\+json">([^<>]*)<\/script>/.exec(body)?.[1] as string),
            url,
          ).toMatchObject({ '@context': 'https://schema.org' })
        expect(body, url).toContain('&lt;/script&gt;')
        documents++
      }
    }
  }
  expect(documents).toBeGreaterThanOrEqual(30)
})

test.each([
  '/',
  '/tools',
  '/mappings',
  '/search?q=script',
  '/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '/about',
  '/crosswalk',
  '/crosswalk?subject=tool:fishbone-diagram',
  '/crosswalk?subject=tool:fishbone-diagram&object=lean:flow',
  '/crosswalk?from=lean',
  '/crosswalk?view=matrix&rows=tools&cols=lean',
  '/embed?item=tool:fishbone-diagram',
  '/embed?item=crosswalk',
  '/tools?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E',
])('%s consists of known elements and attributes', async (url) => {
  const { statusCode, body } = await served.app.inject(url)
  expect(statusCode).toBe(200)
  expect(tags(body).filter((tag) => !elements.test(tag))).toEqual([])
  expect(
    tags(body).filter((tag) =>
      /\son\w+=|\sstyle=|(href|src)="(?!https?:|\/|#|data:,"|mailto:)/.test(
        tag.replace(/(content|title|label|value)="[^"]*"/g, ''),
      ),
    ),
  ).toEqual([])
  expect(body.match(/<script/g)?.length ?? 0).toBe(url.startsWith('/embed') ? 1 : 0)
})

test('problem documents escape what was requested', async () => {
  for (const url of [
    '/embed/tool/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    '/embed/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E/x',
    '/embed/tool/fishbone-diagram?%3Cscript%3E=1',
    '/embed/tool/fishbone-diagram?theme=%22%3E%3Cscript%3E',
    '/tools/%3Cscript%3E',
  ]) {
    const { statusCode, body } = await served.app.inject(url)
    expect(statusCode, url).toBeGreaterThanOrEqual(400)
    expect(
      tags(body).filter((tag) => !elements.test(tag)),
      url,
    ).toEqual([])
    expect(body.match(/<script/g)?.length ?? 0, url).toBe(url.startsWith('/embed') ? 1 : 0)
  }
})
