// The look of an embed: what its parameters make of its documents and of the links in it.
import type { FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { checkAccent } from '../http/accent.ts'
import { documentPaths, pathOf } from '../http/assets.ts'
import type { Paths } from '../markup/document.ts'
import { type Language, type LanguageName, languages } from '../markup/language/languages.ts'
import type { Level, RenderContext } from '../markup/renderContext.ts'
import { embedAddress } from './addresses.ts'

export type LookQuery = { lang: LanguageName; theme?: ThemeName | undefined; accent?: string | undefined; h: number }
export type Look = { language: Language; theme: ThemeName; paths: Paths; setting: RenderContext }

/** @throws Problem where the accent cannot be read in the theme. */
export function checkLook({ query }: FastifyRequest, defaultTheme: ThemeName): void {
  const { accent, theme = defaultTheme } = query as LookQuery
  checkAccent(accent, theme)
}

export function lookOf(request: FastifyRequest, defaultTheme: ThemeName): Look {
  const { publicUrl } = request.toolkit
  const { lang, theme = defaultTheme, accent, h } = request.query as LookQuery
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
      addressOf: (id) => `${embedAddress(request, id)}${lookQuery(request)}`,
      framed: true,
    },
  }
}

/** Links between embeds carry the look on, and not the choice of parts. */
function lookQuery(request: FastifyRequest): string {
  const given = new URLSearchParams(request.url.split('?')[1])
  const look = ['lang', 'theme', 'accent', 'h'].flatMap((name) =>
    given.has(name) ? [`${name}=${encodeURIComponent(given.get(name) as string)}`] : [],
  )
  return look.length === 0 ? '' : `?${look.join('&')}`
}

/** What tells the documents of one look from those of another at the same address. */
export function embedVariant(defaultTheme: ThemeName) {
  return ({ query }: FastifyRequest) => `embed ${(query as LookQuery).theme ?? defaultTheme}`
}

/** A document in its language. */
export function embedAnswer({ language }: Look, document: string) {
  return { body: document, headers: { 'content-language': language.code } }
}
