// HTML as a template: whatever is put into it is escaped, unless it is HTML already.

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
export type Piece = Html | string | number | false | null | undefined | readonly Piece[]

/** html`<p>${anything}</p>` */
export function html(texts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Markup(texts.reduce((all, text, i) => all + spelled(pieces[i - 1]) + text))
}

/** Text that is HTML already and safe: what a release sanitised when it was baked, or what was drawn from escaped text. Nothing else. */
export function trusted(text: string): Html {
  return new Markup(text)
}

export const nothing: Html = new Markup('')

function spelled(piece: Piece): string {
  if (piece instanceof Markup) return piece.toString()
  if (Array.isArray(piece)) return piece.map(spelled).join('')
  return piece === undefined || piece === null || piece === false ? '' : escaped(String(piece))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] as string)
}

/** Attributes, each with a space in front; one that is undefined is left out. */
export function attributes(values: Record<string, string | number | undefined>): Html {
  return new Markup(
    Object.entries(values)
      .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(String(value))}"`))
      .join(''),
  )
}

/** Pieces side by side. */
export function joined(pieces: readonly Piece[], between: Piece = nothing): Html {
  return new Markup(pieces.map(spelled).join(spelled(between)))
}

const signs = new Map(Object.entries(entities).map(([sign, entity]) => [entity, sign]))

/** The text that was escaped. */
export function unescaped(markup: string): string {
  return markup.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => signs.get(entity) as string)
}
