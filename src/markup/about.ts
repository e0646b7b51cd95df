// The page about the content: what it rests on, in words and in numbers, what is not known, and its licence.
import { type Kind, definitionOf } from '../content/kinds.ts'
import { type Html, html } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import { proseSections } from './staticPage.ts'
import { contentLang, type RenderContext } from './renderContext.ts'

type Counts = Record<string, number>
type ProvenanceStats = {
  kinds: readonly { kind: Kind; total: number; basis: Counts; reviewed: number }[]
  wording: Counts
  relations: Counts
  mappings: Counts
  gaps: readonly { id: string; name: string; gaps: readonly string[] }[]
}
type About = {
  basePath: string
  stats: ProvenanceStats
  release: { id: string; publishedAt: string }
  licence: { name: string; url: string }
  attribution: { text: string; url: string }
}

const bases = ['published', 'editorial', 'unconfirmed', 'derived']

export function aboutArticle(context: RenderContext, { basePath, stats, release, licence, attribution }: About): Html {
  const { language } = context
  const { about } = language.staticPages
  const reviewed = sum(stats.kinds.map((kind) => kind.reviewed))
  const total = sum(stats.kinds.map((kind) => kind.total))
  const source = html`<span${contentLang(context)}>${attribution.text}</span>`
  return html`
    <article class="note">
      <h1 class="page-title">${about.title}</h1>
      <p class="summary">${about.lead}</p>
      <section class="part">
        <h2>${about.bases}</h2>
        <div>
          <dl class="facts">
            ${about.means.map(
              ({ word, means }) => html`
                <div>\
                  <dt>${word}</dt>\
                  <dd>${means}</dd>\
                </div>
              `,
            )}
          </dl>\
        </div>
      </section>
      <section class="part">
        <h2>${about.counts}</h2>
        <p>${about.release(release.id, language.date(release.publishedAt))}</p>
        ${countsTable(context, basePath, stats)}
        <p>${about.reviewed(reviewed, total)}</p>
      </section>
      <section class="part">
        <h2>${about.gaps}</h2>
        <p>${about.gapsLead(stats.gaps.length)}</p>
        ${stats.gaps.length > 0 && gapsTable(context, stats.gaps)}
      </section>
      ${proseSections(about.sections)}
      <section class="part">
        <h2>${about.rights}</h2>
        <div>
          <p>${language.credit.licence}: ${outwardLink(context, licence.url, licence.name)}. ${about.sourceLicence}</p>
          <p>${language.credit.source}: ${outwardLink(context, attribution.url, source)}</p>\
        </div>
      </section>
    </article>
  `
}

function countsTable(
  { language }: RenderContext,
  basePath: string,
  { kinds, wording, relations, mappings }: ProvenanceStats,
): Html {
  const { about } = language.staticPages
  const collectionLink = (kind: Kind) =>
    html`<a href="${basePath}${definitionOf(kind).collection}">${language.collections[kind]}</a>`
  const row = (name: Html | string, counts: Counts) => html`
    <tr>\
      <th scope="row">${name}</th>\
      <td data-label="${about.total}">${sum(Object.values(counts))}</td>\
      ${bases.map((basis) => html`<td data-label="${language.basis[basis]}">${counts[basis] ?? 0}</td>`)}\
    </tr>
  `
  return html`
    <table class="stacking figures">
      <caption>${about.caption}</caption>
      <thead>\
        <tr>\
          <th scope="col">${about.what}</th>\
          <th scope="col">${about.total}</th>\
          ${bases.map((basis) => html`<th scope="col">${language.basis[basis]}</th>`)}\
        </tr>\
      </thead>
      <tbody>
        ${kinds.map(({ kind, basis }) =>
          // There is no page of all elements: each methodology lists its own.
          row(kind === 'element' ? language.collections[kind] : collectionLink(kind), basis),
        )}
        ${row(about.wording, wording)}
        ${row(about.relations, relations)}
        ${row(collectionLink('mapping'), mappings)}
      </tbody>
    </table>
  `
}

function gapsTable(context: RenderContext, gaps: ProvenanceStats['gaps']): Html {
  const { language } = context
  return html`
    <table class="stacking">
      <caption class="unseen">${language.staticPages.about.gaps}</caption>
      <thead>\
        <tr>\
          <th scope="col">${language.mapping.item}</th>\
          <th scope="col">${language.gaps}</th>\
        </tr>\
      </thead>
      <tbody>
        ${gaps.map(
          ({ id, name, gaps }) => html`
            <tr${contentLang(context)}>\
              <th scope="row">${itemLink(context, id, name)}</th>\
              <td>${gaps.join(' ')}</td>\
            </tr>
          `,
        )}
      </tbody>
    </table>
  `
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
