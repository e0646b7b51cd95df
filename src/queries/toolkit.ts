// The questions that REST and GraphQL ask: bound to one release, so that no answer mixes two.
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type Item, type Kind, kindNames, kindOfId, kinds } from '../content/kinds.ts'
import { nearest } from '../content/nearest.ts'
import { Problem, problemOf, unknown } from '../problems.ts'
import type { OpenRelease } from '../store/open.ts'
import { type Collection, collection } from './collection.ts'
import { crosswalk } from './crosswalk.ts'
import { decodeCursor, encodeCursor, requestKey } from './cursor.ts'
import { toolkitMap } from './map.ts'
import type { StoredItem } from './item.ts'
import { type Addresses, type ReleaseReader, releaseReader } from './release.ts'
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

/** Where an id that is no longer served went. */
export type FormerId =
  { how: 'renamed'; to: string } | { how: 'withdrawn'; on: string; reason: string; successor: string | null }

/** Where fewer than so many items have all that was typed, a search gives those that have some of it, too. */
const MIN_COMPLETE_MATCHES = 20
/** How many combinations of kinds are cached. */
const MAX_SCOPES = 32

export type Toolkit = ReturnType<typeof toolkit>

const everyKind = kindNames.join()

/** Kinds as a text, in whatever order they are given. */
function keyOfKinds(kinds: readonly Kind[]): string {
  return kinds === kindNames ? everyKind : kindNames.filter((kind) => kinds.includes(kind)).join()
}

