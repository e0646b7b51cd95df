// The pages for people. What a page's address begins with stands in http/places.ts.
import type { FastifyPluginAsync } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { codePage } from './code.ts'
import { collectionPages } from './collection.ts'
import { crosswalkPages } from './crosswalk.ts'
import { homePage } from './home.ts'
import { itemPages } from './item.ts'
import { notePages } from './notes.ts'
import { searchPage } from './search.ts'

export function pages({ theme, frameAncestors }: { theme: ThemeName; frameAncestors: string }): FastifyPluginAsync {
  return async (app) => {
    await app.register(homePage({ theme }))
    await app.register(collectionPages({ theme }))
    await app.register(itemPages({ theme }))
    await app.register(searchPage({ theme }))
    await app.register(crosswalkPages({ theme }))
    await app.register(codePage({ theme, frameAncestors }))
    await app.register(notePages({ theme }))
  }
}
