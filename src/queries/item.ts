// An item of a release: its fields, and the JSON that they were read from.
import type { Guidance } from '../content/guidance.ts'
import type { Item, Kind } from '../content/kinds.ts'

/** Shared by all requests: nothing may change it. */
export type StoredItem<K extends Kind = Kind> = {
  readonly number: number
  readonly id: string
  readonly kind: K
  /** As it is served, without its guidance. */
  readonly json: string
  /** `null` where it has none. */
  readonly guidanceJson: string
  /** As it is served, with its guidance. */
  readonly fullJson: string
  readonly fields: Item<K>
  readonly guidance: Guidance | null
}

/** Its JSON is parsed once, when its fields are first needed. */
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
