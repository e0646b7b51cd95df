// An item as HTML: its header, and the requested parts.
import type { Item } from '../content/kinds.ts'
import { itemFactList } from './itemFacts.ts'
import { type Html, html, nothing } from './html.ts'
import { type PartName, partBody, type SectionName, type ItemDetails, sectionTitle } from './parts.ts'
import { heading, idAttribute, contentLang, interfaceLang, type RenderContext } from './renderContext.ts'

/** The kind and name of an item; on request also its summary, facts and gaps. */
export function itemHeader(context: RenderContext, item: Item, { summary }: { summary: boolean }): Html {
  const { language } = context
  return html`
    <header class="item-header">
      <p class="kind"${interfaceLang(context)}>${language.kinds[item.kind]}</p>
      ${heading(context, 0, item.name, html`${idAttribute(context, 'name')}${contentLang(context)}`)}
      ${
        summary &&
        html`
          <p class="summary"${contentLang(context)}>${item.kind === 'mapping' ? item.reason : item.summary}</p>
          ${itemFactList(context, item)}
          ${gaps(context, item)}\
        `
      }
    </header>
  `
}

/** What is not known about an item is shown, not hidden. */
function gaps(context: RenderContext, item: Item): Html {
  if (!('gaps' in item) || item.gaps.length === 0) return nothing
  return html`
    <div class="gaps">\
      <p${interfaceLang(context)}><strong>${context.language.gaps}</strong></p>
      <ul${contentLang(context)}>
        ${item.gaps.map((gap) => html`<li>${gap}</li>\n`)}
      </ul>\
    </div>
  `
}

export function section(context: RenderContext, part: SectionName, details: ItemDetails): Html {
  return html`
    <section class="part part-${part}"${idAttribute(context, part)}>
      ${heading(context, 1, sectionTitle(context.language, part), interfaceLang(context))}
      <div${contentLang(context)}>
        ${partBody(context, part, details)}
      </div>
    </section>
  `
}

export function itemArticle(context: RenderContext, details: ItemDetails, parts: readonly PartName[]): Html {
  const sections = parts.filter((part) => part !== 'summary')
  return html`
    <article class="item">
      ${itemHeader(context, details.item, { summary: parts.includes('summary') })}
      ${sections.map((part) => section(context, part, details))}
    </article>
  `
}
