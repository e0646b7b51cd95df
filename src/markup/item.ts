// An item as HTML: its header, and the requested parts.
import type { Item } from '../content/kinds.ts'
import { factList } from './facts.ts'
import { type Html, html, nothing } from './html.ts'
import { type PartName, partBody, type SectionName, type Subject, titleOf } from './parts.ts'
import { heading, idOf, inContentLanguage, inLanguage, type Setting } from './setting.ts'

/** The kind and name of an item; on request also its summary, facts and gaps. */
export function itemHeader(setting: Setting, item: Item, { summary }: { summary: boolean }): Html {
  const { language } = setting
  return html`
    <header class="item-header">
      <p class="kind"${inLanguage(setting)}>${language.kinds[item.kind]}</p>
      ${heading(setting, 0, item.name, html`${idOf(setting, 'name')}${inContentLanguage(setting)}`)}
      ${
        summary &&
        html`
          <p class="summary"${inContentLanguage(setting)}>${item.kind === 'mapping' ? item.reason : item.summary}</p>
          ${factList(setting, item)}
          ${gaps(setting, item)}\
        `
      }
    </header>
  `
}

/** What is not known about an item is shown, not hidden. */
function gaps(setting: Setting, item: Item): Html {
  if (!('gaps' in item) || item.gaps.length === 0) return nothing
  return html`
    <div class="gaps">\
      <p${inLanguage(setting)}><strong>${setting.language.gaps}</strong></p>
      <ul${inContentLanguage(setting)}>
        ${item.gaps.map((gap) => html`<li>${gap}</li>\n`)}
      </ul>\
    </div>
  `
}

export function section(setting: Setting, part: SectionName, subject: Subject): Html {
  return html`
    <section class="part part-${part}"${idOf(setting, part)}>
      ${heading(setting, 1, titleOf(setting.language, part), inLanguage(setting))}
      <div${inContentLanguage(setting)}>
        ${partBody(setting, part, subject)}
      </div>
    </section>
  `
}

export function itemArticle(setting: Setting, subject: Subject, parts: readonly PartName[]): Html {
  const sections = parts.filter((part) => part !== 'summary')
  return html`
    <article class="item">
      ${itemHeader(setting, subject.item, { summary: parts.includes('summary') })}
      ${sections.map((part) => section(setting, part, subject))}
    </article>
  `
}
