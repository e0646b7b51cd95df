// The page of a collection: search, filters that are links, the items, and the way on.
import { type Item, type Kind, kindOf } from '../content/kinds.ts'
import { factLine } from './factLine.ts'
import { hidden, select, textField } from './forms.ts'
import { type Html, html, nothing } from './html.ts'
import type { Language } from './language/languages.ts'
import { itemLink } from './links.ts'
import { inContentLanguage, type Setting } from './setting.ts'

/** A filter: what it can be set to, and how many items each value alone would leave. */
export type Choice = {
  name: string
  values: readonly { value: string; text: string | undefined; count: number; isChosen: boolean }[]
}

type Collection = {
  home: string
  kind: Kind
  about: string
  items: readonly Item[]
  total: number
  all: number
  q: string | undefined
  sort: string | undefined
  sorts: readonly string[]
  choices: readonly Choice[]
  /** The address of this list with other parameters. */
  addressOf(changes: Record<string, string | undefined>): string
  first: string | undefined
  next: string | undefined
  uses: { json: string; csv: string; code: string }
}

export function collectionArticle(setting: Setting, shown: Collection): Html {
  const { language } = setting
  const { collection: words } = language
  const { kind, about, items, total, all, choices, first, next, uses } = shown
  const chosen = choices.flatMap(({ name, values }) =>
    values.filter((value) => value.isChosen).map((value) => ({ name, ...value })),
  )
  return html`<h1 class="page-title">${language.collections[kind]}</h1>
<p class="summary"${inContentLanguage(setting)}>${about}</p>
${form(language, shown)}${
    chosen.length === 0 && shown.q === undefined
      ? nothing
      : html`<ul class="chips" aria-label="${words.chosen}">
${
  shown.q === undefined
    ? nothing
    : html`<li><a href="${shown.addressOf({ q: undefined, sort: undefined })}">${words.without(`“${shown.q}”`)}</a></li>
`
}${chosen.map(
          ({
            name,
            value,
            text,
          }) => html`<li><a href="${shown.addressOf({ [name]: rest(choices, name, value) })}">${words.without(`${filterName(language, name)}: ${valueName(language, name, value, text)}`)}</a></li>
`,
        )}<li><a href="${shown.home}${kindOf(kind).collection}">${words.clear}</a></li>
</ul>
`
  }<div class="${choices.length === 0 ? 'whole' : 'beside'}">
${
  choices.length === 0
    ? nothing
    : html`<nav class="filters" aria-label="${words.filters}">
${choices.filter(({ values }) => values.length > 0).map((choice, i) => filter(language, choice, shown, i === 0))}</nav>
`
}<div>
<p class="total" role="status">${words.count(total, all)}</p>
${
  items.length === 0
    ? nothing
    : html`<ul class="rows">
${items.map((item) => row(setting, item))}</ul>
`
}${
    first === undefined && next === undefined
      ? nothing
      : html`<nav class="paging" aria-label="${language.search.pages}"><ul>
${
  first === undefined
    ? nothing
    : html`<li><a href="${first}">${language.search.first}</a></li>
`
}${
          next === undefined
            ? nothing
            : html`<li><a href="${next}" rel="next">${language.search.next}</a></li>
`
        }</ul></nav>
`
  }</div>
</div>
<section class="part use" aria-labelledby="use">
<h2 id="use">${words.use}</h2>
<ul class="inline">
<li><a href="${uses.code}">${language.pages.embed}</a></li>
<li><a href="${uses.json}">JSON</a></li>
<li><a href="${uses.csv}">CSV</a></li>
</ul>
</section>
`
}

function form(language: Language, { home, kind, q, sort, sorts, choices }: Collection): Html {
  const { collection: words } = language
  const filters = choices.flatMap(({ name, values }) => {
    const chosen = values.filter((value) => value.isChosen).map(({ value }) => value)
    return chosen.length === 0 ? [] : [hidden(name, chosen.join(','))]
  })
  const orders = [...(q === undefined ? [] : ['relevance']), ...sorts].flatMap((name) =>
    name === 'relevance' ? [name] : [name, `-${name}`],
  )
  return html`<search><form class="controls" method="get" action="${home}${kindOf(kind).collection}">
${textField({ name: 'q', label: words.search(language.collections[kind]), value: q ?? '', type: 'search', maxlength: 200 })}${select({ name: 'sort', label: words.sort, chosen: sort, first: words.usual, options: orders.map((value) => ({ value, name: words.sorts[value] ?? value })) })}${filters}<p class="field"><button type="submit">${language.search.button}</button></p>
</form></search>
`
}

/** The first stands open, and those that are set: the items are not far below, in narrow windows too. */
function filter(language: Language, { name, values }: Choice, { addressOf }: Collection, isFirst: boolean): Html {
  const isOpen = isFirst || values.some(({ isChosen }) => isChosen)
  return html`<details${isOpen ? html` open` : nothing}>
<summary>${filterName(language, name)}</summary>
<ul>
${values.map(
  ({
    value,
    text,
    count,
    isChosen,
  }) => html`<li><a href="${addressOf({ [name]: value })}"${isChosen ? html` aria-current="true"` : nothing}>${valueName(language, name, value, text)}</a> <span class="count">${count}</span></li>
`,
)}</ul>
</details>
`
}

/** The other values that a filter is set to; undefined where there is none. */
function rest(choices: readonly Choice[], name: string, without: string): string | undefined {
  const others =
    choices
      .find((choice) => choice.name === name)
      ?.values.filter(({ value, isChosen }) => isChosen && value !== without) ?? []
  return others.length === 0 ? undefined : others.map(({ value }) => value).join(',')
}

export function filterName(language: Language, name: string): string {
  return language.collection.filterNames[name] ?? name
}

export function valueName(language: Language, filter: string, value: string, text: string | undefined): string {
  if (text !== undefined) return text
  if (filter === 'basis') return language.basis[value] ?? value
  if (filter === 'origin') return language.collection.origins[value] ?? value
  if (filter === 'subjectKind') return language.kinds[value as Kind]
  if (filter === 'relation') return language.mapping.relations[value as 'none'][0]
  return language.values[value] ?? value
}

function row(setting: Setting, item: Item): Html {
  return html`<li${inContentLanguage(setting)}><h2>${itemLink(setting, item.id, item.name)}</h2>
<p>${item.kind === 'mapping' ? item.reason : item.summary}</p>
${factLine(setting, item)}</li>
`
}
