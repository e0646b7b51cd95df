// An item of a release: its stored JSON, and its fields parsed lazily.
import type { Guidance } from '../content/guidance.ts'
import type { Item, Kind } from '../content/kinds.ts'

/** Cached and shared by all requests, hence immutable. */
export type StoredItem<K extends Kind = Kind> = {
  readonly number: number
  readonly id: string
  readonly kind: K
  /** Without guidance. */
  readonly json: string
  /** The text `null` if there is none. */
  readonly guidanceJson: string
  /** With guidance. */
  readonly fullJson: string
  readonly fields: Item<K>
  readonly guidance: Guidance | null
}

/** Parses the JSON lazily, once. */
export function storedItem(number: number, id: string, kind: Kind, json: string, guidanceJson: string): StoredItem {
  let fields: Item | undefined
  let guidance: Guidance | null | undefined
  return Object.freeze({
    number,
    id,
    kind,
    json,
    guidanceJson,
    get fullJson() {
      return kind === 'mapping' ? json : `${json.slice(0, -1)},"guidance":${guidanceJson}}`
    },
    get fields() {
      return (fields ??= Object.freeze(JSON.parse(json) as Item))
    },
    get guidance() {
      return (guidance ??= JSON.parse(guidanceJson) as Guidance | null)
    },
  })
}
