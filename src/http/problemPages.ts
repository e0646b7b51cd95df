// Problems as HTML documents: an error in a frame is shown inside the frame.
import { type ThemeName, themeNames } from '../content/themes.ts'
import type { Paths } from '../markup/document.ts'
import { type Html, html } from '../markup/html.ts'
import { type Language, languages } from '../markup/language/languages.ts'
import { problemArticle } from '../markup/problem.ts'
import { type Problem, problemCodes } from '../problems.ts'
import { documentPaths } from './assets.ts'
import type { Skin } from './skins.ts'

type Parts = { language: Language; theme: ThemeName; paths: Paths; title: string; main: Html; footer: Html }

/** Renders problems with a skin's document template, in the requested theme. */
export function problemDocuments(
  { publicUrl, theme }: { publicUrl: string; theme: ThemeName },
  document: (parts: Parts, problem: Problem) => string,
): Skin['problem'] {
  return (problem, { url, instance }) => {
    const language = languages.en
    const { title, status } = problemCodes[problem.code]
    const requested = new URLSearchParams(url.split('?')[1]).get('theme')
    const parts = {
      language,
      theme: themeNames.find((name) => name === requested) ?? theme,
      paths: documentPaths(publicUrl),
      title,
      main: problemArticle(language, {
        title,
        detail: problem.message,
        errors: problem.errors,
        publicUrl,
        ...(status >= 500 ? { instance } : {}),
      }),
      footer: html``,
    }
    return { type: 'text/html; charset=utf-8', body: document(parts, problem) }
  }
}
