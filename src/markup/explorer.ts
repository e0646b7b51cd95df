// The crosswalk for people: its forms, and what they find.
import { type Group, getForm, hidden, type Option, select } from './forms.ts'
import { attributes, type Html, html, joined, nothing } from './html.ts'
import { itemLink } from './links.ts'
import { basisNote } from './basis.ts'
import { inContentLanguage, type Setting } from './setting.ts'

export const views = ['counterparts', 'gaps', 'matrix'] as const
export type View = (typeof views)[number]

type Asked = {
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
  asked: Asked
  sides: readonly Option[]
  subjects: readonly Group[]
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
type Empty = 'reviewed-none' | 'not-reviewed' | 'filtered' | null
type None = { id: string; reason: string }

export function crosswalkPage(setting: Setting, { home, view, asked, sides, subjects, result }: Page): Html {
  const { explorer: words } = setting.language
  return html`<h1 class="page-title">${words.title}</h1>
<p class="summary">${words.lead}</p>
<nav aria-label="${words.views}"><ul class="chips">
${views.map(
  (
    name,
  ) => html`<li><a href="${home}crosswalk?view=${name}"${attributes({ 'aria-current': name === view ? 'true' : undefined })}>${words.names[name]}</a></li>
`,
)}</ul></nav>
${getForm(`${home}crosswalk`, words.show, html`${hidden('view', view)}${fields(setting, view, asked, sides, subjects)}`)}${result}`
}

function fields(
  setting: Setting,
  view: View,
  { subject, to, from, unit, rows, cols, measure }: Asked,
  sides: readonly Option[],
  subjects: readonly Group[],
): Html {
  const { explorer: words, collections } = setting.language
  const counted = [
    { value: 'strands', name: collections.strand },
    { value: 'questions', name: collections.question },
    { value: 'activities', name: collections.activity },
    { value: 'tools', name: collections.tool },
  ]
  const methodologies = sides.filter(({ value }) => value !== 'toolkit')
  if (view === 'counterparts')
    return html`${select({ name: 'subject', label: words.subject, chosen: subject, first: words.choose, groups: subjects })}${select({ name: 'to', label: words.to, chosen: to, first: words.everywhere, options: sides })}`
  if (view === 'gaps')
    return html`${select({ name: 'from', label: words.from, chosen: from, options: sides })}${select({ name: 'to', label: words.in, chosen: to, first: words.usual, options: sides })}${select({ name: 'unit', label: words.unit, chosen: unit, options: counted })}`
  return html`${select({ name: 'rows', label: words.rows, chosen: rows, options: [...counted, ...methodologies] })}${select({ name: 'cols', label: words.cols, chosen: cols, first: words.usual, options: methodologies })}${select({ name: 'measure', label: words.measure, chosen: measure, first: words.usual, options: Object.entries(words.measures).map(([value, name]) => ({ value, name })) })}`
}

/** Where to begin: each methodology, how much of it is covered, and its elements. */
export function overview(
  setting: Setting,
  home: string,
  lines: readonly {
    slug: string
    name: string
    counts: Record<string, number>
    elements: readonly { id: string; name: string }[]
  }[],
): Html {
  const { explorer: words } = setting.language
  const states = Object.keys(words.states)
  return html`<section class="part">
<h2>${words.begin}</h2>
${lines.map(
  ({ slug, name, elements }) => html`<h3 class="lesser">${itemLink(setting, `methodology:${slug}`, name)}</h3>
<ul class="chips">
${elements.map(
  (
    element,
  ) => html`<li><a href="${home}crosswalk?subject=${encodeURIComponent(element.id)}&amp;to=toolkit"${inContentLanguage(setting)}>${element.name}</a></li>
`,
)}</ul>
`,
)}</section>
<section class="part">
<h2>${words.covered}</h2>
<table class="stacking figures">
<caption class="unseen">${words.covered}</caption>
<thead><tr><th scope="col">${setting.language.kinds.methodology}</th>${states.map((state) => html`<th scope="col">${words.states[state]}</th>`)}</tr></thead>
<tbody>
${lines.map(
  ({
    slug,
    name,
    counts,
  }) => html`<tr><th scope="row"><a href="${home}crosswalk?from=${slug}&amp;to=toolkit">${name}</a></th>${states.map((state) => html`<td data-label="${words.states[state]}">${counts[state] ?? 0}</td>`)}</tr>
`,
)}</tbody>
</table>
</section>
`
}

type Translation = {
  home: string
  subject: string
  to: string
  side: string
  empty: Empty
  nones: readonly None[]
  names: Names
  matches: readonly {
    id: string
    relation: string
    strength: string | null
    score: number
    pathCount: number
    paths: readonly Path[]
  }[]
}

export function translationResult(
  setting: Setting,
  { home, subject, side, empty, nones, names, matches }: Translation,
): Html {
  const { explorer: words } = setting.language
  const name = names.get(subject) ?? subject
  return html`<section class="part">
<h2>${words.inSide(name, side)}</h2>
${empty === null ? nothing : emptyNote(setting, empty, nones)}${
    matches.length === 0
      ? nothing
      : html`<ol class="matches">
${matches.map(({ id, relation, strength, score, pathCount, paths }) => {
  const [best, ...others] = paths as [Path, ...Path[]]
  return html`<li><h3${inContentLanguage(setting)}>${itemLink(setting, id, names.get(id) ?? id)}</h3>
<p class="facts-line">${relationWords(setting, relation, strength)} · ${words.score(score)} · <a href="${home}crosswalk?subject=${encodeURIComponent(subject)}&amp;object=${encodeURIComponent(id)}">${words.ways(pathCount)}<span class="unseen"> ${names.get(id) ?? id}</span></a></p>
${steps(setting, best, names)}${
    others.length === 0
      ? nothing
      : html`<details>
<summary>${words.more(others.length)}</summary>
${others.map(
  (path) => html`<p class="facts-line">${words.score(path.score)}</p>
${steps(setting, path, names)}`,
)}</details>
`
  }</li>
`
})}</ol>
`
  }</section>
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
  /** Of what has a part in both, as the matrix counts it. */ roles: readonly Role[]
}

export function explanationResult(
  setting: Setting,
  { home, from, to, empty, nones, names, pathCount, paths, roles }: Explanation,
): Html {
  const { explorer: words } = setting.language
  return html`<section class="part">
<h2${inContentLanguage(setting)}>${words.between(names.get(from) ?? from, names.get(to) ?? to)}</h2>
<p>${itemLink(setting, from, names.get(from) ?? from)} · ${itemLink(setting, to, names.get(to) ?? to)} · <a href="${home}crosswalk?subject=${encodeURIComponent(from)}">${words.elsewhere}</a></p>
${
  empty === null
    ? html`<p>${words.listed(paths.length, pathCount)}</p>
`
    : emptyNote(setting, empty, nones)
}${
    paths.length === 0
      ? nothing
      : html`<ol class="matches">
${paths.map(
  (path) => html`<li><p class="facts-line">${words.score(path.score)}</p>
${steps(setting, path, names)}</li>
`,
)}</ol>
`
  }</section>
${
  roles.length === 0
    ? nothing
    : html`<section class="part">
<h2>${words.both}</h2>
<div><ul>
${roles.map(
  ({
    id,
    subject,
    object,
    relation,
    strength,
    reason,
    basis,
  }) => html`<li>${itemLink(setting, subject, names.get(subject) ?? subject)} <span class="tag">${relationWords(setting, relation, strength)}</span> ${itemLink(setting, object, names.get(object) ?? object)}: <span${inContentLanguage(setting)}>${reason}</span>${basisNote(setting, { basis, urls: [] })} <span class="aside"><a href="${setting.addressOf(id)}">${setting.language.kinds.mapping}<span class="unseen">: ${names.get(subject) ?? subject}, ${names.get(object) ?? object}</span></a></span></li>
`,
)}</ul></div>
</section>
`
}`
}

function steps(setting: Setting, { steps: all }: Path, names: Names): Html {
  const { explorer: words } = setting.language
  return html`<ul class="steps">
${all.map(
  ({
    from,
    to,
    relation,
    strength,
    confidence,
    factor,
    reason,
    basis,
    mapping,
  }) => html`<li><strong${inContentLanguage(setting)}>${names.get(from) ?? from}</strong> <span class="tag">${relationWords(setting, relation, strength)}</span> <strong${inContentLanguage(setting)}>${names.get(to) ?? to}</strong>: <span${inContentLanguage(setting)}>${reason}</span>${basisNote(setting, { basis, urls: [] })} <span class="aside">${words.weights(confidence, factor)} · <a href="${setting.addressOf(mapping)}">${setting.language.kinds.mapping}<span class="unseen">: ${names.get(from) ?? from}, ${names.get(to) ?? to}</span></a></span></li>
`,
)}</ul>
`
}

function relationWords({ language }: Setting, relation: string, strength: string | null): string {
  const word = language.mapping.relations[relation as 'none'][0]
  return strength === null ? word : `${word} (${language.mapping.strengths[strength as 'core']})`
}

/** Which of the empties it is, in words, and who says so. */
function emptyNote(setting: Setting, empty: Exclude<Empty, null>, nones: readonly None[]): Html {
  const { explorer: words } = setting.language
  return html`<div class="gaps"><p><strong>${words.empties[empty]}</strong></p>
${
  nones.length === 0
    ? nothing
    : html`<ul>
${nones.map(
  ({
    id,
    reason,
  }) => html`<li><span${inContentLanguage(setting)}>${reason}</span> ${itemLink(setting, id, setting.language.kinds.mapping)}</li>
`,
)}</ul>
`
}</div>
`
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
  units: readonly {
    id: string
    state: string
    by: readonly { id: string; relation: string; strength: string | null }[]
  }[]
}

export function coverageResult(
  setting: Setting,
  { home, from, to, unit, fromName, toName, state, counts, names, units }: Coverage,
): Html {
  const { explorer: words } = setting.language
  const address = `${home}crosswalk?from=${from}&to=${to}&unit=${unit}`
  const total = Object.values(counts).reduce((a, b) => a + b, 0)
  return html`<section class="part">
<h2>${words.coverageOf(fromName, toName)}</h2>
<p>${words.coverageLead(total)}</p>
<ul class="chips">
<li><a href="${address}"${attributes({ 'aria-current': state === undefined ? 'true' : undefined })}>${setting.language.search.all} <span class="count">${total}</span></a></li>
${Object.entries(words.states).map(
  ([
    name,
    word,
  ]) => html`<li><a href="${address}&amp;state=${name}"${attributes({ 'aria-current': state === name ? 'true' : undefined })}>${word} <span class="count">${counts[name] ?? 0}</span></a></li>
`,
)}</ul>
<dl class="facts">
${Object.entries(words.stateMeans).map(
  ([name, means]) => html`<div><dt>${words.states[name]}</dt><dd>${means}</dd></div>
`,
)}</dl>
${
  units.length === 0
    ? html`<p>${words.noneInState}</p>
`
    : html`<table class="stacking">
<caption class="unseen">${words.coverageOf(fromName, toName)}</caption>
<thead><tr><th scope="col">${fromName}</th><th scope="col">${words.state}</th><th scope="col">${words.by}</th></tr></thead>
<tbody>
${units.map(
  (
    found,
  ) => html`<tr><th scope="row"${inContentLanguage(setting)}><a href="${home}crosswalk?subject=${encodeURIComponent(found.id)}&amp;to=${to}">${names.get(found.id) ?? found.id}</a></th><td data-label="${words.state}">${words.states[found.state]}</td><td data-label="${words.by}"${inContentLanguage(setting)}>${
    found.by.length === 0
      ? '–'
      : joined(
          uniqueById(found.by).map((ground) => itemLink(setting, ground.id, names.get(ground.id) ?? ground.id)),
          ', ',
        )
  }</td></tr>
`,
)}</tbody>
</table>
`
}<p><a href="${home}crosswalk?from=${to}&amp;to=${from}&amp;unit=${unit}">${words.turn(fromName, toName)}</a></p>
</section>
`
}

function uniqueById<T extends { id: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()]
}
