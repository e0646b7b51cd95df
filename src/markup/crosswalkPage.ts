// The crosswalk for people: its forms and their results.
import type { Relation, Strength } from '../content/kinds/mapping.ts'
import { basisNote } from './basis.ts'
import { type OptionGroup, queryForm, type Option, hidden, select } from './forms.ts'
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
type CrosswalkPage = {
  basePath: string
  view: View
  values: FormValues
  sideOptions: readonly Option[]
  subjectOptions: readonly OptionGroup[]
  result: Html
}
/** The names of items, by id. */
type Names = ReadonlyMap<string, string>
type Step = {
  mapping: string
  from: string
  to: string
  relation: Relation
  strength: Strength | null
  confidence: number
  factor: number
  reason: string
  basis: string
}
type Path = { score: number; steps: readonly Step[] }
/** Why a result is empty. */
type EmptyReason = 'reviewed-none' | 'not-reviewed' | 'filtered'
/** A mapping that records that there is no counterpart. */
type NoCounterpart = { id: string; reason: string }

export function crosswalkPage(
  context: RenderContext,
  { basePath, view, values, sideOptions, subjectOptions, result }: CrosswalkPage,
): Html {
  const { crosswalk: texts } = context.language
  const link = (name: View) =>
    html`<a href="${basePath}crosswalk?view=${name}"${currentIf(name === view)}>${texts.names[name]}</a>`
  return html`
    <h1 class="page-title">${texts.title}</h1>
    <p class="summary">${texts.lead}</p>
    <nav aria-label="${texts.views}">\
      <ul class="chips">
        ${views.map((name) => html`<li>${link(name)}</li>\n`)}
      </ul>\
    </nav>
    ${queryForm(`${basePath}crosswalk`, texts.submit, [
      hidden('view', view),
      viewFields(context.language, view, values, sideOptions, subjectOptions),
    ])}
    ${result}\
  `
}

function currentIf(isCurrent: boolean): Html {
  return attributes({ 'aria-current': isCurrent ? 'true' : undefined })
}

function viewFields(
  { crosswalk: texts, collections }: Language,
  view: View,
  { subject, to, from, unit, rows, cols, measure }: FormValues,
  sideOptions: readonly Option[],
  subjectOptions: readonly OptionGroup[],
): Html[] {
  const collectionOptions = [
    { value: 'strands', name: collections.strand },
    { value: 'questions', name: collections.question },
    { value: 'activities', name: collections.activity },
    { value: 'tools', name: collections.tool },
  ]
  const methodologyOptions = sideOptions.filter(({ value }) => value !== 'toolkit')
  const measureOptions = Object.entries(texts.measures).map(([value, name]) => ({ value, name }))
  if (view === 'counterparts')
    return [
      select({ name: 'subject', label: texts.subject, selected: subject, blank: texts.choose, groups: subjectOptions }),
      select({ name: 'to', label: texts.to, selected: to, blank: texts.everywhere, options: sideOptions }),
    ]
  if (view === 'gaps')
    return [
      select({ name: 'from', label: texts.from, selected: from, options: sideOptions }),
      select({ name: 'to', label: texts.coveredBy, selected: to, blank: texts.defaultOption, options: sideOptions }),
      select({ name: 'unit', label: texts.unit, selected: unit, options: collectionOptions }),
    ]
  return [
    select({ name: 'rows', label: texts.rows, selected: rows, options: [...collectionOptions, ...methodologyOptions] }),
    select({
      name: 'cols',
      label: texts.cols,
      selected: cols,
      blank: texts.defaultOption,
      options: methodologyOptions,
    }),
    select({
      name: 'measure',
      label: texts.measure,
      selected: measure,
      blank: texts.defaultOption,
      options: measureOptions,
    }),
  ]
}

type MethodologyOverview = {
  slug: string
  name: string
  counts: Record<string, number>
  elements: readonly { id: string; name: string }[]
}

/** What to begin with: the elements of each methodology, and how much of each is covered. */
export function crosswalkOverview(
  context: RenderContext,
  basePath: string,
  methodologies: readonly MethodologyOverview[],
): Html {
  const { crosswalk: texts } = context.language
  return html`
    <section class="part">
      <h2>${texts.start}</h2>
      ${methodologies.map((methodology) => elementChips(context, basePath, methodology))}
    </section>
    <section class="part">
      <h2>${texts.covered}</h2>
      ${coverageCounts(context.language, basePath, methodologies)}
    </section>
  `
}

function elementChips(context: RenderContext, basePath: string, { slug, name, elements }: MethodologyOverview): Html {
  const address = (id: string) => html`${basePath}crosswalk?subject=${encodeURIComponent(id)}&amp;to=toolkit`
  return html`
    <h3 class="lesser">${itemLink(context, `methodology:${slug}`, name)}</h3>
    <ul class="chips">
      ${elements.map(({ id, name }) => html`<li><a href="${address(id)}"${contentLang(context)}>${name}</a></li>\n`)}
    </ul>
  `
}

