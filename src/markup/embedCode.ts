// "Get the code": the form, the snippet to copy, and what the host's editors and IT desk need to know.
import { themeNames } from '../content/themes.ts'
import { type OptionGroup, hidden, type Option, select, textField } from './forms.ts'
import { attributes, type Html, html, joinHtml, nothing } from './html.ts'
import type { Language } from './language/languages.ts'
import { type PartName, sectionTitle } from './parts.ts'

export type EmbedCode = {
  name: string
  address: string
  pageAddress: string
  /** The parts that the item has. */
  parts: readonly PartName[]
  /** Requested parts that the item does not have. */
  missingParts: readonly PartName[]
  heights: readonly { width: number; height: number }[]
  /** Undefined where this page may not frame the embed. */
  previewAddress: string | undefined
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
type EmbedCodePage = {
  basePath: string
  origin: string
  options: EmbedOptions
  itemGroups: readonly OptionGroup[]
  axisOptions: { rows: readonly Option[]; cols: readonly Option[] }
  code: EmbedCode | undefined
}

/** The code to paste: a frame, and beneath it a link, for sites that block frames. */
export function snippet(language: Language, { name, address, pageAddress, heights }: EmbedCode): string {
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
    <p><a href="${pageAddress}">${language.embedCode.openPage(name)}</a></p>`.toString()
}

export function embedCodeArticle(
  language: Language,
  { basePath, origin, options, itemGroups, axisOptions, code }: EmbedCodePage,
): Html {
  const { embedCode: texts, pages } = language
  const letter = texts.letter(origin, code?.address ?? `${origin}…`)
  const furtherPages = (['accessibility', 'privacy', 'about'] as const).map(
    (name) => html`<a href="${basePath}${name}">${pages[name]}</a>`,
  )
  return html`
    <h1 class="page-title">${texts.title}</h1>
    <p class="summary">${texts.lead}</p>
    ${optionsForm(language, basePath, options, itemGroups, axisOptions, code)}
    ${code === undefined ? html`<p>${texts.prompt}</p>\n` : codeSections(language, code, options.host)}
    <section class="part" aria-labelledby="desk">
      <h2 id="desk">${texts.itDesk}</h2>
      <p>${texts.itDeskLead}</p>
      <p class="field">\
        <label for="request">${texts.request}</label>
        <textarea id="request" rows="9" readonly${copyLabels(language)}>${letter}</textarea>\
      </p>
    </section>
    <section class="part" aria-labelledby="sheet">
      <h2 id="sheet">${texts.questionnaire}</h2>
      <p>${texts.questionnaireLead}</p>
      <table class="stacking answers">
        <caption class="unseen">${texts.questionnaire}</caption>
        ${headerRow(texts.question, texts.answer)}
        <tbody>
          ${texts.answers(origin).map(({ question, answer }) => row(question, answer))}
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
  basePath: string,
  { item, filter, host, theme, accent, h, parts = [], rows, cols }: EmbedOptions,
  itemGroups: readonly OptionGroup[],
  axisOptions: EmbedCodePage['axisOptions'],
  code: EmbedCode | undefined,
): Html {
  const { embedCode: texts, crosswalk } = language
  const hosts = Object.entries(texts.hosts).map(([value, { name }]) => ({ value, name }))
  const themes = themeNames.map((value) => ({ value, name: texts.themes[value] }))
  const levels = ['2', '3', '4'].map((value) => ({ value, name: texts.levelName(value) }))
  const selectedLevel = h === undefined ? undefined : String(h)
  return html`
    <form class="controls" method="get" action="${basePath}embed">
      ${select({ name: 'item', label: texts.what, selected: item, blank: texts.choose, groups: itemGroups })}
      ${select({ name: 'host', label: texts.where, selected: host, options: hosts })}
      ${select({ name: 'theme', label: texts.theme, selected: theme, blank: texts.defaultTheme, options: themes })}
      ${textField({ name: 'accent', label: texts.accent, value: accent ?? '', maxlength: 6, hint: texts.accentHint })}
      ${select({ name: 'h', label: texts.level, selected: selectedLevel, blank: texts.defaultLevel, options: levels })}
      ${
        item === 'crosswalk' && [
          select({ name: 'rows', label: crosswalk.rows, selected: rows ?? 'strands', options: axisOptions.rows }),
          select({
            name: 'cols',
            label: crosswalk.cols,
            selected: cols,
            blank: texts.defaultCols,
            options: axisOptions.cols,
          }),
        ]
      }
      ${filter !== undefined && hidden('filter', filter)}
      ${code !== undefined && code.parts.length > 0 && partsFieldset(language, code.parts, parts)}
      <p class="field"><button type="submit">${texts.submit}</button></p>
    </form>
  `
}

function partsFieldset(language: Language, parts: readonly PartName[], requested: readonly PartName[]): Html {
  const checkbox = (part: PartName) =>
    html`<input type="checkbox" name="parts" value="${part}"${requested.includes(part) ? html` checked` : nothing}>`
  return html`
    <fieldset class="parts">
      <legend>${language.embedCode.parts}</legend>
      ${parts.map((part) => html`<label>${checkbox(part)} ${partTitle(language, part)}</label>\n`)}
    </fieldset>
  `
}

function partTitle(language: Language, part: PartName): string {
  return part === 'summary' ? language.embedCode.summary : sectionTitle(language, part)
}

/** The texts of the copying script, as data attributes. */
function copyLabels(language: Language): Html {
  return attributes({
    'data-copy': language.embedCode.copy,
    'data-copied': language.embedCode.copied,
    'data-selected': language.embedCode.selected,
  })
}

/** The code with the steps for the chosen host, suggested heights and a preview. */
function codeSections(language: Language, code: EmbedCode, host: string): Html {
  const { embedCode: texts } = language
  const { name, steps } = texts.hosts[host as keyof typeof texts.hosts]
  const missingParts = language.joinByCommas(code.missingParts.map((part) => partTitle(language, part)))
  const labels = copyLabels(language)
  return html`
    <section class="part" aria-labelledby="code">
      <h2 id="code">${texts.codeOf(code.name)}</h2>
      ${code.missingParts.length > 0 && html`<p>${texts.missingParts(missingParts)}</p>\n`}
      <p class="field">\
        <label for="snippet">${texts.snippet}</label>
        <textarea id="snippet" rows="5" readonly spellcheck="false"${labels}>${snippet(language, code)}</textarea>\
      </p>
      <p class="field">\
        <label for="address">${texts.address}</label>
        <textarea id="address" rows="1" readonly spellcheck="false"${labels}>${code.address}</textarea>\
      </p>
      <p><a href="${code.address}">${texts.openEmbed}</a></p>
    </section>
    <section class="part" aria-labelledby="steps">
      <h2 id="steps">${texts.stepsFor(name)}</h2>
      <div>\
        <ol>
          ${steps.map((step) => html`<li>${step}</li>\n`)}
        </ol>\
      </div>
    </section>
    <section class="part" aria-labelledby="heights">
      <h2 id="heights">${texts.heights}</h2>
      <p>${texts.heightsLead}</p>
      <table class="narrow figures">
        <caption class="unseen">${texts.heights}</caption>
        ${headerRow(texts.width, texts.height)}
        <tbody>
          ${code.heights.map(({ width, height }) => row(texts.pixels(width), texts.pixels(height)))}
        </tbody>
      </table>
    </section>
    ${preview(language, code)}
  `
}

function preview(language: Language, { name, previewAddress }: EmbedCode): Html {
  const { embedCode: texts } = language
  if (previewAddress === undefined) return html`<p>${texts.noPreview}</p>\n`
  return html`
    <section class="part" aria-labelledby="preview">
      <h2 id="preview">${texts.preview}</h2>
      <iframe class="preview" src="${previewAddress}" title="${name}" height="600" loading="lazy"></iframe>
    </section>
  `
}
