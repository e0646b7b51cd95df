// The sections that only some kinds have: steps, emphasis, phases, elements and published findings.
import type { Guide } from '../content/kinds/guide.ts'
import type { Item } from '../content/kinds.ts'
import type { Methodology } from '../content/kinds/methodology.ts'
import type { Route } from '../content/kinds/route.ts'
import type { Stage } from '../content/kinds/stage.ts'
import type { Strand } from '../content/kinds/strand.ts'
import { type Html, html, joinHtml } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import type { NameOf } from './modules.ts'
import { interfaceLang, type RenderContext } from './renderContext.ts'

export function stepList(context: RenderContext, item: Stage | Guide | Route, nameOf: NameOf): Html {
  return html`
    <ol class="steps">
      ${stepsOf(context, item, nameOf).map((step) => html`<li>${step}</li>\n`)}
    </ol>`
}

function stepsOf(context: RenderContext, item: Stage | Guide | Route, nameOf: NameOf): Html[] {
  const link = (id: string) => itemLink(context, id, nameOf(id))
  const elementLink = (id: string) => html`${link(id)} (${nameOf(`methodology:${id.split(':')[0]}`)})`
  const aside = (links: Html[]) => links.length > 0 && html` <span class="aside">${joinHtml(links, ', ')}</span>`
  if (item.kind === 'stage')
    return item.steps.map((step) => (step.item === null ? html`${step.name}` : itemLink(context, step.item, step.name)))
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
export function emphasisTable(context: RenderContext, item: Stage | Strand, nameOf: NameOf): Html {
  const { language } = context
  const rows =
    item.kind === 'stage'
      ? item.emphasis.map(({ strand, level }) => ({ id: `strand:${strand}`, level }))
      : item.emphasis.map(({ stage, level }) => ({ id: `stage:${stage}`, level }))
  return html`
    <table>
      <caption class="unseen"${interfaceLang(context)}>${language.sections.emphasis}</caption>
      <thead${interfaceLang(context)}>\
        <tr>\
          <th scope="col">${item.kind === 'stage' ? language.kinds.strand : language.kinds.stage}</th>\
          <th scope="col">${language.mapping.level}</th>\
        </tr>\
      </thead>
      <tbody>
        ${rows.map(
          ({ id, level }) => html`
            <tr>\
              <th scope="row">${itemLink(context, id, nameOf(id))}</th>\
              <td${interfaceLang(context)}>${language.values[level] ?? level}</td>\
            </tr>
          `,
        )}
      </tbody>
    </table>`
}

export function phaseList(item: Item & { kind: 'perspective' }): Html {
  return html`
    <ol>
      ${item.phases.map((phase) => html`<li>${phase}</li>\n`)}
    </ol>`
}

export function elementList(context: RenderContext, item: Methodology, nameOf: NameOf): Html {
  return html`
    <ul class="links">
      ${item.elements.map((id) => html`<li>${itemLink(context, id, nameOf(id))}</li>\n`)}
    </ul>`
}

export function comparisonList(context: RenderContext, item: Methodology): Html {
  const sources = (urls: readonly string[]) =>
    joinHtml(
      urls.map((url) => outwardLink(context, url, new URL(url).host)),
      ', ',
    )
  return html`
    <ul>
      ${item.comparisons.map(
        ({ finding, urls }) => html`<li>${finding} <span class="sources">${sources(urls)}</span></li>\n`,
      )}
    </ul>`
}
