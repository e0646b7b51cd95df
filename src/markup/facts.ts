// What an item says of itself beside its name and summary, as pairs of a word and what it means here.
import type { Item } from '../content/kinds.ts'
import { basisNote } from './basis.ts'
import { type Html, html } from './html.ts'
import { outwardLink } from './links.ts'
import { inContentLanguage, inLanguage, type Setting } from './setting.ts'

type Fact = { word: string; means: Html }

export function factList(setting: Setting, item: Item): Html {
  const facts = factsOf(setting, item)
  if (facts.length === 0) return html``
  return html`<dl class="facts">
${facts.map(
  ({
    word,
    means,
  }) => html`<div><dt${inLanguage(setting)}>${word}</dt><dd${inContentLanguage(setting)}>${means}</dd></div>
`,
)}</dl>
`
}

function factsOf(setting: Setting, item: Item): Fact[] {
  const { facts: words, values } = setting.language
  const value = (text: string) => html`<span${inLanguage(setting)}>${values[text] ?? text}</span>`
  const fact = (word: string, means: Html) => [{ word, means }]
  const list = (word: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : fact(word, html`${setting.language.joinedByCommas([...texts])}`)
  const rests = 'provenance' in item ? fact(words.basis, restsOn(setting, item.provenance)) : []
  switch (item.kind) {
    case 'tool':
      return [...list(words.aliases, item.aliases), ...rests]
    case 'term':
      return [...list(words.aliases, item.alternatives), ...rests]
    case 'activity':
      return [...fact(words.type, value(item.type)), ...rests]
    case 'element':
      return [...fact(words.type, value(item.type)), ...rests]
    case 'strand':
      return [...fact(words.timing, value(item.timing)), ...rests]
    case 'worksheet':
      return [...fact(words.form, value(item.form)), ...rests]
    case 'question':
      return [...fact(words.phase, value(item.phase)), ...fact(words.wording, restsOn(setting, item.wording)), ...rests]
    case 'methodology':
      return [...fact(words.originator, html`${item.originator}`), ...rests]
    case 'route':
      return [...fact(words.purpose, html`${item.purpose}`), ...rests]
    case 'mapping':
      return [...fact(words.confidence, html`${item.confidence}`), ...fact(words.status, value(item.status))]
    default:
      return rests
  }
}

/** The basis in words, with its sources or its reason. */
function restsOn(
  setting: Setting,
  { basis, urls, reason }: { basis: string; urls: readonly string[]; reason: string | null },
): Html {
  if (basis === 'published')
    return html`<span${inLanguage(setting)}>${setting.language.basis.published}</span>: ${urls.map((url, i) => html`${i === 0 ? '' : ', '}${outwardLink(setting, url, new URL(url).host)}`)}`
  return html`${basisNote(setting, { basis, urls })}${reason === null ? '' : html` ${reason}`}`
}
