// The query layer under REST, GraphQL and HTML, bound to one release so that no response mixes two.
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type Item, type Kind, kindNames, kindOfId, kinds } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { Problem, problemFromErrors, unknownValueError } from '../problems.ts'
import type { OpenRelease } from '../store/open.ts'
import { type Collection, collection } from './collection.ts'
import { crosswalk } from './crosswalk.ts'
import { decodeCursor, encodeCursor, cursorKey } from './cursor.ts'
import { toolkitMap } from './map.ts'
import type { StoredItem } from './item.ts'
import { type PublicUrls, type ReleaseReader, releaseReader } from './release.ts'
import { type SearchResult, searcher } from '../search/search.ts'
import { provenanceStats } from './provenanceStats.ts'
import { relatedIds, idsInGuidance, type ItemPage } from './itemPage.ts'

export type SearchQuery = { q: string; kinds: readonly Kind[]; limit: number; after?: string | undefined }
export type SearchPage = {
  results: SearchResult[]
  total: number
  hasNext: boolean
  cursorOf(result: SearchResult): string
}

/** An item with its guidance, where its kind has any. */
export type FullItem = Item & { guidance?: unknown }

/** What became of a former id, with renames followed to the end. */
export type FormerIdOutcome =
  { how: 'renamed'; to: string } | { how: 'withdrawn'; on: string; reason: string; successor: string | null }

/** If fewer items match every clause of a query, those that match any clause are added. */
const MIN_COMPLETE_MATCHES = 20
const MAX_SCOPES = 32

export type Toolkit = ReturnType<typeof toolkit>

const allKindsKey = kindNames.join()

/** A cache key that ignores the order of the kinds. */
function keyOfKinds(kinds: readonly Kind[]): string {
  return kinds === kindNames ? allKindsKey : kindNames.filter((kind) => kinds.includes(kind)).join()
}

