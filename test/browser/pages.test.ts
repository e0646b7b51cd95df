// The HTML pages in a browser: accessibility, keyboard, print, and without JavaScript.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectionPath, itemId, kindNames, definitionOf } from '../../src/content/kinds.ts'
import { themeNames } from '../../src/content/themes.ts'
import { findingsInThemes } from './axe.ts'
import { type Browser, browse, type Watched } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await browse()
})
afterAll(() => browser.close())

const addresses = [
  '/',
  '/tools?strand=problem',
  '/tools/fishbone-diagram',
  '/search?q=ishikawa',
  '/crosswalk',
  '/crosswalk?subject=tool:fishbone-diagram',
  '/crosswalk?from=lean',
  '/crosswalk?view=matrix&rows=strands',
  '/embed?item=tool:fishbone-diagram',
  '/about',
  '/accessibility',
  '/privacy',
  '/tools?strand=none',
]

async function expectNoSideEffects(watched: Watched): Promise<void> {
  expect([watched.complaints, watched.elsewhere, await watched.cookies()]).toEqual([[], [], []])
  expect(await watched.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
}

test('axe finds nothing on any kind of page in any theme', async () => {
  const { page } = await browser.open('/health/live', { bypassCSP: true })
  const toolkit = browser.served.releases.current()
  const collections = kindNames.filter((kind) => kind !== 'element').map((kind) => `/${definitionOf(kind).collection}`)
  const items = kindNames.map((kind) => `/${collectionPath(itemId(kind, toolkit.of(kind).slugs()[0] as string))}`)
  const sorts = [
    ...addresses,
    ...collections,
    ...items,
    '/search',
    '/search?q=zzzzzz',
    '/crosswalk?view=gaps',
    '/crosswalk?subject=tool:fishbone-diagram&object=six-sigma:analyse',
    '/crosswalk?subject=strand:problem&object=lean:flow',
    '/embed',
    '/embed?item=list:tools&filter=strand%3Dproblem',
    '/tools/none',
    '/embed?item=tool:none',
  ]
  for (const path of sorts) {
    await page.goto(`${browser.address}${path}`)
    expect(await findingsInThemes(page), path).toEqual([])
  }
  expect(new Set(sorts).size).toBeGreaterThanOrEqual(45)
  // It does detect insufficient contrast, in each theme.
  await page.goto(`${browser.address}/about`)
  await page.addStyleTag({ content: 'main p { color: var(--line) !important; opacity: .3 }' })
  const seen = (await findingsInThemes(page))
    .filter((finding) => finding.includes('color-contrast'))
    .map((finding) => finding.split(':')[0])
  expect(new Set(seen)).toEqual(new Set(themeNames))
})

test('their CSP blocks nothing they need, they store nothing, and nothing overflows the window', async () => {
  for (const width of [320, 1280]) {
    const watched = await browser.open('/', { width })
    for (const path of addresses.slice(0, -1)) {
      await watched.page.goto(`${browser.address}${path}`)
      expect(await watched.page.evaluate(() => document.documentElement.scrollWidth), `${path} ${width}`).toBe(width)
    }
    await expectNoSideEffects(watched)
    // Leaving a page aborts the requests of its frames.
    expect(watched.failed.filter((failure) => !failure.endsWith('net::ERR_ABORTED'))).toEqual([])
    await watched.page.context().close()
  }
})

/** Presses Tab until the focused element matches. */
async function tabTo(
  page: Page,
  matches: (focused: { tag: string; text: string; id: string }) => boolean,
): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => ({
      tag: document.activeElement?.tagName ?? '',
      text: document.activeElement?.textContent ?? '',
      id: document.activeElement?.id ?? '',
    }))
    if (matches(focused)) return
  }
  throw new Error('No focusable element matches')
}

/** Selects an option by typing the beginning of its text. */
async function choose(page: Page, id: string, beginning: string): Promise<void> {
  await tabTo(page, (focused) => focused.id === id)
  await page.keyboard.type(beginning, { delay: 5 })
}

describe('by keyboard alone', () => {
  test('the counterparts of a tool, their reasons and the gaps can be found', async () => {
    const watched = await browser.open('/')
    const { page } = watched
    await tabTo(page, ({ text }) => text === 'Crosswalk')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/crosswalk')
    await choose(page, 'subject', 'Fishbone')
    await choose(page, 'to', 'Six')
    await tabTo(page, ({ text }) => text === 'Show')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/crosswalk?*subject=tool%3Afishbone-diagram*')
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('Fishbone Diagram: in Six Sigma')
    await tabTo(page, ({ text }) => text.startsWith('4 ways') || text.startsWith('why'))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/crosswalk?*object=*')
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain('Fishbone Diagram and')
    await tabTo(page, ({ text }) => text === 'Gaps')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/crosswalk?view=gaps')
    await choose(page, 'from', 'Lean')
    await tabTo(page, ({ text }) => text === 'Show')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/crosswalk?*from=lean*')
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain('Lean Thinking, covered by')
    await expectNoSideEffects(watched)
  })

  test('the embed code of a tool can be generated and focused', async () => {
    const watched = await browser.open('/embed')
    const { page } = watched
    await choose(page, 'item', 'Fishbone')
    await choose(page, 'host', 'Word')
    await page.keyboard.press('Enter')
    await tabTo(page, ({ text }) => text === 'Show the code')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/embed?*item=tool%3Afishbone-diagram*')
    await tabTo(page, ({ id }) => id === 'snippet')
    expect(await page.locator('#snippet').inputValue()).toContain('<iframe src="')
    expect(await page.getByRole('heading', { name: 'In WordPress' }).count()).toBe(1)
    await expectNoSideEffects(watched)
  })
})

