// The home page: an introduction, the map of the toolkit, and links to its parts.
import { collectionKinds } from '../content/kinds.ts'
import type { FastifyPluginAsync } from 'fastify'
import type { Item } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import { homeArticle } from '../markup/home.ts'
import { metadata } from '../markup/metadata.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { language, pageHandler, renderContext } from './page.ts'

export function homePage({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    app.get('/', {
      schema: pageRouteSchema({
        operationId: 'page_home',
        tags: ['pages'],
        summary: 'The home page',
        description:
          'The toolkit as a picture and as a table, and the ways into it. Parameters that it does not know are ' +
          'ignored.',
        response: 'The page.',
      }),
      handler: pageHandler(theme, {
        parts: async (request) => {
          const { toolkit } = request
          const counts = toolkit.counts()
          const { basePath } = documentPaths(toolkit.publicUrl)
          const canonical = `${toolkit.publicUrl}/`
          return {
            title: language.site,
            description: language.home.lead,
            canonical,
            current: 'home',
            main: homeArticle(renderContext(request), {
              basePath,
              map: await toolkit.map(),
              collections: collectionKinds.map((kind) => ({ kind, total: counts[kind] })),
              methodologies: await allItems(toolkit, 'methodology'),
              routes: await allItems(toolkit, 'route'),
            }),
            head: metadata({
              language,
              publicUrl: toolkit.publicUrl,
              imagePath: 'home',
              title: language.site,
              description: language.home.lead,
              address: canonical,
              type: 'website',
            }),
          }
        },
      }),
    })
  }
}

async function allItems<K extends 'methodology' | 'route'>(toolkit: Toolkit, kind: K): Promise<Item<K>[]> {
  const items: Item<K>[] = []
  for await (const rows of toolkit.of(kind).streamAll({})) items.push(...rows.map(({ fields }) => fields))
  return items
}
