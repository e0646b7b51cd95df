// Bakes content into a release file, atomically.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { sql } from 'drizzle-orm'
import type { Content } from '../content/content.ts'
import type { Guidance } from '../content/guidance.ts'
import { type Item, type Kind, itemId, kindNames, definitionOf } from '../content/kinds.ts'
import type { Manifest } from '../content/release.ts'
import { digestOf } from './digest.ts'
import { diskError, manifestsIn, OperatorError, sha256 } from './manifest.ts'
import { renderMarkdown } from './markdown.ts'
import { packUint32 } from '../search/packing.ts'
import { type ServedItem, buildServedItems, rightsOf } from './presentItems.ts'
import { indexer } from '../search/indexing.ts'
import { FORMAT } from './format.ts'
import {
  edges,
  items,
  documentLengths,
  formerIds,
  orders,
  filterIndex,
  related,
  release,
  spellings,
  synonyms,
  terms,
  texts,
} from './tables.ts'
import { sortByName, compareText, MIN_CORRECTED_LENGTH, deletionVariants, wordsOf } from '../search/words.ts'
import { makeFolder, renameIntoPlace, removeLeftovers, temporaryFile } from './releaseFiles.ts'

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

type Db = BetterSQLite3Database

/** Longer words are not in the spelling index. */
const MAX_CORRECTED_LENGTH = 30

/**
 * Writes the release of this content into the folder and returns its manifest; idempotent for the same content.
 * @throws Refusal if the folder is not writable, or the release id is taken by other content.
 */
export function bakeRelease(content: Content, folder: string): Manifest {
  const digest = digestOf(content)
  makeFolder(folder)
  const manifests = manifestsIn(folder)
  const existing = manifests.find((m) => m.digest === digest && m.format === FORMAT)
  if (existing !== undefined && isIntact(folder, existing)) return existing
  const conflicting = manifests.find((m) => m.id === content.release.id && m.digest !== digest && m.format === FORMAT)
  if (conflicting !== undefined) {
    throw new OperatorError(
      `release ${content.release.id} was baked already, with other content. ` +
        'A release never changes: give data/release.yaml a new id and date.',
    )
  }
  const name = digest.slice('sha256:'.length)
  const temporary = temporaryFile(folder, 'baking')
  try {
    removeLeftovers(folder)
    const bytes = createDatabase(content, digest)
    writeFileSync(temporary, bytes)
    const manifest: Manifest = {
      format: FORMAT,
      id: content.release.id,
      digest,
      publishedAt: content.release.publishedAt,
      file: `${name}.db`,
      bytes: bytes.length,
      sha256: sha256(bytes),
    }
    renameIntoPlace(folder, temporary, manifest)
    return manifest
  } catch (error) {
    const orphanedFile = manifests.some((m) => m.digest === digest) ? [] : [join(folder, `${name}.db`)]
    for (const leftover of [temporary, ...orphanedFile]) rmSync(leftover, { force: true })
    throw diskError(error, folder) ?? error
  }
}

export function isIntact(folder: string, manifest: Manifest): boolean {
  const file = join(folder, manifest.file)
  return existsSync(file) && sha256(readFileSync(file)) === manifest.sha256
}

/** Built in memory, so that only the final write can run out of disk space. */
function createDatabase(content: Content, digest: string): Buffer {
  const sqlite = new Database(':memory:')
  try {
    const db = drizzle(sqlite)
    migrate(db, { migrationsFolder })
    db.transaction((tx) => fillTables(tx as unknown as Db, content, digest))
    sqlite.exec('VACUUM')
    return sqlite.serialize()
  } finally {
    sqlite.close()
  }
}

type NumberedItem = ServedItem & { number: number }

/** Numbers items from 1, consecutively within a kind and in the order of their names. */
function numberItems(servedItems: ServedItem[]): NumberedItem[] {
  const sortedByName = (kind: Kind) =>
    sortByName(
      servedItems.filter(({ item }) => item.kind === kind),
      ({ item }) => item,
    )
  return kindNames.flatMap(sortedByName).map((item, i) => ({ ...item, number: i + 1 }))
}

