// Every embed, page and message of ours is HTML that a validator finds no fault with.
import { gzipSync } from 'node:zlib'
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectionPath, itemId, kindNames, kindPath } from '../../src/content/kinds.ts'
import type { Toolkit } from '../../src/queries/toolkit.ts'
import { realContent, type Served, serve } from '../support/app.ts'

const validator = new HtmlValidate({ extends: ['html-validate:standard'] })

let served: Served
let seen = 0
beforeAll(async () => {
  served = await serve([realContent()], { environment: { REPORT_URL: 'https://example.org/report' } })
})
afterAll(() => served.close())

async function faults(url: string): Promise<string[]> {
  const { body } = await served.app.inject(url)
  const { results } = await validator.validateString(body)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${url} ${line}:${column} ${ruleId}: ${message}`),
  )
}

/** What a frame fetches in all, compressed as it is on the way. */
async function weight(url: string): Promise<number> {
  const { body } = await served.app.inject(url)
  const loaded = [...body.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)].map(
    (match) => match[1] as string,
  )
  expect(loaded).toHaveLength(2)
  const files = await Promise.all(loaded.map(async (path) => (await served.app.inject(path)).body))
  return [body, ...files].reduce((sum, text) => sum + gzipSync(text).length, 0)
}

test.each(kindNames)('every %s in a frame, of at most 60 kB with all that it loads', async (kind) => {
  const ids = (served.releases.current() as Toolkit)
    .of(kind)
    .slugs()
    .map((slug) => itemId(kind, slug))
  // Mappings are many and alike.
  const chosen = kind === 'mapping' ? ids.filter((_, i) => i % 50 === 0) : ids
  for (const id of chosen) {
    expect(await faults(`/embed/${kindPath(id)}`)).toEqual([])
    expect(await weight(`/embed/${kindPath(id)}`), id).toBeLessThanOrEqual(60_000)
  }
  expect(await faults(`/${collectionPath(chosen[0] as string)}`)).toEqual([])
  seen += chosen.length
})

test('and none was left out', () => {
  expect(seen).toBeGreaterThanOrEqual(280)
})

test.each([
  '/embed/tool/fishbone-diagram?h=4&theme=contrast&accent=ffffff&parts=mapping,steps',
  '/embed/tool/none',
  '/embed/tool/fishbone-diagram?theme=x&h=9',
  '/tools/none',
  '/embed/nothing',
])('%s', async (url) => {
  expect(await faults(url)).toEqual([])
})

test('the validator finds a fault where there is one', async () => {
  const { results } = await validator.validateString(
    '<!doctype html><html lang="en"><head><title>x</title></head><body><p id="a"><div id="a"></div></p><img src="x"></body></html>',
  )
  const found = results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))
  expect(found).toEqual(expect.arrayContaining(['no-dup-id', 'close-order']))
})
