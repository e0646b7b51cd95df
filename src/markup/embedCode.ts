// Get the code: the form, the code to copy, and what an editor and an IT desk need to know.
import { themeNames } from '../content/themes.ts'
import { type OptionGroup, hidden, type Option, select, textField } from './forms.ts'
import { attributes, type Html, html, joinHtml, nothing } from './html.ts'
import type { Language } from './language/languages.ts'
import { type PartName, sectionTitle } from './parts.ts'

export type EmbedCode = {
  name: string
  address: string
  page: string
  /** The parts that the item has. */
  parts: readonly PartName[]
  /** Requested parts that the item does not have. */
  dropped: readonly PartName[]
  heights: readonly { width: number; height: number }[]
  /** Undefined where this page may not frame the embed. */
  preview: string | undefined
}
type EmbedOptions = {
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
  options: EmbedOptions
  itemGroups: readonly OptionGroup[]
  sides: { rows: readonly Option[]; cols: readonly Option[] }
  code: EmbedCode | undefined
}

/** The code to paste: a frame, and beneath it a link for sites that block frames. */
export function snippet(language: Language, { name, address, page, heights }: EmbedCode): string {
  const frame = attributes({
    src: address,
    title: name,
    width: '100%',
    height: heights.at(-1)?.height ?? 900,
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
    style: 'border:0;max-width:100%',
  })
  return html`
    <iframe${frame}></iframe>
    <p><a href="${page}">${language.getCode.open(name)}</a></p>`.toString()
}

export function embedCodeArticle(language: Language, { home, origin, options, itemGroups, sides, code }: Page): Html {
  const { getCode: words, pages } = language
  const letter = words.letter(origin, code?.address ?? `${origin}…`)
  const furtherPages = (['accessibility', 'privacy', 'about'] as const).map(
    (name) => html`<a href="${home}${name}">${pages[name]}</a>`,
  )
  return html`
    <h1 class="page-title">${words.title}</h1>
    <p class="summary">${words.lead}</p>
    ${optionsForm(language, home, options, itemGroups, sides, code)}
    ${code === undefined ? html`<p>${words.first}</p>\n` : result(language, code, options.host)}
    <section class="part" aria-labelledby="desk">
      <h2 id="desk">${words.desk}</h2>
      <p>${words.deskLead}</p>
      <p class="field">\
        <label for="request">${words.request}</label>
        <textarea id="request" rows="9" readonly${copyLabels(language)}>${letter}</textarea>\
      </p>
    </section>
    <section class="part" aria-labelledby="sheet">
      <h2 id="sheet">${words.sheet}</h2>
      <p>${words.sheetLead}</p>
      <table class="stacking answers">
        <caption class="unseen">${words.sheet}</caption>
        ${headerRow(words.question, words.answer)}
        <tbody>
          ${words.answers(origin).map(({ question, answer }) => row(question, answer))}
        </tbody>
      </table>
      <p>${joinHtml(furtherPages, ' · ')}</p>
    </section>
  `
}

function headerRow(first: string, second: string): Html {
  return html`
    <thead>\
      <tr>\
        <th scope="col">${first}</th>\
        <th scope="col">${second}</th>\
      </tr>\
    </thead>
  `
}

function row(header: string, text: string): Html {
  return html`
    <tr>\
      <th scope="row">${header}</th>\
      <td>${text}</td>\
    </tr>
  `
}