function fillTables(db: Db, content: Content, digest: string): void {
  db.insert(release)
    .values({ id: content.release.id, digest, publishedAt: content.release.publishedAt, ...rightsOf(content) })
    .run()
  const servedItems = buildServedItems(content, renderMarkdown)
  const vocabulary = new Set<string>()
  const insertItem = db
    .insert(items)
    .values({
      number: sql.placeholder('number'),
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      slug: sql.placeholder('slug'),
      json: sql.placeholder('json'),
      guidance: sql.placeholder('guidance'),
    })
    .prepare()
  const insertText = db
    .insert(texts)
    .values({
      number: sql.placeholder('number'),
      name: sql.placeholder('name'),
      aliases: sql.placeholder('aliases'),
      html: sql.placeholder('html'),
      wordOffsets: sql.placeholder('wordOffsets'),
    })
    .prepare()
  const index = indexer()
  const numbered = numberItems(servedItems)
  const numbers = new Map(numbered.map(({ item, number }) => [item.id, number]))
  for (const kind of kindNames) {
    const ofKind = numbered.filter(({ item }) => item.kind === kind)
    for (const { item, guidance, number } of ofKind) {
      const [json, guidanceJson] = [JSON.stringify(item), JSON.stringify(guidance)]
      const reserved = /\\u001a|\\u0005/g
      if (
        json.match(reserved)?.length !== JSON.stringify(item.links).match(reserved)?.length ||
        reserved.test(guidanceJson)
      ) {
        throw new OperatorError(
          `${item.id} holds the character U+001A or U+0005, which stand for addresses. Take it out.`,
        )
      }
      insertItem.run({ number, id: item.id, kind, slug: item.slug, json, guidance: guidanceJson })
      const indexedFields = indexedFieldsOf(kind, item, guidance)
      const { html, words } = index.add(number, indexedFields)
      insertText.run({ number, name: indexedFields.name, aliases: indexedFields.aliases, html, wordOffsets: words })
      for (const word of wordsOf(Object.values(indexedFields).join(' '))) vocabulary.add(word)
    }
    fillFilterIndex(db, kind, ofKind)
    fillOrders(db, kind, ofKind)
    fillRelated(db, kind, ofKind, numbers)
  }
  const insertTerm = db
    .insert(terms)
    .values({
      number: sql.placeholder('number'),
      stem: sql.placeholder('stem'),
      postingList: sql.placeholder('postingList'),
    })
    .prepare()
  for (const { number, stem, postings } of index.stems()) insertTerm.run({ number, stem, postingList: postings })
  db.insert(documentLengths)
    .values({ wordCounts: packUint32(index.wordCounts()) })
    .run()
  fillEdges(
    db,
    servedItems.map(({ item }) => item),
  )
  fillFormerIds(db, content)
  fillSynonyms(db, content)
  fillSpellings(db, vocabulary)
}

/** The reviewed mappings. */
function fillEdges(db: Db, presented: Item[]): void {
  for (const item of presented) {
    if (item.kind !== 'mapping' || item.status !== 'reviewed') continue
    const { slug: id, subject, object, relation, strength, confidence, reason, basis } = item
    db.insert(edges).values({ id, subject, object, relation, strength, confidence, reason, basis }).run()
  }
}

function fillSynonyms(db: Db, content: Content): void {
  content.synonyms.forEach((phrases, group) => {
    for (const phrase of phrases)
      db.insert(synonyms)
        .values({ group, phrase: wordsOf(phrase).join(' ') })
        .onConflictDoNothing()
        .run()
  })
}

function fillSpellings(db: Db, vocabulary: ReadonlySet<string>): void {
  const insertSpelling = db
    .insert(spellings)
    .values({ variant: sql.placeholder('variant'), word: sql.placeholder('word') })
    .prepare()
  for (const word of vocabulary) {
    if (word.length < MIN_CORRECTED_LENGTH || word.length > MAX_CORRECTED_LENGTH) continue
    for (const variant of deletionVariants(word)) insertSpelling.run({ variant, word })
  }
}

