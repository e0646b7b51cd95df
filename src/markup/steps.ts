// What stages, strands, guides, routes, perspectives and methodologies are made of.
import type { Guide } from '../content/kinds/guide.ts'
import type { Item } from '../content/kinds.ts'
import type { Methodology } from '../content/kinds/methodology.ts'
import type { Route } from '../content/kinds/route.ts'
import type { Stage } from '../content/kinds/stage.ts'
import type { Strand } from '../content/kinds/strand.ts'
import { type Html, html, joined } from './html.ts'
import { itemLink, outwardLink } from './links.ts'
import type { Names } from './modules.ts'
import { inLanguage, type Setting } from './setting.ts'

export function sequence(setting: Setting, item: Stage | Guide | Route, names: Names): Html {
  const links = (ids: readonly string[]) =>
    joined(
      ids.map((id) => itemLink(setting, id, names(id))),
      ', ',
    )
  const steps =
    item.kind === 'stage'
      ? item.steps.map((step) => (step.item === null ? html`${step.name}` : itemLink(setting, step.item, step.name)))
      : item.kind === 'guide'
        ? item.steps.map(
            (step) =>
              html`<strong>${step.name}</strong>${step.text === null ? '' : html` ${step.text}`}${step.items.length === 0 ? '' : html` <span class="aside">${links(step.items)}</span>`}`,
          )
        : item.steps.map(
            (step) =>
              html`<strong>${itemLink(setting, step.item, names(step.item))}</strong> ${step.why}${
                step.elements.length === 0
                  ? ''
                  : html` <span class="aside">${joined(
                      step.elements.map(
                        (id) => html`${itemLink(setting, id, names(id))} (${names(`methodology:${id.split(':')[0]}`)})`,
                      ),
                      ', ',
                    )}</span>`
              }`,
          )
  return html`<ol class="steps">
${steps.map(
  (step) => html`<li>${step}</li>
`,
)}</ol>`
}

/** How much a stage works on each strand, or each stage on a strand. */
export function emphasis(setting: Setting, item: Stage | Strand, names: Names): Html {
  const { language } = setting
  const rows =
    item.kind === 'stage'
      ? item.emphasis.map(({ strand, level }) => ({ id: `strand:${strand}`, level }))
      : item.emphasis.map(({ stage, level }) => ({ id: `stage:${stage}`, level }))
  return html`<table>
<caption class="unseen"${inLanguage(setting)}>${language.sections.emphasis}</caption>
<thead${inLanguage(setting)}><tr><th scope="col">${item.kind === 'stage' ? language.kinds.strand : language.kinds.stage}</th><th scope="col">${language.mapping.level}</th></tr></thead>
<tbody>
${rows.map(
  ({
    id,
    level,
  }) => html`<tr><th scope="row">${itemLink(setting, id, names(id))}</th><td${inLanguage(setting)}>${language.values[level] ?? level}</td></tr>
`,
)}</tbody>
</table>`
}

export function phases(item: Item & { kind: 'perspective' }): Html {
  return html`<ol>
${item.phases.map(
  (phase) => html`<li>${phase}</li>
`,
)}</ol>`
}

export function elements(setting: Setting, item: Methodology, names: Names): Html {
  return html`<ul class="links">
${item.elements.map(
  (id) => html`<li>${itemLink(setting, id, names(id))}</li>
`,
)}</ul>`
}

export function comparisons(setting: Setting, item: Methodology): Html {
  return html`<ul>
${item.comparisons.map(
  ({ finding, urls }) => html`<li>${finding} <span class="sources">${joined(
    urls.map((url) => outwardLink(setting, url, new URL(url).host)),
    ', ',
  )}</span></li>
`,
)}</ul>`
}
