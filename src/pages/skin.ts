// What HTML pages share: they cannot be framed, problems are pages, and unknown query parameters are ignored.
import { collectionKinds, definitionOf } from '../content/kinds.ts'
import type { ThemeName } from '../content/themes.ts'
import { documentHeaders } from '../http/headers.ts'
import { problemDocuments } from '../http/problemPages.ts'
import { pageDocument } from '../markup/document.ts'
import { searchForm } from '../markup/forms.ts'
import { html, nothing } from '../markup/html.ts'

const sections = [
  'search',
  'crosswalk',
  'about',
  'accessibility',
  'privacy',
  ...collectionKinds.map((kind) => definitionOf(kind).collection),
]

export function pageSkin({ publicUrl, theme }: { publicUrl: string; theme: ThemeName }) {
  return {
    name: 'pages',
    paths: ['/', '/embed', ...sections.flatMap((name) => [`/${name}`, `/${name}/*`])],
    headers: documentHeaders("'none'"),
    problem: problemDocuments({ publicUrl, theme }, ({ main, ...parts }, { status }) => {
      // A visitor with an outdated link can search for its content.
      const search = [404, 410].includes(status) ? searchForm(parts.language, parts.paths.basePath, '') : nothing
      return pageDocument({ ...parts, main: html`${main}${search}` })
    }),
    // Only lists have cursors: on any other page `after` is an unknown parameter.
    readsReleaseFromCursor: false,
  }
}
