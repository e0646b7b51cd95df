// Static pages of prose, such as the one about privacy: a title, a lead, and sections of paragraphs and lists.
import { type Html, html } from './html.ts'

export type StaticPage = {
  title: string
  lead: string
  sections: readonly { heading: string; text?: readonly string[]; list?: readonly string[] }[]
}

export function staticPageArticle({ title, lead, sections }: StaticPage, contact: string, report: string | null): Html {
  return html`
    <article class="note">
      <h1 class="page-title">${title}</h1>
      <p class="summary">${lead}</p>
      ${proseSections(sections)}
      <p>${report === null ? contact : html`<a href="${report}">${contact}</a>`}</p>
    </article>
  `
}

export function proseSections(sections: StaticPage['sections']): Html {
  return html`${sections.map(
    ({ heading, text = [], list = [] }) => html`
      <section class="part">
        <h2>${heading}</h2>
        <div>
          ${text.map((sentence) => html`<p>${sentence}</p>\n`)}
          ${
            list.length > 0 &&
            html`
              <ul>
                ${list.map((entry) => html`<li>${entry}</li>\n`)}
              </ul>`
          }\
        </div>
      </section>
    `,
  )}`
}
