// Every embed, page and problem document is valid HTML.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectionPath, itemId, kindNames, kindPath } from '../../src/content/kinds.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { transferSize, validationErrors } from './support.ts'

let served: Served
let validated = 0
beforeAll(async () => {
  served = await serve([realContent()], { environment: { REPORT_URL: 'https://example.org/report' } })
})
afterAll(() => served.close())

async function errorsAt(url: string): Promise<string[]> {
  const { body } = await served.app.inject(url)
  return validationErrors(url, body)
}

test.each(kindNames)(
  'every embed of a %s is valid, and transfers at most 60 kB with its style and script',
  async (kind) => {
    const ids = served.releases
      .current()
      .of(kind)
      .slugs()
      .map((slug) => itemId(kind, slug))
    // Mappings are many and alike.
    const chosen = kind === 'mapping' ? ids.filter((_, i) => i % 50 === 0) : ids
    for (const id of chosen) {
      expect(await errorsAt(`/embed/${kindPath(id)}`)).toEqual([])
      expect(await transferSize(served.app, `/embed/${kindPath(id)}`), id).toBeLessThanOrEqual(60_000)
    }
    expect(await errorsAt(`/${collectionPath(chosen[0] as string)}`)).toEqual([])
    validated += chosen.length
  },
)

test('every item was validated', () => {
  expect(validated).toBeGreaterThanOrEqual(280)
})

test.each([
  '/embed/tool/fishbone-diagram?h=4&theme=contrast&accent=ffffff&parts=mapping,steps',
  '/embed/tool/none',
  '/embed/tool/fishbone-diagram?theme=x&h=9',
  '/tools/none',
  '/embed/nothing',
])('%s is valid', async (url) => {
  expect(await errorsAt(url)).toEqual([])
})

test('the validator reports invalid HTML', async () => {
  const errors = await validationErrors(
    'invalid',
    '<!doctype html><html lang="en"><head><title>x</title></head><body><p id="a"><div id="a"></div></p><img src="x"></body></html>',
  )
  expect(errors).toEqual(
    expect.arrayContaining([expect.stringContaining('no-dup-id'), expect.stringContaining('close-order')]),
  )
})
