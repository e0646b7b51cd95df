// An embed in iframes as hosts use them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemId, kindNames, kindPath } from '../../src/content/kinds.ts'
import { findings, findingsInThemes } from './axe.ts'
import { serve } from '../support/app.ts'
import { world } from '../support/world.ts'
import { type Browser, browse, type Watched } from './browser.ts'

const require = createRequire(import.meta.url)
let browser: Browser
beforeAll(async () => {
  browser = await browse()
})
afterAll(() => browser.close())

const tool = () => `${browser.address}/embed/tool/fishbone-diagram`
const frame = (attributes: string, address = tool()) =>
  `<iframe src="${address}" title="Fishbone Diagram" width="100%" height="900" ${attributes}></iframe>`
/** A site that records the messages it receives. */
const site = (body: string) =>
  `<!doctype html><title>Intranet</title><link rel="icon" href="data:,"><script>heard = []; addEventListener('message', (e) => heard.push(e.data))</script>${body}`
const heard = ({ page }: Watched) =>
  page.evaluate(() => (window as unknown as { heard: Record<string, unknown>[] }).heard)
const framed = ({ page }: Watched) => page.frames().find((f) => f.url().startsWith(browser.address)) as Frame

async function inside(watched: Watched): Promise<Frame> {
  await expect.poll(() => framed(watched)).toBeDefined()
  const found = framed(watched)
  await found.getByRole('heading', { name: 'Fishbone Diagram', level: 1 }).waitFor()
  return found
}

/** No console messages, no failed requests, no requests to other sites and no cookies. */
async function expectNoSideEffects(watched: Watched): Promise<void> {
  expect(watched.complaints).toEqual([])
  expect(watched.failed).toEqual([])
  expect(watched.elsewhere.filter((url) => !/^http:\/\/(intranet|teams)\.test\/$/.test(url))).toEqual([])
  expect(await watched.cookies()).toEqual([])
}

describe.each([
  ['no sandbox', ''],
  ['allow-scripts', 'sandbox="allow-scripts"'],
  ['allow-scripts allow-forms', 'sandbox="allow-scripts allow-forms"'],
  ['600 by 300', 'style="width:600px;height:300px"'],
])('in a frame with %s', (_name, attributes) => {
  test('it is styled, scrolls and posts its height', async () => {
    const watched = await browser.visit({ 'intranet.test': site(frame(attributes)) })
    const embed = await inside(watched)
    expect(await embed.evaluate(() => getComputedStyle(document.querySelector('.embed') as Element).display)).toBe(
      'flow-root',
    )
    const scrolled = await embed.evaluate(() => {
      window.scrollTo(0, 1e6)
      return window.scrollY
    })
    expect(scrolled).toBeGreaterThan(0)
    await expect.poll(async () => (await heard(watched)).map(({ type }) => type)).toContain('ready')
    const [own, others] = await heard(watched)
    const height = await embed.evaluate(() =>
      Math.ceil((document.getElementById('embed') as Element).getBoundingClientRect().height),
    )
    expect(own).toEqual({ ns: 'toolkit-embed', v: 1, type: 'ready', id: 'tool:fishbone-diagram', height })
    expect(others).toEqual({ type: 'iframe-resized', width: expect.any(Number), height })
    await expectNoSideEffects(watched)
  })
})

test('it is shown in nested frames of two sites', async () => {
  const watched = await browser.visit({
    'teams.test': site('<iframe src="http://intranet.test/" width="900" height="700"></iframe>'),
    'intranet.test': site(frame('')),
  })
  await inside(watched)
  await expectNoSideEffects(watched)
})

test('it is complete without JavaScript', async () => {
  const watched = await browser.visit({ 'intranet.test': frame('') }, { javaScriptEnabled: false })
  const embed = await inside(watched)
  await embed.getByRole('heading', { name: 'Steps' }).waitFor()
  await embed.getByRole('contentinfo').getByText('Creative Commons Attribution 4.0').waitFor()
  await expectNoSideEffects(watched)
})

