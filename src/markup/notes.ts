// Pages of prose: a title, a lead, and sections of paragraphs and lists; and the page about the content, with its counts.
import { type Kind, kindOf } from '../content/kinds.ts'
import { type Html, html, joined, nothing } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import { inContentLanguage, type Setting } from './setting.ts'

export type Note = {
  title: string
  lead: string
  sections: readonly { heading: string; text?: readonly string[]; list?: readonly string[] }[]
}

export function noteArticle({ title, lead, sections }: Note, contact: string, report: string | null): Html {
  return html`<article class="note">
<h1 class="page-title">${title}</h1>
<p class="summary">${lead}</p>
${noteSections(sections)}<p>${report === null ? contact : html`<a href="${report}">${contact}</a>`}</p>
</article>
`
}

function noteSections(sections: Note['sections']): Html {
  return joined(
    sections.map(
      ({ heading, text = [], list = [] }) => html`<section class="part">
<h2>${heading}</h2>
<div>
${text.map(
  (sentence) => html`<p>${sentence}</p>
`,
)}${
        list.length === 0
          ? nothing
          : html`<ul>
${list.map(
  (entry) => html`<li>${entry}</li>
`,
)}</ul>`
      }</div>
</section>
`,
    ),
  )
}

type Counts = Record<string, number>
type About = {
  home: string
  standing: {
    kinds: readonly { kind: Kind; total: number; basis: Counts; reviewed: number }[]
    wording: Counts
    relations: Counts
    mappings: Counts
    gaps: readonly { id: string; name: string; gaps: readonly string[] }[]
  }
  release: { id: string; publishedAt: string }
  licence: { name: string; url: string }
  attribution: { text: string; url: string }
}

export function aboutArticle(setting: Setting, { home, standing, release, licence, attribution }: About): Html {
  const { language } = setting
  const { about } = language.notes
  const { wording, relations, mappings } = standing
  const bases = ['published', 'editorial', 'unconfirmed', 'derived']
  const sum = (counts: Counts) => Object.values(counts).reduce((a, b) => a + b, 0)
  const row = (
    name: Html | string,
    counts: Counts,
  ) => html`<tr><th scope="row">${name}</th><td data-label="${about.total}">${sum(counts)}</td>${bases.map((basis) => html`<td data-label="${language.basis[basis]}">${counts[basis] ?? 0}</td>`)}</tr>
`
  return html`<article class="note">
<h1 class="page-title">${about.title}</h1>
<p class="summary">${about.lead}</p>
<section class="part">
<h2>${about.bases}</h2>
<div>
<dl class="facts">
${about.means.map(
  ({ word, means }) => html`<div><dt>${word}</dt><dd>${means}</dd></div>
`,
)}</dl></div>
</section>
<section class="part">
<h2>${about.counts}</h2>
<p>${about.release(release.id, language.date(release.publishedAt))}</p>
<table class="stacking figures">
<caption>${about.caption}</caption>
<thead><tr><th scope="col">${about.what}</th><th scope="col">${about.total}</th>${bases.map((basis) => html`<th scope="col">${language.basis[basis]}</th>`)}</tr></thead>
<tbody>
${standing.kinds.map(({ kind, basis }) => row(kind === 'element' ? language.collections[kind] : html`<a href="${home}${kindOf(kind).collection}">${language.collections[kind]}</a>`, basis))}${row(about.wording, wording)}${row(about.relations, relations)}${row(html`<a href="${home}mappings">${language.collections.mapping}</a>`, mappings)}</tbody>
</table>
<p>${about.reviewed(
    standing.kinds.reduce((n, { reviewed }) => n + reviewed, 0),
    standing.kinds.reduce((n, { total }) => n + total, 0),
  )}</p>
</section>
<section class="part">
<h2>${about.gaps}</h2>
<p>${about.gapsLead(standing.gaps.length)}</p>
${
  standing.gaps.length === 0
    ? nothing
    : html`<table class="stacking">
<caption class="unseen">${about.gaps}</caption>
<thead><tr><th scope="col">${language.mapping.item}</th><th scope="col">${language.gaps}</th></tr></thead>
<tbody>
${standing.gaps.map(
  ({
    id,
    name,
    gaps,
  }) => html`<tr${inContentLanguage(setting)}><th scope="row">${itemLink(setting, id, name)}</th><td>${gaps.join(' ')}</td></tr>
`,
)}</tbody>
</table>
`
}</section>
${noteSections(about.sections)}<section class="part">
<h2>${about.rights}</h2>
<div>
<p>${language.credit.licence}: ${outwardLink(setting, licence.url, licence.name)}. ${about.sourceLicence}</p>
<p>${language.credit.source}: ${outwardLink(setting, attribution.url, html`<span${inContentLanguage(setting)}>${attribution.text}</span>`)}</p></div>
</section>
</article>
`
}
