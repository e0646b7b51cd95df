// The crosswalk as an embed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { escapeHtml } from '../../src/markup/html.ts'
import { BASE } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { transferSize, validationErrors } from './support.ts'

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

describe('the crosswalk', () => {
  const pairs = ['strands', 'questions', 'activities', 'tools', 'lean', 'six-sigma', 'model-for-improvement'].flatMap(
    (rows) =>
      ['lean', 'six-sigma', 'model-for-improvement']
        .filter((cols) => cols !== rows)
        .map((cols) => `rows=${rows}&cols=${cols}`),
  )

  test.each(pairs)('%s shows the cells of /v1/matrix, each linked to its explanation', async (query) => {
    const { data } = (await get(`/v1/matrix?${query}`)).json() as {
      data: {
        cells: { row: string; col: string; value: string | number | null }[]
        rows: { name: string }[]
        cols: object[]
      }
    }
    const { body } = await get(`/embed/crosswalk?${query}`)
    const filled = data.cells.filter(({ value }) => value !== null && value !== 0)
    const links = [...body.matchAll(/<td><a href="([^"]+)"/g)].map((match) => match[1]?.replaceAll('&amp;', '&'))
    expect(links).toEqual(
      filled.map(
        ({ row, col }) => `${BASE}/crosswalk?subject=${encodeURIComponent(row)}&object=${encodeURIComponent(col)}`,
      ),
    )
    expect(body.match(/<td>/g)).toHaveLength(data.rows.length * data.cols.length)
    expect(body.match(/<svg/g)).toHaveLength(1)
    expect(await errorsAt(`/embed/crosswalk?${query}`)).toEqual([])
  })

  test('links to existing explanations, of the pinned release if there is one', async () => {
    const { body } = await get('/embed/r/2026.1/crosswalk?rows=lean&cols=six-sigma')
    const links = [...body.matchAll(/<td><a href="([^"]+)"/g)].map((match) =>
      String(match[1]).replaceAll('&amp;', '&').replace(BASE, ''),
    )
    expect(links.length).toBeGreaterThanOrEqual(10)
    expect(links.every((link) => link.endsWith('&release=2026.1'))).toBe(true)
    for (const link of links.slice(0, 5)) expect((await get(link)).statusCode, link).toBe(200)
  })

  test('defaults to the strands against the first methodology', async () => {
    const toolkit = served.releases.current()
    const first = escapeHtml(toolkit.nameOf(`methodology:${toolkit.methodologies()[0]}`) as string)
    expect((await get('/embed/crosswalk')).body).toContain(`Strands against ${first}</h1>`)
  })
})

test.each(['/embed/crosswalk?rows=tools&cols=six-sigma', '/embed/crosswalk?rows=tools&cols=lean', '/embed/map'])(
  '%s transfers at most 60 kB, with its style and script',
  async (url) => {
    expect(await transferSize(served.app, url)).toBeLessThanOrEqual(60_000)
  },
)

test.each([
  ['/embed/crosswalk?rows=tols&cols=lean', 400, 'Did you mean &quot;tools&quot;?'],
  ['/embed/crosswalk?rows=lean&cols=lean', 400, 'the same methodology'],
  ['/embed/crosswalk?h=x', 400, 'h must be'],
])('%s is rejected (%i) in the frame', async (url, status, sentence) => {
  const { statusCode, headers, body } = await get(url)
  expect([statusCode, headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
  expect(headers['content-security-policy']).toContain('frame-ancestors *')
  expect(body).toContain(sentence)
})
