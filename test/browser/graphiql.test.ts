// GraphiQL in a browser.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, browse, type Watched } from './browser.ts'

let browser: Browser
let editor: Watched

beforeAll(async () => {
  browser = await browse()
  editor = await browser.open('/graphiql')
  await editor.page.getByRole('button', { name: /Execute query/ }).waitFor()
})
afterAll(() => browser.close())

const result = () =>
  editor.page
    .locator('.result-window .CodeMirror')
    .evaluate((element) => (element as unknown as { CodeMirror: { getValue(): string } }).CodeMirror.getValue())

test('it runs its initial query and shows the result', async () => {
  await editor.page.getByRole('button', { name: /Execute query/ }).click()
  await editor.page.locator('.result-window').getByText('"totalCount"').waitFor()
  const { data, errors } = JSON.parse(await result())
  const rest = (await browser.served.app.inject('/v1/tools?element=six-sigma:analyse&limit=5')).json()
  expect(errors).toBeUndefined()
  expect(data.tools.totalCount).toBe(rest.page.total)
  expect(data.tools.nodes.map(({ name }: { name: string }) => name)).toEqual(
    rest.data.map(({ name }: { name: string }) => name),
  )
})

test('it shows the schema', async () => {
  await editor.page.getByRole('button', { name: /Show Documentation Explorer/ }).click()
  const types = editor.page.locator('.graphiql-doc-explorer-type-name')
  await types.getByText('ToolConnection', { exact: true }).waitFor()
  expect(await types.allTextContents()).toContain('Query')
  expect((await types.allTextContents()).length).toBeGreaterThanOrEqual(80)
})

test('it logs no error, sends no request to other sites, and stores only what was typed', async () => {
  expect(editor.complaints).toEqual([])
  expect(editor.failed).toEqual([])
  expect(editor.elsewhere).toEqual([])
  expect(await editor.cookies()).toEqual([])
  const stored = await editor.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
  expect(stored.filter((name) => !name.startsWith('graphiql:'))).toEqual([])
  expect(await editor.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
})
