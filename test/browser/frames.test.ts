// Lists, the crosswalk and the map in iframes, the loader in a host's page, and snapshots offline.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { suggestedHeight, frameWidths } from '../../src/markup/heights.ts'
import { findings } from './axe.ts'
import { type Browser, browse, type Watched } from './browser.ts'
import { addressesOf, measure } from './heights.ts'

let browser: Browser
let integrity: string
beforeAll(async () => {
  browser = await browse()
  const manifest = (await browser.served.app.inject('/embed/loader/manifest.json')).json() as {
    versions: Record<string, { integrity: string }>
  }
  integrity = manifest.versions['1.0.0']?.integrity as string
})
afterAll(() => browser.close())

const site = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>Intranet</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`
const framesOf = (page: Page): Frame[] => page.frames().filter((frame) => frame.parentFrame() !== null)

/** No console messages, no failed requests, no requests to other sites and no cookies. */
async function expectNoSideEffects(watched: Watched): Promise<void> {
  expect(watched.complaints).toEqual([])
  expect(watched.failed).toEqual([])
  expect(watched.elsewhere.filter((url) => !/^http:\/\/(intranet|teams)\.test\/$/.test(url))).toEqual([])
  expect(await watched.cookies()).toEqual([])
}

const embeds = ['tools?strand=problem&limit=5', 'crosswalk?rows=strands&cols=six-sigma', 'map', 'r/2026.1/strands']

describe.each([
  ['no sandbox', ''],
  ['allow-scripts', 'sandbox="allow-scripts"'],
  ['allow-scripts allow-forms', 'sandbox="allow-scripts allow-forms"'],
  ['600 by 300', 'style="width:600px;height:300px"'],
])('in frames with %s', (_name, attributes) => {
  test('lists, the crosswalk and the map are shown, scroll, and send no request to other sites', async () => {
    const watched = await browser.visit({
      'intranet.test': site(
        embeds
          .map(
            (path) =>
              `<iframe src="${browser.address}/embed/${path}" title="Embed" width="600" height="300" ${attributes}></iframe>`,
          )
          .join(''),
      ),
    })
    await expect.poll(() => framesOf(watched.page).length).toBe(embeds.length)
    for (const frame of framesOf(watched.page)) {
      await frame.getByRole('heading', { level: 1 }).waitFor()
      expect(
        await frame.evaluate(() => getComputedStyle(document.querySelector('.embed') as Element).display),
        frame.url(),
      ).toBe('flow-root')
      expect(await frame.evaluate(() => (window.scrollTo(0, 1e6), window.scrollY)), frame.url()).toBeGreaterThan(0)
    }
    await expectNoSideEffects(watched)
  })
})

test('they are complete in nested frames, with and without JavaScript', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const watched = await browser.visit(
      {
        'teams.test': site('<iframe src="http://intranet.test/" title="Intranet" width="900" height="700"></iframe>'),
        'intranet.test': site(
          embeds.map((path) => `<iframe src="${browser.address}/embed/${path}" title="Embed"></iframe>`).join(''),
        ),
      },
      { javaScriptEnabled },
    )
    await expect.poll(() => framesOf(watched.page).length).toBe(embeds.length + 1)
    for (const frame of framesOf(watched.page).filter((one) => one.url().startsWith(browser.address)))
      await frame.getByRole('contentinfo').getByText('Creative Commons Attribution 4.0').waitFor()
    await expectNoSideEffects(watched)
  }
})

test('nothing overflows a narrow window', async () => {
  const watched = await browser.open('/health/live', { width: 320 })
  for (const path of [
    'tools?strand=problem',
    'tools?q=zzzzzzz',
    'crosswalk?rows=strands&cols=six-sigma',
    'map',
    'tools?strand=none',
  ]) {
    await watched.page.goto(`${browser.address}/embed/${path}`)
    expect(await watched.page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320)
  }
})

test('suggested heights are sufficient, and not excessive', async () => {
  const all = addressesOf(browser)
  const chosen = [
    'tool',
    'term',
    'activity',
    'question',
    'strand',
    'methodology',
    'element',
    'mapping',
    'list',
    'crosswalk',
    'map',
  ]
    .map((shown) => all.filter((address) => address.shown === shown))
    .map((own) => own[Math.floor(own.length / 3)] as (typeof all)[number])
  const samples = await measure(browser, chosen)
  expect(samples).toHaveLength(11)
  for (const { shown, path, heights } of samples) {
    const { body } = await browser.served.app.inject(path)
    const main = /<main>([\s\S]*)<\/main>/.exec(body)?.[1] as string
    for (const width of frameWidths) {
      const suggested = suggestedHeight(shown, main, width)
      expect(suggested, `${path} at ${width}`).toBeGreaterThanOrEqual(heights[width])
      expect(suggested, `${path} at ${width}`).toBeLessThanOrEqual(heights[width] * 2 + 200)
    }
  }
})

test('the heights on the embed code page are sufficient for filtered lists', async () => {
  const filters: [collection: string, filter: string][] = [
    ['tools', 'strand=problem'],
    ['tools', 'strand=problem,plan&methodology=lean&q=diagram'],
    ['questions', 'perspective=people&limit=2'],
    ['activities', 'strand=case&element=six-sigma:analyse'],
    ['tools', 'q=zzzzzz'],
  ]
  const samples = await measure(
    browser,
    filters.map(([collection, filter]) => ({ shown: 'list' as const, path: `/embed/${collection}?${filter}` })),
  )
  for (const [i, [collection, filter]] of filters.entries()) {
    const { body } = await browser.served.app.inject(
      `/embed?item=list:${collection}&filter=${encodeURIComponent(filter)}`,
    )
    for (const width of frameWidths) {
      const height = Number(new RegExp(`<th scope="row">${width} pixels</th><td>(\\d+) pixels`).exec(body)?.[1])
      const needed = (samples[i] as (typeof samples)[number]).heights[width]
      expect(height, `${filter} at ${width}`).toBeGreaterThanOrEqual(needed)
      expect(height, `${filter} at ${width}`).toBeLessThanOrEqual(needed * 2 + 200)
    }
  }
})

describe('the loader', () => {
  const link = (path: string, name: string, embed = path) =>
    `<p><a data-toolkit-embed="${browser.address}/embed/${embed}" href="${browser.address}/${path}">${name}</a></p>`
  const script = (hash = integrity) =>
    `<script src="${browser.address}/embed/loader/1.0.0/embed.js" integrity="${hash}" crossorigin="anonymous"></script>`
  const tool = () => link('tools/fishbone-diagram', 'Fishbone Diagram', 'tool/fishbone-diagram')
  const heightsOf = (page: Page) =>
    page
      .locator('iframe')
      .evaluateAll((frames) => frames.map((frame) => parseInt((frame as HTMLIFrameElement).style.height, 10)))
  const contentHeight = (frame: Frame) =>
    frame.evaluate(() => Math.ceil((document.getElementById('embed') as Element).getBoundingClientRect().height))

  test('inserts one frame after each link, even if it runs twice, and defines no global', async () => {
    const names = () => Object.keys(window).sort()
    const bare = await browser.visit({ 'intranet.test': site('') })
    const before = await bare.page.evaluate(names)
    const many = Array.from({ length: 20 }, (_, i) =>
      link(`tools?limit=${i + 1}`, `List ${i}`, `terms?limit=${(i % 3) + 1}`),
    ).join('')
    const watched = await browser.visit({
      'intranet.test': site(
        `${many}${script()}${script()}`,
        '<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for \'script\'; trusted-types \'none\'">',
      ),
    })
    await expect.poll(async () => (await heightsOf(watched.page)).filter((height) => height > 0).length).toBe(20)
    expect(await watched.page.locator('a + iframe').count()).toBe(20)
    expect(
      (await watched.page.evaluate(names)).filter((name) => !before.includes(name) && !/^\d+$/.test(name)),
    ).toEqual([])
    await expectNoSideEffects(watched)
  })

  test('follows the height of its embed, and ignores other messages', async () => {
    const watched = await browser.visit({ 'intranet.test': site(`<main>${tool()}</main>${script()}`) })
    await expect.poll(async () => (await heightsOf(watched.page))[0] ?? 0).toBeGreaterThan(1000)
    const [embed] = framesOf(watched.page) as [Frame]
    await expect.poll(async () => (await heightsOf(watched.page))[0] === (await contentHeight(embed))).toBe(true)
    const [wide] = await heightsOf(watched.page)
    await watched.page.locator('main').evaluate((main) => (main.style.width = '320px'))
    await expect.poll(async () => (await heightsOf(watched.page))[0]).toBeGreaterThan(wide as number)
    await watched.page.locator('main').evaluate((main) => (main.style.width = 'auto'))
    await expect.poll(async () => (await heightsOf(watched.page))[0]).toBe(wide)

    // From the page itself: another source.
    await watched.page.evaluate(() =>
      window.postMessage({ ns: 'toolkit-embed', v: 1, type: 'resize', id: 'x', height: 7 }, '*'),
    )
    // From the frame, but not part of the protocol.
    for (const sent of [
      'x',
      null,
      { ns: 'other', v: 1, type: 'resize', height: 7 },
      { ns: 'toolkit-embed', v: 2, type: 'resize', height: 7 },
      { ns: 'toolkit-embed', v: 1, type: 'style', height: 7 },
      ...[7.5, -7, 0, '7', '7px;color:red', NaN, null].map((height) => ({
        ns: 'toolkit-embed',
        v: 1,
        type: 'resize',
        height,
      })),
    ]) {
      await embed.evaluate((message) => window.parent.postMessage(message, '*'), sent)
    }
    // A frame of another site that imitates the protocol.
    await watched.page.evaluate(() => {
      const other = document.createElement('iframe')
      other.id = 'other'
      other.src =
        'data:text/html,<script>parent.postMessage({ns:"toolkit-embed",v:1,type:"resize",id:"x",height:7},"*");parent.postMessage("sent","*")</script>'
      const heard = new Promise((resolve) =>
        addEventListener('message', (event) => event.data === 'sent' && resolve(undefined)),
      )
      document.body.append(other)
      return heard
    })
    expect((await heightsOf(watched.page))[0]).toBe(wide)
    await embed.evaluate(() =>
      window.parent.postMessage({ ns: 'toolkit-embed', v: 1, type: 'resize', id: 'x', height: 10 ** 7 }, '*'),
    )
    await expect.poll(async () => (await heightsOf(watched.page))[0]).toBe(20_000)
    expect(await watched.page.locator('a + iframe').getAttribute('style')).toBe(
      'border: 0px; max-width: 100%; height: 20000px;',
    )
  })

  test('keeps the frame of a problem document', async () => {
    const watched = await browser.visit({
      'intranet.test': site(`${link('tools/none', 'None', 'tool/none')}${script()}`),
    })
    await expect.poll(async () => (await heightsOf(watched.page))[0]).toBeGreaterThan(50)
  })

  const down = 'http://toolkit.test:9'
  test.each<[string, () => { body: string; head?: string; javaScriptEnabled?: boolean }]>([
    ['a hash that is not its own', () => ({ body: `${tool()}${script('sha384-AAAA')}` })],
    [
      'a host that blocks the script',
      () => ({
        body: `${tool()}${script()}`,
        head: `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`,
      }),
    ],
    [
      'a host that blocks the frame',
      () => ({
        body: `${tool()}${script()}`,
        head: `<meta http-equiv="Content-Security-Policy" content="frame-src 'none'">`,
      }),
    ],
    ['no JavaScript', () => ({ body: `${tool()}${script()}`, javaScriptEnabled: false })],
    [
      'a server that is down',
      () => ({
        body: `${tool().replaceAll(browser.address, down).replace(`href="${down}`, `href="${browser.address}`)}${script()}`,
      }),
    ],
    [
      'no answer within 8 s',
      () => ({ body: `${tool().replace(/\/embed\/tool\/fishbone-diagram/, '/health/live')}${script()}` }),
    ],
  ])('leaves a working link with %s', async (_name, make) => {
    const { body, head = '', javaScriptEnabled = true } = make()
    const watched = await browser.visit(
      { 'intranet.test': '<!doctype html><title>Before</title>' },
      { javaScriptEnabled },
    )
    const { page } = watched
    if (javaScriptEnabled) await page.clock.install()
    await page.unroute('http://intranet.test/')
    await page.route('http://intranet.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: site(body, head) }),
    )
    await page.goto('http://intranet.test/')
    await page.waitForLoadState('load')
    if (javaScriptEnabled) await page.clock.fastForward(8100)
    await expect.poll(() => page.locator('iframe').count()).toBe(0)
    await page.getByRole('link', { name: 'Fishbone Diagram' }).click()
    await page.waitForURL(`${browser.address}/tools/fishbone-diagram`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fishbone Diagram')
  })
})

test('a snapshot is complete offline and makes no request', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolkit-snapshot-'))
  try {
    const file = join(folder, 'fishbone-diagram.html')
    writeFileSync(file, (await browser.served.app.inject('/snapshot/tool/fishbone-diagram.html')).body)
    const watched = await browser.open('/health/live')
    await watched.page.context().setOffline(true)
    const requested: string[] = []
    watched.page.on('request', (request) => requested.push(request.url()))
    await watched.page.goto(pathToFileURL(file).href)
    await watched.page.getByRole('heading', { name: 'Fishbone Diagram', level: 1 }).waitFor()
    expect(
      await watched.page.evaluate(
        () => getComputedStyle(document.querySelector('.item-header') as Element).borderLeftWidth,
      ),
    ).toBe('6px')
    expect(requested.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href])
    expect(watched.complaints).toEqual([])
    const checked = await browser.open('/health/live', { bypassCSP: true })
    await checked.page.setContent((await browser.served.app.inject('/snapshot/tool/fishbone-diagram.html')).body)
    expect(await findings(checked.page)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
