// What stands in the pages of other sites.
import type { FastifyPluginAsync } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { accentRoute } from './accent.ts'
import { itemEmbeds } from './item.ts'

export function embeds({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    await app.register(itemEmbeds({ theme }))
    await app.register(accentRoute)
  }
}
