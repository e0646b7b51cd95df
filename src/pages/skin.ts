// What pages for people have in common: nobody frames them, problems are pages, and of their parameters the unknown are ignored.
import { kindNames, kindOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentHeaders } from '../http/headers.ts'
import { problemDocuments } from '../http/problemPages.ts'
import { pageDocument } from '../markup/document.ts'
import { searchForm } from '../markup/forms.ts'
import { html, nothing } from '../markup/html.ts'

const names = [
  'search',
  'crosswalk',
  'about',
  'accessibility',
  'privacy',
  ...kindNames.filter((kind) => kind !== 'element').map((kind) => kindOf(kind).collection),
]

export function pageSkin({ publicUrl, theme }: { publicUrl: string; theme: ThemeName }) {
  return {
    name: 'pages',
    paths: ['/', '/embed', ...names.flatMap((name) => [`/${name}`, `/${name}/*`])],
    headers: documentHeaders("'none'"),
    problem: problemDocuments({ publicUrl, theme }, ({ main, ...parts }, { status }) => {
      // A visitor with an old address may search for what was there.
      const search = [404, 410].includes(status) ? searchForm(parts.language, parts.paths.home, '') : nothing
      return pageDocument({ ...parts, main: html`${main}${search}` })
    }),
    // Only lists have cursors: to any other page `after` is an unknown parameter.
    followsCursors: false,
  }
}
