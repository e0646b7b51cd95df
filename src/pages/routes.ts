// The HTML pages.
import type { FastifyPluginAsync } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { embedCodePage } from './embedCode.ts'
import { collectionPages } from './collection.ts'
import { crosswalkPages } from './crosswalk.ts'
import { homePage } from './home.ts'
import { itemPages } from './item.ts'
import { staticPages } from './staticPages.ts'
import { searchPage } from './search.ts'
import { pageSkin } from './skin.ts'

export function pageRoutes({
  publicUrl,
  theme,
  frameAncestors,
}: {
  publicUrl: string
  theme: ThemeName
  frameAncestors: string
}): FastifyPluginAsync {
  return async (app) => {
    app.useSkin(pageSkin({ publicUrl, theme }))
    await app.register(homePage({ theme }))
    await app.register(collectionPages({ theme }))
    await app.register(itemPages({ theme }))
    await app.register(searchPage({ theme }))
    await app.register(crosswalkPages({ theme }))
    await app.register(embedCodePage({ theme, frameAncestors }))
    await app.register(staticPages({ theme }))
  }
}
