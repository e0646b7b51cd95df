// The page of one item, for people.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { collectionPath, type Kind, kindNames, kindOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { notModified } from '../http/caching.ts'
import { documentedPage } from '../http/documentation.ts'
import { redirectRenamed } from '../http/redirects.ts'
import { credit, creditOfItem } from '../markup/credit.ts'
import { pageDocument } from '../markup/document.ts'
import { itemArticle } from '../markup/item.ts'
import { languages } from '../markup/language/languages.ts'
import { writtenParts } from '../markup/parts.ts'
import type { Setting } from '../markup/setting.ts'
import type { Whole } from '../queries/whole.ts'

const Slug = z.string().min(1).max(200)

export function itemPages({ theme }: { theme: ThemeName }): FastifyPluginAsync {
  return async (app) => {
    for (const kind of kindNames.filter((name) => name !== 'element')) {
      const { collection } = kindOf(kind)
      app.get(`/${collection}/:slug`, {
        schema: described(kind, { slug: Slug }),
        handler: (request, reply) => page(request, reply, kind, (request.params as { slug: string }).slug, theme),
      })
    }
    app.get('/methodologies/:slug/elements/:element', {
      schema: described('element', { slug: Slug, element: Slug }),
      handler: (request, reply) => {
        const { slug, element } = request.params as { slug: string; element: string }
        return page(request, reply, 'element', `${slug}:${element}`, theme)
      },
    })
  }
}

function described(kind: Kind, params: Record<string, z.ZodType>) {
  const a = /^[aeiou]/.test(kind) ? 'an' : 'a'
  return documentedPage({
    operationId: `page_${kind}`,
    tags: ['pages'],
    summary: `The page of ${a} ${kind}`,
    // No shape for the query: newsletters and search engines add parameters of their own.
    description: 'For people. Parameters that it does not know are ignored. A renamed item redirects (308); a withdrawn one names its successor (410).',
    params: z.object(params),
    response: 'The page.',
  })
}

async function page(request: FastifyRequest, reply: FastifyReply, kind: Kind, slug: string, theme: ThemeName): Promise<FastifyReply> {
  const { toolkit } = request
  const addressOf = (id: string) => `${toolkit.publicUrl}/${collectionPath(id)}`
  const renamed = toolkit.renamedTo(kind, slug, addressOf)
  if (renamed !== undefined) return redirectRenamed(request, reply, addressOf(renamed))
  if (notModified(request, reply, request.freshness, `page ${theme}`)) return reply
  const whole = toolkit.whole(kind, slug) as Whole
  const { item } = whole
  const language = languages.en
  const setting: Setting = { language, h: 1, prefix: '', addressOf, framed: false }
  const document = pageDocument({
    language,
    theme,
    paths: documentPaths(toolkit.publicUrl),
    title: item.name,
    description: item.kind === 'mapping' ? item.reason : item.summary,
    canonical: item.links.page,
    main: itemArticle(setting, whole, writtenParts(whole)),
    footer: credit(setting, creditOfItem(item), toolkit.info),
  })
  return reply.type('text/html; charset=utf-8').send(document)
}
