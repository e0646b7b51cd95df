// Swagger UI in a browser.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, browse, type Watched } from './browser.ts'

let browser: Browser
let docs: Watched

beforeAll(async () => {
  browser = await browse()
  docs = await browser.open('/docs')
  await docs.page.locator('.opblock-tag').first().waitFor()
})
afterAll(() => browser.close())

test('it logs no error, sends no request to other sites, and stores nothing', async () => {
  expect(docs.complaints).toEqual([])
  expect(docs.failed).toEqual([])
  expect(docs.elsewhere).toEqual([])
  expect(await docs.cookies()).toEqual([])
  expect(await docs.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([])
  expect(await docs.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
})

const openTag = (tag: string) => docs.page.locator(`.opblock-tag[data-tag="${tag}"]`).click()

test('it lists every tag, and every operation of an open tag', async () => {
  const { paths } = (await browser.served.app.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, { tags: string[] }>>
  }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map(({ tags }) => ({ path, tag: tags[0] as string })),
  )
  const parts = await docs.page
    .locator('.opblock-tag')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-tag')))
  expect(parts.sort()).toEqual([...new Set(operations.map(({ tag }) => tag))].sort())
  expect(parts.length).toBeGreaterThanOrEqual(15)
  for (const part of ['entry', 'tools']) await openTag(part)
  await docs.page.locator('#operations-tools-list_tools').waitFor()
  const listed = await docs.page
    .locator('.opblock-summary-path')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-path')))
  expect(listed.sort()).toEqual(
    operations
      .filter(({ tag }) => ['entry', 'tools'].includes(tag))
      .map(({ path }) => path)
      .sort(),
  )
  expect(await docs.page.title()).toBe('Improvement Toolkit API')
})

test('the entry point can be tried out', async () => {
  const operation = docs.page.locator('#operations-entry-entry_point')
  await operation.locator('.opblock-summary-control').click()
  await operation.getByRole('button', { name: 'Execute' }).click()
  const response = operation.locator('.live-responses-table')
  await response.locator('.response .response-col_status').waitFor()
  expect(await response.locator('.response .response-col_status').textContent()).toBe('200')
  expect(await operation.locator('.request-url').textContent()).toContain(`${browser.address}/v1`)
  expect(await response.locator('.response-col_description').last().textContent()).toContain(
    '"name": "Improvement Toolkit API"',
  )
  expect([docs.complaints, docs.failed, docs.elsewhere]).toEqual([[], [], []])
})

test('a list of values is sent comma-separated', async () => {
  const operation = docs.page.locator('#operations-tools-list_tools')
  await operation.locator('.opblock-summary-control').click()
  const strands = operation.locator('tr[data-param-name="strand"]')
  for (const [i, strand] of ['problem', 'plan'].entries()) {
    await strands.getByRole('button', { name: /Add/ }).click()
    await strands.locator('input').nth(i).fill(strand)
  }
  await operation.getByRole('button', { name: 'Execute' }).click()
  await operation.locator('.live-responses-table .response .response-col_status').waitFor()
  expect(new URL(String(await operation.locator('.request-url pre').textContent())).search).toBe(
    '?strand=problem,plan&limit=20',
  )
  expect(await operation.locator('.live-responses-table .response .response-col_status').textContent()).toBe('200')
})
