// A theme is a set of custom properties; all other style is common to the themes.
import { type ThemeName, themeNames } from '../../content/themes.ts'

type Theme = {
  scheme: 'light' | 'dark'
  /** Colours are six hex digits. Text, quiet text and accent must be readable on the background. */
  background: string
  text: string
  quiet: string
  accent: string
  /** The borders of cards and tables. */
  line: string
  focusBackground: string
  focusText: string
}

export const themes: Record<ThemeName, Theme> = {
  plain: {
    scheme: 'light',
    background: 'ffffff',
    text: '1f2933',
    quiet: '4a5763',
    accent: '1d5b8f',
    line: 'b8c4cf',
    focusBackground: 'fff3bf',
    focusText: '1f2933',
  },
  // Only the colours: the NHS's logo and typeface are not ours to use.
  'nhs-like': {
    scheme: 'light',
    background: 'ffffff',
    text: '212b32',
    quiet: '4c6272',
    accent: '005eb8',
    line: 'aeb7bd',
    focusBackground: 'ffeb3b',
    focusText: '212b32',
  },
  contrast: {
    scheme: 'dark',
    background: '000000',
    text: 'ffffff',
    quiet: 'ffffff',
    accent: 'ffe14d',
    line: 'ffffff',
    focusBackground: 'ffffff',
    focusText: '000000',
  },
}

export const themeStyle = themeNames
  .map((name) => {
    const { scheme, background, text, quiet, accent, line, focusBackground, focusText } = themes[name]
    return `
html[data-theme="${name}"] {
  color-scheme: ${scheme};
  --background: #${background};
  --text: #${text};
  --quiet: #${quiet};
  --accent: #${accent};
  --line: #${line};
  --focus-background: #${focusBackground};
  --focus-text: #${focusText};
}`.trim()
  })
  .join('\n')

/** The accent that a host chose, on screens only; loaded after the theme, which it overrides. */
export function accentStyle(hex: string): string {
  return `@media screen { html[data-theme] { --accent: #${hex.toLowerCase()}; } }\n`
}
