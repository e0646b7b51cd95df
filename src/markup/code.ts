// Get the code: the form, the code to copy, and what an editor and an IT desk need to know.
import { themeNames } from '../content/themes.ts'
import { type Group, hidden, type Option, select, textField } from './forms.ts'
import { attributes, type Html, html, nothing } from './html.ts'
import type { Language } from './language/languages.ts'
import { type PartName, titleOf } from './parts.ts'

export type Code = {
  name: string
  address: string
  page: string
  parts: readonly PartName[]
  /** Parts that were asked for, and that there are none of here. */
  dropped: readonly PartName[]
  heights: readonly { width: number; height: number }[]
  /** Undefined where this page may not frame it. */
  preview: string | undefined
}
type Asked = {
  item?: string | undefined
  filter?: string | undefined
  host: string
  theme?: string | undefined
  accent?: string | undefined
  h?: number | undefined
  parts?: readonly PartName[] | undefined
  rows?: string | undefined
  cols?: string | undefined
}
type Page = {
  home: string
  origin: string
  asked: Asked
  things: readonly Group[]
  sides: { rows: readonly Option[]; cols: readonly Option[] }
  code: Code | undefined
}

/** The code that an editor pastes: a frame, and under it a link that works where frames do not. */
export function snippet(language: Language, { name, address, page, heights }: Code): string {
  const height = heights.at(-1)?.height ?? 900
  return html`<iframe src="${address}" title="${name}" width="100%" height="${height}" loading="lazy" referrerpolicy="no-referrer" style="border:0;max-width:100%"></iframe>
<p><a href="${page}">${language.getCode.open(name)}</a></p>`.toString()
}

export function codeArticle(language: Language, { home, origin, asked, things, sides, code }: Page): Html {
  const { getCode: words } = language
  return html`<h1 class="page-title">${words.title}</h1>
<p class="summary">${words.lead}</p>
${form(language, home, asked, things, sides, code)}${
    code === undefined
      ? html`<p>${words.first}</p>
`
      : result(language, code, asked.host)
  }<section class="part" aria-labelledby="desk">
<h2 id="desk">${words.desk}</h2>
<p>${words.deskLead}</p>
<p class="field"><label for="request">${words.request}</label>
<textarea id="request" rows="9" readonly${copies(language)}>${words.letter(origin, code?.address ?? `${origin}…`)}</textarea></p>
</section>
<section class="part" aria-labelledby="sheet">
<h2 id="sheet">${words.sheet}</h2>
<p>${words.sheetLead}</p>
<table class="stacking answers">
<caption class="unseen">${words.sheet}</caption>
<thead><tr><th scope="col">${words.question}</th><th scope="col">${words.answer}</th></tr></thead>
<tbody>
${words.answers(origin).map(
  ({ question, answer }) => html`<tr><th scope="row">${question}</th><td>${answer}</td></tr>
`,
)}</tbody>
</table>
<p><a href="${home}accessibility">${language.pages.accessibility}</a> · <a href="${home}privacy">${language.pages.privacy}</a> · <a href="${home}about">${language.pages.about}</a></p>
</section>
`
}

function form(
  language: Language,
  home: string,
  { item, filter, host, theme, accent, h, parts = [], rows, cols }: Asked,
  things: readonly Group[],
  sides: Page['sides'],
  code: Code | undefined,
): Html {
  const { getCode: words } = language
  const hosts = Object.entries(words.hosts).map(([value, { name }]) => ({ value, name }))
  return html`<form class="controls" method="get" action="${home}embed">
${select({ name: 'item', label: words.what, chosen: item, first: words.choose, groups: things })}${select({ name: 'host', label: words.where, chosen: host, options: hosts })}${select({ name: 'theme', label: words.theme, chosen: theme, first: words.usual, options: themeNames.map((value) => ({ value, name: words.themes[value] })) })}${textField({ name: 'accent', label: words.accent, value: accent ?? '', maxlength: 6, hint: words.accentHint })}${select({ name: 'h', label: words.level, chosen: h === undefined ? undefined : String(h), first: words.usualLevel, options: ['2', '3', '4'].map((value) => ({ value, name: words.levelIs(value) })) })}${item === 'crosswalk' ? html`${select({ name: 'rows', label: language.explorer.rows, chosen: rows ?? 'strands', options: sides.rows })}${select({ name: 'cols', label: language.explorer.cols, chosen: cols, first: words.usualSide, options: sides.cols })}` : nothing}${filter === undefined ? nothing : hidden('filter', filter)}${
    code === undefined || code.parts.length === 0
      ? nothing
      : html`<fieldset class="parts">
<legend>${words.parts}</legend>
${code.parts.map(
  (
    part,
  ) => html`<label><input type="checkbox" name="parts" value="${part}"${parts.includes(part) ? html` checked` : nothing}> ${part === 'summary' ? words.summary : titleOf(language, part)}</label>
`,
)}</fieldset>
`
  }<p class="field"><button type="submit">${words.show}</button></p>
</form>
`
}

function copies(language: Language): Html {
  return attributes({
    'data-copy': language.getCode.copy,
    'data-copied': language.getCode.copied,
    'data-selected': language.getCode.selected,
  })
}

function result(language: Language, code: Code, host: string): Html {
  const { getCode: words } = language
  const { name, steps } = words.hosts[host as keyof typeof words.hosts]
  return html`<section class="part" aria-labelledby="code">
<h2 id="code">${words.codeOf(code.name)}</h2>
${
  code.dropped.length === 0
    ? nothing
    : html`<p>${words.dropped(language.joinedByCommas(code.dropped.map((part) => (part === 'summary' ? words.summary : titleOf(language, part)))))}</p>
`
}<p class="field"><label for="snippet">${words.snippet}</label>
<textarea id="snippet" rows="5" readonly spellcheck="false"${copies(language)}>${snippet(language, code)}</textarea></p>
<p class="field"><label for="address">${words.address}</label>
<textarea id="address" rows="1" readonly spellcheck="false"${copies(language)}>${code.address}</textarea></p>
<p><a href="${code.address}">${words.look}</a></p>
</section>
<section class="part" aria-labelledby="steps">
<h2 id="steps">${words.stepsFor(name)}</h2>
<div><ol>
${steps.map(
  (step) => html`<li>${step}</li>
`,
)}</ol></div>
</section>
<section class="part" aria-labelledby="heights">
<h2 id="heights">${words.heights}</h2>
<p>${words.heightsLead}</p>
<table class="narrow figures">
<caption class="unseen">${words.heights}</caption>
<thead><tr><th scope="col">${words.width}</th><th scope="col">${words.height}</th></tr></thead>
<tbody>
${code.heights.map(
  ({ width, height }) => html`<tr><th scope="row">${words.pixels(width)}</th><td>${words.pixels(height)}</td></tr>
`,
)}</tbody>
</table>
</section>
${
  code.preview === undefined
    ? html`<p>${words.noPreview}</p>
`
    : html`<section class="part" aria-labelledby="preview">
<h2 id="preview">${words.preview}</h2>
<iframe class="preview" src="${code.preview}" title="${code.name}" height="600" loading="lazy"></iframe>
</section>
`
}`
}
