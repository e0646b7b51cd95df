// Items that match, best first: by what is said of them, and by how like their names are to what was typed.
import { isInName, type Names, type Postings } from '../store/searchIndex.ts'
import { best, bestInOrder } from './best.ts'
import { likenessTo } from './likeness.ts'
import { firstFrom, type meet, MUCH_LONGER, type PostingsReader } from './postings.ts'
import type { Query } from './query.ts'
import type { ReleaseReader } from './release.ts'

export type Hit = { number: number; score: number }
/** What is to be put in order: the numbers of items that ascend, all that may be said of them, and words that tell no more than whether they stand in a name. */
export type Ranked = { query: Query; numbers: Uint32Array; phrases: readonly Postings[]; inNames: readonly Postings[] }
/** Which items are looked for, by number, and whether they are mappings alone. */
export type Sought = { items: Uint8Array; mappingsAlone: boolean }
/** Of a list, how many of its items are sought, and where the best of them stand in it, in no order. */
type Top = { total: number; best: Uint32Array }

/** How many times over a name that is like what was typed counts. */
const likeNameFactor = 4
/** Scores have four decimals. */
const PARTS = 10_000
const LEAST_ROOM = 1024
/** How many of the best are put in order by their names. */
const MOST_PREFERRED = 100
/** An item whose whole name was typed comes before all that only mention it. */
const exactNameBonus = 100

