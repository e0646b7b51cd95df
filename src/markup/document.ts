// The documents: one for a frame in another site's page, one for a page of our own.
import type { ThemeName } from '../content/themes.ts'
import { attributes, type Html, html, nothing, trusted } from './html.ts'
import type { Language } from './language/languages.ts'

/** Where the parts of a document are: paths of our own origin, wherever it is reached from. */
export type Paths = { home: string; style: string; script: string; accent?: string | undefined }

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
  more: Html,
  body: Html,
): string {
  return html`<!doctype html>
<html lang="${language.code}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${more}<title>${title}</title>
${
  description === undefined
    ? nothing
    : html`<meta name="description" content="${description}">
`
}${
    canonical === undefined
      ? nothing
      : html`<link rel="canonical" href="${canonical}">
`
  }<link rel="icon" href="data:,">
<link rel="stylesheet" href="${paths.style}">
${
  paths.accent === undefined
    ? nothing
    : html`<link rel="stylesheet" href="${paths.accent}">
`
}${head}</head>
<body>
${body}</body>
</html>
`.toString()
}

type Embed = Head & {
  /** Of what is framed, as messages name it: an id, or the code of a problem. */
  id: string
  state: 'ready' | 'error'
  main: Html
  footer: Html
}

/** Links that leave open in a tab of their own; one wrapper is measured, and the frame around it scrolls if it must. */
export function embedDocument(embed: Embed): string {
  const more = html`<base target="_blank">
<script src="${embed.paths.script}" defer></script>
`
  return document(
    embed,
    more,
    html`<div class="embed"${attributes({ id: 'embed', 'data-id': embed.id, 'data-state': embed.state })}>
<main>
${embed.main}</main>
${embed.footer}</div>
`,
  )
}

/** The pages that the navigation of every page names. */
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
const first: readonly PageName[] = ['tools', 'activities', 'questions', 'methodologies', 'crosswalk', 'search', 'embed']
const last: readonly PageName[] = ['about', 'accessibility', 'privacy']
/** What else is served, by the path of each. */
const others = { api: 'docs', graphql: 'graphiql', data: 'v1' } as const

type Page = Head & {
  main: Html
  footer: Html
  /** Which of the pages in the navigation it is. */ current?: PageName | undefined
}

export function pageDocument(page: Page): string {
  const { language, paths, current } = page
  const entry = (
    name: PageName,
  ) => html`<li><a href="${paths.home}${name}"${attributes({ 'aria-current': name === current ? 'page' : undefined })}>${language.pages[name]}</a></li>
`
  return document(
    { ...page, title: page.title === language.site ? page.title : `${page.title} – ${language.site}` },
    nothing,
    html`<a class="skip" href="#content">${language.skip}</a>
<header class="site-header"><div>
<p class="site-name"><a href="${paths.home}"${attributes({ 'aria-current': current === 'home' ? 'page' : undefined })}>${language.site}</a></p>
<nav aria-label="${language.navigation.main}"><ul>
${first.map(entry)}</ul></nav>
</div></header>
<div class="page">
<main id="content" tabindex="-1">
${page.main}</main>
${page.footer}</div>
<section class="site-footer" aria-label="${language.navigation.site}"><div>
<nav aria-label="${language.navigation.more}"><ul>
${last.map(entry)}${Object.entries(others).map(
      ([
        name,
        path,
      ]) => html`<li><a href="${paths.home}${path}">${language.navigation[name as keyof typeof others]}</a></li>
`,
    )}</ul></nav>
<p>${language.navigation.line}</p>
</div></section>
`,
  )
}

type Snapshot = {
  language: Language
  theme: ThemeName
  title: string
  canonical: string
  /** The stylesheet itself, or where it is beside the file. */
  style: { text: string } | { path: string }
  /** Ways to other files of a set. */
  navigation?: Html
  main: Html
  footer: Html
}

/** A file that works from a disk, without a network: nothing in it is fetched, but the stylesheet of a set. */
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
  return html`<!doctype html>
<html lang="${language.code}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="canonical" href="${canonical}">
<link rel="icon" href="data:,">
${
  'text' in style
    ? html`<style>
${trusted(style.text)}</style>
`
    : html`<link rel="stylesheet" href="${style.path}">
`
}</head>
<body>
<div class="embed">
${navigation}<main>
${main}</main>
${footer}</div>
</body>
</html>
`.toString()
}
