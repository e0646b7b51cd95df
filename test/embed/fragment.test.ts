// Items as HTML fragments.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemId, kindNames, kindPath } from '../../src/content/kinds.ts'
import { BASE } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { validationErrors } from './support.ts'

let served: Served
beforeAll(async () => {
  served = await serve([realContent()], { environment: { REPORT_URL: 'https://example.org/report' } })
})
afterAll(() => served.close())

const get = (url: string, headers: Record<string, string> = {}) => served.app.inject({ url, headers })
async function errorsAt(url: string): Promise<string[]> {
  const { body, statusCode } = await get(url)
  expect(statusCode, url).toBe(200)
  return validationErrors(url, body)
}

describe('a fragment', () => {
  test('is HTML without document or script, for inclusion from any origin', async () => {
    const { body, headers, statusCode } = await get('/fragment/tool/fishbone-diagram')
    expect([
      statusCode,
      headers['access-control-allow-origin'],
      headers['cross-origin-resource-policy'],
      headers['content-type'],
    ]).toEqual([200, '*', 'cross-origin', 'text/html; charset=utf-8'])
    expect(body).toMatch(/^<div class="toolkit-item" lang="en">[\s\S]*<\/div>\n$/)
    expect(body).not.toMatch(/<(script|style|link|meta|html|head|body|main|base|iframe)\b|\son\w+=|target=/)
    expect([...new Set([...body.matchAll(/<h(\d)/g)].map((match) => Number(match[1])))].sort()).toEqual([2, 3, 4])
    expect(
      [...body.matchAll(/ id="([^"]+)"/g)]
        .map((match) => match[1])
        .every((id) => id?.startsWith('tool-fishbone-diagram-')),
    ).toBe(true)
    expect(body).toContain(`href="${BASE}/strands/problem"`)
  })

  test('has the requested level, prefix and parts, so that a page can include it twice', async () => {
    const ids = async (prefix: string) =>
      [
        ...(await get(`/fragment/tool/fishbone-diagram?h=4&prefix=${prefix}&parts=steps,tips`)).body.matchAll(
          / id="([^"]+)"/g,
        ),
      ].map((match) => match[1])
    expect(await ids('a')).toEqual(['a-name', 'a-steps', 'a-tips'])
    const [one, other] = await Promise.all(
      ['a', 'b'].map(async (prefix) => (await get(`/fragment/tool/fishbone-diagram?prefix=${prefix}`)).body),
    )
    const document = `<!doctype html><html lang="en"><head><title>Both</title></head><body><main><h1>Both</h1>${one}${other}</main></body></html>`
    expect(await validationErrors('both', document)).toEqual([])
  })

  test('of every item is valid HTML with its credit', async () => {
    let validated = 0
    for (const kind of kindNames) {
      const slugs = served.releases.current().of(kind).slugs()
      for (const slug of kind === 'mapping' ? slugs.filter((_, i) => i % 50 === 0) : slugs) {
        const url = `/fragment/${kindPath(itemId(kind, slug))}`
        expect(await errorsAt(url)).toEqual([])
        expect((await get(url)).body).toContain('<footer class="credit">')
        validated++
      }
    }
    expect(validated).toBeGreaterThanOrEqual(280)
  })
})

test.each([
  ['/fragment/tol/x', 404, 'Did you mean "tool"?'],
  ['/fragment/tool/fishbone-diagrm', 404, 'Did you mean "fishbone-diagram"?'],
  ['/fragment/tool/fishbone-diagram?prefix=1', 400, 'must begin with a letter'],
  ['/fragment/tool/fishbone-diagram?h=7', 400, 'h must be from 1 to 4 (got 7)'],
  ['/fragment/tool/fishbone-diagram?parts=stesp', 400, 'Did you mean "steps"?'],
  ['/fragment/tool/fishbone-diagram?theme=plain', 400, '"theme" is not a parameter'],
])('%s is rejected (%i) as a problem document', async (url, status, sentence) => {
  const { statusCode, headers, body } = await get(url)
  expect([statusCode, headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8'])
  expect((JSON.parse(body) as { detail: string }).detail).toContain(sentence)
})
