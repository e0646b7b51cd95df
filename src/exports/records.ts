// All records of a release in batches, for the exports.
import { type Kind, kindNames } from '../content/kinds.ts'
import { MappingStatus } from '../content/kinds/mapping.ts'
import type { StoredItem } from '../queries/item.ts'
import type { Toolkit } from '../queries/toolkit.ts'

export type RecordBatch = { kind: Kind; items: StoredItem[] }

/** Includes mappings of every status. */
export async function* allRecords(toolkit: Toolkit): AsyncGenerator<RecordBatch> {
  for (const kind of kindNames) {
    const filter = kind === 'mapping' ? { status: MappingStatus.options } : {}
    for await (const items of toolkit.of(kind).streamAll({ filter, sort: 'name' })) yield { kind, items }
  }
}
