// The crosswalk for people: its forms and their results.
import { basisNote } from './basis.ts'
import { type OptionGroup, getForm, type Option, hidden, select } from './forms.ts'
import { attributes, type Html, html, joinHtml } from './html.ts'
import type { Language } from './language/languages.ts'
import { itemLink } from './links.ts'
import { contentLang, type RenderContext } from './renderContext.ts'

export const views = ['counterparts', 'gaps', 'matrix'] as const
export type View = (typeof views)[number]

type FormValues = {
  subject?: string | undefined
  to?: string | undefined
  from?: string | undefined
  unit: string
  rows?: string | undefined
  cols?: string | undefined
  measure?: string | undefined
}
type Page = {
  home: string
  view: View
  values: FormValues
  sides: readonly Option[]
  subjects: readonly OptionGroup[]
  result: Html
}
type Names = ReadonlyMap<string, string>
type Step = {
  mapping: string
  from: string
  to: string
  relation: string
  strength: string | null
  confidence: number
  factor: number
  reason: string
  basis: string
}
type Path = { score: number; steps: readonly Step[] }
/** Why a result is empty; null where it is not. */
type Empty = 'reviewed-none' | 'not-reviewed' | 'filtered' | null
/** A mapping that says that there is no counterpart. */
type None = { id: string; reason: string }

export function crosswalkPage(context: RenderContext, { home, view, values, sides, subjects, result }: Page): Html {
  const { explorer: words } = context.language
  const link = (name: View) =>
    html`<a href="${home}crosswalk?view=${name}"${currentIf(name === view)}>${words.names[name]}</a>`
  return html`
    <h1 class="page-title">${words.title}</h1>
    <p class="summary">${words.lead}</p>
    <nav aria-label="${words.views}">\
      <ul class="chips">
        ${views.map((name) => html`<li>${link(name)}</li>\n`)}
      </ul>\
    </nav>
    ${getForm(`${home}crosswalk`, words.show, [
      hidden('view', view),
      fields(context.language, view, values, sides, subjects),
    ])}
    ${result}\
  `
}

function currentIf(isCurrent: boolean): Html {
  return attributes({ 'aria-current': isCurrent ? 'true' : undefined })
}

function fields(
  { explorer: words, collections }: Language,
  view: View,
  { subject, to, from, unit, rows, cols, measure }: FormValues,
  sides: readonly Option[],
  subjects: readonly OptionGroup[],
): Html[] {
  const units = [
    { value: 'strands', name: collections.strand },
    { value: 'questions', name: collections.question },
    { value: 'activities', name: collections.activity },
    { value: 'tools', name: collections.tool },
  ]
  const methodologies = sides.filter(({ value }) => value !== 'toolkit')
  const measures = Object.entries(words.measures).map(([value, name]) => ({ value, name }))
  if (view === 'counterparts')
    return [
      select({ name: 'subject', label: words.subject, chosen: subject, first: words.choose, groups: subjects }),
      select({ name: 'to', label: words.to, chosen: to, first: words.everywhere, options: sides }),
    ]
  if (view === 'gaps')
    return [
      select({ name: 'from', label: words.from, chosen: from, options: sides }),
      select({ name: 'to', label: words.in, chosen: to, first: words.usual, options: sides }),
      select({ name: 'unit', label: words.unit, chosen: unit, options: units }),
    ]
  return [
    select({ name: 'rows', label: words.rows, chosen: rows, options: [...units, ...methodologies] }),
    select({ name: 'cols', label: words.cols, chosen: cols, first: words.usual, options: methodologies }),
    select({ name: 'measure', label: words.measure, chosen: measure, first: words.usual, options: measures }),
  ]
}

type MethodologyOverview = {
  slug: string
  name: string
  counts: Record<string, number>
  elements: readonly { id: string; name: string }[]
}

