// The sections that only some kinds have: steps, emphasis, phases, elements and published findings.
import type { Guide } from '../content/guides.ts'
import type { Item } from '../content/kinds.ts'
import type { Methodology } from '../content/methodologies.ts'
import type { Route } from '../content/routes.ts'
import type { Stage } from '../content/stages.ts'
import type { Strand } from '../content/strands.ts'
import { type Html, html, joined } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import type { Names } from './modules.ts'
import { inLanguage, type Setting } from './setting.ts'

export function sequence(setting: Setting, item: Stage | Guide | Route, names: Names): Html {
  return html`
    <ol class="steps">
      ${stepsOf(setting, item, names).map((step) => html`<li>${step}</li>\n`)}
    </ol>`
}

function stepsOf(setting: Setting, item: Stage | Guide | Route, names: Names): Html[] {
  const link = (id: string) => itemLink(setting, id, names(id))
  const elementLink = (id: string) => html`${link(id)} (${names(`methodology:${id.split(':')[0]}`)})`
  const aside = (links: Html[]) => links.length > 0 && html` <span class="aside">${joined(links, ', ')}</span>`
  if (item.kind === 'stage')
    return item.steps.map((step) => (step.item === null ? html`${step.name}` : itemLink(setting, step.item, step.name)))
  if (item.kind === 'guide')
    return item.steps.map(
      ({ name, text, items }) =>
        html`<strong>${name}</strong>${text !== null && html` ${text}`}${aside(items.map(link))}`,
    )
  return item.steps.map(
    ({ item, why, elements }) => html`<strong>${link(item)}</strong> ${why}${aside(elements.map(elementLink))}`,
  )
}

/** How much a stage works on each strand, or each stage on a strand. */
export function emphasis(setting: Setting, item: Stage | Strand, names: Names): Html {
  const { language } = setting
  const rows =
    item.kind === 'stage'
      ? item.emphasis.map(({ strand, level }) => ({ id: `strand:${strand}`, level }))
      : item.emphasis.map(({ stage, level }) => ({ id: `stage:${stage}`, level }))
  return html`
    <table>
      <caption class="unseen"${inLanguage(setting)}>${language.sections.emphasis}</caption>
      <thead${inLanguage(setting)}>\
        <tr>\
          <th scope="col">${item.kind === 'stage' ? language.kinds.strand : language.kinds.stage}</th>\
          <th scope="col">${language.mapping.level}</th>\
        </tr>\
      </thead>
      <tbody>
        ${rows.map(
          ({ id, level }) => html`
            <tr>\
              <th scope="row">${itemLink(setting, id, names(id))}</th>\
              <td${inLanguage(setting)}>${language.values[level] ?? level}</td>\
            </tr>
          `,
        )}
      </tbody>
    </table>`
}

export function phases(item: Item & { kind: 'perspective' }): Html {
  return html`
    <ol>
      ${item.phases.map((phase) => html`<li>${phase}</li>\n`)}
    </ol>`
}

export function elements(setting: Setting, item: Methodology, names: Names): Html {
  return html`
    <ul class="links">
      ${item.elements.map((id) => html`<li>${itemLink(setting, id, names(id))}</li>\n`)}
    </ul>`
}

export function comparisons(setting: Setting, item: Methodology): Html {
  const sources = (urls: readonly string[]) =>
    joined(
      urls.map((url) => outwardLink(setting, url, new URL(url).host)),
      ', ',
    )
  return html`
    <ul>
      ${item.comparisons.map(
        ({ finding, urls }) => html`<li>${finding} <span class="sources">${sources(urls)}</span></li>\n`,
      )}
    </ul>`
}
