// An item of a release: its stored JSON, and its fields parsed lazily.
import type { Guidance } from '../content/guidance.ts'
import type { Item, Kind } from '../content/kinds.ts'

/** Cached and shared by all requests, hence immutable. Its JSON is stored as UTF-8, ready to be sent. */
export type StoredItem<K extends Kind = Kind> = {
  readonly number: number
  readonly id: string
  readonly kind: K
  /** Without guidance. */
  readonly json: Buffer
  /** `json` and a comma: joining half as many parts makes lists much faster. */
  readonly jsonAndComma: Buffer
  /** `null` if there is none. */
  readonly guidanceJson: Buffer
  /** With guidance. */
  readonly fullJson: Buffer
  readonly fields: Item<K>
  readonly guidance: Guidance | null
}

/** Joins texts and bytes. */
export function concatBytes(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
}

/** The entries of a JSON list of items, without guidance. */
export function listEntries(items: readonly StoredItem[]): Buffer[] {
  return items.map(({ json, jsonAndComma }, i) => (i < items.length - 1 ? jsonAndComma : json))
}

/** Reads the guidance and parses the JSON lazily, once; `onParse` is called before the item grows by its fields. */
export function storedItem(
  number: number,
  id: string,
  kind: Kind,
  jsonText: string,
  readGuidance: () => string,
  onParse: () => void,
): StoredItem {
  const jsonAndComma = Buffer.from(`${jsonText},`)
  const json = jsonAndComma.subarray(0, -1)
  let guidanceJson: Buffer | undefined
  let fields: Item | undefined
  let guidance: Guidance | null | undefined
  return Object.freeze({
    number,
    id,
    kind,
    json,
    jsonAndComma,
    get guidanceJson() {
      return (guidanceJson ??= Buffer.from(readGuidance()))
    },
    get fullJson() {
      return kind === 'mapping' ? json : concatBytes([json.subarray(0, -1), ',"guidance":', this.guidanceJson, '}'])
    },
    get fields() {
      if (fields === undefined) {
        onParse()
        fields = Object.freeze(JSON.parse(json.toString()) as Item)
      }
      return fields
    },
    get guidance() {
      return (guidance ??= JSON.parse(this.guidanceJson.toString()) as Guidance | null)
    },
  })
}