function indexedFieldsOf(kind: Kind, item: Item, guidance: Guidance | null) {
  return {
    name: item.name,
    aliases: (definitionOf(kind).searchNames?.(item) ?? []).join('\n'),
    summary: 'summary' in item ? item.summary : item.reason,
    guidance: [...(definitionOf(kind).searchText?.(item) ?? []), ...proseOf(guidance)].join('\n'),
  }
}

/** Collects all Markdown and the texts of publications. */
function proseOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(proseOf)
  if (value === null || typeof value !== 'object') return []
  if ('markdown' in value) return [String(value.markdown)]
  if ('text' in value && typeof value.text === 'string') return [value.text]
  return Object.values(value).flatMap(proseOf)
}

function fillFilterIndex(db: Db, kind: Kind, ofKind: NumberedItem[]): void {
  for (const [filter, { valuesOf }] of Object.entries(definitionOf(kind).filters)) {
    const byValue = new Map<string, number[]>()
    for (const { item, number } of ofKind) {
      for (const value of new Set(valuesOf(item))) {
        if (value === null) continue
        const numbers = byValue.get(value)
        if (numbers) numbers.push(number)
        else byValue.set(value, [number])
      }
    }
    for (const [value, numbers] of byValue)
      db.insert(filterIndex)
        .values({ kind, filter, value, items: pack(numbers) })
        .run()
  }
}

function fillOrders(db: Db, kind: Kind, ofKind: NumberedItem[]): void {
  // Items are numbered in the order of their names.
  const sorts: Record<string, NumberedItem[]> = { name: ofKind }
  if (definitionOf(kind).order !== undefined)
    sorts.order = [...ofKind].sort((a, b) => a.order - b.order || bySlug(a, b))
  for (const [sort, sorted] of Object.entries(sorts)) {
    db.insert(orders)
      .values({ kind, sort, items: pack(sorted.map((entry) => entry.number)) })
      .run()
  }
}

function bySlug(a: ServedItem, b: ServedItem): number {
  return compareText(a.item.slug, b.item.slug) || compareText(a.item.id, b.item.id)
}

function fillRelated(db: Db, kind: Kind, ofKind: NumberedItem[], numbers: ReadonlyMap<string, number>): void {
  for (const [relation, target] of Object.entries(definitionOf(kind).relations)) {
    const relatedNumbers = ofKind.map(({ item }) => {
      const values = [(item as unknown as Record<string, string | string[] | null>)[relation] ?? []].flat()
      return values.flatMap((value) => numbers.get(itemId(target, value)) ?? [])
    })
    let end = 0
    db.insert(related)
      .values({
        kind,
        relation,
        items: pack([...relatedNumbers.map(({ length }) => (end += length)), ...relatedNumbers.flat()]),
      })
      .run()
  }
}

function pack(numbers: number[]): Buffer {
  return packUint32(Uint32Array.from(numbers))
}

function fillFormerIds(db: Db, content: Content): void {
  for (const kind of kindNames) {
    if (kind === 'mapping') continue
    /** Elements have slugs within their methodology. */
    const idOf = (slug: string, current: string) =>
      itemId(kind, kind === 'element' ? `${current.split(':')[0]}:${slug}` : slug)
    for (const [slug, file] of content.items[kind]) {
      for (const formerSlug of file.formerSlugs) {
        db.insert(formerIds)
          .values({ id: idOf(formerSlug, slug), kind, slug: formerSlug, how: 'renamed', to: itemId(kind, slug) })
          .run()
      }
      if (file.withdrawn) {
        const { on, reason, successor } = file.withdrawn
        db.insert(formerIds)
          .values({
            id: itemId(kind, slug),
            kind,
            slug: slug.split(':').at(-1) as string,
            how: 'withdrawn',
            on,
            reason,
            to: successor === undefined ? null : idOf(successor, slug),
          })
          .run()
      }
    }
  }
}
