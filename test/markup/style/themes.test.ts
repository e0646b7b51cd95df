// Every theme has enough contrast.
import { expect, test } from 'vitest'
import { contrastRatio, MIN_CONTRAST } from '../../../src/markup/colour.ts'
import { themes } from '../../../src/markup/style/themes.ts'

test.each(Object.entries(themes))(
  'all text of the theme %s is readable',
  (_name, { background, text, quiet, accent, focusBackground, focusText }) => {
    for (const colour of [text, quiet, accent])
      expect(contrastRatio(colour, background)).toBeGreaterThanOrEqual(MIN_CONTRAST)
    expect(contrastRatio(focusText, focusBackground)).toBeGreaterThanOrEqual(MIN_CONTRAST)
  },
)