export function toolkit(open: OpenRelease, addresses: Addresses) {
  const release: ReleaseReader = releaseReader(open, addresses)
  const search = searcher(release)
  const scopes = new LRUCache<string, (item: number) => boolean>({ max: MAX_SCOPES })
  const collections = Object.fromEntries(
    kindNames.map((kind) => [kind, collection(kind, release, search)]),
  ) as unknown as { [K in Kind]: Collection<K> }

  /** Search covers what lists show: no mapping that lists leave out by default. */
  function scopeOf(kinds: readonly Kind[]): (item: number) => boolean {
    const key = keyOfKinds(kinds)
    let scope = scopes.get(key)
    if (scope === undefined) scopes.set(key, (scope = release.scopeOf(kinds, collections.mapping.listed())))
    return scope
  }

  async function scoreQuery(q: string) {
    const candidates = await search.scoreCandidates(search.understand(q))
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

  /** What a search's cursors are bound to. */
  function searchKey({ q, kinds }: SearchQuery): string {
    return requestKey(['search', q, keyOfKinds(kinds)])
  }

  /** An item of any kind by its id or by one that it had before, or undefined. */
  function get(id: string): StoredItem | undefined {
    const number = release.numberOf(id)
    if (number !== undefined) return release.item(number)
    const moved = release.formerIdRow(id)
    return moved?.how === 'renamed' && moved.to !== null ? get(moved.to) : undefined
  }

  return {
    info: release.info,
    /** The release's file as it stands, in pieces. */
    bytes: open.bytes,
    ...addresses,
    ...crosswalk(release),
    /** What must not be shown any more, with the reason and what takes its place; the latest first. */
    withdrawn: () =>
      release
        .withdrawn()
        .map(({ id, on, reason, to }) => ({ id, on: on as string, reason: reason as string, successor: to })),
    /** The questions of one kind. */
    of: <K extends Kind>(kind: K): Collection<K> => collections[kind],
    /** How many items each kind's list has when nothing is asked of it. */
    counts: (): Record<Kind, number> =>
      Object.fromEntries(kindNames.map((kind) => [kind, collections[kind].listedCount()])) as Record<Kind, number>,
    get,
    /** Questions, activities and tools by strand, with what relates them. */
    map: () => toolkitMap((kind) => collections[kind]),
    /** What the content rests on, counted. */
    provenanceStats: () => provenanceStats((kind) => collections[kind]),
    /** Items of any kind by id, in the order given, undefined where there is none. */
    getMany(ids: readonly string[]): (StoredItem | undefined)[] {
      const numbers = ids.map((id) => release.numberOf(id))
      const items = release.items(numbers.flatMap((number) => number ?? []))
      return numbers.map((number) => (number === undefined ? undefined : items.shift()))
    },
    /** What items are called, by id; ids that name nothing are left out. */
    names(ids: Iterable<string>): Map<string, string> {
      const numbers = [...new Set(ids)].flatMap((id) => release.numberOf(id) ?? [])
      return new Map(release.items(numbers).map(({ id, fields }) => [id, fields.name]))
    },
    /** The items, each once, that some of a kind relate to in any of some ways. */
    related(kind: Kind, relations: readonly string[], numbers: readonly number[]): StoredItem[] {
      const found = new Set<number>()
      for (const relation of relations)
        for (const number of numbers) for (const other of release.related(kind, relation, number)) found.add(other)
      return release.items([...found])
    },
    /** The id of an item by its number. */
    idOf: release.idOf,
    /** The number of an item of any kind, or undefined. */
    numberOf: release.numberOf,
    /** Items by number. */
    item: release.item,
    items: release.items,
    /** What became of an id that is not served, followed through every rename to where it ended; undefined where nothing is known of it. */
    resolveFormerId(id: string): FormerId | undefined {
      const kind = kindOfId(id)
      const moved = release.formerIdRow(id)
      if (moved === undefined) {
        // An element goes where its methodology goes.
        const [methodology = '', element = ''] = id.split(':')
        const home = kind === 'element' ? this.resolveFormerId(`methodology:${methodology}`) : undefined
        if (home?.how !== 'renamed') return home
        const there = `${home.to.slice('methodology:'.length)}:${element}`
        return release.has('element', there) ? { how: 'renamed', to: there } : this.resolveFormerId(there)
      }
      const { how, to, on, reason } = moved
      if (how === 'withdrawn') return { how, on: on as string, reason: reason as string, successor: to }
      return release.has(kind, to as string) ? { how, to: to as string } : this.resolveFormerId(to as string)
    },
    /** Items as they stand in exports, with their guidance, by id. */
    records(ids: readonly string[]): Map<string, FullItem> {
      const items = release.items(ids.flatMap((id) => release.numberOf(id) ?? []))
      return new Map(items.map(({ id, fullJson }) => [id, JSON.parse(fullJson) as FullItem]))
    },
    /** A fingerprint of each item, its guidance included, by id. */
    async fingerprints(): Promise<Map<string, string>> {
      const prints = new Map<string, string>()
      for (const some of release.serializedItems()) {
        for (const { id, text } of some) prints.set(id, createHash('sha256').update(text).digest('base64'))
        await setImmediate()
      }
      return prints
    },
    /** What an item is called, or undefined where there is none. */
    nameOf(id: string): string | undefined {
      const number = release.numberOf(id)
      return number === undefined ? undefined : release.item(number).fields.name
    },
    /**
     * The id under which an item is served that was renamed; undefined where it is served as it is asked for.
     * @throws Problem where it was withdrawn, with the address of what takes its place, or where it never was.
     */
    renamedTo(kind: Kind, slug: string, addressOf: (id: string) => string): string | undefined {
      const collection = collections[kind]
      if (collection.isKnown(slug)) return undefined
      const gone = collection.formerIdRow(slug)
      if (gone === undefined && kind === 'element') {
        const [methodology = '', element = ''] = slug.split(':')
        const home =
          collections.methodology.formerIdRow(methodology) === undefined
            ? undefined
            : this.renamedTo('methodology', methodology, addressOf)
        // Whoever asked chose the element's name, and an address is made of it.
        if (home !== undefined) return `${home.slice('methodology:'.length)}:${encodeURIComponent(element)}`
      }
      if (gone === undefined) throw collection.notFound(slug)
      if (gone.how === 'renamed' && gone.to !== null) return gone.to
      const successor = gone.to === null ? 'Nothing takes its place.' : `Use ${addressOf(gone.to)} instead.`
      throw new Problem('withdrawn', `The ${kind} "${slug}" was withdrawn on ${gone.on}: ${gone.reason} ${successor}`)
    },
    /** An item with all that a page about it shows: its guidance, its mappings, and what the items are called that these and it name. */
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
      // An element is told by its methodology too.
      const ids = named.flatMap((id) => (kindOfId(id) === 'element' ? [id, `methodology:${id.split(':')[0]}`] : [id]))
      return { item, guidance, mappings, names: this.names(ids) }
    },
    /** The kind whose collection has this name in addresses. */
    kindOfCollection(name: string): Kind | undefined {
      return kindNames.find((kind) => kinds[kind].collection === name)
    },
    /** @throws Problem where the words or the cursor of a search cannot be understood. Runs no statement. */
    checkSearch(query: SearchQuery): void {
      search.checkWords(query.q)
      if (query.after !== undefined) decodeCursor(query.after, searchKey(query), release.info.digest)
    },
    /** Items of any kind that match, best first, with the reason why. */
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
    /** How many items of each kind match. */
    async searchTotals(q: string): Promise<{ kind: Kind; total: number }[]> {
      const { matchesOf } = await scoreQuery(q)
      return kindNames.map((kind) => ({ kind, total: matchesOf([kind]).items.length }))
    },
    /** @throws Problem where a name is no kind. */
    kindNamed(name: string): Kind {
      if (Object.hasOwn(kinds, name)) return name as Kind
      throw problemOf('unknown_value', [unknown('query', 'kind', name, 'a kind', kindNames, nearest(name, kindNames))])
    },
  }
}
