// Static pages: about the content, accessibility and privacy.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { pageRouteSchema } from '../http/documentation.ts'
import type { Html } from '../markup/html.ts'
import { metadata } from '../markup/metadata.ts'
import { aboutArticle } from '../markup/about.ts'
import { staticPageArticle } from '../markup/staticPage.ts'
import { language, pageHandler, renderContext } from './page.ts'

type StaticPageName = 'about' | 'accessibility' | 'privacy'

export function staticPages({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    for (const name of ['about', 'accessibility', 'privacy'] as const) {
      const { title, lead } = language.staticPages[name]
      app.get(`/${name}`, {
        schema: pageRouteSchema({
          operationId: `page_${name}`,
          tags: ['pages'],
          summary: title,
          description: `${lead} Parameters that it does not know are ignored.`,
          response: 'The page.',
        }),
        handler: pageHandler(theme, {
          parts: async (request) => {
            const { publicUrl } = request.toolkit
            const canonical = `${publicUrl}/${name}`
            return {
              title,
              description: lead,
              canonical,
              current: name,
              main: await articleOf(request, name),
              head: metadata({
                language,
                publicUrl,
                imagePath: name,
                title,
                description: lead,
                address: canonical,
                type: 'website',
              }),
            }
          },
        }),
      })
    }
  }
}

async function articleOf(request: FastifyRequest, name: StaticPageName): Promise<Html> {
  const { toolkit } = request
  if (name !== 'about')
    return staticPageArticle(
      language.staticPages[name],
      toolkit.reportUrl === null ? language.staticPages.noContact : language.staticPages.contact,
      toolkit.reportUrl,
    )
  const { basePath } = documentPaths(toolkit.publicUrl)
  return aboutArticle(renderContext(request), {
    basePath,
    stats: await toolkit.provenanceStats(),
    release: toolkit.info,
    licence: toolkit.info.licence.text,
    attribution: toolkit.info.attribution,
  })
}