export function toolkit(openRelease: OpenRelease, urls: PublicUrls) {
  const release: ReleaseReader = releaseReader(openRelease, urls)
  const search = searcher(release)
  const scopes = new LRUCache<string, (item: number) => boolean>({ max: MAX_SCOPES })
  const collections = Object.fromEntries(
    kindNames.map((kind) => [kind, collection(kind, release, search)]),
  ) as unknown as { [K in Kind]: Collection<K> }

  /** Search covers the items in default lists, so not the mappings that these hide. */
  function scopeOf(kinds: readonly Kind[]): (item: number) => boolean {
    const key = keyOfKinds(kinds)
    let scope = scopes.get(key)
    if (scope === undefined) scopes.set(key, (scope = release.scopeOf(kinds, collections.mapping.listed())))
    return scope
  }

  async function scoreQuery(q: string) {
    const candidates = await search.scoreCandidates(search.parseQuery(q))
    return {
      ...candidates,
      matchesOf: (kinds: readonly Kind[]) =>
        candidates.matches(
          scopeOf(kinds),
          MIN_COMPLETE_MATCHES,
          kinds.every((kind) => kind === 'mapping'),
        ),
    }
  }

  function searchKey({ q, kinds }: SearchQuery): string {
    return cursorKey(['search', q, keyOfKinds(kinds)])
  }

  /** Follows renames. */
  function get(id: string): StoredItem | undefined {
    const number = release.numberOf(id)
    if (number !== undefined) return release.item(number)
    const former = release.formerIdRow(id)
    return former?.how === 'renamed' && former.to !== null ? get(former.to) : undefined
  }

  return {
    info: release.info,
    /** The SQLite file, streamed. */
    bytes: openRelease.bytes,
    ...urls,
    ...crosswalk(release),
    /** Withdrawn items, the latest first: copies must stop showing them. */
    withdrawn: () =>
      release
        .withdrawn()
        .map(({ id, on, reason, to }) => ({ id, on: on as string, reason: reason as string, successor: to })),
    of: <K extends Kind>(kind: K): Collection<K> => collections[kind],
    /** The totals of the default lists. */
    counts: (): Record<Kind, number> =>
      Object.fromEntries(kindNames.map((kind) => [kind, collections[kind].listedCount()])) as Record<Kind, number>,
    get,
    map: () => toolkitMap((kind) => collections[kind]),
    provenanceStats: () => provenanceStats((kind) => collections[kind]),
    /** In the given order, undefined for unknown ids. */
    getMany(ids: readonly string[]): (StoredItem | undefined)[] {
      const numbers = ids.map((id) => release.numberOf(id))
      const items = release.items(numbers.flatMap((number) => number ?? []))
      return numbers.map((number) => (number === undefined ? undefined : items.shift()))
    },
    /** Names by id; unknown ids are skipped. */
    names(ids: Iterable<string>): Map<string, string> {
      const numbers = [...new Set(ids)].flatMap((id) => release.numberOf(id) ?? [])
      return new Map(release.items(numbers).map(({ id, fields }) => [id, fields.name]))
    },
    /** The distinct items that these are related to by any of the relations. */
    related(kind: Kind, relations: readonly string[], numbers: readonly number[]): StoredItem[] {
      const found = new Set<number>()
      for (const relation of relations)
        for (const number of numbers) for (const other of release.related(kind, relation, number)) found.add(other)
      return release.items([...found])
    },
    idOf: release.idOf,
    numberOf: release.numberOf,
    item: release.item,
    items: release.items,
    /** Follows the chain of renames of a former id to its end; undefined for an unknown id. */
    resolveFormerId(id: string): FormerIdOutcome | undefined {
      const kind = kindOfId(id)
      const former = release.formerIdRow(id)
      if (former === undefined) {
        // Renaming or withdrawing a methodology applies to its elements.
        const [methodology = '', element = ''] = id.split(':')
        const formerMethodology = kind === 'element' ? this.resolveFormerId(`methodology:${methodology}`) : undefined
        if (formerMethodology?.how !== 'renamed') return formerMethodology
        const currentElement = `${formerMethodology.to.slice('methodology:'.length)}:${element}`
        return release.has('element', currentElement)
          ? { how: 'renamed', to: currentElement }
          : this.resolveFormerId(currentElement)
      }
      const { how, to, on, reason } = former
      if (how === 'withdrawn') return { how, on: on as string, reason: reason as string, successor: to }
      return release.has(kind, to as string) ? { how, to: to as string } : this.resolveFormerId(to as string)
    },
    /** Export records by id: items with their guidance. */
    records(ids: readonly string[]): Map<string, FullItem> {
      const items = release.items(ids.flatMap((id) => release.numberOf(id) ?? []))
      return new Map(
        items.map(({ id, kind, fields, guidance }) => [id, kind === 'mapping' ? fields : { ...fields, guidance }]),
      )
    },
    /** A hash of each item with its guidance, by id. */
    async fingerprints(): Promise<Map<string, string>> {
      const fingerprints = new Map<string, string>()
      for (const batch of release.serializedItems()) {
        for (const { id, text } of batch) fingerprints.set(id, createHash('sha256').update(text).digest('base64'))
        await setImmediate()
      }
      return fingerprints
    },
    nameOf(id: string): string | undefined {
      const number = release.numberOf(id)
      return number === undefined ? undefined : release.item(number).fields.name
    },
    /**
     * The current id of a renamed item; undefined if the requested slug is current.
     * @throws Problem 410 with the address of the successor if it was withdrawn, 404 if it never existed.
     */
    currentIdIfRenamed(kind: Kind, slug: string, addressOf: (id: string) => string): string | undefined {
      const collection = collections[kind]
      if (collection.isKnown(slug)) return undefined
      const former = collection.formerIdRow(slug)
      if (former === undefined && kind === 'element') {
        const [methodology = '', element = ''] = slug.split(':')
        const currentMethodology =
          collections.methodology.formerIdRow(methodology) === undefined
            ? undefined
            : this.currentIdIfRenamed('methodology', methodology, addressOf)
        // The element's name is user input and becomes part of a URL.
        if (currentMethodology !== undefined)
          return `${currentMethodology.slice('methodology:'.length)}:${encodeURIComponent(element)}`
      }
      if (former === undefined) throw collection.notFound(slug)
      if (former.how === 'renamed' && former.to !== null) return former.to
      const successor = former.to === null ? 'Nothing takes its place.' : `Use ${addressOf(former.to)} instead.`
      throw new Problem(
        'withdrawn',
        `The ${kind} "${slug}" was withdrawn on ${former.on}: ${former.reason} ${successor}`,
      )
    },
    /** An item with its guidance, its mappings and the names of all items that they refer to. */
    itemPage(kind: Kind, slug: string): ItemPage | undefined {
      const found = collections[kind].get(slug)
      if (found === undefined) return undefined
      const { fields: item, guidance } = found
      const mappings =
        item.kind === 'mapping'
          ? [item]
          : 'mappings' in item
            ? this.of('mapping')
                .getMany(item.mappings)
                .map(({ fields }) => fields)
            : []
      const named = [
        ...relatedIds(item),
        ...(guidance === null ? [] : idsInGuidance(guidance)),
        ...mappings.flatMap(({ subject, object }) => [subject, object]),
      ]
      // Elements are shown with the name of their methodology.
      const ids = named.flatMap((id) => (kindOfId(id) === 'element' ? [id, `methodology:${id.split(':')[0]}`] : [id]))
      return { item, guidance, mappings, names: this.names(ids) }
    },
    /** The kind of a collection name in URLs, such as `tools`. */
    kindOfCollection(name: string): Kind | undefined {
      return kindNames.find((kind) => kinds[kind].collection === name)
    },
    /** @throws Problem if the search text or the cursor is invalid. Runs no SQL. */
    checkSearch(query: SearchQuery): void {
      search.tokenizeQuery(query.q)
      if (query.after !== undefined) decodeCursor(query.after, searchKey(query), release.info.digest)
    },
    /** Matches of any kind, best first, each with its explanation. */
    async search(query: SearchQuery): Promise<SearchPage> {
      const key = searchKey(query)
      const from = query.after === undefined ? undefined : decodeCursor(query.after, key, release.info.digest).item
      const { matchesOf, explain } = await scoreQuery(query.q)
      const matches = matchesOf(query.kinds)
      const all = from === undefined ? undefined : matches.all()
      const start = all === undefined ? 0 : all.findIndex((hit) => hit.item === from) + 1
      const hits = all?.slice(start, start + query.limit) ?? matches.first(query.limit)
      return {
        results: explain(hits),
        total: matches.items.length,
        hasNext: start + hits.length < matches.items.length,
        cursorOf: (result) => encodeCursor({ release: release.info.id, item: result.item }, key, release.info.digest),
      }
    },
    async searchTotals(q: string): Promise<{ kind: Kind; total: number }[]> {
      const { matchesOf } = await scoreQuery(q)
      return kindNames.map((kind) => ({ kind, total: matchesOf([kind]).items.length }))
    },
    /** @throws Problem if there is no kind of this name. */
    parseKind(name: string): Kind {
      if (Object.hasOwn(kinds, name)) return name as Kind
      throw problemFromErrors('unknown_value', [
        unknownValueError('query', 'kind', name, 'a kind', kindNames, nearest(name, kindNames)),
      ])
    },
  }
}
