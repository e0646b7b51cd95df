// Every record of a release, some at a time: what the exports are made of.
import { type Kind, kindNames } from '../content/kinds.ts'
import { MappingStatus } from '../content/kinds/mapping.ts'
import type { StoredItem } from '../queries/item.ts'
import type { Toolkit } from '../queries/toolkit.ts'

export type RecordBatch = { kind: Kind; items: StoredItem[] }

/** All items, mappings of every status included. */
export async function* allRecords(toolkit: Toolkit): AsyncGenerator<RecordBatch> {
  for (const kind of kindNames) {
    const filter = kind === 'mapping' ? { status: MappingStatus.options } : {}
    for await (const items of toolkit.of(kind).all({ filter, sort: 'name' })) yield { kind, items }
  }
}
