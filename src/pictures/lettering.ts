// How words are set in a picture that nothing lays out: how wide they are, where lines break, and what size fits.
import { shortened } from './svg.ts'

/** Of Arial Bold and of what has its measures, in thousandths of the size: the signs of ASCII from the space on. */
const widths = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
] as const
/** Of any other sign: no letter is wider. */
const WIDEST = 1000

/** How wide words are at most, in bold type; in regular type they are no wider. */
export function widthOf(words: string, size: number): number {
  return (
    ([...words].reduce((sum, sign) => sum + (widths[(sign.codePointAt(0) as number) - 32] ?? WIDEST), 0) * size) / 1000
  )
}

/** Words broken into lines that are no wider than this; a word that is wider is broken too. */
export function linesOf(words: string, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words
    .trim()
    .split(/\s+/)
    .flatMap((whole) => pieces(whole, size, width))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

function pieces(word: string, size: number, width: number): string[] {
  const all: string[] = []
  let piece = ''
  for (const sign of word) {
    if (piece !== '' && widthOf(piece + sign, size) > width) {
      all.push(piece)
      piece = ''
    }
    piece += sign
  }
  return [...all, piece]
}

/** So many lines; where there are more, the last says so. */
export function cut(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines]
  const last = lines[most - 1] as string
  return [...lines.slice(0, most - 1), `${shortened(last, [...last].length - 1).replace(/\W*\u2026?$/u, '')}…`]
}

/** Words in the largest of these sizes in which they fit, and in the smallest, cut, where they fit in none. */
export function fitted(
  words: string,
  sizes: readonly number[],
  width: number,
  height: number,
): { size: number; lines: string[] } {
  const most = (size: number) => Math.floor(height / (size * LINE))
  const size =
    sizes.find(
      (one) =>
        linesOf(words, one, width).length <= most(one) &&
        words.split(/\s+/).every((word) => widthOf(word, one) <= width),
    ) ?? (sizes.at(-1) as number)
  return { size, lines: cut(linesOf(words, size, width), most(size)) }
}

/** From one line to the next, in sizes. */
export const LINE = 1.16
