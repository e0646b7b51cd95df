// Full-text search: what was typed → which items match, how well, and why.
import { LRUCache } from 'lru-cache'
import type { Kind } from '../content/kinds.ts'
import { numbersIn } from '../store/packing.ts'
import { stemOf } from '../store/stems.ts'
import { explain, type Found, type FoundBy, type SearchResult } from './explaining.ts'
import { foundItems } from './foundItems.ts'
import { pace } from './pace.ts'
import { firstFrom, inAll, inAny, type Listed, meetLists, nowhere, postingsReader, sizeOf } from './postings.ts'
import type { Alternative, Query } from './query.ts'
import { type Hit, ranking, type Sought } from './ranking.ts'
import type { ReleaseReader } from './release.ts'
import { understanding } from './understanding.ts'

/** Items that match. */
export type Hits = {
  /** In no order. */
  numbers: ArrayLike<number>
  /** All of them, best first. */
  ordered(): Hit[]
  /** The first so many of them, at most a hundred, best first. */
  first(count: number): Hit[]
  /** Why items match, in the order given. */
  explain(hits: readonly Hit[]): SearchResult[]
}

/** How much units that may stand in several ways may take. */
const MOST_LIST_BYTES = 16 * 1024 * 1024

export function searcher(release: ReleaseReader) {
  const { statement, isMapping } = release
  const mappings = release.extent('mapping')
  const postings = postingsReader(statement, isMapping)
  const { checkWords, understand } = understanding(release, postings)
  const [[names]] = statement('SELECT stems FROM names').all() as [[Buffer]]
  const { ordered, first, together, lookAtOne, lookAtTwo, preferred } = ranking(release, postings, numbersIn(names))
  const itemsByNumber = foundItems(release)
  /** Units that may stand in several ways, as one list of items each. */
  const lists = new LRUCache<string, Listed>({ maxSize: MOST_LIST_BYTES, sizeCalculation: sizeOf })

  let latestSought = 0

  /** Items of these kinds; of mappings, those that are wanted. */
  function soughtOf(kinds: readonly Kind[], isWanted: (mapping: number) => boolean): Sought {
    const items = new Uint8Array(release.lastNumber() + 1)
    for (const { first, size } of kinds.map(release.extent)) for (let number = first; number < first + size; number++) items[number] = !isMapping(number) || isWanted(number) ? 1 : 0
    return { items, mappingsAlone: kinds.every((kind) => kind === 'mapping'), name: ++latestSought }
  }

  function foundOf(alternative: Alternative): Found {
    const { apart, stems } = alternative
    return { alternative, phrases: apart ? stems.map((stem) => postings.of([stem])) : [postings.of(stems)] }
  }

  /** All alternatives of some units, their phrases and how many words each has; and then the words as they were typed. */
  function foundBy(units: readonly (readonly Found[])[], typed: Listed, typedWords: number): { alternatives: Found[]; phrases: Listed[]; sizes: number[] } {
    const all = { alternatives: [] as Found[], phrases: [] as Listed[], sizes: [] as number[] }
    for (const unit of units) {
      for (const found of unit) {
        const { apart, stems } = found.alternative
        all.alternatives.push(found)
        for (const phrase of found.phrases) {
          all.phrases.push(phrase)
          all.sizes.push(apart ? 1 : stems.length)
        }
      }
    }
    if (typed.numbers.length > 0) {
      all.phrases.push(typed)
      all.sizes.push(typedWords)
    }
    return all
  }

  async function foundUnits(query: Query): Promise<Found[][]> {
    const { isTired, rest } = pace()
    const units: Found[][] = []
    for (const unit of query.units) {
      units.push(unit.map(foundOf))
      if (isTired()) await rest()
    }
    return units
  }

  /** The items sought that match: those that have all units; where there are not `enough` of them, those that have any. */
  async function find(query: Query, { items, mappingsAlone }: Sought, enough = 1): Promise<Hits> {
    const { isTired, rest } = pace()
    const units = await foundUnits(query)
    const haveUnit = units.map(itemsOf)
    const haveUnits = inAll(haveUnit)
    // Words that stand side by side as they were typed count once more. They add no item.
    const typed = query.typed.length > 1 ? postings.ofPhrase(query.typed.map(stemOf), haveUnits) : nowhere
    if (isTired()) await rest()
    const haveAll = among(items, haveUnits)
    // A mapping speaks of items: that it has all words does not make it what was looked for.
    const counted = mappingsAlone ? haveAll.length : haveAll.length - numberWithin(haveAll, mappings)
    const numbers = counted >= enough || haveUnit.length === 1 ? haveAll : among(items, inAny(haveUnit))
    if (isTired()) await rest()
    const by = foundBy(units, typed, query.typed.length)
    const ranked = { query, numbers, ...by }
    return { numbers, ordered: () => ordered(ranked), first: (count) => first(ranked, count), explain: (hits) => explained(by, hits) }
  }

  const explained = (by: FoundBy, hits: readonly Hit[]): SearchResult[] => explain(by, hits, itemsByNumber(hits.map(({ number }) => number)))

  /** The items that have a unit, and what all its ways say of them together. */
  function listOf(unit: readonly Found[]): Listed {
    const [only] = unit
    if (unit.length === 1 && only?.phrases.length === 1 && only.alternative.stems.length === 1) return only.phrases[0] as Listed
    const key = unit.map(({ alternative: { apart, stems } }) => `${apart ? '' : '"'}${stems.join(' ')}`).join()
    const known = lists.get(key)
    if (known !== undefined) return known
    const list = together(itemsOf(unit), unit.flatMap(({ phrases }) => phrases))
    lists.set(key, list)
    return list
  }

  /** How many items sought match, and the best of them, at most a hundred: what `find` would give, of one or two units with less work. */
  async function best(query: Query, sought: Sought, count: number, enough: number): Promise<{ total: number; results: SearchResult[] }> {
    const units = await foundUnits(query)
    const stems = query.typed.map(stemOf)
    const [one, other] = units.length > 2 ? [] : units.map(listOf)
    let typed = nowhere
    let total: number | undefined
    if (one !== undefined && other === undefined) {
      if (stems.length > 1) typed = postings.ofPhrase(stems, one.numbers)
      total = lookAtOne(one, typed, sought)
    } else if (one !== undefined && other !== undefined) {
      const both = meetLists(one, other)
      const isPlain = stems.length === 2 && units.every((unit) => unit.length === 1)
      typed = isPlain ? postings.ofPhrase(stems, both.numbers, [both.inOne, both.inOther]) : postings.ofPhrase(stems, both.numbers)
      // Of words that may stand apart, one alone says something of an item too, even where it does not make the item match.
      const mayBeEither = units.every((unit) => unit.every(({ phrases }) => phrases.length === 1))
      total = lookAtTwo(one, other, both, typed, sought, enough, mayBeEither)
    }
    if (total === undefined) {
      const hits = await find(query, sought, enough)
      return { total: hits.numbers.length, results: hits.explain(hits.first(count)) }
    }
    return { total, results: explained(foundBy(units, typed, query.typed.length), preferred(query, count)) }
  }

  return { checkWords, understand, soughtOf, find, best }
}

/** The items that have a unit in some way. */
function itemsOf(unit: readonly Found[]): Uint32Array {
  return inAny(unit.map(({ phrases }) => inAll(phrases.map(({ numbers }) => numbers))))
}

/** Those of some numbers that are wanted: the very list where all of them are. */
function among(wanted: Uint8Array, numbers: Uint32Array): Uint32Array {
  let same = 0
  while (same < numbers.length && wanted[numbers[same] as number] === 1) same++
  if (same === numbers.length) return numbers
  const found = numbers.slice()
  let count = same
  for (let i = same; i < numbers.length; i++) if (wanted[numbers[i] as number] === 1) found[count++] = numbers[i] as number
  return found.subarray(0, count)
}

/** How many of ascending numbers are within a run of them. */
function numberWithin(numbers: Uint32Array, { first, size }: { first: number; size: number }): number {
  return firstFrom(numbers, first + size, 0) - firstFrom(numbers, first, 0)
}
