// The documents: an embed for a frame in another site, a page of our own, a snapshot that is a file.
import type { ThemeName } from '../content/themes.ts'
import { attributes, type Html, html, nothing, trustedHtml } from './html.ts'
import type { Language } from './language/languages.ts'

/** Paths from the root of our own origin, so that they hold behind any host name. */
export type Paths = { basePath: string; style: string; script: string; accent?: string | undefined }

type Head = {
  language: Language
  theme: ThemeName
  paths: Paths
  title: string
  description?: string
  /** The page for people; undefined where there is none. */
  canonical?: string | undefined
  /** Further links and metadata. */
  head?: Html
}

function document(
  { language, theme, paths, title, description, canonical, head = nothing }: Head,
  embedHead: Html,
  body: Html,
): string {
  return html`
    <!doctype html>
    <html lang="${language.code}" data-theme="${theme}">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      ${embedHead}
      <title>${title}</title>
      ${description !== undefined && html`<meta name="description" content="${description}">\n`}
      ${canonical !== undefined && html`<link rel="canonical" href="${canonical}">\n`}
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="${paths.style}">
      ${paths.accent !== undefined && html`<link rel="stylesheet" href="${paths.accent}">\n`}
      ${head}
    </head>
    <body>
      ${body}
    </body>
    </html>
  `.toString()
}

type Embed = Head & {
  /** What messages to the host page call it: the id of an item, or the code of a problem. */
  id: string
  state: 'ready' | 'error'
  main: Html
  footer: Html
}

/** Links to other sites open in a new tab; the script measures the one wrapper. */
export function embedDocument(embed: Embed): string {
  const { id, state, main, footer, paths } = embed
  return document(
    embed,
    html`
      <base target="_blank">
      <script src="${paths.script}" defer></script>
    `,
    html`
      <div class="embed"${attributes({ id: 'embed', 'data-id': id, 'data-state': state })}>
        <main>
          ${main}
        </main>
        ${footer}
      </div>
    `,
  )
}

/** The pages in the navigation of every page. */
export type PageName =
  | 'home'
  | 'tools'
  | 'activities'
  | 'questions'
  | 'methodologies'
  | 'crosswalk'
  | 'search'
  | 'embed'
  | 'about'
  | 'accessibility'
  | 'privacy'
const headerPages: readonly PageName[] = [
  'tools',
  'activities',
  'questions',
  'methodologies',
  'crosswalk',
  'search',
  'embed',
]
const footerPages: readonly PageName[] = ['about', 'accessibility', 'privacy']
/** The paths of what is served besides pages. */
const apiPaths = { api: 'docs', graphql: 'graphiql', data: 'v1' } as const
const apiNames = Object.keys(apiPaths) as (keyof typeof apiPaths)[]

type Page = Head & {
  main: Html
  footer: Html
  /** The navigation entry of this page. */
  current?: PageName | undefined
}

export function pageDocument(page: Page): string {
  const { language, paths, current, main, footer } = page
  const { navigation, pages, site } = language
  const currentAttribute = (name: PageName) => attributes({ 'aria-current': name === current ? 'page' : undefined })
  const apiEntry = (name: keyof typeof apiPaths) =>
    html`<li><a href="${paths.basePath}${apiPaths[name]}">${navigation[name]}</a></li>\n`
  const entry = (name: PageName) =>
    html`<li><a href="${paths.basePath}${name}"${currentAttribute(name)}>${pages[name]}</a></li>\n`
  return document(
    { ...page, title: page.title === site ? page.title : `${page.title} – ${site}` },
    nothing,
    html`
      <a class="skip" href="#content">${language.skip}</a>
      <header class="site-header">\
        <div>
          <p class="site-name"><a href="${paths.basePath}"${currentAttribute('home')}>${site}</a></p>
          <nav aria-label="${navigation.main}">\
            <ul>
              ${headerPages.map(entry)}
            </ul>\
          </nav>
        </div>\
      </header>
      <div class="page">
        <main id="content" tabindex="-1">
          ${main}
        </main>
        ${footer}
      </div>
      <section class="site-footer" aria-label="${navigation.site}">\
        <div>
          <nav aria-label="${navigation.more}">\
            <ul>
              ${footerPages.map(entry)}
              ${apiNames.map(apiEntry)}
            </ul>\
          </nav>
          <p>${navigation.disclaimer}</p>
        </div>\
      </section>
    `,
  )
}

type Snapshot = {
  language: Language
  theme: ThemeName
  title: string
  canonical: string
  /** The stylesheet itself, or its path in a set of files. */
  style: { text: string } | { path: string }
  /** Links to the other files of a set. */
  navigation?: Html
  main: Html
  footer: Html
}

/** A file that works offline: it loads nothing but the stylesheet of its set. */
export function snapshotDocument({
  language,
  theme,
  title,
  canonical,
  style,
  navigation = nothing,
  main,
  footer,
}: Snapshot): string {
  return html`
    <!doctype html>
    <html lang="${language.code}" data-theme="${theme}">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>${title}</title>
      <link rel="canonical" href="${canonical}">
      <link rel="icon" href="data:,">
      ${
        'text' in style
          ? html`
              <style>
                ${trustedHtml(style.text)}
              </style>
            `
          : html`<link rel="stylesheet" href="${style.path}">\n`
      }
    </head>
    <body>
      <div class="embed">
        ${navigation}
        <main>
          ${main}
        </main>
        ${footer}
      </div>
    </body>
    </html>
  `.toString()
}
