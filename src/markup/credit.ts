// The credit of every embed and page: source, address, licence, version, review, and where to report an error.
import type { Item } from '../content/kinds.ts'
import { type Html, html, type Renderable } from './html.ts'
import { outwardLink } from './links.ts'
import { contentLang, type RenderContext } from './renderContext.ts'

export type Release = { id: string; publishedAt: string }

type Rights = Pick<Item, 'licence' | 'attribution'>
type Credit = Rights & {
  /** The address of the page for people. */
  page: string
  /** The page of the source about the item. */
  source: string | null
  report: string | null
  /** Undefined for a list or a picture. */
  review: { status: string; on: string | null; next: string | null } | undefined
}

export function itemCredit(item: Item): Credit {
  const review = item.kind === 'mapping' ? { status: item.status, on: item.reviewedOn, next: null } : item.review
  return {
    licence: item.licence,
    attribution: item.attribution,
    page: item.links.page,
    source: item.links.source,
    report: item.links.report,
    review,
  }
}

/** The credit of a list or a picture. */
export function releaseCredit({ licence, attribution }: Rights, page: string, report: string | null): Credit {
  return { licence, attribution, page, source: null, report, review: undefined }
}

export function credit(
  context: RenderContext,
  { licence, attribution, page, source, report, review }: Credit,
  release: Release,
): Html {
  const { language } = context
  const { credit: texts } = language
  const time = (iso: string) => html`<time datetime="${iso}">${language.date(iso)}</time>`
  const link = ({ url, name }: { url: string; name: string }) => outwardLink(context, url, name)
  const credited = html`<span${contentLang(context)}>${attribution.text}</span>`
  const reviewed =
    review?.status !== 'reviewed' ? texts.notReviewed : review.on === null ? texts.noDate : time(review.on)
  return html`
    <footer class="credit">
      <p>${texts.source}: ${outwardLink(context, attribution.url, credited)}</p>
      <dl>
        ${entry(texts.address, outwardLink(context, page, page))}
        ${source !== null && entry(texts.sourcePage, outwardLink(context, source, source))}
        ${entry(texts.licence, link(licence.text))}
        ${entry(texts.sourceLicence, licence.source === null ? texts.unknown : link(licence.source))}
        ${entry(texts.version, html`${release.id}, ${time(release.publishedAt)}`)}
        ${review !== undefined && entry(texts.reviewed, reviewed)}
        ${review !== undefined && entry(texts.next, review.next === null ? texts.notSet : time(review.next))}
      </dl>
      ${report !== null && html`<p class="report">${outwardLink(context, report, texts.report)}</p>\n`}
    </footer>
  `
}

function entry(label: string, value: Renderable): Html {
  return html`
    <div>\
      <dt>${label}</dt>\
      <dd>${value}</dd>\
    </div>
  `
}