function coverageCounts(language: Language, basePath: string, methodologies: readonly MethodologyOverview[]): Html {
  const { crosswalk: texts, kinds } = language
  const states = Object.entries(texts.states)
  return html`
    <table class="stacking figures">
      <caption class="unseen">${texts.covered}</caption>
      <thead>\
        <tr>\
          <th scope="col">${kinds.methodology}</th>\
          ${states.map(([, label]) => html`<th scope="col">${label}</th>`)}\
        </tr>\
      </thead>
      <tbody>
        ${methodologies.map(
          ({ slug, name, counts }) => html`
            <tr>\
              <th scope="row"><a href="${basePath}crosswalk?from=${slug}&amp;to=toolkit">${name}</a></th>\
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
  relation: Relation
  strength: Strength | null
  score: number
  pathCount: number
  paths: readonly Path[]
}
type Translation = {
  basePath: string
  subject: string
  to: string
  side: string
  empty: EmptyReason | null
  noCounterparts: readonly NoCounterpart[]
  names: Names
  matches: readonly Match[]
}

export function translationResult(context: RenderContext, translation: Translation): Html {
  const { crosswalk: texts } = context.language
  const { subject, side, empty, noCounterparts, names, matches } = translation
  return html`
    <section class="part">
      <h2>${texts.counterpartsIn(nameOf(names, subject), side)}</h2>
      ${empty !== null && emptyNote(context, empty, noCounterparts)}
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

function matchItem(context: RenderContext, match: Match, { basePath, subject, names }: Translation): Html {
  const { crosswalk: texts } = context.language
  const { id, relation, strength, score, pathCount, paths } = match
  const [best, ...others] = paths as [Path, ...Path[]]
  const name = nameOf(names, id)
  const pair = html`subject=${encodeURIComponent(subject)}&amp;object=${encodeURIComponent(id)}`
  const label = html`${texts.ways(pathCount)}<span class="unseen"> ${name}</span>`
  const facts = [
    relationText(context.language, relation, strength),
    texts.score(score),
    html`<a href="${basePath}crosswalk?${pair}">${label}</a>`,
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
            <summary>${texts.more(others.length)}</summary>
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
  relation: Relation
  strength: Strength | null
  reason: string
  basis: string
}
type Explanation = {
  basePath: string
  from: string
  to: string
  empty: EmptyReason | null
  noCounterparts: readonly NoCounterpart[]
  names: Names
  pathCount: number
  paths: readonly Path[]
  /** The mappings behind the count in the matrix: the roles of tools and activities that have one in both. */
  roles: readonly Role[]
}

export function explanationResult(
  context: RenderContext,
  { basePath, from, to, empty, noCounterparts, names, pathCount, paths, roles }: Explanation,
): Html {
  const { crosswalk: texts } = context.language
  const [fromName, toName] = [nameOf(names, from), nameOf(names, to)]
  const links = [
    itemLink(context, from, fromName),
    itemLink(context, to, toName),
    html`<a href="${basePath}crosswalk?subject=${encodeURIComponent(from)}">${texts.elsewhere}</a>`,
  ]
  const pathsListed = html`<p>${texts.pathsListed(paths.length, pathCount)}</p>\n`
  return html`
    <section class="part">
      <h2${contentLang(context)}>${texts.between(fromName, toName)}</h2>
      <p>${joinHtml(links, ' · ')}</p>
      ${empty === null ? pathsListed : emptyNote(context, empty, noCounterparts)}
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
          <h2>${texts.rolesInBoth}</h2>
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
  const pieces = [
    itemLink(context, subject, nameOf(names, subject)),
    html`<span class="tag">${relationText(context.language, relation, strength)}</span>`,
    html`${itemLink(context, object, nameOf(names, object))}:`,
    html`<span${contentLang(context)}>${reason}</span>${basisNote(context, { basis, urls: [] })}`,
    html`<span class="aside">${mappingLink(context, id, subject, object, names)}</span>`,
  ]
  return joinHtml(pieces, ' ')
}

function stepList(context: RenderContext, { steps }: Path, names: Names): Html {
  return html`
    <ul class="steps">
      ${steps.map((step) => html`<li>${stepSentence(context, step, names)}</li>\n`)}
    </ul>
  `
}

function stepSentence(context: RenderContext, step: Step, names: Names): Html {
  const { crosswalk } = context.language
  const { from, to, relation, strength, confidence, factor, reason, basis, mapping } = step
  const link = mappingLink(context, mapping, from, to, names)
  const pieces = [
    html`<strong${contentLang(context)}>${nameOf(names, from)}</strong>`,
    html`<span class="tag">${relationText(context.language, relation, strength)}</span>`,
    html`<strong${contentLang(context)}>${nameOf(names, to)}</strong>:`,
    html`<span${contentLang(context)}>${reason}</span>${basisNote(context, { basis, urls: [] })}`,
    html`<span class="aside">${crosswalk.weights(confidence, factor)} · ${link}</span>`,
  ]
  return joinHtml(pieces, ' ')
}

