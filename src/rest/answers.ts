// Puts answers together from baked JSON: most of an answer is text that is copied, not built.
import { type Kind, kindOf, kinds } from '../content/kinds.ts'
import { type Body, type Constant, constant } from '../http/body.ts'
import type { Page } from '../queries/collection.ts'
import { pace } from '../queries/pace.ts'
import type { Row } from '../queries/release.ts'
import type { Toolkit } from '../queries/toolkit.ts'

export type Selection = { include?: string[] | undefined; fields?: string[] | undefined }

/** `meta`, as JSON. */
export function metaText({ info }: Toolkit): string {
  return metaOf(info).text
}

/** Writes `meta` with the filter in words. */
export function writeMeta(body: Body, { info }: Toolkit, filter: string): void {
  body.constant(metaOf(info).withFilter)
  body.text(`${JSON.stringify(filter)}}`)
}

/** What is the same of every answer from a release: all that `meta` says, and as far as its filter. */
type MetaOf = { text: string; withFilter: Constant }
const metas = new WeakMap<Toolkit['info'], MetaOf>()

function metaOf(info: Toolkit['info']): MetaOf {
  let known = metas.get(info)
  if (known === undefined) {
    const { id, digest, publishedAt, licence, attribution } = info
    const text = JSON.stringify({ release: { id, digest, publishedAt }, licence, attribution })
    known = { text, withFilter: constant(`${text.slice(0, -1)},"filter":`) }
    metas.set(info, known)
  }
  return known
}

/** An answer of data that is built, not copied. */
export function plainAnswer(toolkit: Toolkit, data: unknown): string {
  return `{"data":${JSON.stringify(data)},"meta":${metaText(toolkit)}}`
}

/** An answer of data that is built and ends with a list that may be very long: while it is written, other requests go first now and then. */
export async function longAnswer<Name extends string, Data extends Record<Name, Iterable<unknown>>>(toolkit: Toolkit, data: Data, last: Name): Promise<string> {
  const { [last]: list, ...others } = data
  const { isTired, rest } = pace()
  const texts: string[] = []
  for (const entry of list) {
    texts.push(JSON.stringify(entry))
    if (isTired()) await rest()
  }
  return `{"data":${JSON.stringify(others).slice(0, -1)},${JSON.stringify(last)}:[${texts.join(',')}]},"meta":${metaText(toolkit)}}`
}

/** An item alone carries its guidance; in lists it is asked for. */
export function itemAnswer(body: Body, toolkit: Toolkit, kind: Kind, number: number, selection: Selection): void {
  body.text('{"data":')
  if (selection.fields === undefined && kind !== 'mapping') toolkit.writeGuided(number, body)
  else body.text(itemTexts(toolkit, kind, [toolkit.of(kind).row(number)], selection)[0] as string)
  writeIncluded(body, toolkit, kind, [number], selection)
  body.text(`,"meta":${metaText(toolkit)}}`)
}

export function listAnswer(body: Body, toolkit: Toolkit, kind: Kind, page: Page, selection: Selection & { limit: number }, next: string | null, filterInWords: string): void {
  body.text('{"data":[')
  // Where nothing is added to the items and nothing left out, they need not be told apart.
  const isWhole = selection.fields === undefined && selection.include?.includes('guidance') !== true
  if (isWhole) page.joined(body)
  else body.text(itemTexts(toolkit, kind, page.rows(), selection).join(','))
  body.text(']')
  writeIncluded(body, toolkit, kind, page.numbers, selection)
  const facets = Object.keys(page.facets).length > 0 ? `,"facets":${JSON.stringify(page.facets)}` : ''
  body.text(`${facets},"page":{"total":${page.total},"limit":${selection.limit},"next":${JSON.stringify(next)}},"meta":`)
  writeMeta(body, toolkit, filterInWords)
  body.text('}')
}

/** The JSON of each item, with its guidance where included, and only the fields asked for. */
export function itemTexts(toolkit: Toolkit, kind: Kind, rows: readonly Row[], { include, fields }: Selection): string[] {
  const asked = include?.includes('guidance') ?? false
  const withGuidance = kind !== 'mapping' && (asked || (fields?.includes('guidance') ?? false))
  const guidances = withGuidance ? toolkit.of(kind).guidances(rows.map((row) => row.id)) : []
  const texts = rows.map((row, i) => (withGuidance ? `${row.json.slice(0, -1)},"guidance":${guidances[i]}}` : row.json))
  if (fields === undefined) return texts
  const wanted = new Set(['id', 'kind', ...fields, ...(asked ? ['guidance'] : [])])
  return texts.map((text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).filter(([name]) => wanted.has(name)))))
}

function writeIncluded(body: Body, toolkit: Toolkit, kind: Kind, numbers: readonly number[], { include }: Selection): void {
  const relations = (include ?? []).filter((name) => name !== 'guidance')
  if (relations.length === 0) return
  // Several relations may lead to items of one kind.
  const leading = new Map<Kind, string[]>()
  for (const name of relations) {
    const target = kindOf(kind).relations[name] as Kind
    const others = leading.get(target)
    if (others === undefined) leading.set(target, [name])
    else others.push(name)
  }
  let before = ',"included":{'
  for (const [target, names] of leading) {
    body.text(`${before}"${kinds[target].collection}":[`)
    toolkit.writeRelated(kind, names, numbers, body)
    before = '],'
  }
  body.text(']}')
}
