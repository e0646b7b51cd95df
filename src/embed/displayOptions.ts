// The look of an embed: what its parameters make of its documents and of the links in it.
import type { FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { checkAccent } from '../http/accent.ts'
import { documentPaths, pathOf } from '../http/assets.ts'
import type { Paths } from '../markup/document.ts'
import { type Language, type LanguageName, languages } from '../markup/language/languages.ts'
import type { Level, Setting } from '../markup/setting.ts'
import { embedAddress } from './addresses.ts'

export type DisplayQuery = { lang: LanguageName; theme?: ThemeName | undefined; accent?: string | undefined; h: number }
export type DisplayOptions = { language: Language; theme: ThemeName; paths: Paths; context: Setting }

/** @throws Problem where the accent cannot be read in the theme. */
export function checkDisplayOptions({ query }: FastifyRequest, defaultTheme: ThemeName): void {
  const { accent, theme = defaultTheme } = query as DisplayQuery
  checkAccent(accent, theme)
}

export function displayOptions(request: FastifyRequest, defaultTheme: ThemeName): DisplayOptions {
  const { publicUrl } = request.toolkit
  const { lang, theme = defaultTheme, accent, h } = request.query as DisplayQuery
  const language = languages[lang]
  return {
    language,
    theme,
    paths: {
      ...documentPaths(publicUrl),
      ...(accent === undefined ? {} : { accent: `${pathOf(publicUrl)}/embed/accent/${accent.toLowerCase()}.css` }),
    },
    context: {
      language,
      h: h as Level,
      prefix: '',
      addressOf: (id) => `${embedAddress(request, id)}${displayQuery(request)}`,
      framed: true,
    },
  }
}

/** Links between embeds carry the look on, and not the choice of parts. */
function displayQuery(request: FastifyRequest): string {
  const given = new URLSearchParams(request.url.split('?')[1])
  const display = ['lang', 'theme', 'accent', 'h'].flatMap((name) =>
    given.has(name) ? [`${name}=${encodeURIComponent(given.get(name) as string)}`] : [],
  )
  return display.length === 0 ? '' : `?${display.join('&')}`
}

/** What tells the documents of one look from those of another at the same address. */
export function embedVariant(defaultTheme: ThemeName) {
  return ({ query }: FastifyRequest) => `embed ${(query as DisplayQuery).theme ?? defaultTheme}`
}

/** A document in its language. */
export function embedResponse({ language }: DisplayOptions, document: string) {
  return { body: document, headers: { 'content-language': language.code } }
}
