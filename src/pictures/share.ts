// The picture that other sites show beside a link to us: a name, what sort of thing it is, and its strands in a ring of them all.
import { cut, fitted, LINE, linesOf, widthOf } from './lettering.ts'
import { escapeText } from './svg.ts'
import { piece, strandColour } from './toolkitMap.ts'

export type Share = {
  site: string
  /** Undefined of what is no item. */
  kind: string | undefined
  name: string
  /** A sentence or two under the name. */
  about: string | undefined
  /** All strands of the release, in their order. */
  wheel: readonly string[]
  /** The places in it of those that the item stands in; none where it is of no strand in particular. */
  strands: readonly number[]
  credit: string
}

export const SHARE = { width: 1200, height: 630, font: 'Arimo' } as const

const LEFT = 72
const COLUMN = 676
const TEXT = '#1f2933'
const QUIET = '#4a5763'
const NAMES = [76, 66, 56, 48, 42, 36] as const
const [KIND, STRANDS, FOOT] = [166, 452, 522]
const CENTRE = { x: 950, y: 284 }
const RING = 0.89

export function shareSvg({ site, kind, name, about, wheel, strands, credit }: Share): string {
  const shown = strands.length === 0 ? wheel.map((_, i) => i) : strands
  const title = fitted(name, NAMES, COLUMN, about === undefined ? STRANDS - KIND - 62 : 170)
  const top = (kind === undefined ? KIND - 36 : KIND) + 24 + title.size * 0.8
  const below = top + (title.lines.length - 1) * title.size * LINE
  const sentences =
    about === undefined ? [] : cut(linesOf(about, 29, COLUMN), Math.floor((FOOT - 40 - below - 20) / 40))
  const body = [
    `<rect width="${SHARE.width}" height="${SHARE.height}" fill="#ffffff"/>`,
    shown
      .map(
        (strand, i) =>
          `<rect x="${(i * SHARE.width) / shown.length}" width="${SHARE.width / shown.length + 1}" height="14" fill="${strandColour(strand)}"/>`,
      )
      .join(''),
    line(LEFT, 96, 27, site, { bold: true, fill: QUIET }),
    kind === undefined ? '' : line(LEFT, KIND, 31, kind, { bold: true, fill: QUIET }),
    title.lines.map((words, i) => line(LEFT, top + i * title.size * LINE, title.size, words, { bold: true })).join(''),
    sentences.map((words, i) => line(LEFT, below + 58 + i * 40, 29, words)).join(''),
    strands.length === 0 ? '' : labels(strands, wheel),
    ring(wheel, shown),
    `<rect x="${LEFT}" y="${FOOT}" width="${SHARE.width - 2 * LEFT}" height="2" fill="#b8c4cf"/>`,
    cut(linesOf(credit, 20, SHARE.width - 2 * LEFT), 2)
      .map((words, i) => line(LEFT, FOOT + 38 + i * 28, 20, words, { fill: QUIET }))
      .join(''),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SHARE.width}" height="${SHARE.height}" font-family="${SHARE.font}">${body.join('')}</svg>`
}

function line(x: number, y: number, size: number, words: string, { bold = false, fill = TEXT } = {}): string {
  return `<text x="${x}" y="${Math.round(y)}" font-size="${size}"${bold ? ' font-weight="700"' : ''} fill="${fill}">${escapeText(words)}</text>`
}

/** The names of strands, each with its colour, in two rows; of more, how many. */
function labels(strands: readonly number[], wheel: readonly string[]): string {
  const drawn: string[] = []
  let [x, y] = [LEFT, STRANDS]
  for (const [i, strand] of strands.entries()) {
    const [name = ''] = cut(linesOf(wheel[strand] as string, 23, COLUMN - 90), 1)
    const width = 32 + widthOf(name, 23)
    // Room for the number of those that are left, where there are more.
    const room = y > STRANDS && i < strands.length - 1 ? 56 : 0
    if (x > LEFT && x + width + room > LEFT + COLUMN) {
      if (y > STRANDS) return drawn.join('') + line(x, y, 23, `+${strands.length - i}`, { bold: true })
      ;[x, y] = [LEFT, STRANDS + 36]
    }
    drawn.push(
      `<circle cx="${x + 11}" cy="${y - 8}" r="11" fill="${strandColour(strand)}"/>${line(x + 32, y, 23, name, { bold: true })}`,
    )
    x += width + 28
  }
  return drawn.join('')
}

/** The ring of the toolkit's map, with the dots of its items where it is meant. */
function ring(wheel: readonly string[], shown: readonly number[]): string {
  const turn = (2 * Math.PI) / wheel.length
  const sectors = wheel.map((_, i) => {
    const arc = { from: -Math.PI / 2 + i * turn, to: -Math.PI / 2 + (i + 1) * turn - 0.045 }
    const isShown = shown.includes(i)
    const fill = strandColour(i)
    const dots = [
      [82, 2],
      [118, 3],
      [154, 4],
    ].flatMap(([radius = 0, count = 0]) =>
      Array.from({ length: count }, (_dot, k) => {
        const angle = arc.from + ((k + 0.5) / count) * (arc.to - arc.from)
        return `<circle cx="${(radius * Math.cos(angle)).toFixed(1)}" cy="${(radius * Math.sin(angle)).toFixed(1)}" r="8.5" fill="${fill}"/>`
      }),
    )
    return `<path d="${piece(0, 60, 176, arc)}" fill="${fill}" fill-opacity="${isShown ? 0.14 : 0.05}"/><path d="${piece(0, 178, 200, arc)}" fill="${fill}" fill-opacity="${isShown ? 1 : 0.22}"/>${isShown ? dots.join('') : ''}`
  })
  return `<g transform="translate(${CENTRE.x} ${CENTRE.y}) scale(${RING})">${sectors.join('')}</g>`
}