/** Where to begin: the elements of each methodology, and how much of it is covered. */
export function overview(context: RenderContext, home: string, lines: readonly MethodologyOverview[]): Html {
  const { explorer: words } = context.language
  return html`
    <section class="part">
      <h2>${words.begin}</h2>
      ${lines.map((methodology) => elementChips(context, home, methodology))}
    </section>
    <section class="part">
      <h2>${words.covered}</h2>
      ${coverageOverview(context.language, home, lines)}
    </section>
  `
}

function elementChips(context: RenderContext, home: string, { slug, name, elements }: MethodologyOverview): Html {
  const address = (id: string) => html`${home}crosswalk?subject=${encodeURIComponent(id)}&amp;to=toolkit`
  return html`
    <h3 class="lesser">${itemLink(context, `methodology:${slug}`, name)}</h3>
    <ul class="chips">
      ${elements.map(({ id, name }) => html`<li><a href="${address(id)}"${contentLang(context)}>${name}</a></li>\n`)}
    </ul>
  `
}

function coverageOverview(language: Language, home: string, lines: readonly MethodologyOverview[]): Html {
  const { explorer: words, kinds } = language
  const states = Object.entries(words.states)
  return html`
    <table class="stacking figures">
      <caption class="unseen">${words.covered}</caption>
      <thead>\
        <tr>\
          <th scope="col">${kinds.methodology}</th>\
          ${states.map(([, label]) => html`<th scope="col">${label}</th>`)}\
        </tr>\
      </thead>
      <tbody>
        ${lines.map(
          ({ slug, name, counts }) => html`
            <tr>\
              <th scope="row"><a href="${home}crosswalk?from=${slug}&amp;to=toolkit">${name}</a></th>\
              ${states.map(([state, label]) => html`<td data-label="${label}">${counts[state] ?? 0}</td>`)}\
            </tr>
          `,
        )}
      </tbody>
    </table>
  `
}

type Match = {
  id: string
  relation: string
  strength: string | null
  score: number
  pathCount: number
  paths: readonly Path[]
}
type Translation = {
  home: string
  subject: string
  to: string
  side: string
  empty: Empty
  nones: readonly None[]
  names: Names
  matches: readonly Match[]
}

export function translationResult(context: RenderContext, translation: Translation): Html {
  const { explorer: words } = context.language
  const { subject, side, empty, nones, names, matches } = translation
  return html`
    <section class="part">
      <h2>${words.inSide(nameOf(names, subject), side)}</h2>
      ${empty !== null && emptyNote(context, empty, nones)}
      ${
        matches.length > 0 &&
        html`
          <ol class="matches">
            ${matches.map((match) => matchItem(context, match, translation))}
          </ol>
        `
      }
    </section>
  `
}

function matchItem(context: RenderContext, match: Match, { home, subject, names }: Translation): Html {
  const { explorer: words } = context.language
  const { id, relation, strength, score, pathCount, paths } = match
  const [best, ...others] = paths as [Path, ...Path[]]
  const name = nameOf(names, id)
  const pair = html`subject=${encodeURIComponent(subject)}&amp;object=${encodeURIComponent(id)}`
  const label = html`${words.ways(pathCount)}<span class="unseen"> ${name}</span>`
  const facts = [
    relationWords(context.language, relation, strength),
    words.score(score),
    html`<a href="${home}crosswalk?${pair}">${label}</a>`,
  ]
  return html`
    <li>\
      <h3${contentLang(context)}>${itemLink(context, id, name)}</h3>
      <p class="facts-line">${joinHtml(facts, ' · ')}</p>
      ${stepList(context, best, names)}
      ${
        others.length > 0 &&
        html`
          <details>
            <summary>${words.more(others.length)}</summary>
            ${others.map((path) => [scoreLine(context.language, path), stepList(context, path, names)])}
          </details>
        `
      }\
    </li>
  `
}

type Role = {
  id: string
  subject: string
  object: string
  relation: string
  strength: string | null
  reason: string
  basis: string
}
type Explanation = {
  home: string
  from: string
  to: string
  empty: Empty
  nones: readonly None[]
  names: Names
  pathCount: number
  paths: readonly Path[]
  /** The roles of items that have one in both, as the matrix counts them. */
  roles: readonly Role[]
}

