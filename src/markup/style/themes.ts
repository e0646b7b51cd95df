// A theme is a set of custom properties; everything else of the style is the same in all of them.
import { type ThemeName, themeNames } from '../../content/themes.ts'

type Theme = {
  scheme: 'light' | 'dark'
  /** Six hex digits each. Text, quiet text and accent are read against the background. */
  background: string
  text: string
  quiet: string
  accent: string
  /** Of cards and tables. */
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
  // Colours alone: the identity of the NHS, its mark and its typeface are not ours to use.
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
    return `html[data-theme="${name}"] { color-scheme: ${scheme}; --background: #${background}; --text: #${text}; --quiet: #${quiet}; --accent: #${accent}; --line: #${line}; --focus-background: #${focusBackground}; --focus-text: #${focusText}; }`
  })
  .join('\n')

/** A host's own accent, for screens; it comes after the theme that it changes. */
export function accentStyle(hex: string): string {
  return `@media screen { html[data-theme] { --accent: #${hex.toLowerCase()}; } }\n`
}
