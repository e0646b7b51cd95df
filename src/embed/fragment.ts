// An item as an HTML fragment for server-side inclusion, without document, script or style.
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { collectionPath, kindPath } from '../content/kinds.ts'
import { cachedHandler } from '../http/cachedRoute.ts'
import { routeSchema, ReleaseParameter } from '../http/documentation.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { credit, itemCredit } from '../markup/credit.ts'
import { html } from '../markup/html.ts'
import { itemArticle } from '../markup/item.ts'
import { languages } from '../markup/language/languages.ts'
import type { Level, RenderContext } from '../markup/renderContext.ts'
import { itemPathParameters, itemPageWithParts, renamedAddress } from './pathParameters.ts'
import { displayParameters, Parts } from './displayParameters.ts'

const FragmentParameters = z.strictObject({
  lang: displayParameters.lang,
  h: z.int().min(1).max(4).default(2).meta({ description: 'The level of the first heading.' }),
  prefix: z
    .string()
    .regex(
      /^[a-z][a-z0-9_-]{0,39}$/i,
      'must begin with a letter and hold at most 40 letters, figures, hyphens and underscores',
    )
    .optional()
    .meta({
      description:
        'What every id begins with; default the kind and slug of the item. Where one item stands twice in a page, ' +
        'give each another.',
    }),
  parts: Parts,
  release: ReleaseParameter,
})

export const fragmentRoute: FastifyPluginAsync = async (app) => {
  app.get('/fragment/:kind/:slug', {
    schema: routeSchema({
      operationId: 'fragment',
      tags: ['embeds'],
      summary: 'An item as bare HTML, for a page of your own',
      description:
        'For server-side inclusion: an element with the item and its credit, without document, script or style. ' +
        'Links lead to pages; every id has a prefix. A renamed item redirects (308); a withdrawn one names its ' +
        'successor (410).',
      params: z.object(itemPathParameters),
      querystring: FragmentParameters,
      response: { 200: { description: 'The HTML.', content: { 'text/html': { schema: z.string() } } } },
    }),
    handler: cachedHandler({
      redirectTo: (request) => renamedAddress(request, (id) => `${request.toolkit.publicUrl}/fragment/${kindPath(id)}`),
      type: HTML_TYPE,
      variant: 'fragment',
      mayNotExist: true,
      respond: (request) => {
        const { publicUrl, info } = request.toolkit
        const { lang, h, prefix, parts: requested } = request.query as z.infer<typeof FragmentParameters>
        const { itemPage, parts } = itemPageWithParts(request, requested)
        const language = languages[lang]
        const context: RenderContext = {
          language,
          headingLevel: h as Level,
          prefix: `${prefix ?? itemPage.item.id.replace(':', '-')}-`,
          addressOf: (id) => `${publicUrl}/${collectionPath(id)}`,
          isFramed: false,
        }
        const body = html`
          <div class="toolkit-item" lang="${language.code}">
            ${itemArticle(context, itemPage, parts)}
            ${credit(context, itemCredit(itemPage.item), info)}
          </div>
        `
        return { body: body.toString(), headers: { 'content-language': language.code } }
      },
    }),
  })
}
