// Everything that other sites include in their pages: embeds, fragments, oEmbed, share images, snapshots and feeds.
import type { FastifyPluginAsync } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import type { ChangeFeed } from '../queries/changes.ts'
import { accentRoute } from './accent.ts'
import { crosswalkEmbed } from './crosswalk.ts'
import { feedRoutes, type ReleaseLookup } from './feeds.ts'
import { fragmentRoute } from './fragment.ts'
import { itemEmbeds } from './item.ts'
import { listEmbeds } from './list.ts'
import { loaderRoutes } from './loader/routes.ts'
import { checkDisplayOptions } from './displayOptions.ts'
import { mapEmbed } from './map.ts'
import { oembedRoute } from './oembed.ts'
import { shareImageRoutes } from './shareImages.ts'
import { embedSkin } from './skin.ts'
import { snapshotRoutes } from './snapshot.ts'

export function embedRoutes({
  publicUrl,
  theme,
  frameAncestors,
  releases,
  changes,
}: {
  publicUrl: string
  theme: ThemeName
  frameAncestors: string
  releases: ReleaseLookup
  changes: Pick<ChangeFeed, 'difference'>
}): FastifyPluginAsync {
  return async (app) => {
    await app.register(async (frames) => {
      frames.useSkin(embedSkin({ publicUrl, theme, frameAncestors }))
      frames.addHook('preHandler', async (request) => checkDisplayOptions(request, theme))
      await frames.register(itemEmbeds({ theme }))
      await frames.register(listEmbeds({ theme }))
      await frames.register(crosswalkEmbed({ theme }))
      await frames.register(mapEmbed({ theme }))
      await frames.register(accentRoute)
    })
    await app.register(fragmentRoute)
    await app.register(oembedRoute)
    await app.register(shareImageRoutes)
    await app.register(loaderRoutes)
    await app.register(snapshotRoutes({ theme }))
    await app.register(feedRoutes(releases, changes))
  }
}
