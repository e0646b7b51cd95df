// HTML as a template: every value is escaped, unless it is HTML already.

class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}

export type Html = Markup
export type Renderable = Html | string | number | false | null | undefined | readonly Renderable[]

/**
 * html`<p>${anything}</p>`
 *
 * Indentation (two spaces or more) is dropped, and so is a line break where a line has just ended, so that a template
 * can show its structure. A backslash at the end of a line joins it with the next, as in any JavaScript template.
 */
export function html(literals: TemplateStringsArray, ...values: Renderable[]): Html {
  let text = ''
  literals.forEach((literal, i) => {
    if (i > 0) text += render(values[i - 1])
    const markup = literal.replaceAll(/ {2,}/g, '')
    const isAtLineStart = text === '' || text.endsWith('\n')
    text += isAtLineStart && markup.startsWith('\n') ? markup.slice(1) : markup
  })
  return new Markup(text)
}

/** Only for HTML that is safe: sanitised when the release was baked, or generated from escaped text. */
export function trustedHtml(text: string): Html {
  return new Markup(text)
}

export const nothing: Html = new Markup('')

function render(value: Renderable): string {
  if (value instanceof Markup) return value.toString()
  if (Array.isArray(value)) return value.map(render).join('')
  return value === undefined || value === null || value === false ? '' : escapeHtml(String(value))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string)
}

/** Attributes with a leading space each; undefined values are left out. */
export function attributes(values: Record<string, string | number | undefined>): Html {
  return new Markup(
    Object.entries(values)
      .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeHtml(String(value))}"`))
      .join(''),
  )
}

export function joinHtml(values: readonly Renderable[], separator: Renderable = nothing): Html {
  return new Markup(values.map(render).join(render(separator)))
}

const characters = new Map(Object.entries(entities).map(([character, entity]) => [entity, character]))

/** The reverse of escaping. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters.get(entity) as string)
}
