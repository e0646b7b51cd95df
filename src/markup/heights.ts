// How high a frame should be for its content to need no scrolling, where no script of ours can tell the page around it.
import type { Kind } from '../content/kinds.ts'
import { measured } from './measured.ts'
import type { Html } from './html.ts'

/** What an embed shows: an item of a kind, a list, a matrix, the picture of the toolkit. */
export type Shown = Kind | 'list' | 'crosswalk' | 'map'

/** In pixels: what every embed needs, and what each character and each line of its own adds. */
export type Growth = { base: number; character: number; block: number }

/** The widths that were measured, in pixels. */
export const widths = [320, 600, 900] as const
export type Width = (typeof widths)[number]

type Measured = Record<Shown, Record<Width, Growth>>

const HIGHEST = 20000

/** Of what stands in `main`; a width between two that were measured needs no more than the narrower. */
export function suggestedHeight(shown: Shown, main: Html | string, width: number): number {
  const nearest = widths.findLast((known) => known <= width) ?? widths[0]
  const { base, character, block } = (measured as Measured)[shown][nearest]
  const { characters, blocks } = sizeOf(String(main))
  const height = base + character * characters + block * blocks
  // Narrower than any that was measured, text takes up as much more height as it has less width.
  const narrowed = height * Math.max(1, widths[0] / width)
  return Math.min(HIGHEST, Math.ceil(narrowed / 10) * 10)
}

/** How much there is to read in a piece of HTML. */
export function sizeOf(markup: string): { characters: number; blocks: number } {
  const text = markup
    .replace(/<(title|desc|caption|thead)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
  return { characters: text.length, blocks: markup.match(/<(?:li|p|h[1-6]|tr|dt)\b/g)?.length ?? 0 }
}