test('with EMBED_FRAME_ANCESTORS every ancestor must be one of the listed hosts', async () => {
  const closed = await serve([world()], {
    environment: { EMBED_FRAME_ANCESTORS: 'http://intranet.test http://teams.test' },
  })
  const opened: Watched[] = []
  const visit = async (sites: Record<string, string>) => {
    const watched = await browser.visit(sites)
    opened.push(watched)
    return watched
  }
  try {
    const address = (await closed.app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'toolkit.test')
    const framing = '<iframe src="http://intranet.test/" title="Intranet"></iframe>'
    const own = `<iframe src="${address}/embed/tool/fishbone-diagram" title="Tool"></iframe>`
    const deepest = ({ page }: Watched) => page.frames().at(-1) as Frame
    for (const sites of [{ 'intranet.test': own }, { 'teams.test': framing, 'intranet.test': own }]) {
      const watched = await visit(sites)
      await deepest(watched).getByRole('heading', { name: 'Fishbone Diagram', level: 1 }).waitFor()
      expect(watched.complaints).toEqual([])
    }
    for (const sites of [{ 'elsewhere.test': own }, { 'elsewhere.test': framing, 'intranet.test': own }]) {
      const watched = await visit(sites)
      await expect.poll(() => watched.complaints.join()).toContain('frame-ancestors')
      await expect.poll(() => deepest(watched).url()).toBe('chrome-error://chromewebdata/')
    }
  } finally {
    // The browser keeps idle connections open, and the server would wait for them.
    for (const { page } of opened) await page.context().close()
    await closed.close()
  }
})

test('in print it has its credit, address, release and dates', async () => {
  const { page } = await browser.open('/embed/tool/fishbone-diagram')
  await page.emulateMedia({ media: 'print' })
  const credit = page.getByRole('contentinfo')
  for (const words of [
    'Improving Improvement Toolkit',
    `${browser.address}/tools/fishbone-diagram`,
    '2026.1, 22 November 2026',
    'Last reviewed',
    'Creative Commons Attribution 4.0',
  ])
    expect(await credit.getByText(words).first().isVisible(), words).toBe(true)
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
})

describe('heights', () => {
  test('follow the content, and are posted once each', async () => {
    const watched = await browser.visit({ 'intranet.test': site(frame('')) })
    await inside(watched)
    await expect.poll(async () => (await heard(watched)).length).toBeGreaterThanOrEqual(2)
    const own = async () =>
      (await heard(watched)).filter(({ ns }) => ns === 'toolkit-embed') as { type: string; height: number }[]
    const first = (await own())[0]?.height as number
    const setWidth = (width: string) =>
      watched.page.evaluate((to) => document.querySelector('iframe')?.setAttribute('width', to), width)
    await setWidth('320')
    await expect.poll(async () => (await own()).at(-1)?.height).toBeGreaterThan(first)
    await setWidth('100%')
    await expect.poll(async () => (await own()).at(-1)?.height).toBe(first)
    const heights = (await own()).map(({ height }) => height)
    expect(heights.filter((height, i) => height === heights[i - 1])).toEqual([])
    expect((await own()).map(({ type }) => type)).toEqual(['ready', ...heights.slice(1).map(() => 'resize')])
  })

  test('are understood by open-iframe-resizer', async () => {
    const library = readFileSync(require.resolve('@open-iframe-resizer/core'), 'utf8')
    const body = `${frame('sandbox="allow-scripts"')}<script>${library.replaceAll('</script', '<\\/script')}</script>`
    const watched = await browser.visit({ 'intranet.test': site(body) })
    const embed = await inside(watched)
    await watched.page.evaluate(() =>
      (
        window as unknown as { iframeResizer: { initialize(settings: object, selector: string): Promise<unknown> } }
      ).iframeResizer.initialize({}, 'iframe'),
    )
    const content = await embed.evaluate(() =>
      Math.ceil((document.getElementById('embed') as Element).getBoundingClientRect().height),
    )
    await expect
      .poll(() => watched.page.evaluate(() => document.querySelector('iframe')?.style.height))
      .toBe(`${content}px`)
  })

  test('are posted to WordPress with its secret, and not without one', async () => {
    const watched = await browser.visit({
      'intranet.test': site(frame('sandbox="allow-scripts"', `${tool()}#?secret=AbCdEf1234`)),
    })
    await inside(watched)
    await expect
      .poll(async () => (await heard(watched)).find(({ message }) => message === 'height'))
      .toMatchObject({ secret: 'AbCdEf1234', value: expect.any(Number) })
    const without = await browser.visit({ 'intranet.test': site(frame('')) })
    await inside(without)
    await expect.poll(async () => (await heard(without)).length).toBeGreaterThanOrEqual(2)
    expect((await heard(without)).filter((data) => 'message' in data || 'secret' in data)).toEqual([])
  })

  test('are unaffected by other messages', async () => {
    const watched = await browser.visit({ 'intranet.test': site(frame('')) })
    const embed = await inside(watched)
    await expect.poll(async () => (await heard(watched)).length).toBeGreaterThanOrEqual(2)
    const before = await embed.evaluate(() => document.documentElement.outerHTML)
    await watched.page.evaluate(() => {
      const target = (document.querySelector('iframe') as HTMLIFrameElement).contentWindow as Window
      for (const data of [
        null,
        7,
        'x',
        [],
        {},
        { type: 'resize', height: 1 },
        { type: 'iframe-child-init', bodyPadding: '99px', bodyMargin: '99px', targetElementSelector: 'img' },
        { message: 'ready', secret: 'x' },
      ])
        target.postMessage(data, '*')
    })
    await expect
      .poll(async () => (await heard(watched)).filter(({ type }) => type === 'iframe-resized').length)
      .toBeGreaterThanOrEqual(2)
    expect(await embed.evaluate(() => document.documentElement.outerHTML)).toBe(before)
    await expectNoSideEffects(watched)
  })

  test('of a problem document are posted as an error', async () => {
    const watched = await browser.visit({ 'intranet.test': site(frame('', `${browser.address}/embed/tool/none`)) })
    await expect
      .poll(async () => (await heard(watched))[0])
      .toEqual({ ns: 'toolkit-embed', v: 1, type: 'error', id: 'not_found', height: expect.any(Number) })
  })
})

