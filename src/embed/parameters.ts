// What an embed may be asked for.
import { z } from 'zod'
import { type ThemeName, themeNames } from '../content/themes.ts'
import { contrast, READABLE } from '../markup/colour.ts'
import { languageNames } from '../markup/language/languages.ts'
import { partNames } from '../markup/parts.ts'
import { themes } from '../markup/style/themes.ts'
import { problemOf } from '../problems.ts'

/** What every embed understands. */
export const lookParameters = {
  lang: z.enum(languageNames).default('en').meta({ description: 'The language of the interface; content that is not written in it is marked as English.' }),
  theme: z.enum(themeNames).optional().meta({ description: 'The look; default `plain`, unless the service is set to another.' }),
  accent: z
    .string()
    .regex(/^[0-9a-f]{6}$/i, 'must be six hexadecimal digits, such as 005eb8')
    .optional()
    .meta({ description: 'The colour of links and lines: six hexadecimal digits. Refused under a contrast of 4.5:1 against the background of the theme.' }),
  h: z.int().min(1).max(4).default(1).meta({ description: 'The level of the first heading.' }),
}

const Parts = z
  .array(z.enum(partNames))
  .min(1)
  .refine((parts) => new Set(parts).size === parts.length, 'must not name a part twice')

export const ItemEmbedParameters = z.strictObject({
  ...lookParameters,
  parts: Parts.optional().meta({ description: 'Which parts to show, in this order; default all that the item has. Each carries the title, source, licence, version and date of review.', style: 'form', explode: false }),
})
export type ItemEmbedParameters = z.infer<typeof ItemEmbedParameters>

/** @throws Problem where text of the accent could not be read in the theme. */
export function checkAccent(accent: string | undefined, theme: ThemeName): void {
  if (accent === undefined) return
  const { background } = themes[theme]
  const ratio = contrast(accent, background)
  if (ratio >= READABLE) return
  // Rounded down, so that the figure is never one that would do.
  const shown = Math.floor(ratio * 100) / 100
  throw problemOf('invalid_parameter', [{ in: 'query', name: 'accent', message: `accent "${accent}" has a contrast of ${shown}:1 against the background of the theme "${theme}" (${background}), and text needs at least ${READABLE}:1. Choose a ${background === '000000' ? 'lighter' : 'darker'} one.` }])
}
