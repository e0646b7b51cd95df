// The page of one item, for people.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Kind, kindNames, kindOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentPaths } from '../http/assets.ts'
import { notModified } from '../http/caching.ts'
import { documentedPage } from '../http/documentation.ts'
import { redirectRenamed } from '../http/redirects.ts'
import { credit, itemCredit } from '../markup/credit.ts'
import { html } from '../markup/html.ts'
import { itemArticle } from '../markup/item.ts'
import { itemJsonLd } from '../markup/jsonld.ts'
import { metadata, oembedAddresses, oembedLinks, shareImagePath } from '../markup/metadata.ts'
import { availableParts } from '../markup/parts.ts'
import { breadcrumbs, reuseSection } from '../markup/itemPage.ts'
import type { Whole } from '../queries/whole.ts'
import { language, pageAddress, sendPage, settingOf } from './page.ts'

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
    description:
      'For people. Parameters that it does not know are ignored. A renamed item redirects (308); a withdrawn one names its successor (410).',
    params: z.object(params),
    response: 'The page.',
  })
}

async function page(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  slug: string,
  theme: ThemeName,
): Promise<FastifyReply> {
  const { toolkit } = request
  const renamed = toolkit.renamedTo(kind, slug, (id) => pageAddress(request, id))
  if (renamed !== undefined) return redirectRenamed(request, reply, pageAddress(request, renamed))
  if (notModified(request, reply, request.freshness, `page ${theme}`)) return reply
  const whole = toolkit.whole(kind, slug) as Whole
  const { item, guidance, names } = whole
  const { publicUrl } = toolkit
  const { home } = documentPaths(publicUrl)
  const setting = settingOf(request)
  const canonical = item.links.page
  const description = item.kind === 'mapping' ? item.reason : item.summary
  reply.header(
    'link',
    oembedAddresses(publicUrl, canonical)
      .map(([type, address]) => `<${address}>; rel="alternate"; type="${type}"`)
      .join(', '),
  )
  return sendPage(request, reply, {
    theme,
    title: item.name,
    description,
    canonical,
    head: html`${metadata({ language, publicUrl, picture: shareImagePath(item.id), title: item.name, description, address: canonical, type: 'article' })}${oembedLinks(publicUrl, canonical, item.name)}${itemJsonLd({ item, guidance, release: toolkit.info, publicUrl, site: language.site })}`,
    main: html`${breadcrumbs(setting, home, item, names)}${itemArticle(setting, whole, availableParts(whole))}${reuseSection(setting, home, item)}`,
    footer: credit(setting, itemCredit(item), toolkit.info),
  })
}