export function explanationResult(
  context: RenderContext,
  { home, from, to, empty, nones, names, pathCount, paths, roles }: Explanation,
): Html {
  const { explorer: words } = context.language
  const [fromName, toName] = [nameOf(names, from), nameOf(names, to)]
  const links = [
    itemLink(context, from, fromName),
    itemLink(context, to, toName),
    html`<a href="${home}crosswalk?subject=${encodeURIComponent(from)}">${words.elsewhere}</a>`,
  ]
  return html`
    <section class="part">
      <h2${contentLang(context)}>${words.between(fromName, toName)}</h2>
      <p>${joinHtml(links, ' · ')}</p>
      ${empty === null ? html`<p>${words.listed(paths.length, pathCount)}</p>\n` : emptyNote(context, empty, nones)}
      ${
        paths.length > 0 &&
        html`
          <ol class="matches">
            ${paths.map(
              (path) => html`
                <li>\
                  ${scoreLine(context.language, path)}
                  ${stepList(context, path, names)}\
                </li>
              `,
            )}
          </ol>
        `
      }
    </section>
    ${
      roles.length > 0 &&
      html`
        <section class="part">
          <h2>${words.both}</h2>
          <div>\
            <ul>
              ${roles.map((role) => html`<li>${roleSentence(context, role, names)}</li>\n`)}
            </ul>\
          </div>
        </section>
      `
    }
  `
}

function roleSentence(context: RenderContext, role: Role, names: Names): Html {
  const { id, subject, object, relation, strength, reason, basis } = role
  const words = [
    itemLink(context, subject, nameOf(names, subject)),
    html`<span class="tag">${relationWords(context.language, relation, strength)}</span>`,
    html`${itemLink(context, object, nameOf(names, object))}:`,
    html`<span${contentLang(context)}>${reason}</span>${basisNote(context, { basis, urls: [] })}`,
    html`<span class="aside">${mappingLink(context, id, subject, object, names)}</span>`,
  ]
  return joinHtml(words, ' ')
}

function stepList(context: RenderContext, { steps }: Path, names: Names): Html {
  return html`
    <ul class="steps">
      ${steps.map((step) => html`<li>${stepSentence(context, step, names)}</li>\n`)}
    </ul>
  `
}

function stepSentence(context: RenderContext, step: Step, names: Names): Html {
  const { explorer } = context.language
  const { from, to, relation, strength, confidence, factor, reason, basis, mapping } = step
  const link = mappingLink(context, mapping, from, to, names)
  const words = [
    html`<strong${contentLang(context)}>${nameOf(names, from)}</strong>`,
    html`<span class="tag">${relationWords(context.language, relation, strength)}</span>`,
    html`<strong${contentLang(context)}>${nameOf(names, to)}</strong>:`,
    html`<span${contentLang(context)}>${reason}</span>${basisNote(context, { basis, urls: [] })}`,
    html`<span class="aside">${explorer.weights(confidence, factor)} · ${link}</span>`,
  ]
  return joinHtml(words, ' ')
}

function mappingLink({ language, addressOf }: RenderContext, id: string, from: string, to: string, names: Names): Html {
  const label = html`<span class="unseen">: ${nameOf(names, from)}, ${nameOf(names, to)}</span>`
  return html`<a href="${addressOf(id)}">${language.kinds.mapping}${label}</a>`
}

function scoreLine({ explorer }: Language, { score }: Path): Html {
  return html`<p class="facts-line">${explorer.score(score)}</p>\n`
}

function relationWords({ mapping }: Language, relation: string, strength: string | null): string {
  const word = mapping.relations[relation as 'none'][0]
  return strength === null ? word : `${word} (${mapping.strengths[strength as 'core']})`
}

function nameOf(names: Names, id: string): string {
  return names.get(id) ?? id
}

