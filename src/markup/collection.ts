// The page of a collection: search, filters that are links, the items, and paging.
import { type Item, type Kind, definitionOf } from '../content/kinds.ts'
import type { Relation } from '../content/kinds/mapping.ts'
import { itemFactLine } from './itemFacts.ts'
import { hidden, select, textField } from './forms.ts'
import { attributes, type Html, html, nothing } from './html.ts'
import type { Language } from './language/languages.ts'
import { itemLink } from './links.ts'
import { paging } from './paging.ts'
import { contentLang, type RenderContext } from './renderContext.ts'

/** A filter with its values, and how many items match each of them alone. */
export type Facet = {
  name: string
  values: readonly { value: string; text: string | undefined; count: number; isSelected: boolean }[]
}

type Collection = {
  basePath: string
  kind: Kind
  about: string
  items: readonly Item[]
  total: number
  unfilteredTotal: number
  q: string | undefined
  sort: string | undefined
  sortFields: readonly string[]
  facets: readonly Facet[]
  /** The address of this list with changed parameters. */
  addressOf(changes: Record<string, string | undefined>): string
  first: string | undefined
  next: string | undefined
  alternatives: { json: string; csv: string; code: string }
}

export function collectionArticle(context: RenderContext, collection: Collection): Html {
  const { language } = context
  const { kind, about, items, total, unfilteredTotal, facets, first, next, alternatives } = collection
  const { collection: texts } = language
  return html`
    <h1 class="page-title">${language.collections[kind]}</h1>
    <p class="summary"${contentLang(context)}>${about}</p>
    ${searchAndSortForm(language, collection)}
    ${selectedFilters(language, collection)}
    <div class="${facets.length === 0 ? 'whole' : 'beside'}">
      ${facets.length > 0 && filterNavigation(language, collection)}
      <div>
        <p class="total" role="status">${texts.count(total, unfilteredTotal)}</p>
        ${
          items.length > 0 &&
          html`
            <ul class="rows">
              ${items.map((item) => row(context, item))}
            </ul>
          `
        }
        ${paging(language, first, next)}
      </div>
    </div>
    <section class="part use" aria-labelledby="use">
      <h2 id="use">${texts.use}</h2>
      <ul class="inline">
        <li><a href="${alternatives.code}">${language.pages.embed}</a></li>
        <li><a href="${alternatives.json}">JSON</a></li>
        <li><a href="${alternatives.csv}">CSV</a></li>
      </ul>
    </section>
  `
}

function searchAndSortForm(language: Language, { basePath, kind, q, sort, sortFields, facets }: Collection): Html {
  const { collection: texts } = language
  const label = texts.search(language.collections[kind])
  const orders = [...(q === undefined ? [] : ['relevance']), ...sortFields.flatMap((name) => directions(name))]
  const options = orders.map((value) => ({ value, name: texts.sorts[value] ?? value }))
  return html`
    <search>\
      <form class="controls" method="get" action="${basePath}${definitionOf(kind).collection}">
        ${textField({ name: 'q', label, value: q ?? '', type: 'search', maxlength: 200 })}
        ${select({ name: 'sort', label: texts.sort, selected: sort, blank: texts.defaultOrder, options })}
        ${facets.map(({ name, values }) => {
          const selected = values.filter(({ isSelected }) => isSelected).map(({ value }) => value)
          return selected.length > 0 && hidden(name, selected.join(','))
        })}
        <p class="field"><button type="submit">${language.search.button}</button></p>
      </form>\
    </search>
  `
}

/** Relevance has one direction, every other order two. */
function directions(sort: string): string[] {
  return sort === 'relevance' ? [sort] : [sort, `-${sort}`]
}

/** The search text and the selected filters, as links that remove them. */
function selectedFilters(language: Language, { basePath, kind, q, facets, addressOf }: Collection): Html {
  const { collection: texts } = language
  const selected = facets.flatMap(({ name, values }) =>
    values.filter(({ isSelected }) => isSelected).map(({ value, text }) => ({ name, value, text })),
  )
  if (selected.length === 0 && q === undefined) return nothing
  const remove = (changes: Record<string, string | undefined>, label: string) =>
    html`<li><a href="${addressOf(changes)}">${texts.remove(label)}</a></li>\n`
  return html`
    <ul class="chips" aria-label="${texts.selected}">
      ${q !== undefined && remove({ q: undefined, sort: undefined }, `“${q}”`)}
      ${selected.map(({ name, value, text }) =>
        remove(
          { [name]: otherValues(facets, name, value) },
          `${filterName(language, name)}: ${valueName(language, name, value, text)}`,
        ),
      )}
      <li><a href="${basePath}${definitionOf(kind).collection}">${texts.clear}</a></li>
    </ul>
  `
}

/** The selected values of a filter but one, as a parameter; undefined where there are no others. */
function otherValues(facets: readonly Facet[], name: string, removed: string): string | undefined {
  const values = facets.find((facet) => facet.name === name)?.values ?? []
  const others = values.filter(({ value, isSelected }) => isSelected && value !== removed)
  return others.length === 0 ? undefined : others.map(({ value }) => value).join(',')
}

function filterNavigation(language: Language, { facets, addressOf }: Collection): Html {
  const usedFacets = facets.filter(({ values }) => values.length > 0)
  return html`
    <nav class="filters" aria-label="${language.collection.filters}">
      ${usedFacets.map((facet, i) => filterGroup(language, facet, addressOf, i === 0))}
    </nav>
  `
}

/** Opens only the first filter and those with selected values, so that a narrow window shows items near its top. */
function filterGroup(
  language: Language,
  { name, values }: Facet,
  addressOf: Collection['addressOf'],
  isFirst: boolean,
): Html {
  const isOpen = isFirst || values.some(({ isSelected }) => isSelected)
  const link = ({ value, text, isSelected }: Facet['values'][number]) => {
    const current = attributes({ 'aria-current': isSelected ? 'true' : undefined })
    return html`<a href="${addressOf({ [name]: value })}"${current}>${valueName(language, name, value, text)}</a>`
  }
  return html`
    <details${isOpen ? html` open` : nothing}>
      <summary>${filterName(language, name)}</summary>
      <ul>
        ${values.map((value) => html`<li>${link(value)} <span class="count">${value.count}</span></li>\n`)}
      </ul>
    </details>
  `
}

export function filterName(language: Language, name: string): string {
  return language.collection.filterNames[name] ?? name
}

export function valueName(language: Language, filter: string, value: string, text: string | undefined): string {
  if (text !== undefined) return text
  if (filter === 'basis') return language.basis[value] ?? value
  if (filter === 'origin') return language.collection.origins[value] ?? value
  if (filter === 'subjectKind') return language.kinds[value as Kind]
  if (filter === 'relation') return language.mapping.relations[value as Relation][0]
  return language.values[value] ?? value
}

function row(context: RenderContext, item: Item): Html {
  return html`
    <li${contentLang(context)}>\
      <h2>${itemLink(context, item.id, item.name)}</h2>
      <p>${item.kind === 'mapping' ? item.reason : item.summary}</p>
      ${itemFactLine(context, item)}\
    </li>
  `
}
