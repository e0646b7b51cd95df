// An item's card: its guidance, whole or one module, as Markdown and as HTML, always with its source, licence, version and review.
import { type Guidance, type ModuleName, moduleTitles } from '../content/guidance.ts'
import { html } from './html.ts'
import { languages } from './language/languages.ts'
import { moduleHtml, moduleMarkdown, type Names } from './modules.ts'
import { heading, type Setting } from './setting.ts'

export type Card = {
  name: string
  summary: string
  address: string
  /** The modules to show, in order. */
  modules: ModuleName[]
  guidance: Guidance
  names: Names
  addressOf: (id: string) => string
  version: string
  review: { status: string; on: string | null; next: string | null }
  licence: { name: string; url: string }
  attribution: { text: string; url: string }
}

const language = languages.en
const reviewed = ({ status, on, next }: Card['review']) => language.credit.sentence(on, next, status === 'reviewed')

export function cardMarkdown(card: Card): string {
  const modules = card.modules.map(
    (name) =>
      `## ${moduleTitles[name]}\n\n${moduleMarkdown(card.guidance, name, language, card.names, card.addressOf)}`,
  )
  const { attribution, licence, version, review } = card
  const foot = `[${card.name}](${card.address}). Source: [${attribution.text}](${attribution.url}) Licence of the text: [${licence.name}](${licence.url}). Version ${version}. ${reviewed(review)}.`
  return `${[`# ${card.name}`, card.summary, ...modules, '---', foot].join('\n\n')}\n`
}

/** A piece of HTML without a document round it. */
export function cardHtml(card: Card): string {
  const setting: Setting = { language, h: 1, prefix: '', addressOf: card.addressOf, framed: false }
  const modules = card.modules.map(
    (name) => html`<section>
${heading(setting, 1, moduleTitles[name])}
${moduleHtml(setting, card.guidance, name, card.names)}
</section>
`,
  )
  const { attribution, licence, version, review } = card
  return html`<article>
${heading(setting, 0, card.name)}
<p>${card.summary}</p>
${modules}<footer><p><a href="${card.address}">${card.name}</a>. Source: <a href="${attribution.url}">${attribution.text}</a> Licence of the text: <a href="${licence.url}">${licence.name}</a>. Version ${version}. ${reviewed(review)}.</p></footer>
</article>
`.toString()
}
