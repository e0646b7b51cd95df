// A problem as people read it: what was wrong, and what would be right.
import { type Html, html, nothing } from './html.ts'
import type { Language } from './language/languages.ts'

export type ProblemShown = {
  title: string
  detail: string
  errors: readonly { name: string; message: string; allowed?: string[] }[]
  home: string
  instance?: string
}

export function problemArticle(language: Language, { title, detail, errors, home, instance }: ProblemShown): Html {
  const told = errors.length > 0 ? errors : [{ name: '', message: detail }]
  return html`<div class="problem">
<h1>${title}</h1>
${told.map(
  ({ message, allowed }) => html`<p>${withLinks(message, home)}</p>
${
  allowed === undefined || message.includes(allowed.join(', '))
    ? ''
    : html`<p>${language.problem.allowed}: ${allowed.join(', ')}.</p>
`
}`,
)}${
    instance === undefined
      ? ''
      : html`<p><code>${instance}</code></p>
`
  }<p>${language.problem.begin} <a href="${home}">${language.site}</a>.</p>
</div>
`
}

/** Addresses of our own in a sentence become links; an embed stays in its frame. */
function withLinks(sentence: string, home: string): Html {
  const at = sentence.indexOf(`${home}/`)
  if (at < 0) return html`${sentence}`
  const [address] = /^\S*[^\s.,?!]/.exec(sentence.slice(at)) as RegExpExecArray
  const target = address.startsWith(`${home}/embed/`) ? html` target="_self"` : nothing
  return html`${sentence.slice(0, at)}<a href="${address}"${target}>${address}</a>${withLinks(sentence.slice(at + address.length), home)}`
}
