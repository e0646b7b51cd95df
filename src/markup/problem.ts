// A problem (RFC 9457) as people read it: what was wrong, and what would be right.
import { type Html, html, nothing } from './html.ts'
import type { Language } from './language/languages.ts'

export type ProblemView = {
  title: string
  detail: string
  errors: readonly { name: string; message: string; allowed?: string[] }[]
  publicUrl: string
  instance?: string
}

export function problemArticle(language: Language, { title, detail, errors, publicUrl, instance }: ProblemView): Html {
  const messages = errors.length > 0 ? errors : [{ message: detail, allowed: undefined }]
  return html`
    <div class="problem">
      <h1>${title}</h1>
      ${messages.map(
        ({ message, allowed }) => html`
          <p>${withLinks(message, publicUrl)}</p>
          ${allowed !== undefined && !message.includes(allowed.join(', ')) && allowedValues(language, allowed)}
        `,
      )}
      ${instance !== undefined && html`<p><code>${instance}</code></p>\n`}
      <p>${language.problem.begin} <a href="${publicUrl}">${language.site}</a>.</p>
    </div>
  `
}

function allowedValues(language: Language, allowed: readonly string[]): Html {
  return html`<p>${language.problem.allowed}: ${allowed.join(', ')}.</p>\n`
}

/** Links the addresses of our own in a sentence; an embed opens in its own frame. */
function withLinks(sentence: string, publicUrl: string): Html {
  const start = sentence.indexOf(`${publicUrl}/`)
  if (start < 0) return html`${sentence}`
  const [address] = /^\S*[^\s.,?!]/.exec(sentence.slice(start)) as RegExpExecArray
  const target = address.startsWith(`${publicUrl}/embed/`) ? html` target="_self"` : nothing
  const before = sentence.slice(0, start)
  const after = sentence.slice(start + address.length)
  return html`${before}<a href="${address}"${target}>${address}</a>${withLinks(after, publicUrl)}`
}
