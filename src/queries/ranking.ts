// Items that match, best first: by what is said of them, and by how like their names are to what was typed.
import { isInName, type Names, type Postings } from '../store/searchIndex.ts'
import { best, bestInOrder } from './best.ts'
import { likenessTo } from './likeness.ts'
import { firstFrom, MUCH_LONGER, type PostingsReader } from './postings.ts'
import type { Query } from './query.ts'
import type { ReleaseReader } from './release.ts'

export type Hit = { number: number; score: number }
/** What is to be put in order: the numbers of items that ascend, all that may be said of them, and words that tell no more than whether they stand in a name. */
export type Ranked = { query: Query; numbers: Uint32Array; phrases: readonly Postings[]; inNames: readonly Postings[] }

/** How many times over a name that is like what was typed counts. */
const likeNameFactor = 4
/** Scores have four decimals. */
const PARTS = 10_000
/** How many of the best are put in order by their names. */
const MOST_PREFERRED = 100
/** An item whose whole name was typed comes before all that only mention it. */
const exactNameBonus = 100

export function ranking(release: ReleaseReader, { numberOf }: PostingsReader, names: Names) {
  /** While items are looked at: of each, by its number, its place among them and one more; of others 0. */
  const placeOf = new Uint32Array(release.lastNumber() + 1)
  /** By place: how much is said of each item, in ten thousandths, and whether some word stands in its name. */
  let scores = new Float64Array(1024)
  let named = new Uint8Array(1024)
  /** What the best come to, likeness of their names and all. */
  const improved = new Float64Array(MOST_PREFERRED)
  const mappings = release.extent('mapping')
  const isMapping = (number: number): boolean => number >= mappings.first && number < mappings.first + mappings.size

  /** Writes down what is said of items, until others are looked at. */
  function look({ numbers, phrases, inNames }: Ranked): void {
    if (scores.length < numbers.length) {
      scores = new Float64Array(numbers.length * 2)
      named = new Uint8Array(numbers.length * 2)
    }
    for (let i = 0; i < numbers.length; i++) {
      placeOf[numbers[i] as number] = i + 1
      scores[i] = 0
      named[i] = 0
    }
    for (const phrase of phrases) add(phrase, numbers, 1)
    for (const word of inNames) add(word, numbers, 0)
    for (let i = 0; i < numbers.length; i++) {
      placeOf[numbers[i] as number] = 0
      scores[i] = Math.round((scores[i] as number) * PARTS)
    }
  }

  /** Adds what a phrase says of items, so many times, and whether it stands in their names. */
  function add(phrase: Postings, numbers: Uint32Array, factor: number): void {
    const list = phrase.numbers
    if (list.length <= numbers.length * MUCH_LONGER) {
      for (let at = 0; at < list.length; at++) {
        const place = placeOf[list[at] as number] as number
        if (place === 0) continue
        scores[place - 1] = (scores[place - 1] as number) + (phrase.scores[at] as number) * factor
        if (isInName(phrase, at)) named[place - 1] = 1
      }
      return
    }
    for (let i = 0, at = 0; i < numbers.length; i++) {
      at = firstFrom(list, numbers[i] as number, at)
      if (at === list.length) return
      if (list[at] !== numbers[i]) continue
      scores[i] = (scores[i] as number) + (phrase.scores[at] as number) * factor
      if (isInName(phrase, at)) named[i] = 1
    }
  }

  /** The best by what is said of them, in the order of that and of their names. */
  function preferred(ranked: Ranked, count: number): Hit[] {
    const { query, numbers } = ranked
    const rank = release.ranks()
    look(ranked)
    const chosen = best(scores, numbers.length, MOST_PREFERRED, (a, b) => (rank[numbers[a] as number] as number) < (rank[numbers[b] as number] as number))
    let likeness: ReturnType<typeof likenessTo> | undefined
    for (let c = 0; c < chosen.length; c++) {
      const i = chosen[c] as number
      const [number, score] = [numbers[i] as number, (scores[i] as number) / PARTS]
      improved[c] = score
      if ((named[i] === 0 && query.smallWords.length === 0) || isMapping(number)) continue
      likeness ??= likenessTo(query, names, numberOf)
      const like = likeness(number)
      if (like > 0) improved[c] = Math.round((score * (1 + likeNameFactor * like ** 2) + (like === 1 ? exactNameBonus : 0)) * PARTS) / PARTS
    }
    const rankOf = (c: number): number => rank[numbers[chosen[c] as number] as number] as number
    return bestInOrder(improved, chosen.length, count, (a, b) => rankOf(a) < rankOf(b)).map((c) => ({ number: numbers[chosen[c] as number] as number, score: improved[c] as number }))
  }

  /** All of them, best first. */
  function ordered(ranked: Ranked): Hit[] {
    const front = preferred(ranked, MOST_PREFERRED)
    if (ranked.numbers.length <= MOST_PREFERRED) return front
    const rank = release.ranks()
    const isFront = new Set(front.map(({ number }) => number))
    const others = Array.from(ranked.numbers, (number, i) => ({ number, score: (scores[i] as number) / PARTS })).filter(({ number }) => !isFront.has(number))
    others.sort((a, b) => b.score - a.score || (rank[a.number] as number) - (rank[b.number] as number))
    return [...front, ...others]
  }

  return {
    ordered,
    /** The first so many of them, best first. */
    first: (ranked: Ranked, count: number): Hit[] => (count <= MOST_PREFERRED ? preferred(ranked, count) : ordered(ranked).slice(0, count)),
  }
}
