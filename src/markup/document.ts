// The documents: one for a frame in another site's page, one for a page of our own.
import type { ThemeName } from '../content/themes.ts'
import { attributes, type Html, html, nothing } from './html.ts'
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

function document({ language, theme, paths, title, description, canonical, head = nothing }: Head, more: Html, body: Html): string {
  return html`<!doctype html>
<html lang="${language.code}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${more}<title>${title}</title>
${description === undefined ? nothing : html`<meta name="description" content="${description}">
`}${canonical === undefined ? nothing : html`<link rel="canonical" href="${canonical}">
`}<link rel="icon" href="data:,">
<link rel="stylesheet" href="${paths.style}">
${paths.accent === undefined ? nothing : html`<link rel="stylesheet" href="${paths.accent}">
`}${head}</head>
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
  return document(embed, more, html`<div class="embed"${attributes({ id: 'embed', 'data-id': embed.id, 'data-state': embed.state })}>
<main>
${embed.main}</main>
${embed.footer}</div>
`)
}

type Page = Head & { main: Html; footer: Html }

export function pageDocument(page: Page): string {
  const { language, paths } = page
  return document(
    { ...page, title: `${page.title} – ${language.site}` },
    nothing,
    html`<a class="skip" href="#content">${language.skip}</a>
<header class="site-header"><div>
<p class="site-name"><a href="${paths.home}">${language.site}</a></p>
</div></header>
<div class="page">
<main id="content" tabindex="-1">
${page.main}</main>
${page.footer}</div>
`,
  )
}
