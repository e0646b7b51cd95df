// Measures embeds in a real browser, and writes what heights are suggested from: `npx tsx test/browser/heights.ts`, after a change of the style.
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { itemId, kindNames, definitionOf, kindPath } from '../../src/content/kinds.ts'
import {
  type HeightCoefficients,
  type EmbedContent,
  sizeOf,
  type FrameWidth,
  frameWidths,
} from '../../src/markup/heights.ts'
import { type Browser, browse } from './browser.ts'

export type Sample = {
  shown: EmbedContent
  path: string
  characters: number
  blocks: number
  heights: Record<FrameWidth, number>
}

/** The addresses of embeds by what they show. */
export function addressesOf({ served }: Browser): { shown: EmbedContent; path: string }[] {
  const toolkit = served.releases.current()
  const items = kindNames.flatMap((kind) => {
    const slugs = toolkit.of(kind).slugs()
    return (kind === 'mapping' ? slugs.filter((_, i) => i % 20 === 0) : slugs).map((slug) => ({
      shown: kind as EmbedContent,
      path: `/embed/${kindPath(itemId(kind, slug))}`,
    }))
  })
  const lists = kindNames
    .filter((kind) => kind !== 'element')
    .flatMap((kind) =>
      [5, 20, 100].map((limit) => ({
        shown: 'list' as const,
        path: `/embed/${definitionOf(kind).collection}?limit=${limit}`,
      })),
    )
  // The sentence that tells the filter takes room too.
  const filtered = kindNames
    .filter((kind) => kind !== 'element')
    .flatMap((kind) =>
      Object.keys(definitionOf(kind).filters).flatMap((name) =>
        toolkit
          .of(kind)
          .allowedValues(name)
          .slice(0, 2)
          .map((value) => ({
            shown: 'list' as const,
            path: `/embed/${definitionOf(kind).collection}?${name}=${encodeURIComponent(value)}`,
          })),
      ),
    )
  const methodologies = toolkit.methodologies()
  const matrices = ['strands', 'questions', 'activities', 'tools', ...methodologies].flatMap((rows) =>
    methodologies
      .filter((cols) => cols !== rows)
      .map((cols) => ({ shown: 'crosswalk' as const, path: `/embed/crosswalk?rows=${rows}&cols=${cols}` })),
  )
  return [...items, ...lists, ...filtered, ...matrices, { shown: 'map', path: '/embed/map' }]
}

export async function measure(browser: Browser, addresses: { shown: EmbedContent; path: string }[]): Promise<Sample[]> {
  const { page } = await browser.open('/health/live')
  const samples: Sample[] = []
  for (const { shown, path } of addresses) {
    await page.goto(`${browser.address}${path}`)
    const main = await page.locator('main').evaluate((element) => element.innerHTML)
    const heights = {} as Record<FrameWidth, number>
    for (const width of frameWidths) {
      await page.setViewportSize({ width, height: 800 })
      heights[width] = await page.evaluate(() =>
        Math.ceil((document.getElementById('embed') as Element).getBoundingClientRect().height),
      )
    }
    samples.push({ shown, path, ...sizeOf(main), heights })
  }
  return samples
}

/** The plane of least squares, raised above every sample. */
function growth(samples: readonly Sample[], width: FrameWidth): HeightCoefficients {
  const rows = samples.map(({ characters, blocks, heights }) => ({ x: [1, characters, blocks], y: heights[width] }))
  const normal = [0, 1, 2].map((i) => [
    ...[0, 1, 2].map(
      (j) => rows.reduce((sum, { x }) => sum + (x[i] as number) * (x[j] as number), 0) + (i === j ? 1e-3 : 0),
    ),
    rows.reduce((sum, { x, y }) => sum + (x[i] as number) * y, 0),
  ])
  for (let i = 0; i < 3; i++) {
    const pivot = normal[i] as number[]
    for (let j = 0; j < 3; j++) {
      if (j === i) continue
      const row = normal[j] as number[]
      const factor = (row[i] as number) / (pivot[i] as number)
      row.forEach((value, k) => (row[k] = value - factor * (pivot[k] as number)))
    }
  }
  const [, character, block] = normal.map((row, i) => Math.max(0, (row[3] as number) / (row[i] as number))) as [
    number,
    number,
    number,
  ]
  const rounded = { character: Math.round(character * 1000) / 1000, block: Math.round(block * 10) / 10 }
  const base = Math.max(
    ...samples.map(
      ({ characters, blocks, heights }) => heights[width] - rounded.character * characters - rounded.block * blocks,
    ),
  )
  return { base: Math.ceil(base), ...rounded }
}

async function write(): Promise<void> {
  const browser = await browse()
  try {
    const samples = await measure(browser, addressesOf(browser))
    const lines = [...new Set(samples.map(({ shown }) => shown))].map((shown) => {
      const own = samples.filter((sample) => sample.shown === shown)
      return `  ${shown}: {\n${frameWidths
        .map((width) => {
          const { base, character, block } = growth(own, width)
          return `    ${width}: { base: ${base}, character: ${character}, block: ${block} },\n`
        })
        .join('')}  },`
    })
    const file = new URL('../../src/markup/heightCoefficients.ts', import.meta.url)
    writeFileSync(
      file,
      `// Measured in a browser over the whole content by test/browser/heights.ts, which writes this file.\n\nexport const heightCoefficients = {\n${lines.join('\n')}\n}\n`,
    )
    process.stdout.write(`measured ${samples.length} embeds at ${frameWidths.length} widths\n`)
  } finally {
    await browser.close()
  }
}

if (import.meta.url === pathToFileURL(String(process.argv[1])).href) await write()
