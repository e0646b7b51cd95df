// The look of an embed: what its parameters make of its documents and of the links in it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { checkAccent } from '../http/accent.ts'
import { documentPaths, pathOf } from '../http/assets.ts'
import type { Paths } from '../markup/document.ts'
import { type Language, type LanguageName, languages } from '../markup/language/languages.ts'
import type { Level, RenderContext } from '../markup/renderContext.ts'
import { embedAddress } from './addresses.ts'

type Asked = { lang: LanguageName; theme?: ThemeName | undefined; accent?: string | undefined; h: number }
export type Look = { language: Language; theme: ThemeName; paths: Paths; setting: RenderContext }

/** @throws Problem where the accent cannot be read. */
export function lookOf(
  request: FastifyRequest,
  { lang, theme: askedTheme, accent, h }: Asked,
  defaultTheme: ThemeName,
): Look {
  const { publicUrl } = request.toolkit
  const theme = askedTheme ?? defaultTheme
  checkAccent(accent, theme)
  const language = languages[lang]
  return {
    language,
    theme,
    paths: {
      ...documentPaths(publicUrl),
      ...(accent === undefined ? {} : { accent: `${pathOf(publicUrl)}/embed/accent/${accent.toLowerCase()}.css` }),
    },
    setting: {
      language,
      h: h as Level,
      prefix: '',
      addressOf: (id) => `${embedAddress(request, id)}${kept(request)}`,
      framed: true,
    },
  }
}

/** Links between embeds keep the look, and not the choice of parts. */
function kept(request: FastifyRequest): string {
  const given = new URLSearchParams(request.url.split('?')[1])
  const look = ['lang', 'theme', 'accent', 'h'].flatMap((name) =>
    given.has(name) ? [`${name}=${encodeURIComponent(given.get(name) as string)}`] : [],
  )
  return look.length === 0 ? '' : `?${look.join('&')}`
}

export function sendEmbed(reply: FastifyReply, { language }: Look, document: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('content-language', language.code).send(document)
}
