// What every page for people is made with: its language, its links, and the document round it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { collectionPath } from '../content/kinds.ts'
import { documentPaths } from '../http/assets.ts'
import { pageDocument } from '../markup/document.ts'
import { type Html, nothing } from '../markup/html.ts'
import { languages } from '../markup/language/languages.ts'
import type { RenderContext } from '../markup/renderContext.ts'

export const language = languages.en

/** The address of an item's page. */
export function pageAddress({ toolkit }: FastifyRequest, id: string): string {
  return `${toolkit.publicUrl}/${collectionPath(id)}`
}

export function settingOf(request: FastifyRequest): RenderContext {
  return { language, h: 1, prefix: '', addressOf: (id) => pageAddress(request, id), framed: false }
}

type Shown = Omit<Parameters<typeof pageDocument>[0], 'language' | 'theme' | 'paths' | 'footer' | 'canonical'> & {
  theme: ThemeName
  canonical: string
  footer?: Html
}

export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { footer = nothing, ...shown }: Shown,
): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .send(pageDocument({ ...shown, language, paths: documentPaths(request.toolkit.publicUrl), footer }))
}