function mappingLink({ language, addressOf }: RenderContext, id: string, from: string, to: string, names: Names): Html {
  const label = html`<span class="unseen">: ${nameOf(names, from)}, ${nameOf(names, to)}</span>`
  return html`<a href="${addressOf(id)}">${language.kinds.mapping}${label}</a>`
}

function scoreLine({ crosswalk }: Language, { score }: Path): Html {
  return html`<p class="facts-line">${crosswalk.score(score)}</p>\n`
}

function relationText({ mapping }: Language, relation: Relation, strength: Strength | null): string {
  const [text] = mapping.relations[relation]
  return strength === null ? text : `${text} (${mapping.strengths[strength]})`
}

function nameOf(names: Names, id: string): string {
  return names.get(id) ?? id
}

/** Why a result is empty, with the mappings that record it. */
function emptyNote(context: RenderContext, empty: EmptyReason, noCounterparts: readonly NoCounterpart[]): Html {
  const { crosswalk: texts, kinds } = context.language
  const entry = ({ id, reason }: NoCounterpart) =>
    html`<li><span${contentLang(context)}>${reason}</span> ${itemLink(context, id, kinds.mapping)}</li>\n`
  return html`
    <div class="gaps">\
      <p><strong>${texts.emptyReasons[empty]}</strong></p>
      ${
        noCounterparts.length > 0 &&
        html`
          <ul>
            ${noCounterparts.map(entry)}
          </ul>
        `
      }\
    </div>
  `
}

type CoveredUnit = {
  id: string
  state: string
  by: readonly { id: string }[]
}
type Coverage = {
  basePath: string
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
  const { crosswalk: texts } = context.language
  const { basePath, from, to, unit, fromName, toName, units } = coverage
  const total = Object.values(coverage.counts).reduce((sum, count) => sum + count, 0)
  const reverseAddress = html`${basePath}crosswalk?from=${to}&amp;to=${from}&amp;unit=${unit}`
  return html`
    <section class="part">
      <h2>${texts.coverageOf(fromName, toName)}</h2>
      <p>${texts.coverageLead(total)}</p>
      ${stateChips(context.language, coverage, total)}
      <dl class="facts">
        ${Object.entries(texts.stateMeans).map(
          ([name, meaning]) => html`
            <div>\
              <dt>${texts.states[name]}</dt>\
              <dd>${meaning}</dd>\
            </div>
          `,
        )}
      </dl>
      ${units.length === 0 ? html`<p>${texts.noneInState}</p>\n` : coverageTable(context, coverage)}
      <p><a href="${reverseAddress}">${texts.reverse(fromName, toName)}</a></p>
    </section>
  `
}

/** Links to the units of each state, and to all. */
function stateChips(language: Language, { basePath, from, to, unit, state, counts }: Coverage, total: number): Html {
  const address = `${basePath}crosswalk?from=${from}&to=${to}&unit=${unit}`
  const chip = (href: string | Html, label: string, count: number, isCurrent: boolean) =>
    html`<li><a href="${href}"${currentIf(isCurrent)}>${label} <span class="count">${count}</span></a></li>\n`
  return html`
    <ul class="chips">
      ${chip(address, language.search.all, total, state === undefined)}
      ${Object.entries(language.crosswalk.states).map(([name, label]) =>
        chip(html`${address}&amp;state=${name}`, label, counts[name] ?? 0, state === name),
      )}
    </ul>
  `
}

function coverageTable(context: RenderContext, coverage: Coverage): Html {
  const { crosswalk: texts } = context.language
  const { fromName, toName, units } = coverage
  return html`
    <table class="stacking">
      <caption class="unseen">${texts.coverageOf(fromName, toName)}</caption>
      <thead>\
        <tr>\
          <th scope="col">${fromName}</th>\
          <th scope="col">${texts.state}</th>\
          <th scope="col">${texts.units}</th>\
        </tr>\
      </thead>
      <tbody>
        ${units.map((unit) => coverageRow(context, unit, coverage))}
      </tbody>
    </table>
  `
}

function coverageRow(context: RenderContext, { id, state, by }: CoveredUnit, { basePath, to, names }: Coverage): Html {
  const { crosswalk: texts } = context.language
  const address = html`${basePath}crosswalk?subject=${encodeURIComponent(id)}&amp;to=${to}`
  const ids = [...new Set(by.map((counterpart) => counterpart.id))]
  const links = ids.map((id) => itemLink(context, id, nameOf(names, id)))
  const coveredBy = links.length === 0 ? '–' : joinHtml(links, ', ')
  return html`
    <tr>\
      <th scope="row"${contentLang(context)}><a href="${address}">${nameOf(names, id)}</a></th>\
      <td data-label="${texts.state}">${texts.states[state]}</td>\
      <td data-label="${texts.units}"${contentLang(context)}>${coveredBy}</td>\
    </tr>
  `
}
