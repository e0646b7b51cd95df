// Problems as pages: what goes wrong in a frame is told inside the frame.
import { type ThemeName, themeNames } from '../content/themes.ts'
import { embedDocument, pageDocument } from '../markup/document.ts'
import { searchForm } from '../markup/forms.ts'
import { html, nothing } from '../markup/html.ts'
import { languages } from '../markup/language/languages.ts'
import { problemArticle } from '../markup/problem.ts'
import { type Problem, problemCodes } from '../problems.ts'
import { documentPaths } from './assets.ts'
import { placeOf } from './places.ts'

/** Undefined where the address is one for machines. */
export function problemPage(
  publicUrl: string,
  theme: ThemeName,
  url: string,
  problem: Problem,
  instance: string,
): string | undefined {
  const place = placeOf(url)
  if (place === 'machine') return undefined
  const language = languages.en
  const { title, status } = problemCodes[problem.code]
  const asked = new URLSearchParams(url.split('?')[1]).get('theme')
  const shared = {
    language,
    theme: themeNames.find((name) => name === asked) ?? theme,
    paths: documentPaths(publicUrl),
    title,
    main: problemArticle(language, {
      title,
      detail: problem.message,
      errors: problem.errors,
      home: publicUrl,
      ...(status >= 500 ? { instance } : {}),
    }),
    footer: html``,
  }
  if (place === 'embed') return embedDocument({ ...shared, id: problem.code, state: 'error' })
  // Whoever came by an old address looks for what was there.
  return pageDocument({
    ...shared,
    main: html`${shared.main}${[404, 410].includes(status) ? searchForm(language, shared.paths.home, '') : nothing}`,
  })
}
