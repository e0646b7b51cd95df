// What all HTML pages share: their language, their links, and the document around their content.
import type { FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { collectionPath } from '../content/kinds.ts'
import { documentPaths } from '../http/assets.ts'
import { cachedHandler, type CachedRoute } from '../http/cachedRoute.ts'
import { HTML_TYPE } from '../http/negotiation.ts'
import { pageDocument } from '../markup/document.ts'
import { type Html, nothing } from '../markup/html.ts'
import { languages } from '../markup/language/languages.ts'
import type { RenderContext } from '../markup/renderContext.ts'

export const language = languages.en
export function pageAddress({ toolkit }: FastifyRequest, id: string): string {
  return `${toolkit.publicUrl}/${collectionPath(id)}`
}

export function renderContext(request: FastifyRequest): RenderContext {
  return { language, headingLevel: 1, prefix: '', addressOf: (id) => pageAddress(request, id), isFramed: false }
}

type PageParts = Omit<Parameters<typeof pageDocument>[0], 'language' | 'theme' | 'paths' | 'footer' | 'canonical'> & {
  canonical: string
  footer?: Html
}

type PageRoute<Checked> = Pick<CachedRoute<Checked>, 'redirectTo' | 'check' | 'headers'> & {
  parts: (request: FastifyRequest, checked: Checked) => PageContent | Promise<PageContent>
}
type PageContent = PageParts & { headers?: Record<string, string> }

export function pageHandler<Checked = undefined>(theme: ThemeName, { parts, ...route }: PageRoute<Checked>) {
  return cachedHandler<Checked>({
    ...route,
    type: HTML_TYPE,
    variant: `page ${theme}`,
    respond: async (request, checked) => {
      const { footer = nothing, headers = {}, ...others } = await parts(request, checked)
      const paths = documentPaths(request.toolkit.publicUrl)
      return { body: pageDocument({ ...others, language, theme, paths, footer }), headers }
    },
  })
}
