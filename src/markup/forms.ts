// Controls of forms that are sent by GET: a page is its address, and no script is needed.
import { attributes, type Html, html, type Piece } from './html.ts'
import type { Language } from './language/languages.ts'

export type Option = { value: string; name: string }
export type Group = { name: string; options: readonly Option[] }

/** A list to choose from; with groups where there are many. */
export function select({
  name,
  label,
  chosen,
  first,
  options = [],
  groups = [],
}: {
  name: string
  label: string
  chosen: string | undefined
  first?: string
  options?: readonly Option[]
  groups?: readonly Group[]
}): Html {
  const option = ({
    value,
    name: shown,
  }: Option) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${shown}</option>
`
  return html`<p class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}">
${
  first === undefined
    ? ''
    : html`<option value="">${first}</option>
`
}${options.map(option)}${groups.map(
    (group) => html`<optgroup label="${group.name}">
${group.options.map(option)}</optgroup>
`,
  )}</select></p>
`
}

export function textField({
  name,
  label,
  value,
  type = 'text',
  hint,
  maxlength,
}: {
  name: string
  label: string
  value: string
  type?: string
  hint?: string
  maxlength?: number
}): Html {
  return html`<p class="field"><label for="${name}">${label}</label>
${
  hint === undefined
    ? ''
    : html`<span class="hint" id="${name}-hint">${hint}</span>
`
}<input id="${name}" name="${name}" type="${type}" value="${value}"${attributes({ maxlength, 'aria-describedby': hint === undefined ? undefined : `${name}-hint` })} autocomplete="off"></p>
`
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">
`
}

export function getForm(action: string, button: string, fields: Piece): Html {
  return html`<form class="controls" method="get" action="${action}">
${fields}<p class="field"><button type="submit">${button}</button></p>
</form>
`
}

/** The search over everything. */
export function searchForm(language: Language, home: string, q: string): Html {
  return html`<search>${getForm(`${home}search`, language.search.button, textField({ name: 'q', label: language.search.label, value: q, type: 'search', maxlength: 200 }))}</search>
`
}
