// JSON response bodies, mostly concatenated from JSON that the release stores.
import { type Kind, definitionOf, kinds } from '../content/kinds.ts'
import type { Page } from '../queries/collection.ts'
import { yielder } from '../search/yielder.ts'
import { concatBytes, listEntries, type StoredItem } from '../queries/item.ts'
import type { Toolkit } from '../queries/toolkit.ts'

export type Selection = { include?: string[] | undefined; fields?: string[] | undefined }

/** The part of `meta` that all responses of a release share, as JSON. */
const releaseMeta = new WeakMap<Toolkit, string>()

/** `meta` as JSON; lists describe their filter in it. */
export function metaJson(toolkit: Toolkit, filter?: string): string {
  let meta = releaseMeta.get(toolkit)
  if (meta === undefined) {
    const { id, digest, publishedAt, licence, attribution } = toolkit.info
    meta = JSON.stringify({ release: { id, digest, publishedAt }, licence, attribution })
    releaseMeta.set(toolkit, meta)
  }
  return filter === undefined ? meta : `${meta.slice(0, -1)},"filter":${JSON.stringify(filter)}}`
}

/** A response whose data is serialized here. */
export function dataResponse(toolkit: Toolkit, data: unknown): string {
  return `{"data":${JSON.stringify(data)},"meta":${metaJson(toolkit)}}`
}

/** The same for data with a potentially very long list: serializing it yields to other requests. */
export async function longListResponse<Name extends string, Data extends Record<Name, Iterable<unknown>>>(
  toolkit: Toolkit,
  values: Data,
  last: Name,
): Promise<string> {
  const { [last]: list, ...others } = values
  const { shouldYield, yieldNow } = yielder()
  const texts: string[] = []
  for (const entry of list) {
    texts.push(JSON.stringify(entry))
    if (shouldYield()) await yieldNow()
  }
  const data = `${JSON.stringify(others).slice(0, -1)},${JSON.stringify(last)}:[${texts.join(',')}]}`
  return `{"data":${data},"meta":${metaJson(toolkit)}}`
}

/** A response with one item, which includes its guidance. */
export function itemBody(toolkit: Toolkit, kind: Kind, number: number, selection: Selection): Buffer {
  return concatBytes([
    '{"data":',
    ...itemJson(toolkit.item(number), selection),
    ...includedJson(toolkit, kind, [number], selection),
    `,"meta":${metaJson(toolkit)}}`,
  ])
}

export function listBody(
  toolkit: Toolkit,
  kind: Kind,
  page: Page,
  selection: Selection & { limit: number },
  next: string | null,
  filterInWords: string,
): Buffer {
  const facets = Object.keys(page.facets).length > 0 ? `,"facets":${JSON.stringify(page.facets)}` : ''
  const pageText = JSON.stringify({ total: page.total, limit: selection.limit, next })
  return concatBytes([
    '{"data":[',
    ...listJson(page.items(), selection),
    ']',
    ...includedJson(toolkit, kind, page.numbers, selection),
    `${facets},"page":${pageText},"meta":${metaJson(toolkit, filterInWords)}}`,
  ])
}

/** The JSON of an item with its guidance, or only the requested fields. */
function itemJson(item: StoredItem, selection: Selection): (string | Buffer)[] {
  return selection.fields === undefined ? [item.fullJson] : listJson([item], selection)
}

/** The JSON of items in a list: with guidance if included, and only the requested fields. */
function listJson(items: readonly StoredItem[], { include, fields }: Selection): (string | Buffer)[] {
  const withGuidance = include?.includes('guidance') ?? false
  if (fields !== undefined) return [selectFields(items, withGuidance ? [...fields, 'guidance'] : fields).join(',')]
  if (!withGuidance) return listEntries(items)
  return items.flatMap(({ fullJson }, i) => (i === 0 ? [fullJson] : [',', fullJson]))
}

/** The JSON of items on a line each: only the requested fields. */
export function linesJson(items: readonly StoredItem[], fields: string[] | undefined): Buffer {
  const lines = fields === undefined ? items.map(({ json }) => json) : selectFields(items, fields)
  return concatBytes(lines.flatMap((line) => [line, '\n']))
}

/** The JSON of each item with only its id, kind and the requested fields. */
function selectFields(items: readonly StoredItem[], fields: readonly string[]): string[] {
  const [first] = items
  if (first === undefined) return []
  // All items of a kind have the same fields, in the same order.
  const names = Object.keys(first.fields).filter((name) => name === 'id' || name === 'kind' || fields.includes(name))
  const withGuidance = first.kind !== 'mapping' && fields.includes('guidance')
  return items.map((item) => {
    const selected: Record<string, unknown> = {}
    for (const name of names) selected[name] = item.fields[name as keyof typeof item.fields]
    if (withGuidance) selected.guidance = item.guidance
    return JSON.stringify(selected)
  })
}

function includedJson(
  toolkit: Toolkit,
  kind: Kind,
  numbers: readonly number[],
  { include }: Selection,
): (string | Buffer)[] {
  const relations = (include ?? []).filter((name) => name !== 'guidance')
  if (relations.length === 0) return []
  // Several relations may lead to items of one kind.
  const targets = new Set(relations.map((name) => definitionOf(kind).relations[name] as Kind))
  const lists = [...targets].flatMap((target, i) => {
    const names = relations.filter((name) => definitionOf(kind).relations[name] === target)
    const items = toolkit.related(kind, names, numbers)
    return [`${i === 0 ? '' : ','}"${kinds[target].collection}":[`, ...listEntries(items), ']']
  })
  return [',"included":{', ...lists, '}']
}
