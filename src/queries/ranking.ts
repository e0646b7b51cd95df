// Items that match, best first: by what is said of them, and by how like their names are to what was typed.
import { LRUCache } from 'lru-cache'
import { isInName, type Names, PARTS, type Postings, saidOf } from '../store/searchIndex.ts'
import { best, bestInOrder, keepBest } from './best.ts'
import { likenessTo } from './likeness.ts'
import { type Listed, type Meeting, MUCH_LONGER, placeOf, type PostingsReader } from './postings.ts'
import type { Query } from './query.ts'
import type { ReleaseReader } from './release.ts'

export type Hit = { number: number; score: number }
/** What is to be put in order: the numbers of items that ascend, and all that may be said of them. */
export type Ranked = { query: Query; numbers: Uint32Array; phrases: readonly Listed[] }
/** Which items are looked for, by number, and whether they are mappings alone; `name` tells one choice from another. */
export type Sought = { items: Uint8Array; mappingsAlone: boolean; name: number }
/** Of a list, how many of its items are sought, and the best of them with their scores, in no order. */
type Top = { total: number } & Pick<Postings, 'numbers' | 'scores'>
/** Items that are looked at: each, how much is said of it, and whether some word stands in its name. */
type Looked = { numbers: Uint32Array; scores: Float64Array; named: Uint8Array }

/** How many times over a name that is like what was typed counts. */
const likeNameFactor = 4
const LEAST_ROOM = 1024
/** How many of the best are put in order by their names. */
const MOST_PREFERRED = 100
/** How many lists' best are remembered. */
const MOST_TOPS = 8000
/** Of more than so many the best are chosen before more are looked at. */
const MOST_LOOKED = MOST_PREFERRED * 3
/** An item whose whole name was typed comes before all that only mention it. */
const exactNameBonus = 100

