// What travels with everything that is shown: source, address, licence, version, review, and where to report an error.
import type { Item } from '../content/kinds.ts'
import { type Html, html, nothing, type Piece } from './html.ts'
import { outwardLink } from './links.ts'
import { inContentLanguage, type Setting } from './setting.ts'

export type Release = { id: string; publishedAt: string }

type Rights = Pick<Item, 'licence' | 'attribution'>
type Shown = Rights & {
  /** The page for people. */
  page: string
  /** Where the source speaks of it. */
  source: string | null
  report: string | null
  /** Undefined of what is no single item. */
  review: { status: string; on: string | null; next: string | null } | undefined
}

export function creditOfItem(item: Item): Shown {
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

/** Of what is no single item: a list, a picture. */
export function creditOfRelease({ licence, attribution }: Rights, page: string, report: string | null): Shown {
  return { licence, attribution, page, source: null, report, review: undefined }
}

export function credit(setting: Setting, shown: Shown, release: Release): Html {
  const { language } = setting
  const { credit: words } = language
  const day = (iso: string) => html`<time datetime="${iso}">${language.date(iso)}</time>`
  const line = (word: string, means: Piece) => html`<div><dt>${word}</dt><dd>${means}</dd></div>
`
  const { review } = shown
  const last = review?.status !== 'reviewed' ? words.notReviewed : review.on === null ? words.noDate : day(review.on)
  return html`<footer class="credit">
<p>${words.source}: ${outwardLink(setting, shown.attribution.url, html`<span${inContentLanguage(setting)}>${shown.attribution.text}</span>`)}</p>
<dl>
${line(words.address, outwardLink(setting, shown.page, shown.page))}${shown.source === null ? nothing : line(words.sourcePage, outwardLink(setting, shown.source, shown.source))}${line(words.licence, outwardLink(setting, shown.licence.text.url, shown.licence.text.name))}${line(words.sourceLicence, shown.licence.source === null ? words.unknown : outwardLink(setting, shown.licence.source.url, shown.licence.source.name))}${line(words.version, html`${release.id}, ${day(release.publishedAt)}`)}${review === undefined ? nothing : html`${line(words.reviewed, last)}${line(words.next, review.next === null ? words.notSet : day(review.next))}`}</dl>
${
  shown.report === null
    ? nothing
    : html`<p class="report">${outwardLink(setting, shown.report, words.report)}</p>
`
}</footer>
`
}