test('in print there are no controls, but the credit, address, release and dates', async () => {
  const { page } = await browser.open('/tools/fishbone-diagram')
  const controls: Record<string, string[]> = {
    '/tools/fishbone-diagram': ['.site-header nav', '.site-footer nav', '.crumbs', '.use'],
    '/tools?strand=problem': ['.controls', '.filters'],
    '/search?q=plan': ['.controls', '.paging'],
    '/embed?item=tool:fishbone-diagram': ['.controls', 'button', '.preview'],
  }
  for (const [path, selectors] of Object.entries(controls)) {
    await page.emulateMedia({ media: 'screen' })
    await page.goto(`${browser.address}${path}`)
    for (const selector of selectors)
      expect(await page.locator(selector).first().isVisible(), `${path} ${selector}`).toBe(true)
    await page.emulateMedia({ media: 'print' })
    for (const selector of selectors)
      expect(await page.locator(selector).filter({ visible: true }).count(), `${path} ${selector}`).toBe(0)
  }
  await page.goto(`${browser.address}/tools/fishbone-diagram`)
  const credit = page.getByRole('contentinfo')
  for (const words of [
    'Improving Improvement Toolkit',
    `${browser.address}/tools/fishbone-diagram`,
    '2026.1, 22 November 2026',
    'Last reviewed',
    'Creative Commons Attribution 4.0',
  ])
    expect(await credit.getByText(words).first().isVisible(), words).toBe(true)
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
})

describe('the copy button', () => {
  // The clipboard is available in secure contexts only.
  const trusted = () => browser.address.replace('toolkit.test', 'toolkit.localhost')
  const field = (page: Page, id: string) => page.locator('.field').filter({ has: page.locator(`#${id}`) })
  const opened = async () => {
    const { page, complaints } = await browser.open('/health/live')
    await page.goto(`${trusted()}/embed?item=tool:fishbone-diagram`)
    return { page, complaints }
  }

  test('copies the text of its field', async () => {
    const { page, complaints } = await opened()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: trusted() })
    for (const id of ['snippet', 'address', 'request']) {
      await field(page, id).getByRole('button', { name: 'Copy' }).click()
      await field(page, id).getByRole('status').getByText('Copied.').waitFor()
      expect(await page.evaluate(() => navigator.clipboard.readText()), id).toBe(
        await page.locator(`#${id}`).inputValue(),
      )
    }
    expect(complaints).toEqual([])
  })

  test('selects the text if the clipboard is denied, and says so', async () => {
    const { page } = await opened()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Browser.setPermission', {
      permission: { name: 'clipboard-write' },
      setting: 'denied',
      origin: trusted(),
    })
    await field(page, 'snippet').getByRole('button', { name: 'Copy' }).click()
    await field(page, 'snippet').getByRole('status').getByText('The text is selected').waitFor()
    expect(await page.evaluate(() => String(getSelection()))).toBe(await page.locator('#snippet').inputValue())
  })

  test('is absent without JavaScript or clipboard', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await browser.open('/embed?item=tool:fishbone-diagram', { javaScriptEnabled })
      expect(await page.getByRole('button').allTextContents()).toEqual(['Show the code'])
    }
  })
})

test('forms, filters and pictures work without JavaScript', async () => {
  const { page } = await browser.open('/tools', { javaScriptEnabled: false })
  await page.getByRole('navigation', { name: 'Filters' }).getByRole('link', { name: 'Define the Problem' }).click()
  expect(page.url()).toContain('strand=problem')
  await page.getByLabel('Search tools').fill('cause')
  await page.getByRole('button', { name: 'Search' }).click()
  expect(page.url()).toMatch(/q=cause/)
  expect(page.url()).toMatch(/strand=problem/)
  await page.getByRole('heading', { name: 'Fishbone Diagram' }).waitFor()
  await page.goto(`${browser.address}/`)
  await page.getByRole('link', { name: 'Tool: Fishbone Diagram' }).click()
  expect(page.url()).toBe(`${browser.address}/tools/fishbone-diagram`)
  await page.goto(`${browser.address}/embed?item=tool:fishbone-diagram`)
  expect(await page.locator('#snippet').inputValue()).toContain('<iframe src="')
})
