// An item's card: all of its guidance or one module, as Markdown and as HTML, always with its credit.
import { type Guidance, type ModuleName, moduleTitles } from '../content/guidance.ts'
import { html } from './html.ts'
import { languages } from './language/languages.ts'
import { moduleHtml, moduleMarkdown, type NameOf } from './modules.ts'
import { heading, type RenderContext } from './renderContext.ts'

export type Card = {
  name: string
  summary: string
  address: string
  /** The modules to show, in order. */
  modules: ModuleName[]
  guidance: Guidance
  nameOf: NameOf
  addressOf: (id: string) => string
  version: string
  review: { status: string; on: string | null; next: string | null }
  licence: { name: string; url: string }
  attribution: { text: string; url: string }
}

const language = languages.en

function reviewSentence({ status, on, next }: Card['review']): string {
  return language.credit.sentence(on, next, status === 'reviewed')
}

export function cardMarkdown(card: Card): string {
  const { guidance, nameOf, addressOf, attribution, licence, version, review } = card
  const modules = card.modules.map(
    (name) => `## ${moduleTitles[name]}\n\n${moduleMarkdown(guidance, name, language, nameOf, addressOf)}`,
  )
  const credit = [
    `[${card.name}](${card.address}).`,
    `Source: [${attribution.text}](${attribution.url})`,
    `Licence of the text: [${licence.name}](${licence.url}).`,
    `Version ${version}.`,
    `${reviewSentence(review)}.`,
  ].join(' ')
  return `${[`# ${card.name}`, card.summary, ...modules, '---', credit].join('\n\n')}\n`
}

/** An HTML fragment, without a document. */
export function cardHtml(card: Card): string {
  const context: RenderContext = { language, headingLevel: 1, prefix: '', addressOf: card.addressOf, isFramed: false }
  const { attribution, licence, version, review } = card
  const credit = [
    html`<a href="${card.address}">${card.name}</a>. `,
    html`Source: <a href="${attribution.url}">${attribution.text}</a> `,
    html`Licence of the text: <a href="${licence.url}">${licence.name}</a>. `,
    html`Version ${version}. ${reviewSentence(review)}.`,
  ]
  return html`
    <article>
      ${heading(context, 0, card.name)}
      <p>${card.summary}</p>
      ${card.modules.map(
        (name) => html`
          <section>
            ${heading(context, 1, moduleTitles[name])}
            ${moduleHtml(context, card.guidance, name, card.nameOf)}
          </section>
        `,
      )}
      <footer>\
        <p>${credit}</p>\
      </footer>
    </article>
  `.toString()
}
