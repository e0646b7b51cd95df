// What the layout of an item depends on besides the item.
import { attributes, type Html, html, type Piece } from './html.ts'
import { CONTENT_LANGUAGE, type Language } from './language/languages.ts'

export type Level = 1 | 2 | 3 | 4

export type Setting = {
  language: Language
  /** The level of the first heading; those beneath follow from it. */
  h: Level
  /** Stands before every id, so that two pieces can stand in one page. */
  prefix: string
  /** Where a link to an item leads. */
  addressOf: (id: string) => string
  /** Whether links that leave stand in a frame, and so open in a tab of their own. */
  framed: boolean
}

/** So many levels beneath the first heading; HTML ends at six. */
export function heading({ h }: Setting, below: number, text: Piece, attributes: Html = html``): Html {
  return [
    html`<h1${attributes}>${text}</h1>`,
    html`<h2${attributes}>${text}</h2>`,
    html`<h3${attributes}>${text}</h3>`,
    html`<h4${attributes}>${text}</h4>`,
    html`<h5${attributes}>${text}</h5>`,
    html`<h6${attributes}>${text}</h6>`,
  ][Math.min(h + below, 6) - 1] as Html
}

export function idOf({ prefix }: Setting, name: string): Html {
  return attributes({ id: `${prefix}${name}` })
}

/** On an element whose text is content, where the interface speaks another language. */
export function inContentLanguage({ language }: Setting): Html {
  return attributes({ lang: language.code === CONTENT_LANGUAGE ? undefined : CONTENT_LANGUAGE })
}

/** On an element of the interface within content. */
export function inLanguage({ language }: Setting): Html {
  return attributes({ lang: language.code === CONTENT_LANGUAGE ? undefined : language.code })
}
