// The one stylesheet of pages and embeds.
import { base } from './base.ts'
import { frames } from './frames.ts'
import { item } from './item.ts'
import { pages } from './pages.ts'
import { print } from './print.ts'
import { themeStyle } from './themes.ts'

export const sheet = [themeStyle, base, item, frames, pages, print].map(oneRulePerLine).join('\n')

/** Served with each rule on one line: line breaks between selectors and between declarations become spaces. */
function oneRulePerLine(css: string): string {
  return css.replace(/,\n\s*/g, ', ').replace(/\{[^{}]*\}/g, (declarations) => declarations.replace(/\s*\n\s*/g, ' '))
}
