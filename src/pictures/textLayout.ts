// Text layout for pictures, which SVG does not do: the width of text, line breaks, and the size that fits.
import { truncate } from './svg.ts'

/** Advance widths of Arial Bold, which Arimo shares, in thousandths of an em: ASCII from the space on. */
const widths = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
] as const
/** For any other character: no letter is wider. */
const MAX_CHARACTER_WIDTH = 1000

/** In multiples of the font size. */
export const LINE_HEIGHT = 1.16

/** The width of a text in bold, or more; it is no wider in regular type. */
export function textWidth(text: string, size: number): number {
  const width = (character: string) => widths[(character.codePointAt(0) as number) - 32] ?? MAX_CHARACTER_WIDTH
  return ([...text].reduce((sum, character) => sum + width(character), 0) * size) / 1000
}

/** Breaks a text into lines no wider than this; a word that is wider is broken too. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  const breakable = text
    .trim()
    .split(/\s+/)
    .flatMap((word) => breakWord(word, size, width))
  for (const word of breakable) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

function breakWord(word: string, size: number, width: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && textWidth(piece + character, size) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

/** At most so many lines; where there are more, the last ends with an ellipsis. */
export function truncateLines(lines: readonly string[], maxLines: number): string[] {
  if (lines.length <= maxLines) return [...lines]
  const last = lines[maxLines - 1] as string
  return [...lines.slice(0, maxLines - 1), `${truncate(last, [...last].length - 1).replace(/\W*\u2026?$/u, '')}…`]
}

/** A text in the largest of these sizes in which it fits, or cut in the smallest. */
export function fitText(
  text: string,
  sizes: readonly number[],
  width: number,
  height: number,
): { size: number; lines: string[] } {
  const maxLines = (size: number) => Math.floor(height / (size * LINE_HEIGHT))
  const size =
    sizes.find(
      (size) =>
        wrapText(text, size, width).length <= maxLines(size) &&
        text.split(/\s+/).every((word) => textWidth(word, size) <= width),
    ) ?? (sizes.at(-1) as number)
  return { size, lines: truncateLines(wrapText(text, size, width), maxLines(size)) }
}
