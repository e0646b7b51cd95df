// The facts of an item beside its name and summary: as a definition list on its page, as one line in lists.
import type { Item } from '../content/kinds.ts'
import { basisNote } from './basis.ts'
import { type Html, html, joinHtml, nothing } from './html.ts'
import { outwardLink } from './links.ts'
import { contentLang, interfaceLang, type RenderContext } from './renderContext.ts'

type Fact = { label: string; value: Html }

export function itemFactList(context: RenderContext, item: Item): Html {
  const facts = factsOf(context, item)
  if (facts.length === 0) return nothing
  return html`
    <dl class="facts">
      ${facts.map(
        ({ label, value }) => html`
          <div>\
            <dt${interfaceLang(context)}>${label}</dt>\
            <dd${contentLang(context)}>${value}</dd>\
          </div>
        `,
      )}
    </dl>
  `
}

function factsOf(context: RenderContext, item: Item): Fact[] {
  const { facts: labels, values } = context.language
  const term = (text: string) => html`<span${interfaceLang(context)}>${values[text] ?? text}</span>`
  const fact = (label: string, value: Html) => [{ label, value }]
  const list = (label: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : fact(label, html`${context.language.joinByCommas([...texts])}`)
  const basis = 'provenance' in item ? fact(labels.basis, provenanceNote(context, item.provenance)) : []
  switch (item.kind) {
    case 'tool':
      return [...list(labels.aliases, item.aliases), ...basis]
    case 'term':
      return [...list(labels.aliases, item.alternatives), ...basis]
    case 'activity':
      return [...fact(labels.type, term(item.type)), ...basis]
    case 'element':
      return [...fact(labels.type, term(item.type)), ...basis]
    case 'strand':
      return [...fact(labels.timing, term(item.timing)), ...basis]
    case 'worksheet':
      return [...fact(labels.form, term(item.form)), ...basis]
    case 'question':
      return [
        ...fact(labels.phase, term(item.phase)),
        ...fact(labels.wording, provenanceNote(context, item.wording)),
        ...basis,
      ]
    case 'methodology':
      return [...fact(labels.originator, html`${item.originator}`), ...basis]
    case 'route':
      return [...fact(labels.purpose, html`${item.purpose}`), ...basis]
    case 'mapping':
      return [...fact(labels.confidence, html`${item.confidence}`), ...fact(labels.status, term(item.status))]
    default:
      return basis
  }
}

/** The basis with its sources or its reason. */
function provenanceNote(
  context: RenderContext,
  { basis, urls, reason }: { basis: string; urls: readonly string[]; reason: string | null },
): Html {
  if (basis === 'published') {
    const sources = urls.map((url) => outwardLink(context, url, new URL(url).host))
    return html`<span${interfaceLang(context)}>${context.language.basis.published}</span>: ${joinHtml(sources, ', ')}`
  }
  return html`${basisNote(context, { basis, urls })}${reason === null ? nothing : html` ${reason}`}`
}

/** What distinguishes an item in a list. */
export function itemFactLine(context: RenderContext, item: Item): Html {
  const facts = distinguishingFacts(context, item)
  if (facts.length === 0) return nothing
  return html`<p class="facts-line"${interfaceLang(context)}>${facts.join(' · ')}</p>\n`
}

function distinguishingFacts({ language }: RenderContext, item: Item): string[] {
  const { values } = language
  switch (item.kind) {
    case 'tool':
      return [
        ...(item.aliases.length > 0 ? [`${language.facts.aliases} ${language.joinByCommas(item.aliases)}`] : []),
        ...(item.origin === 'methodology' ? [language.collection.fromMethodology] : []),
      ]
    case 'activity':
      return [values[item.type] ?? item.type]
    case 'mapping':
      return [
        language.mapping.relations[item.relation][0],
        ...(item.strength === null ? [] : [language.mapping.strengths[item.strength]]),
        language.basis[item.basis] ?? item.basis,
      ]
    case 'worksheet':
      return [values[item.form] ?? item.form]
    default:
      return []
  }
}
