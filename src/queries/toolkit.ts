// The questions that REST and GraphQL ask: bound to one release, so that no answer mixes two.
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type Item, type Kind, kindNames, kindOfId, kinds } from '../content/kinds.ts'
import type { Guidance } from '../content/guidance.ts'
import type { Mapping } from '../content/mappings.ts'
import { nearest } from '../content/nearest.ts'
import { Problem, problemOf, unknown } from '../problems.ts'
import type { OpenRelease } from '../store/open.ts'
import { type Collection, collection } from './collection.ts'
import { crosswalk } from './crosswalk.ts'
import { decodeCursor, encodeCursor, requestKey } from './cursor.ts'
import { toolkitMap } from './map.ts'
import { type Addresses, type ReleaseReader, releaseReader, type Row, type Stored } from './release.ts'
import type { Query } from '../search/query.ts'
import { type SearchResult, searcher } from '../search/search.ts'
import { standingOf } from './standing.ts'
import { namedIn, namedInGuidance, type Whole } from './whole.ts'

export type SearchQuestion = { q: string; kinds: readonly Kind[]; limit: number; after?: string | undefined }
export type SearchPage = {
  results: SearchResult[]
  total: number
  hasNext: boolean
  cursorOf(result: SearchResult): string
}

/** An item with its guidance, where its kind has any. */
export type WholeItem = Item & { guidance?: unknown }

/** Where an id that is no longer served went. */
export type Fate =
  { how: 'renamed'; to: string } | { how: 'withdrawn'; on: string; reason: string; successor: string | null }

/** Where fewer than so many items have all that was typed, a search gives those that have some of it, too. */
const FEW = 20
/** How many choices of kinds to look for are remembered. */
const MOST_CHOICES = 32

export type Toolkit = ReturnType<typeof toolkit>

/** How many bytes the items that are kept as objects may take, where a release has no great many of them. */
const ITEM_BYTES = 16 * 1024 * 1024

const everyKind = kindNames.join()

/** Kinds as a text, in whatever order they are given. */
function keyOfKinds(kinds: readonly Kind[]): string {
  return kinds === kindNames ? everyKind : kindNames.filter((kind) => kinds.includes(kind)).join()
}

