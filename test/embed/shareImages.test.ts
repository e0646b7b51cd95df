// ShareImage images, decoded from their bytes.
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wrapText, textWidth } from '../../src/pictures/textLayout.ts'
import { shareImageSvg } from '../../src/pictures/shareImage.ts'
import { awkward } from '../exports/support.ts'
import { all, every, words, xml } from '../pictures/support.ts'
import { BASE } from '../support/client.ts'
import { realContent, type Served, serve } from '../support/app.ts'
import { releaseFile, world, worldFiles } from '../support/world.ts'

const file = (path: string) => worldFiles[path] as string
const withName = (path: string, name: string) => file(path).replace(/^name: .*$/m, `name: ${JSON.stringify(name)}`)
const attack = `</text><script>alert(1)</script>&amp;"'<image href="https://example.org/x.png"/> ${awkward}`
const longest = `${'W'.repeat(60)} ${'ever so many words '.repeat(8)}`.slice(0, 199)
const changed = {
  'tools/fishbone-diagram.yaml': `${file('tools/fishbone-diagram.yaml')}formerSlugs: [ishikawa]\n`,
  'tools/gantt-chart.yaml': `${file('tools/gantt-chart.yaml')}withdrawn: { on: 2026-01-02, reason: Out of use., successor: fishbone-diagram }\n`,
  'methodologies/lean/mappings/tools.yaml': file('methodologies/lean/mappings/tools.yaml').replace(
    / {2}- \{ subject: tool:gantt.*\n/,
    '',
  ),
  'worksheets/canvas.yaml': withName('worksheets/canvas.yaml', longest),
  'guides/path.yaml': withName('guides/path.yaml', attack),
}

let served: Served
beforeAll(async () => {
  served = await serve([
    world(changed),
    world({
      ...changed,
      ...releaseFile('2026.2'),
      'terms/system.yaml': withName('terms/system.yaml', 'Another System'),
    }),
  ])
})
afterAll(() => served.close())

type Image = {
  width: number
  height: number
  /** The colour of a pixel as six hexadecimal digits. */ at(x: number, y: number): string
}

/** Decodes the PNGs of the service only: one chunk of 8-bit RGBA data without filters. */
function decodePng(bytes: Buffer): Image {
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks: Record<string, Buffer> = {}
  for (let from = 8; from < bytes.length;) {
    const length = bytes.readUInt32BE(from)
    chunks[bytes.toString('latin1', from + 4, from + 8)] = bytes.subarray(from + 8, from + 8 + length)
    from += 12 + length
  }
  const { IHDR, IDAT } = chunks as { IHDR: Buffer; IDAT: Buffer }
  const [width, height] = [IHDR.readUInt32BE(0), IHDR.readUInt32BE(4)]
  const lines = inflateSync(IDAT)
  expect(lines.length).toBe(height * (1 + width * 4))
  return {
    width,
    height,
    at: (x, y) => lines.toString('hex', y * (1 + width * 4) + 1 + x * 4, y * (1 + width * 4) + 4 + x * 4),
  }
}

async function fetchImage(url: string): Promise<Image> {
  const response = await served.app.inject(url)
  expect([response.statusCode, response.headers['content-type']], `${url} ${response.body.slice(0, 200)}`).toEqual([
    200,
    'image/png',
  ])
  return decodePng(response.rawPayload)
}

/** Whether the rectangle between two corners is white. */
function isBlank({ at }: Image, [left, top]: [number, number], [right, bottom]: [number, number]): boolean {
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (at(x, y) !== 'ffffff') return false
  return true
}

test('an image has the size that Open Graph recommends, or a smaller one of the same proportions', async () => {
  for (const [query, width, height] of [
    ['', 1200, 630],
    ['?width=600', 600, 315],
    ['?width=320', 320, 168],
  ] as const) {
    const image = await fetchImage(`/pictures/tool/fishbone-diagram.png${query}`)
    expect([image.width, image.height]).toEqual([width, height])
  }
})

test('each item has an image of its own with its name', async () => {
  const drawn = new Set<string>()
  const urls = [
    'tool/fishbone-diagram',
    'activity/agree-themes',
    'activity/plan-work',
    'question/identify',
    'strand/problem',
    'strand/plan',
    'stage/understand',
    'perspective/people',
    'term/system',
    'methodology/lean',
    'element/lean:flow',
  ].map((path) => `/pictures/${path}.png`)
  for (const url of urls) {
    const response = await served.app.inject(url)
    expect(isBlank(decodePng(response.rawPayload), [72, 170], [720, 260]), url).toBe(false)
    drawn.add(response.rawPayload.toString('base64'))
  }
  expect(drawn.size).toBe(urls.length)
})

test('a long name is truncated within its column', async () => {
  const [long, short] = [
    await fetchImage('/pictures/worksheet/canvas.png'),
    await fetchImage('/pictures/term/system.png'),
  ]
  expect(isBlank(long, [72, 170], [748, 400])).toBe(false)
  for (const drawn of [long, short]) {
    expect(isBlank(drawn, [0, 20], [70, 520])).toBe(true)
    expect(isBlank(drawn, [750, 20], [768, 520])).toBe(true)
    expect(isBlank(drawn, [72, 462], [748, 520])).toBe(true)
  }
})

test('text is never rendered wider than it was measured', async () => {
  // Nothing is drawn to the right of the column, so the measured widths are right for every character.
  const signs = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')
  const lines = wrapText(signs.replaceAll(' ', '').repeat(3), 42, 676)
  expect(Math.max(...lines.map((line) => textWidth(line, 42)))).toBeLessThanOrEqual(676)
  expect(lines.join('')).toBe(signs.replaceAll(' ', '').repeat(3))
  const own = await serve([world({ 'terms/system.yaml': withName('terms/system.yaml', signs) })])
  try {
    const drawn = decodePng((await own.app.inject('/pictures/term/system.png')).rawPayload)
    expect(isBlank(drawn, [750, 20], [768, 520])).toBe(true)
  } finally {
    await own.close()
  }
})

test('markup in a name is rendered as text', async () => {
  await fetchImage('/pictures/guide/path.png')
  const svg = shareImageSvg({
    site: attack,
    kind: attack,
    name: attack,
    about: attack,
    allStrands: [attack, 'B'],
    strands: [0],
    credit: attack,
  })
  const root = xml(svg)
  expect([...new Set(every(root).map(({ name }) => name))].sort()).toEqual([
    'circle',
    'g',
    'path',
    'rect',
    'svg',
    'text',
  ])
  expect(
    every(root)
      .flatMap((node) => Object.keys(node.attributes ?? {}))
      .filter((name) => /^on|href|style/i.test(name)),
  ).toEqual([])
  expect(all(root, 'text').map(words).join(' ')).toContain('<script>alert(1)</script>&amp;')
})

describe('colours', () => {
  test('of strands are those of the map of the toolkit, for every kind of item', async () => {
    const real = await serve([realContent()])
    try {
      const map = (await real.app.inject('/embed/map')).body
      const slugs = ((await real.app.inject('/v1/strands')).json() as { data: { slug: string }[] }).data.map(
        ({ slug }) => slug,
      )
      expect(slugs.length).toBeGreaterThanOrEqual(7)
      const first = new Map<string, string>()
      for (const slug of slugs) {
        const drawn = decodePng((await real.app.inject(`/pictures/strand/${slug}.png`)).rawPayload)
        const group = map.slice(0, map.indexOf(`href="${BASE}/embed/strand/${slug}"`))
        first.set(slug, drawn.at(600, 5))
        expect(`#${drawn.at(600, 5)}`, slug).toBe([...group.matchAll(/fill="(#[0-9a-f]{6})"/g)].at(-2)?.[1])
      }
      expect(new Set(first.values()).size).toBe(slugs.length)
      const { strand } = JSON.parse((await real.app.inject('/v1/activities/observe-stakeholders')).body).data as {
        strand: string
      }
      expect(
        decodePng((await real.app.inject('/pictures/activity/observe-stakeholders.png')).rawPayload).at(600, 5),
      ).toBe(first.get(strand))
      // Items without strands show the colours of all.
      const whole = decodePng((await real.app.inject('/pictures/methodology/lean.png')).rawPayload)
      expect(slugs.map((_slug, i) => whole.at(Math.round(((i + 0.5) * 1200) / slugs.length), 5))).toEqual([
        ...first.values(),
      ])
    } finally {
      await real.close()
    }
  })
})

test('images are cached like other responses of a release, and not compressed again', async () => {
  const url = '/pictures/tool/fishbone-diagram.png'
  for (let again = 0; again < 2; again++) {
    const { headers, rawPayload } = await served.app.inject({ url, headers: { 'accept-encoding': 'br, gzip' } })
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-encoding']).toBeUndefined()
    expect(decodePng(rawPayload).width).toBe(1200)
    expect((await served.app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })).statusCode).toBe(304)
  }
  const pinned = await served.app.inject('/pictures/term/system.png?release=2026.1')
  expect(pinned.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(pinned.rawPayload.equals((await served.app.inject('/pictures/term/system.png')).rawPayload)).toBe(false)
})

