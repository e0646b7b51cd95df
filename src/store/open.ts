// Opens a release file read-only after verifying its checksum, format and id.
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import type { Manifest } from '../content/release.ts'
import { OperatorError } from './manifest.ts'
import { FORMAT } from './format.ts'
import { release } from './tables.ts'

export type ReleaseInfo = typeof release.$inferSelect
export type OpenRelease = {
  info: ReleaseInfo
  db: BetterSQLite3Database
  /** Prepares raw SQL that returns rows as arrays, for queries that drizzle cannot express. */
  statement(text: string): Statement
  /** The file, streamed. */
  bytes(): AsyncIterable<Buffer>
  close(): void
}

/** Integers are bound as bigints: better-sqlite3 binds numbers as REAL. */
export type Statement = {
  get(...values: (string | bigint)[]): unknown
  all(...values: (string | bigint)[]): unknown[]
  iterate(...values: (string | bigint)[]): IterableIterator<unknown>
}

/** Called with the SQL of each statement: for tests that count queries. */
export type StatementListener = (statement: string) => void

const PAGE_CACHE_KIB = 1024

/** @throws Refusal if the file is missing, damaged or of another format. */
export function openRelease(folder: string, manifest: Manifest, onStatement?: StatementListener): OpenRelease {
  const file = join(folder, manifest.file)
  if (manifest.format !== FORMAT) {
    throw new OperatorError(
      `release ${manifest.id} is of format ${manifest.format}, and this version reads format ${FORMAT}. ` +
        'Bake it again from its content.',
    )
  }
  if (!existsSync(file)) throw new OperatorError(`release ${manifest.id} has no file: ${file} is missing.`)
  if (checksumOf(file) !== manifest.sha256) {
    throw new OperatorError(
      `release ${manifest.id} is damaged: the bytes of ${file} do not have the checksum in its manifest. ` +
        'Remove both and bake or copy it again.',
    )
  }
  const sqlite = new Database(file, {
    readonly: true,
    fileMustExist: true,
    ...(onStatement ? { verbose: (text) => onStatement(String(text)) } : {}),
  })
  // Readers cache parsed items, so caching pages too would waste memory.
  sqlite.pragma(`cache_size = ${-PAGE_CACHE_KIB}`)
  const db = drizzle(sqlite)
  const info = db.select().from(release).get()
  if (info === undefined || info.digest !== manifest.digest || info.id !== manifest.id) {
    sqlite.close()
    throw new OperatorError(
      `release ${manifest.id} is not what its manifest says: ${file} holds ${info?.id ?? 'no release'}. ` +
        'Remove both and bake or copy it again.',
    )
  }
  return {
    info,
    db,
    statement: (text) => sqlite.prepare<(string | bigint)[]>(text).raw(),
    bytes: () => createReadStream(file) as AsyncIterable<Buffer>,
    close: () => sqlite.close(),
  }
}

function checksumOf(file: string): string {
  const hash = createHash('sha256')
  const chunk = Buffer.alloc(64 * 1024)
  const descriptor = openSync(file, 'r')
  try {
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk))
      hash.update(chunk.subarray(0, read))
  } finally {
    closeSync(descriptor)
  }
  return hash.digest('hex')
}
