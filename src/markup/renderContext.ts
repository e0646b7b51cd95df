// What rendering depends on besides the content: the language, the level of headings, where links lead.
import { attributes, type Html, html, nothing, type Renderable } from './html.ts'
import { CONTENT_LANGUAGE, type Language } from './language/languages.ts'

export type Level = 1 | 2 | 3 | 4

export type RenderContext = {
  language: Language
  /** The level of the first heading; those beneath it follow. */
  headingLevel: Level
  /** Prefixes every id, so that two fragments can share a page. */
  prefix: string
  /** The address of an item, by its id. */
  addressOf: (id: string) => string
  /** Whether this is rendered for a frame, where links to other sites open in a new tab. */
  isFramed: boolean
}

/** A heading at a depth below the first one, which has 0; HTML ends at level six. */
export function heading(
  { headingLevel }: RenderContext,
  depth: number,
  text: Renderable,
  attributes: Renderable = nothing,
): Html {
  return [
    html`<h1${attributes}>${text}</h1>`,
    html`<h2${attributes}>${text}</h2>`,
    html`<h3${attributes}>${text}</h3>`,
    html`<h4${attributes}>${text}</h4>`,
    html`<h5${attributes}>${text}</h5>`,
    html`<h6${attributes}>${text}</h6>`,
  ][Math.min(headingLevel + depth, 6) - 1] as Html
}

export function idAttribute({ prefix }: RenderContext, name: string): Html {
  return attributes({ id: `${prefix}${name}` })
}

/** The `lang` of content, where the interface is in another language. */
export function contentLang({ language }: RenderContext): Html {
  return attributes({ lang: language.code === CONTENT_LANGUAGE ? undefined : CONTENT_LANGUAGE })
}

/** The `lang` of interface text within content. */
export function interfaceLang({ language }: RenderContext): Html {
  return attributes({ lang: language.code === CONTENT_LANGUAGE ? undefined : language.code })
}