test('axe finds nothing in any embed in any theme', async () => {
  const watched = await browser.open('/health/live', { bypassCSP: true, width: 600 })
  const { page } = watched
  const toolkit = browser.served.releases.current()
  const items = kindNames.map((kind) => kindPath(itemId(kind, toolkit.of(kind).slugs()[0] as string)))
  const embeds = [
    ...items,
    'tool/fishbone-diagram',
    'term/strand?h=3',
    'tool/fishbone-diagram?parts=mapping',
    'tools?strand=problem',
    'tools?q=zzzzzzz',
    'crosswalk',
    'crosswalk?rows=lean&cols=six-sigma',
    'map',
    'tool/none',
    'tools?strand=none',
    'tool/fishbone-diagram?accent=7a1f5c&theme=x',
  ]
  for (const path of embeds) {
    await page.goto(`${browser.address}/embed/${path}`)
    expect(await findingsInThemes(page, path.endsWith('h=3') ? ['page-has-heading-one'] : []), path).toEqual([])
  }
  // An accent belongs to the theme that it was chosen for.
  for (const [theme, accent] of [
    ['plain', '7a1f5c'],
    ['nhs-like', '7a1f5c'],
    ['contrast', '7ab8ff'],
  ]) {
    await page.goto(`${browser.address}/embed/tool/fishbone-diagram?theme=${theme}&accent=${accent}`)
    expect(
      await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent')),
      theme,
    ).toBe(`#${accent}`)
    expect(await findings(page), theme).toEqual([])
  }
  expect(embeds.length).toBeGreaterThanOrEqual(24)
}, 120_000)

describe.each(['plain', 'nhs-like', 'contrast'])('in the theme %s', (theme) => {
  test.each([320, 768])('nothing is wider than a window of %i', async (width) => {
    const { page } = await browser.open(`/embed/tool/fishbone-diagram?theme=${theme}`, { width })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    // At twice the size of text, as a reader may set it.
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
})

test('a page for people has no finding either, and its skip link leads to the content', async () => {
  const watched = await browser.open('/tools/fishbone-diagram', { bypassCSP: true })
  expect(await findings(watched.page)).toEqual([])
  await watched.page.keyboard.press('Tab')
  await watched.page.keyboard.press('Enter')
  expect(await watched.page.evaluate(() => document.activeElement?.id)).toBe('content')
  await expectNoSideEffects(watched)
})
