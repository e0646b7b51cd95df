// Form controls. Forms are sent by GET, so that every result has an address and no script is needed.
import { attributes, type Html, html, nothing, type Renderable } from './html.ts'
import type { Language } from './language/languages.ts'

export type Option = { value: string; name: string }
export type OptionGroup = { name: string; options: readonly Option[] }

export function select({
  name,
  label,
  selected,
  blank,
  options = [],
  groups = [],
}: {
  name: string
  label: string
  selected: string | undefined
  /** The label of a first option without a value. */
  blank?: string
  options?: readonly Option[]
  groups?: readonly OptionGroup[]
}): Html {
  const option = ({ value, name }: Option) => {
    const selectedAttribute = value === selected ? html` selected` : nothing
    return html`<option value="${value}"${selectedAttribute}>${name}</option>\n`
  }
  return html`
    <p class="field">\
      <label for="${name}">${label}</label>
      <select id="${name}" name="${name}">
        ${blank === undefined ? nothing : html`<option value="">${blank}</option>\n`}
        ${options.map(option)}
        ${groups.map(
          (group) => html`
            <optgroup label="${group.name}">
              ${group.options.map(option)}
            </optgroup>
          `,
        )}
      </select>\
    </p>
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
  const inputAttributes = attributes({ maxlength, 'aria-describedby': hint === undefined ? undefined : `${name}-hint` })
  return html`
    <p class="field">\
      <label for="${name}">${label}</label>
      ${hint === undefined ? nothing : html`<span class="hint" id="${name}-hint">${hint}</span>\n`}
      <input id="${name}" name="${name}" type="${type}" value="${value}"${inputAttributes} autocomplete="off">\
    </p>
  `
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">\n`
}

export function queryForm(action: string, button: string, fields: Renderable): Html {
  return html`
    <form class="controls" method="get" action="${action}">
      ${fields}
      <p class="field"><button type="submit">${button}</button></p>
    </form>
  `
}

/** Searches items of every kind. */
export function searchForm(language: Language, basePath: string, q: string): Html {
  const { search } = language
  const field = textField({ name: 'q', label: search.label, value: q, type: 'search', maxlength: 200 })
  return html`
    <search>\
      ${queryForm(`${basePath}search`, search.button, field)}\
    </search>
  `
}
