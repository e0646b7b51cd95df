// Exports of the whole content: NDJSON, JSON, zipped CSV, and the release file.
import type { Readable } from 'node:stream'
import yazl from 'yazl'
import { type Kind, kindNames, definitionOf, kinds } from '../content/kinds.ts'
import { csvHeader, csvLine } from '../http/csv.ts'
import type { Toolkit } from '../queries/toolkit.ts'
import { concatBytes } from '../queries/item.ts'
import { allRecords } from './records.ts'

export async function* ndjson(toolkit: Toolkit): AsyncGenerator<Buffer> {
  for await (const { items } of allRecords(toolkit))
    yield concatBytes(items.flatMap(({ fullJson }) => [fullJson, '\n']))
}

/** One object with the release, its licence, and each collection by name. */
export async function* json(toolkit: Toolkit): AsyncGenerator<string | Buffer> {
  const { id, digest, publishedAt, licence, attribution } = toolkit.info
  yield `{"meta":${JSON.stringify({ release: { id, digest, publishedAt }, licence, attribution })}`
  let openKind: Kind | undefined
  for await (const { kind, items } of allRecords(toolkit)) {
    if (kind === openKind) yield ','
    else yield `${openKind === undefined ? '' : ']'},"${kinds[kind].collection}":[`
    yield concatBytes(items.flatMap(({ fullJson }, i) => (i === 0 ? [fullJson] : [',', fullJson])))
    openKind = kind
  }
  yield openKind === undefined ? '}' : ']}'
}

/** A CSV file for each collection, zipped reproducibly. */
export async function* csvZip(toolkit: Toolkit): AsyncGenerator<Buffer> {
  const tables = new Map<Kind, string[]>()
  for await (const { kind, items } of allRecords(toolkit)) {
    const names = [...Object.keys(definitionOf(kind).served.shape), ...(kind === 'mapping' ? [] : ['guidance'])]
    const lines = tables.get(kind) ?? [csvHeader(kind, names)]
    lines.push(...items.map(({ fields, guidance }) => csvLine(kind, names, { ...fields, guidance })))
    tables.set(kind, lines)
  }
  const zip = new yazl.ZipFile()
  const mtime = new Date(toolkit.info.publishedAt)
  for (const kind of kindNames) {
    const lines = tables.get(kind)
    if (lines !== undefined)
      zip.addBuffer(Buffer.from(lines.join('')), `${kinds[kind].collection}.csv`, {
        mtime,
        mode: 0o100644,
        forceDosTimestamp: true,
      })
  }
  zip.end()
  for await (const chunk of zip.outputStream as Readable) yield chunk as Buffer
}

/** The release file as baked. Its links begin with U+001A in place of the public URL. */
export async function* sqlite(toolkit: Toolkit): AsyncGenerator<Buffer> {
  yield* toolkit.bytes()
}