export function ranking({ isMapping, lastNumber, ranks }: ReleaseReader, { numberOf, listed }: PostingsReader, names: Names) {
  /** While items are looked at: of each, by its number, its place among them and one more; of others 0. */
  const foundAt = new Uint32Array(lastNumber() + 1)
  let looked = lookedOf(LEAST_ROOM)
  /** How many are looked at, and under which score none need be. */
  let [count, least] = [0, 0]
  /** What the best come to, likeness of their names and all. */
  const improved = new Float64Array(MOST_PREFERRED)
  const tops = new LRUCache<string, Top>({ max: MOST_TOPS })

  /** Writes down what is said of items, until others are looked at. */
  function look(all: Uint32Array, phrases: readonly Listed[]): void {
    if (looked.numbers.length < all.length) looked = lookedOf(all.length * 2)
    const { numbers, scores, named } = looked
    for (let i = 0; i < all.length; i++) {
      numbers[i] = all[i] as number
      foundAt[all[i] as number] = i + 1
      scores[i] = 0
      named[i] = 0
    }
    for (const phrase of phrases) add(phrase, all)
    for (let i = 0; i < all.length; i++) foundAt[all[i] as number] = 0
    count = all.length
  }

  /** Adds what a phrase says of items, and whether it stands in their names. */
  function add(phrase: Listed, all: Uint32Array): void {
    const list = phrase.numbers
    if (list.length > all.length * MUCH_LONGER) for (let i = 0; i < all.length; i++) addOne(i, phrase, placeOf(phrase, all[i] as number))
    else for (let at = 0; at < list.length; at++) addOne((foundAt[list[at] as number] as number) - 1, phrase, at)
  }

  function addOne(i: number, phrase: Listed, at: number): void {
    if (i < 0 || at < 0) return
    looked.scores[i] = (looked.scores[i] as number) + saidOf(phrase, at)
    if (isInName(phrase, at)) looked.named[i] = 1
  }

  /** What phrases say together of items, all of which have some of them, as one list that stands nowhere. */
  function together(numbers: Uint32Array, phrases: readonly Listed[]): Listed {
    look(numbers, phrases)
    const scores = Int32Array.from(numbers, (_, i) => (looked.named[i] === 1 ? -1 : 1) * (looked.scores[i] as number))
    return listed({ numbers, scores, ends: new Uint32Array(numbers.length), places: new Uint32Array() })
  }

  function isBefore(one: number, other: number): boolean {
    const rank = ranks()
    return (rank[looked.numbers[one] as number] as number) < (rank[looked.numbers[other] as number] as number)
  }

  function lookAtNone(): void {
    count = 0
    least = 0
  }

  /** Looks at one more, unless there are enough that are better. */
  function lookAt(number: number, score: number, isNamed: boolean): void {
    if (score < least) return
    if (count === MOST_LOOKED) letGo()
    looked.numbers[count] = number
    looked.scores[count] = score
    looked.named[count++] = isNamed ? 1 : 0
  }

  /** Keeps the best of those that are looked at. */
  function letGo(): void {
    const { numbers, scores, named } = looked
    const kept = Array.from({ length: count }, (_, i) => i)
    least = keepBest(kept, scores, MOST_PREFERRED, isBefore)
    kept.sort((one, other) => one - other)
    for (let k = 0; k < kept.length; k++) {
      const i = kept[k] as number
      numbers[k] = numbers[i] as number
      scores[k] = scores[i] as number
      named[k] = named[i] as number
    }
    count = kept.length
  }

  /** What is the same of a list whenever it is searched. */
  function topOf(list: Listed, sought: Sought): Top {
    const key = `${sought.name} ${list.name}`
    let top = tops.get(key)
    if (top === undefined) tops.set(key, (top = newTop(list, sought)))
    return top
  }

  function newTop(list: Listed, { items }: Sought): Top {
    const rank = ranks()
    const wanted = Array.from(list.numbers.keys()).filter((at) => items[list.numbers[at] as number] === 1)
    const said = Float64Array.from(wanted, (at) => saidOf(list, at))
    const rankOf = (i: number): number => rank[list.numbers[wanted[i] as number] as number] as number
    const chosen = best(said, wanted.length, MOST_PREFERRED, (a, b) => rankOf(a) < rankOf(b))
    const valuesOf = (values: Uint32Array | Int32Array) => chosen.map((i) => values[wanted[i] as number] as number)
    return { total: wanted.length, numbers: Uint32Array.from(valuesOf(list.numbers)), scores: Int32Array.from(valuesOf(list.scores)) }
  }

  /** Looks at the items of a list where a phrase stands and the best of the others; tells how many the list has. */
  function lookAtOne(list: Listed, typed: Postings, sought: Sought): number {
    lookAtNone()
    for (let t = 0; t < typed.numbers.length; t++) {
      const number = typed.numbers[t] as number
      if (sought.items[number] !== 1) continue
      const at = placeOf(list, number)
      lookAt(number, saidOf(list, at) + saidOf(typed, t), isInName(list, at))
    }
    const top = topOf(list, sought)
    lookAtOthers([top])
    return top.total
  }

  /** Looks at those of the best of lists that are not looked at already. */
  function lookAtOthers(tops: readonly Top[]): void {
    const already = looked.numbers.slice(0, count)
    for (let i = 0; i < already.length; i++) foundAt[already[i] as number] = 1
    for (const top of tops) {
      for (let n = 0; n < top.numbers.length; n++) if (foundAt[top.numbers[n] as number] === 0) lookAt(top.numbers[n] as number, saidOf(top, n), isInName(top, n))
    }
    for (let i = 0; i < already.length; i++) foundAt[already[i] as number] = 0
  }

  /**
   * Looks at the items that are in two lists or, where there are not enough of them, at the best of those that are in either; tells how many
   * there are of these, or undefined where there are not enough of them and `mayBeEither` is false. `both` says which items are in both, and where
   * they stand in the lists; `typed`, where the words stand side by side.
   */
  function lookAtTwo(one: Listed, other: Listed, both: Meeting, typed: Postings, sought: Sought, enough: number, mayBeEither: boolean): number | undefined {
    lookAtNone()
    const { numbers, inOne, inOther } = both
    let [inBoth, counted] = [0, 0]
    for (let i = 0, t = 0; i < numbers.length; i++) {
      const number = numbers[i] as number
      if (sought.items[number] !== 1) continue
      inBoth++
      // A mapping speaks of items: that it has all words does not make it what was looked for.
      if (sought.mappingsAlone || !isMapping(number)) counted++
      const [inA, inB] = [inOne[i] as number, inOther[i] as number]
      let said = saidOf(one, inA) + saidOf(other, inB)
      while (t < typed.numbers.length && (typed.numbers[t] as number) < number) t++
      if (typed.numbers[t] === number) said += saidOf(typed, t)
      lookAt(number, said, isInName(one, inA) || isInName(other, inB))
    }
    if (counted >= enough) return inBoth
    if (!mayBeEither) return undefined
    const [topOfOne, topOfOther] = [topOf(one, sought), topOf(other, sought)]
    lookAtOthers([topOfOne, topOfOther])
    return topOfOne.total + topOfOther.total - inBoth
  }

  /** Of the items that are looked at, the best by what is said of them, in the order of that and of their names. */
  function preferred(query: Query, most: number): Hit[] {
    const { numbers, scores, named } = looked
    const chosen = best(scores, count, MOST_PREFERRED, isBefore)
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
    return bestInOrder(improved, chosen.length, most, (a, b) => isBefore(chosen[a] as number, chosen[b] as number)).map((c) => ({ number: numbers[chosen[c] as number] as number, score: improved[c] as number }))
  }

  /** All of them, best first. */
  function ordered({ query, numbers, phrases }: Ranked): Hit[] {
    look(numbers, phrases)
    const front = preferred(query, MOST_PREFERRED)
    if (numbers.length <= MOST_PREFERRED) return front
    const rank = ranks()
    const isFront = new Set(front.map(({ number }) => number))
    const others = Array.from(numbers, (number, i) => ({ number, score: (looked.scores[i] as number) / PARTS })).filter(({ number }) => !isFront.has(number))
    others.sort((a, b) => b.score - a.score || (rank[a.number] as number) - (rank[b.number] as number))
    return [...front, ...others]
  }

  return {
    ordered,
    together,
    lookAtOne,
    lookAtTwo,
    preferred,
    /** The first so many of them, at most a hundred, best first. */
    first({ query, numbers, phrases }: Ranked, most: number): Hit[] {
      look(numbers, phrases)
      return preferred(query, most)
    },
  }
}

function lookedOf(size: number): Looked {
  return { numbers: new Uint32Array(size), scores: new Float64Array(size), named: new Uint8Array(size) }
}

/** A score in whole parts. */
function partsOf(score: number): number {
  return Math.round(score * PARTS)
}
