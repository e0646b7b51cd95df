// The `accent` parameter: a colour that embedding sites choose, checked for contrast.
import { z } from 'zod'
import type { ThemeName } from '../content/themes.ts'
import { contrastRatio, MIN_CONTRAST } from '../markup/colour.ts'
import { themes } from '../markup/style/themes.ts'
import { problemFromErrors } from '../problems.ts'

export const Accent = z
  .string()
  .regex(/^[0-9a-f]{6}$/i, 'must be six hexadecimal digits, such as 005eb8')
  .optional()
  .meta({
    description:
      'The colour of links and lines: six hexadecimal digits. Refused under a contrast of 4.5:1 against ' +
      'the background of the theme.',
  })

/** @throws Problem if the contrast is too low for text in the theme. */
export function checkAccent(accent: string | undefined, theme: ThemeName): void {
  if (accent === undefined) return
  const { background } = themes[theme]
  const ratio = contrastRatio(accent, background)
  if (ratio >= MIN_CONTRAST) return
  // Rounded down, so that the message never shows a ratio that would pass.
  const shown = Math.floor(ratio * 100) / 100
  throw problemFromErrors('invalid_parameter', [
    {
      in: 'query',
      name: 'accent',
      message:
        `accent "${accent}" has a contrast of ${shown}:1 against the background of the theme "${theme}" ` +
        `(${background}), and text needs at least ${MIN_CONTRAST}:1. Choose a ` +
        `${background === '000000' ? 'lighter' : 'darker'} one.`,
    },
  ])
}