/** Why there is no result, with the mappings that say so. */
function emptyNote(context: RenderContext, empty: Exclude<Empty, null>, nones: readonly None[]): Html {
  const { explorer: words, kinds } = context.language
  const reason = (none: None) => html`<span${contentLang(context)}>${none.reason}</span>`
  return html`
    <div class="gaps">\
      <p><strong>${words.empties[empty]}</strong></p>
      ${
        nones.length > 0 &&
        html`
          <ul>
            ${nones.map((none) => html`<li>${reason(none)} ${itemLink(context, none.id, kinds.mapping)}</li>\n`)}
          </ul>
        `
      }\
    </div>
  `
}

type CoveredUnit = {
  id: string
  state: string
  by: readonly { id: string; relation: string; strength: string | null }[]
}
type Coverage = {
  home: string
  from: string
  to: string
  unit: string
  fromName: string
  toName: string
  state: string | undefined
  counts: Record<string, number>
  names: Names
  units: readonly CoveredUnit[]
}

export function coverageResult(context: RenderContext, coverage: Coverage): Html {
  const { explorer: words } = context.language
  const { home, from, to, unit, fromName, toName, units } = coverage
  const total = Object.values(coverage.counts).reduce((sum, count) => sum + count, 0)
  const reverse = html`${home}crosswalk?from=${to}&amp;to=${from}&amp;unit=${unit}`
  return html`
    <section class="part">
      <h2>${words.coverageOf(fromName, toName)}</h2>
      <p>${words.coverageLead(total)}</p>
      ${stateChips(context.language, coverage, total)}
      <dl class="facts">
        ${Object.entries(words.stateMeans).map(
          ([name, meaning]) => html`
            <div>\
              <dt>${words.states[name]}</dt>\
              <dd>${meaning}</dd>\
            </div>
          `,
        )}
      </dl>
      ${units.length === 0 ? html`<p>${words.noneInState}</p>\n` : coverageTable(context, coverage)}
      <p><a href="${reverse}">${words.turn(fromName, toName)}</a></p>
    </section>
  `
}

/** Links to the units of each state, and to all. */
function stateChips(language: Language, { home, from, to, unit, state, counts }: Coverage, total: number): Html {
  const address = `${home}crosswalk?from=${from}&to=${to}&unit=${unit}`
  const chip = (href: string | Html, label: string, count: number, isCurrent: boolean) =>
    html`<li><a href="${href}"${currentIf(isCurrent)}>${label} <span class="count">${count}</span></a></li>\n`
  return html`
    <ul class="chips">
      ${chip(address, language.search.all, total, state === undefined)}
      ${Object.entries(language.explorer.states).map(([name, label]) =>
        chip(html`${address}&amp;state=${name}`, label, counts[name] ?? 0, state === name),
      )}
    </ul>
  `
}

function coverageTable(context: RenderContext, coverage: Coverage): Html {
  const { explorer: words } = context.language
  const { fromName, toName, units } = coverage
  return html`
    <table class="stacking">
      <caption class="unseen">${words.coverageOf(fromName, toName)}</caption>
      <thead>\
        <tr>\
          <th scope="col">${fromName}</th>\
          <th scope="col">${words.state}</th>\
          <th scope="col">${words.by}</th>\
        </tr>\
      </thead>
      <tbody>
        ${units.map((unit) => coverageRow(context, unit, coverage))}
      </tbody>
    </table>
  `
}

function coverageRow(context: RenderContext, { id, state, by }: CoveredUnit, { home, to, names }: Coverage): Html {
  const { explorer: words } = context.language
  const address = html`${home}crosswalk?subject=${encodeURIComponent(id)}&amp;to=${to}`
  const ids = [...new Set(by.map((item) => item.id))]
  const links = ids.map((id) => itemLink(context, id, nameOf(names, id)))
  const coveredBy = links.length === 0 ? '–' : joinHtml(links, ', ')
  return html`
    <tr>\
      <th scope="row"${contentLang(context)}><a href="${address}">${nameOf(names, id)}</a></th>\
      <td data-label="${words.state}">${words.states[state]}</td>\
      <td data-label="${words.by}"${contentLang(context)}>${coveredBy}</td>\
    </tr>
  `
}
