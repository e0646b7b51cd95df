// The mappings of an item as tables: one for each methodology, and a last one for the toolkit.
import { type Item, kindOfId } from '../content/kinds.ts'
import { type Mapping, Strength } from '../content/kinds/mapping.ts'
import { basisNote } from './basis.ts'
import { type Html, html, nothing } from './html.ts'
import { itemLink } from './links.ts'
import type { NameOf } from './modules.ts'
import { heading, contentLang, interfaceLang, type RenderContext } from './renderContext.ts'

const strengths = Strength.options

type Row = { mapping: Mapping; other: string; isForward: boolean }

/** The id of the methodology that an item belongs to; undefined for items of the toolkit. */
function methodologyOf(id: string): string | undefined {
  const kind = kindOfId(id)
  return kind === 'element' ? `methodology:${id.split(':')[0]}` : kind === 'methodology' ? id : undefined
}

export function mappingTables(context: RenderContext, item: Item, mappings: readonly Mapping[], nameOf: NameOf): Html {
  const groups = new Map<string | undefined, Row[]>()
  for (const mapping of mappings) {
    const isForward = item.kind === 'mapping' || mapping.subject === item.id
    const other = isForward ? mapping.object : mapping.subject
    const side = methodologyOf(other)
    groups.set(side, [...(groups.get(side) ?? []), { mapping, other, isForward }])
  }
  const { headings } = context.language.mapping
  const toolkitLast = [...groups].sort(
    ([a], [b]) => Number(a === undefined) - Number(b === undefined) || ((a as string) < (b as string) ? -1 : 1),
  )
  return html`
    ${toolkitLast.map(([side, rows]) =>
      table(context, item, side === undefined ? headings.toolkit : headings.methodology(nameOf(side)), rows, nameOf),
    )}

  `
}

function table(context: RenderContext, item: Item, side: string, rows: readonly Row[], nameOf: NameOf): Html {
  const { mapping: texts } = context.language
  const sorted = [...rows].sort((a, b) => rank(a.mapping) - rank(b.mapping))
  return html`
    ${heading(context, 2, side, interfaceLang(context))}
    <table class="stacking">
      <caption class="unseen"${interfaceLang(context)}>${texts.caption(item.name, side)}</caption>
      <thead${interfaceLang(context)}>\
        <tr>\
          <th scope="col">${texts.item}</th>\
          <th scope="col">${texts.relation}</th>\
          <th scope="col">${texts.reason}</th>\
        </tr>\
      </thead>
      <tbody>
        ${sorted.map((row) => tableRow(context, row, nameOf))}

      </tbody>
    </table>
  `
}

/** Sorts the strongest first, and "no counterpart" last. */
function rank({ relation, strength }: Mapping): number {
  if (relation === 'none') return strengths.length + 1
  return strength === null ? strengths.length : strengths.indexOf(strength)
}

function tableRow(context: RenderContext, { mapping, other, isForward }: Row, nameOf: NameOf): Html {
  const { mapping: texts } = context.language
  const relation = texts.relations[mapping.relation][isForward ? 0 : 1]
  const strength =
    mapping.strength === null ? nothing : html` <span class="strength">${texts.strengths[mapping.strength]}</span>`
  return html`
    <tr>\
      <th scope="row">${itemLink(context, other, nameOf(other))}</th>\
      <td data-label="${texts.relation}"${interfaceLang(context)}>${relation}${strength}</td>\
      <td data-label="${texts.reason}"${contentLang(context)}>\
        ${mapping.reason}\
        ${basisNote(context, { basis: mapping.basis, urls: mapping.sources })}\
      </td>\
    </tr>
  `
}
