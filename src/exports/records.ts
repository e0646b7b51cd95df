// Every record of a release, some at a time: what the exports are made of.
import { type Item, type Kind, kindNames } from '../content/kinds.ts'
import { MappingStatus } from '../content/mappings.ts'
import type { Toolkit } from '../queries/toolkit.ts'

export type Records = { kind: Kind; texts: string[] }

/** All items with their guidance, mappings of every status included, as JSON texts. */
export async function* everyRecord(toolkit: Toolkit): AsyncGenerator<Records> {
  for (const kind of kindNames) {
    const collection = toolkit.of(kind)
    const filter = kind === 'mapping' ? { status: MappingStatus.options } : {}
    for await (const rows of collection.all({ filter, sort: 'name' })) {
      if (kind === 'mapping') yield { kind, texts: rows.map((row) => row.json) }
      else {
        const guidances = collection.guidances(rows.map((row) => row.id))
        yield { kind, texts: rows.map((row, i) => `${row.json.slice(0, -1)},"guidance":${guidances[i]}}`) }
      }
    }
  }
}

/** The same, parsed. */
export async function* everyItem(toolkit: Toolkit): AsyncGenerator<Item[]> {
  for await (const { texts } of everyRecord(toolkit)) yield texts.map((text) => JSON.parse(text) as Item)
}
