// How an embed is displayed: the language, theme, accent and heading level that its query requests.
import type { FastifyRequest } from 'fastify'
import type { ThemeName } from '../content/themes.ts'
import { checkAccent } from '../http/accent.ts'
import { documentPaths, pathOf } from '../http/assets.ts'
import type { Paths } from '../markup/document.ts'
import { type Language, type LanguageName, languages } from '../markup/language/languages.ts'
import type { Level, RenderContext } from '../markup/renderContext.ts'
import { embedAddress } from './addresses.ts'

export type DisplayQuery = { lang: LanguageName; theme?: ThemeName | undefined; accent?: string | undefined; h: Level }
export type DisplayOptions = { language: Language; theme: ThemeName; paths: Paths; context: RenderContext }

/** @throws Problem if the accent has too little contrast in the theme. */
export function checkDisplayOptions({ query }: FastifyRequest, defaultTheme: ThemeName): void {
  const { accent, theme = defaultTheme } = query as DisplayQuery
  checkAccent(accent, theme)
}

export function displayOptions(request: FastifyRequest, defaultTheme: ThemeName): DisplayOptions {
  const { publicUrl } = request.toolkit
  const { lang, theme = defaultTheme, accent, h: level } = request.query as DisplayQuery
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
      headingLevel: level,
      prefix: '',
      addressOf: (id) => `${embedAddress(request, id)}${displayQuery(request)}`,
      isFramed: true,
    },
  }
}

/** The query string that passes the display options on to linked embeds. */
function displayQuery(request: FastifyRequest): string {
  const params = new URLSearchParams(request.url.split('?')[1])
  const display = ['lang', 'theme', 'accent', 'h'].flatMap((name) =>
    params.getAll(name).map((value) => `${name}=${encodeURIComponent(value)}`),
  )
  return display.length === 0 ? '' : `?${display.join('&')}`
}

/** For the ETag: the theme of a document may be the default one, which is not in the address. */
export function embedVariant(defaultTheme: ThemeName) {
  return ({ query }: FastifyRequest) => `embed ${(query as DisplayQuery).theme ?? defaultTheme}`
}

export function embedResponse({ language }: DisplayOptions, document: string) {
  return { body: document, headers: { 'content-language': language.code } }
}