test('concurrent requests are all rendered', async () => {
  const responses = await Promise.all(
    [320, 600, 1200].flatMap((width) =>
      ['home', 'tools', 'about'].map((page) => served.app.inject(`/pictures/${page}.png?width=${width}`)),
    ),
  )
  expect(responses.map(({ rawPayload }) => decodePng(rawPayload).width)).toEqual([
    320, 320, 320, 600, 600, 600, 1200, 1200, 1200,
  ])
})

test.each([
  ['/pictures/tool/fishbone-diagrm.png', 404, 'Did you mean "fishbone-diagram"?'],
  ['/pictures/tol/fishbone-diagram.png', 404, 'Did you mean "tool"?'],
  ['/pictures/mapping/x.png', 404, 'a kind of item with a picture'],
  [
    '/pictures/tool/gantt-chart.png',
    410,
    `was withdrawn on 2026-01-02: Out of use. Use ${BASE}/pictures/tool/fishbone-diagram.png instead.`,
  ],
  ['/pictures/hom.png', 404, 'Did you mean "home"?'],
  ['/pictures/home.png?width=700', 400, '700'],
  ['/pictures/home.png?wdth=600', 400, 'Did you mean "width"?'],
  ['/pictures/home.png?release=2030.1', 400, '2030.1'],
])('%s is rejected (%i) with a reason', async (url, status, sentence) => {
  const { statusCode, body } = await served.app.inject(url)
  expect([statusCode, (JSON.parse(body) as { detail: string }).detail]).toEqual([
    status,
    expect.stringContaining(sentence),
  ])
})

test('a renamed item redirects', async () => {
  const { statusCode, headers } = await served.app.inject('/pictures/tool/ishikawa.png?width=600')
  expect([statusCode, headers.location]).toEqual([308, `${BASE}/pictures/tool/fishbone-diagram.png?width=600`])
})