export function ranking({ isMapping, lastNumber, ranks }: ReleaseReader, { numberOf }: PostingsReader, names: Names) {
  /** While items are looked at: of each, by its number, its place among them and one more; of others 0. */
  const placeOf = new Uint32Array(lastNumber() + 1)
  /** By place: each item, how much is said of it, in ten thousandths, and whether some word stands in its name. */
  let numbers = new Uint32Array(LEAST_ROOM)
  let scores = new Float64Array(LEAST_ROOM)
  let named = new Uint8Array(LEAST_ROOM)
  /** What the best come to, likeness of their names and all. */
  const improved = new Float64Array(MOST_PREFERRED)
  const tops = new WeakMap<Sought, WeakMap<Postings, Top>>()

  function makeRoom(count: number): void {
    if (scores.length >= count) return
    numbers = new Uint32Array(count * 2)
    scores = new Float64Array(count * 2)
    named = new Uint8Array(count * 2)
  }

  /** Writes down what is said of items, until others are looked at. */
  function look({ numbers: all, phrases, inNames }: Ranked): void {
    makeRoom(all.length)
    for (let i = 0; i < all.length; i++) {
      numbers[i] = all[i] as number
      placeOf[all[i] as number] = i + 1
      scores[i] = 0
      named[i] = 0
    }
    for (const phrase of phrases) add(phrase, all, 1)
    for (const word of inNames) add(word, all, 0)
    for (let i = 0; i < all.length; i++) {
      placeOf[all[i] as number] = 0
      scores[i] = partsOf(scores[i] as number)
    }
  }

  /** Adds what a phrase says of items, so many times, and whether it stands in their names. */
  function add(phrase: Postings, all: Uint32Array, factor: number): void {
    const list = phrase.numbers
    if (list.length <= all.length * MUCH_LONGER) {
      for (let at = 0; at < list.length; at++) {
        const place = placeOf[list[at] as number] as number
        if (place === 0) continue
        scores[place - 1] = (scores[place - 1] as number) + (phrase.scores[at] as number) * factor
        if (isInName(phrase, at)) named[place - 1] = 1
      }
      return
    }
    for (let i = 0, at = 0; i < all.length; i++) {
      at = firstFrom(list, all[i] as number, at)
      if (at === list.length) return
      if (list[at] !== all[i]) continue
      scores[i] = (scores[i] as number) + (phrase.scores[at] as number) * factor
      if (isInName(phrase, at)) named[i] = 1
    }
  }

  /** What is the same of a word whenever it is searched for. */
  function topOf(word: Postings, sought: Sought): Top {
    let known = tops.get(sought)
    if (known === undefined) tops.set(sought, (known = new WeakMap()))
    let top = known.get(word)
    if (top === undefined) known.set(word, (top = newTop(word, sought)))
    return top
  }

  function newTop(word: Postings, { items }: Sought): Top {
    const rank = ranks()
    const wanted = Array.from(word.numbers.keys()).filter((at) => items[word.numbers[at] as number] === 1)
    const parts = Float64Array.from(wanted, (at) => partsOf(word.scores[at] as number))
    const rankOf = (i: number): number => rank[word.numbers[wanted[i] as number] as number] as number
    const chosen = best(parts, wanted.length, MOST_PREFERRED, (a, b) => rankOf(a) < rankOf(b))
    return { total: wanted.length, best: Uint32Array.from(chosen, (i) => wanted[i] as number) }
  }

  /** Looks at the items where a phrase stands and the best that one of its words says something of; tells how many have the word, and how many are looked at. */
  function lookAtOne(word: Postings, typed: Postings, sought: Sought): { total: number; count: number } {
    makeRoom(typed.numbers.length + MOST_PREFERRED)
    let [count, at] = [0, 0]
    for (let t = 0; t < typed.numbers.length; t++) {
      const number = typed.numbers[t] as number
      if (sought.items[number] !== 1) continue
      at = firstFrom(word.numbers, number, at)
      numbers[count] = number
      scores[count] = partsOf((word.scores[at] as number) + (typed.scores[t] as number))
      named[count++] = isInName(word, at) ? 1 : 0
    }
    const { total, best: top } = topOf(word, sought)
    return { total, count: writeOthers([[word, top]], count) }
  }

  /** Writes down those of lists that stand at some places in them and are not among the first so many that are looked at; tells how many are then. */
  function writeOthers(lists: readonly [Postings, Uint32Array][], already: number): number {
    for (let i = 0; i < already; i++) placeOf[numbers[i] as number] = 1
    let count = already
    for (const [word, places] of lists) {
      for (let n = 0; n < places.length; n++) {
        const at = places[n] as number
        const number = word.numbers[at] as number
        if (placeOf[number] !== 0) continue
        numbers[count] = number
        scores[count] = partsOf(word.scores[at] as number)
        named[count++] = isInName(word, at) ? 1 : 0
      }
    }
    for (let i = 0; i < already; i++) placeOf[numbers[i] as number] = 0
    return count
  }

  /**
   * Looks at the items that have two words or, where there are not enough of them, at the best of those that have either; tells how many
   * there are of these, and how many are looked at. `both` says which items have both, and where they stand in the lists; `typed`, where
   * the two words stand side by side.
   */
  function lookAtTwo(one: Postings, other: Postings, both: ReturnType<typeof meet>, typed: Postings, sought: Sought, enough: number): { total: number; count: number } {
    makeRoom(both.numbers.length + 2 * MOST_PREFERRED)
    let [count, counted] = [0, 0]
    for (let i = 0, t = 0; i < both.numbers.length; i++) {
      const number = both.numbers[i] as number
      if (sought.items[number] !== 1) continue
      const [inOne, inOther] = [both.inOne[i] as number, both.inOther[i] as number]
      let said = (one.scores[inOne] as number) + (other.scores[inOther] as number)
      while (t < typed.numbers.length && (typed.numbers[t] as number) < number) t++
      if (typed.numbers[t] === number) said += typed.scores[t] as number
      numbers[count] = number
      scores[count] = partsOf(said)
      named[count++] = isInName(one, inOne) || isInName(other, inOther) ? 1 : 0
      // A mapping speaks of items: that it has all words does not make it what was looked for.
      if (sought.mappingsAlone || !isMapping(number)) counted++
    }
    if (counted >= enough) return { total: count, count }
    const [topOfOne, topOfOther] = [topOf(one, sought), topOf(other, sought)]
    return { total: topOfOne.total + topOfOther.total - count, count: writeOthers([[one, topOfOne.best], [other, topOfOther.best]], count) }
  }

  /** Of the items that are looked at, the best by what is said of them, in the order of that and of their names. */
  function preferred(query: Query, among: number, count: number): Hit[] {
    const rank = ranks()
    const chosen = best(scores, among, MOST_PREFERRED, (a, b) => (rank[numbers[a] as number] as number) < (rank[numbers[b] as number] as number))
    let likeness: ReturnType<typeof likenessTo> | undefined
    for (let c = 0; c < chosen.length; c++) {
      const i = chosen[c] as number
      const [number, score] = [numbers[i] as number, (scores[i] as number) / PARTS]
      improved[c] = score
      if ((named[i] === 0 && query.smallWords.length === 0) || isMapping(number)) continue
      likeness ??= likenessTo(query, names, numberOf)
      const like = likeness(number)
      if (like > 0) improved[c] = partsOf(score * (1 + likeNameFactor * like ** 2) + (like === 1 ? exactNameBonus : 0)) / PARTS
    }
    const rankOf = (c: number): number => rank[numbers[chosen[c] as number] as number] as number
    return bestInOrder(improved, chosen.length, count, (a, b) => rankOf(a) < rankOf(b)).map((c) => ({ number: numbers[chosen[c] as number] as number, score: improved[c] as number }))
  }

  /** All of them, best first. */
  function ordered(ranked: Ranked): Hit[] {
    look(ranked)
    const front = preferred(ranked.query, ranked.numbers.length, MOST_PREFERRED)
    if (ranked.numbers.length <= MOST_PREFERRED) return front
    const rank = ranks()
    const isFront = new Set(front.map(({ number }) => number))
    const others = Array.from(ranked.numbers, (number, i) => ({ number, score: (scores[i] as number) / PARTS })).filter(({ number }) => !isFront.has(number))
    others.sort((a, b) => b.score - a.score || (rank[a.number] as number) - (rank[b.number] as number))
    return [...front, ...others]
  }

  return {
    ordered,
    lookAtOne,
    lookAtTwo,
    preferred,
    /** The first so many of them, at most a hundred, best first. */
    first(ranked: Ranked, count: number): Hit[] {
      look(ranked)
      return preferred(ranked.query, ranked.numbers.length, count)
    },
  }
}

/** A score in ten thousandths. */
function partsOf(score: number): number {
  return Math.round(score * PARTS)
}
