// Full-text search: what was typed → which items match, how well, and why.
import type { Kind } from '../content/kinds.ts'
import { numbersIn } from '../store/packing.ts'
import type { Postings } from '../store/searchIndex.ts'
import { stemOf } from '../store/stems.ts'
import { explain, type Found, type SearchResult } from './explaining.ts'
import { foundItems } from './foundItems.ts'
import { pace } from './pace.ts'
import { firstFrom, inAll, inAny, postingsReader } from './postings.ts'
import type { Alternative, Query } from './query.ts'
import { type Hit, ranking } from './ranking.ts'
import type { ReleaseReader } from './release.ts'
import { understanding } from './understanding.ts'

/** Items that match. */
export type Hits = {
  /** In no order. */
  numbers: ArrayLike<number>
  /** All of them, best first. */
  ordered(): Hit[]
  /** The first so many of them, best first. */
  first(count: number): Hit[]
  /** Why items match, in the order given. */
  explain(hits: readonly Hit[]): SearchResult[]
}
/** Which items are looked for, by number, and whether they are mappings alone. */
export type Sought = { items: Uint8Array; mappingsAlone: boolean }

export function searcher(release: ReleaseReader) {
  const { statement } = release
  const mappings = release.extent('mapping')
  const isMapping = (number: number): boolean => number >= mappings.first && number < mappings.first + mappings.size
  const postings = postingsReader(statement, isMapping)
  const { checkWords, understand } = understanding(release, postings)
  const [[names]] = statement('SELECT stems FROM names').all() as [[Buffer]]
  const { ordered, first } = ranking(release, postings, numbersIn(names))
  const itemsByNumber = foundItems(release)

  /** Items of these kinds; of mappings, those that are wanted. */
  function soughtOf(kinds: readonly Kind[], isWanted: (mapping: number) => boolean): Sought {
    const items = new Uint8Array(release.lastNumber() + 1)
    for (const { first, size } of kinds.map(release.extent)) for (let number = first; number < first + size; number++) items[number] = !isMapping(number) || isWanted(number) ? 1 : 0
    return { items, mappingsAlone: kinds.every((kind) => kind === 'mapping') }
  }

  function foundOf(alternative: Alternative): Found {
    const { apart, stems } = alternative
    return { alternative, phrases: apart ? stems.map((stem) => postings.of([stem])) : [postings.of(stems)] }
  }

  /** All alternatives of some units, their phrases and how many words each has, and the words that tell of phrases whether they stand in a name. */
  function gathered(units: readonly Found[][]): { alternatives: Found[]; phrases: Postings[]; sizes: number[]; inNames: Postings[] } {
    const all = { alternatives: [] as Found[], phrases: [] as Postings[], sizes: [] as number[], inNames: [] as Postings[] }
    for (const unit of units) {
      for (const found of unit) {
        const { apart, stems } = found.alternative
        all.alternatives.push(found)
        for (const phrase of found.phrases) {
          all.phrases.push(phrase)
          all.sizes.push(apart ? 1 : stems.length)
        }
        if (!apart && stems.length > 1) for (const stem of stems) all.inNames.push(postings.of([stem]))
      }
    }
    return all
  }

  /** The items sought that match: those that have all units; where there are not `enough` of them, those that have any. */
  async function find(query: Query, { items, mappingsAlone }: Sought, enough = 1): Promise<Hits> {
    const { isTired, rest } = pace()
    const units: Found[][] = []
    for (const unit of query.units) {
      units.push(unit.map(foundOf))
      if (isTired()) await rest()
    }
    const haveUnit = units.map((unit) => inAny(unit.map(({ phrases }) => inAll(phrases.map(({ numbers }) => numbers)))))
    const haveUnits = inAll(haveUnit)
    // Words that stand side by side as they were typed count once more. They add no item.
    const typed = query.typed.length > 1 ? [postings.ofPhrase(query.typed.map(stemOf), haveUnits)].filter(({ numbers }) => numbers.length > 0) : []
    if (isTired()) await rest()
    const haveAll = among(items, haveUnits)
    // A mapping speaks of items: that it has all words does not make it what was looked for.
    const counted = mappingsAlone ? haveAll.length : haveAll.length - numberWithin(haveAll, mappings)
    const numbers = counted >= enough || haveUnit.length === 1 ? haveAll : among(items, inAny(haveUnit))
    if (isTired()) await rest()
    const foundBy = gathered(units)
    if (typed.length > 0) {
      foundBy.phrases.push(...typed)
      foundBy.sizes.push(query.typed.length)
    }
    const ranked = { query, numbers, ...foundBy }
    return {
      numbers,
      ordered: () => ordered(ranked),
      first: (count) => first(ranked, count),
      explain: (hits) => explain(foundBy, hits, itemsByNumber(hits.map(({ number }) => number))),
    }
  }

  return { checkWords, understand, soughtOf, find }
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