export function toolkit(open: OpenRelease, addresses: Addresses, itemBytes = ITEM_BYTES) {
  const release: ReleaseReader = releaseReader(open, addresses, itemBytes)
  const search = searcher(release)
  const choices = new LRUCache<string, (item: number) => boolean>({ max: MOST_CHOICES })
  const collections = Object.fromEntries(kindNames.map((kind) => [kind, collection(kind, release, search)])) as Record<
    Kind,
    Collection
  >

  /** Search uses what lists use: no mapping that lists leave out unless asked. */
  function sought(kinds: readonly Kind[]): (item: number) => boolean {
    const key = keyOfKinds(kinds)
    let known = choices.get(key)
    if (known === undefined) choices.set(key, (known = release.among(kinds, collections.mapping.listed())))
    return known
  }

  /** What follows an item among all that match, and how many go before that. */
  async function pageAfter(
    item: number | undefined,
    query: Query,
    { kinds, limit }: SearchQuestion,
  ): Promise<{ total: number; results: SearchResult[]; start: number }> {
    const found = await search.find(
      query,
      sought(kinds),
      FEW,
      kinds.every((kind) => kind === 'mapping'),
    )
    if (item === undefined) return { total: found.items.length, results: found.explain(found.first(limit)), start: 0 }
    const all = found.all()
    const start = all.findIndex((hit) => hit.item === item) + 1
    return { total: all.length, results: found.explain(all.slice(start, start + limit)), start }
  }

  /** What a search's cursors are bound to. */
  function searchKey({ q, kinds }: SearchQuestion): string {
    return requestKey(['search', q, keyOfKinds(kinds)])
  }

  /** An item of any kind by id, as an object that none may change, or undefined. */
  function objectById(id: string): Stored | undefined {
    const number = release.numberOf(id)
    return number === undefined ? undefined : release.object(number)
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
    of: (kind: Kind): Collection => collections[kind],
    /** How many items each kind's list has when nothing is asked of it. */
    counts: (): Record<Kind, number> =>
      Object.fromEntries(kindNames.map((kind) => [kind, collections[kind].listedCount()])) as Record<Kind, number>,
    /** An item of any kind by its id or by one that it had before, or undefined. */
    byId(id: string): { kind: Kind; row: Row } | undefined {
      const number = release.numberOf(id)
      if (number !== undefined) return { kind: kindOfId(id), row: release.row(number) }
      const moved = release.moved(id)
      return moved?.how === 'renamed' && moved.to !== null ? this.byId(moved.to) : undefined
    },
    /** Questions, activities and tools by strand, with what relates them. */
    map: () => toolkitMap((kind) => collections[kind]),
    /** What the content rests on, counted. */
    standing: () => standingOf((kind) => collections[kind]),
    /** Items of any kind by id, in the order given, undefined where there is none. */
    byIds: (ids: readonly string[]): ({ kind: Kind; row: Row } | undefined)[] =>
      ids.map((id) => {
        const number = release.numberOf(id)
        return number === undefined ? undefined : { kind: kindOfId(id), row: release.row(number) }
      }),
    /** The JSON of an item with its guidance. */
    guided: release.guided,
    /** The JSON of the items, each once, that some of a kind relate to in any of some ways. */
    related(kind: Kind, relations: readonly string[], numbers: readonly number[]): string[] {
      const found = new Set<number>()
      for (const relation of relations)
        for (const number of numbers) for (const other of release.related(kind, relation, number)) found.add(other)
      return [...found].map(release.json)
    },
    /** The id of an item by its number. */
    idOf: release.idOf,
    objectById,
    /** The number of an item of any kind, or undefined. */
    numberOf: release.numberOf,
    /** An item by its number, as an object that none may change. */
    object: release.object,
    /** Items of any kind by id, as objects that none may change, in the order given, undefined where there is none. */
    objectsById: (ids: readonly string[]): (Stored | undefined)[] => ids.map(objectById),
    /** What became of an id that is not served, followed through every rename to where it ended; undefined where nothing is known of it. */
    fateOf(id: string): Fate | undefined {
      const kind = kindOfId(id)
      const moved = release.moved(id)
      if (moved === undefined) {
        // An element goes where its methodology goes.
        const [methodology = '', element = ''] = id.split(':')
        const home = kind === 'element' ? this.fateOf(`methodology:${methodology}`) : undefined
        if (home?.how !== 'renamed') return home
        const there = `${home.to.slice('methodology:'.length)}:${element}`
        return release.has('element', there) ? { how: 'renamed', to: there } : this.fateOf(there)
      }
      const { how, to, on, reason } = moved
      if (how === 'withdrawn') return { how, on: on as string, reason: reason as string, successor: to }
      return release.has(kind, to as string) ? { how, to: to as string } : this.fateOf(to as string)
    },
    /** Items as they stand in exports, with their guidance, by id; two statements for all. */
    records(ids: readonly string[]): Map<string, WholeItem> {
      const numbers = ids.flatMap((id) => release.numberOf(id) ?? [])
      const guidances = release.guidances(numbers)
      return new Map(
        release.rows(numbers).map((row, i) => {
          const item = JSON.parse(row.json) as WholeItem
          return [row.id, item.kind === 'mapping' ? item : { ...item, guidance: JSON.parse(guidances[i] as string) }]
        }),
      )
    },
    /** A fingerprint of each item, its guidance included, by id. */
    async fingerprints(): Promise<Map<string, string>> {
      const prints = new Map<string, string>()
      for (const some of release.wholeTexts()) {
        for (const { id, text } of some) prints.set(id, createHash('sha256').update(text).digest('base64'))
        await setImmediate()
      }
      return prints
    },
    /** What an item is called, or undefined where there is none. */
    nameOf(id: string): string | undefined {
      const number = release.numberOf(id)
      return number === undefined ? undefined : release.nameOf(number)
    },
    /**
     * The id under which an item is served that was renamed; undefined where it is served as it is asked for.
     * @throws Problem where it was withdrawn, with the address of what takes its place, or where it never was.
     */
    renamedTo(kind: Kind, slug: string, addressOf: (id: string) => string): string | undefined {
      const collection = collections[kind]
      if (collection.isKnown(slug)) return undefined
      const gone = collection.gone(slug)
      if (gone === undefined && kind === 'element') {
        const [methodology = '', element = ''] = slug.split(':')
        const home =
          collections.methodology.gone(methodology) === undefined
            ? undefined
            : this.renamedTo('methodology', methodology, addressOf)
        // Whoever asked chose the element's name, and an address is made of it.
        if (home !== undefined) return `${home.slice('methodology:'.length)}:${encodeURIComponent(element)}`
      }
      if (gone === undefined) throw collection.absent(slug)
      if (gone.how === 'renamed' && gone.to !== null) return gone.to
      const successor = gone.to === null ? 'Nothing takes its place.' : `Use ${addressOf(gone.to)} instead.`
      throw new Problem('withdrawn', `The ${kind} "${slug}" was withdrawn on ${gone.on}: ${gone.reason} ${successor}`)
    },
    /** An item with all that a page about it shows: its guidance, its mappings, and what the items are called that these and it name. */
    whole(kind: Kind, slug: string): Whole | undefined {
      const row = collections[kind].bySlug(slug)
      if (row === undefined) return undefined
      const item = JSON.parse(row.json) as Item
      const guidance =
        item.kind === 'mapping'
          ? null
          : (JSON.parse(collections[kind].guidances([row.id])[0] as string) as Guidance | null)
      const mappings =
        item.kind === 'mapping'
          ? [item]
          : 'mappings' in item
            ? collections.mapping.bySlugs(item.mappings).map((found) => JSON.parse(found.json) as Mapping)
            : []
      const named = [
        ...namedIn(item),
        ...(guidance === null ? [] : namedInGuidance(guidance)),
        ...mappings.flatMap(({ subject, object }) => [subject, object]),
      ]
      // An element is told by its methodology too.
      const ids = [
        ...new Set(
          named.flatMap((id) => (kindOfId(id) === 'element' ? [id, `methodology:${id.split(':')[0]}`] : [id])),
        ),
      ]
      const names = new Map(
        this.byIds(ids).flatMap((found) =>
          found === undefined ? [] : [[found.row.id, (JSON.parse(found.row.json) as Item).name]],
        ),
      )
      return { item, guidance, mappings, names }
    },
    /** The kind whose collection has this name in addresses. */
    kindOfCollection(name: string): Kind | undefined {
      return kindNames.find((kind) => kinds[kind].collection === name)
    },
    /** @throws Problem where the words or the cursor of a search cannot be understood. Runs no statement. */
    checkSearch(question: SearchQuestion): void {
      search.checkWords(question.q)
      if (question.after !== undefined) decodeCursor(question.after, searchKey(question), release.info.digest)
    },
    /** Items of any kind that match, best first, with the reason why. */
    async search(question: SearchQuestion): Promise<SearchPage> {
      const key = searchKey(question)
      const from =
        question.after === undefined ? undefined : decodeCursor(question.after, key, release.info.digest).item
      const query = search.understand(question.q)
      const { total, results, start } = await pageAfter(from, query, question)
      return {
        results,
        total,
        hasNext: start + results.length < total,
        cursorOf: (result) => encodeCursor({ release: release.info.id, item: result.item }, key, release.info.digest),
      }
    },
    /** @throws Problem where a name is no kind. */
    kindNamed(name: string): Kind {
      if (Object.hasOwn(kinds, name)) return name as Kind
      throw problemOf('unknown_value', [unknown('query', 'kind', name, 'a kind', kindNames, nearest(name, kindNames))])
    },
  }
}
