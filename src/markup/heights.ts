// How high a frame should be for its content to need no scrolling, where no script can resize it.
import type { Kind } from '../content/kinds.ts'
import { heightCoefficients } from './heightCoefficients.ts'
import type { Html } from './html.ts'

/** What an embed shows: an item of a kind, a list, a matrix, the picture of the toolkit. */
export type EmbedContent = Kind | 'list' | 'crosswalk' | 'map'

/** In pixels: the height of an empty embed, and what each character and each block adds. */
export type HeightCoefficients = { base: number; character: number; block: number }

/** The widths of frames that were measured, in pixels. */
export const frameWidths = [320, 600, 900] as const
export type FrameWidth = (typeof frameWidths)[number]

const MAX_HEIGHT = 20000

/** The height for the content of `main`. A width between two measured ones takes the height of the narrower. */
export function suggestedHeight(content: EmbedContent, main: Html | string, width: number): number {
  const measured: Partial<Record<EmbedContent, Record<FrameWidth, HeightCoefficients>>> = heightCoefficients
  const nearest = frameWidths.findLast((measuredWidth) => measuredWidth <= width) ?? frameWidths[0]
  // A kind that has not been measured yet takes the height of a tool.
  const { base, character, block } = (measured[content] ?? heightCoefficients.tool)[nearest]
  const { characters, blocks } = sizeOf(String(main))
  const height = base + character * characters + block * blocks
  // In a frame narrower than any that was measured, text grows in height as it loses width.
  const adjusted = height * Math.max(1, frameWidths[0] / width)
  return Math.min(MAX_HEIGHT, Math.ceil(adjusted / 10) * 10)
}

/** How much text a piece of HTML holds, and in how many blocks. */
export function sizeOf(markup: string): { characters: number; blocks: number } {
  const text = markup
    .replace(/<(title|desc|caption|thead)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
  return { characters: text.length, blocks: markup.match(/<(?:li|p|h[1-6]|tr|dt)\b/g)?.length ?? 0 }
}
