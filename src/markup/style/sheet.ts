// The one stylesheet of pages and embeds.
import { base } from './base.ts'
import { frames } from './frames.ts'
import { item } from './item.ts'
import { pages } from './pages.ts'
import { print } from './print.ts'
import { themeStyle } from './themes.ts'

export const sheet = [themeStyle, base, item, frames, pages, print].join('\n')