function optionsForm(
  language: Language,
  home: string,
  { item, filter, host, theme, accent, h, parts = [], rows, cols }: EmbedOptions,
  itemGroups: readonly OptionGroup[],
  sides: Page['sides'],
  code: EmbedCode | undefined,
): Html {
  const { getCode: words, explorer } = language
  const hosts = Object.entries(words.hosts).map(([value, { name }]) => ({ value, name }))
  const themes = themeNames.map((value) => ({ value, name: words.themes[value] }))
  const levels = ['2', '3', '4'].map((value) => ({ value, name: words.levelIs(value) }))
  const level = h === undefined ? undefined : String(h)
  return html`
    <form class="controls" method="get" action="${home}embed">
      ${select({ name: 'item', label: words.what, chosen: item, first: words.choose, groups: itemGroups })}
      ${select({ name: 'host', label: words.where, chosen: host, options: hosts })}
      ${select({ name: 'theme', label: words.theme, chosen: theme, first: words.usual, options: themes })}
      ${textField({ name: 'accent', label: words.accent, value: accent ?? '', maxlength: 6, hint: words.accentHint })}
      ${select({ name: 'h', label: words.level, chosen: level, first: words.usualLevel, options: levels })}
      ${
        item === 'crosswalk' && [
          select({ name: 'rows', label: explorer.rows, chosen: rows ?? 'strands', options: sides.rows }),
          select({ name: 'cols', label: explorer.cols, chosen: cols, first: words.usualSide, options: sides.cols }),
        ]
      }
      ${filter !== undefined && hidden('filter', filter)}
      ${code !== undefined && code.parts.length > 0 && partsFieldset(language, code.parts, parts)}
      <p class="field"><button type="submit">${words.show}</button></p>
    </form>
  `
}

function partsFieldset(language: Language, parts: readonly PartName[], checked: readonly PartName[]): Html {
  const checkbox = (part: PartName) =>
    html`<input type="checkbox" name="parts" value="${part}"${checked.includes(part) ? html` checked` : nothing}>`
  return html`
    <fieldset class="parts">
      <legend>${language.getCode.parts}</legend>
      ${parts.map((part) => html`<label>${checkbox(part)} ${partTitle(language, part)}</label>\n`)}
    </fieldset>
  `
}

function partTitle(language: Language, part: PartName): string {
  return part === 'summary' ? language.getCode.summary : sectionTitle(language, part)
}

/** What the copying script shows, as data attributes. */
function copyLabels(language: Language): Html {
  return attributes({
    'data-copy': language.getCode.copy,
    'data-copied': language.getCode.copied,
    'data-selected': language.getCode.selected,
  })
}

function result(language: Language, code: EmbedCode, host: string): Html {
  const { getCode: words } = language
  const { name, steps } = words.hosts[host as keyof typeof words.hosts]
  const dropped = language.joinedByCommas(code.dropped.map((part) => partTitle(language, part)))
  const labels = copyLabels(language)
  return html`
    <section class="part" aria-labelledby="code">
      <h2 id="code">${words.codeOf(code.name)}</h2>
      ${code.dropped.length > 0 && html`<p>${words.dropped(dropped)}</p>\n`}
      <p class="field">\
        <label for="snippet">${words.snippet}</label>
        <textarea id="snippet" rows="5" readonly spellcheck="false"${labels}>${snippet(language, code)}</textarea>\
      </p>
      <p class="field">\
        <label for="address">${words.address}</label>
        <textarea id="address" rows="1" readonly spellcheck="false"${labels}>${code.address}</textarea>\
      </p>
      <p><a href="${code.address}">${words.look}</a></p>
    </section>
    <section class="part" aria-labelledby="steps">
      <h2 id="steps">${words.stepsFor(name)}</h2>
      <div>\
        <ol>
          ${steps.map((step) => html`<li>${step}</li>\n`)}
        </ol>\
      </div>
    </section>
    <section class="part" aria-labelledby="heights">
      <h2 id="heights">${words.heights}</h2>
      <p>${words.heightsLead}</p>
      <table class="narrow figures">
        <caption class="unseen">${words.heights}</caption>
        ${headerRow(words.width, words.height)}
        <tbody>
          ${code.heights.map(({ width, height }) => row(words.pixels(width), words.pixels(height)))}
        </tbody>
      </table>
    </section>
    ${code.preview === undefined ? html`<p>${words.noPreview}</p>\n` : preview(language, code.name, code.preview)}
  `
}

function preview(language: Language, name: string, address: string): Html {
  return html`
    <section class="part" aria-labelledby="preview">
      <h2 id="preview">${language.getCode.preview}</h2>
      <iframe class="preview" src="${address}" title="${name}" height="600" loading="lazy"></iframe>
    </section>
  `
}
