// The image that other sites show beside a link (og:image): an item's kind, name, summary and strands.
import { truncateLines, fitText, LINE_HEIGHT, wrapText, textWidth } from './textLayout.ts'
import { element, escapeText } from './svg.ts'
import { ringSegment, strandColour } from './toolkitMap.ts'

export type ShareImage = {
  site: string
  /** Undefined where the page shows no item. */
  kind: string | undefined
  name: string
  /** A sentence or two beneath the name. */
  about: string | undefined
  /** The names of all strands of the release, in order. */
  allStrands: readonly string[]
  /** The indexes of the item's strands in `allStrands`; empty where it has none. */
  strands: readonly number[]
  credit: string
}

export const SHARE_IMAGE = { width: 1200, height: 630, font: 'Arimo' } as const

const LEFT = 72
const COLUMN_WIDTH = 676
const TEXT = '#1f2933'
const SECONDARY_TEXT = '#4a5763'
const NAME_SIZES = [76, 66, 56, 48, 42, 36] as const
const [KIND_Y, STRANDS_Y, FOOTER_Y] = [166, 452, 522]
const CENTRE = { x: 950, y: 284 }
const RING_SCALE = 0.89

export function shareImageSvg({ site, kind, name, about, allStrands, strands, credit }: ShareImage): string {
  const shownStrands = strands.length === 0 ? allStrands.map((_, i) => i) : strands
  const title = fitText(name, NAME_SIZES, COLUMN_WIDTH, about === undefined ? STRANDS_Y - KIND_Y - 62 : 170)
  const titleY = (kind === undefined ? KIND_Y - 36 : KIND_Y) + 24 + title.size * 0.8
  const lastTitleLineY = titleY + (title.lines.length - 1) * title.size * LINE_HEIGHT
  const sentences =
    about === undefined
      ? []
      : truncateLines(wrapText(about, 29, COLUMN_WIDTH), Math.floor((FOOTER_Y - 40 - lastTitleLineY - 20) / 40))
  const body = [
    element('rect', { width: SHARE_IMAGE.width, height: SHARE_IMAGE.height, fill: '#ffffff' }),
    stripes(shownStrands),
    line(LEFT, 96, 27, site, { bold: true, fill: SECONDARY_TEXT }),
    kind === undefined ? '' : line(LEFT, KIND_Y, 31, kind, { bold: true, fill: SECONDARY_TEXT }),
    title.lines
      .map((text, i) => line(LEFT, titleY + i * title.size * LINE_HEIGHT, title.size, text, { bold: true }))
      .join(''),
    sentences.map((text, i) => line(LEFT, lastTitleLineY + 58 + i * 40, 29, text)).join(''),
    strands.length === 0 ? '' : labels(strands, allStrands),
    ring(allStrands, shownStrands),
    element('rect', { x: LEFT, y: FOOTER_Y, width: SHARE_IMAGE.width - 2 * LEFT, height: 2, fill: '#b8c4cf' }),
    truncateLines(wrapText(credit, 20, SHARE_IMAGE.width - 2 * LEFT), 2)
      .map((text, i) => line(LEFT, FOOTER_Y + 38 + i * 28, 20, text, { fill: SECONDARY_TEXT }))
      .join(''),
  ]
  const { width, height, font } = SHARE_IMAGE
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, 'font-family': font }, body.join(''))
}

/** The colours of the strands along the top. */
function stripes(strands: readonly number[]): string {
  const width = SHARE_IMAGE.width / strands.length
  return strands
    .map((strand, i) =>
      element('rect', {
        x: (i * SHARE_IMAGE.width) / strands.length,
        width: width + 1,
        height: 14,
        fill: strandColour(strand),
      }),
    )
    .join('')
}

function line(x: number, y: number, size: number, text: string, { bold = false, fill = TEXT } = {}): string {
  const weight = bold ? 700 : undefined
  return element('text', { x, y: Math.round(y), 'font-size': size, 'font-weight': weight, fill }, escapeText(text))
}

/** The names of strands in two rows, each with its colour, and the number of those that do not fit. */
function labels(strands: readonly number[], allStrands: readonly string[]): string {
  const elements: string[] = []
  let [x, y] = [LEFT, STRANDS_Y]
  for (const [i, strand] of strands.entries()) {
    const [name = ''] = truncateLines(wrapText(allStrands[strand] as string, 23, COLUMN_WIDTH - 90), 1)
    const width = 32 + textWidth(name, 23)
    // Space for the number of the remaining strands.
    const space = y > STRANDS_Y && i < strands.length - 1 ? 56 : 0
    if (x > LEFT && x + width + space > LEFT + COLUMN_WIDTH) {
      if (y > STRANDS_Y) return elements.join('') + line(x, y, 23, `+${strands.length - i}`, { bold: true })
      ;[x, y] = [LEFT, STRANDS_Y + 36]
    }
    elements.push(
      element('circle', { cx: x + 11, cy: y - 8, r: 11, fill: strandColour(strand) }),
      line(x + 32, y, 23, name, { bold: true }),
    )
    x += width + 28
  }
  return elements.join('')
}

/** A small toolkit map, in which the strands of the item are filled. */
function ring(allStrands: readonly string[], shownStrands: readonly number[]): string {
  const turn = (2 * Math.PI) / allStrands.length
  const sectors = allStrands.map((_, i) => {
    const arc = { from: -Math.PI / 2 + i * turn, to: -Math.PI / 2 + (i + 1) * turn - 0.045 }
    const isShown = shownStrands.includes(i)
    const fill = strandColour(i)
    return [
      element('path', { d: ringSegment(0, 60, 176, arc), fill, 'fill-opacity': isShown ? 0.14 : 0.05 }),
      element('path', { d: ringSegment(0, 178, 200, arc), fill, 'fill-opacity': isShown ? 1 : 0.22 }),
      isShown ? dots(arc, fill) : '',
    ].join('')
  })
  return element('g', { transform: `translate(${CENTRE.x} ${CENTRE.y}) scale(${RING_SCALE})` }, sectors.join(''))
}

function dots({ from, to }: { from: number; to: number }, fill: string): string {
  const rings = [
    { radius: 82, count: 2 },
    { radius: 118, count: 3 },
    { radius: 154, count: 4 },
  ]
  return rings
    .flatMap(({ radius, count }) =>
      Array.from({ length: count }, (_, i) => {
        const angle = from + ((i + 0.5) / count) * (to - from)
        const [cx, cy] = [radius * Math.cos(angle), radius * Math.sin(angle)]
        return element('circle', { cx: cx.toFixed(1), cy: cy.toFixed(1), r: '8.5', fill })
      }),
    )
    .join('')
}
