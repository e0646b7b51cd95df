// Why items match: the best passage of each, and which words stand where.
import { fieldOf, placesFrom, placesTo, searchFields } from '../store/searchIndex.ts'
import type { FoundItem } from './foundItems.ts'
import { type Marks, type Passage, passage } from './passage.ts'
import { type Listed, placeOf } from './postings.ts'
import type { Alternative, Matched } from './query.ts'
import type { Hit } from './ranking.ts'

/** A way to say a unit, with where each of its phrases stands. */
export type Found = { alternative: Alternative; phrases: Listed[] }
/** What items were found by: each phrase of the alternatives, and then of all words as they were typed, with how many words it has. */
export type FoundBy = { alternatives: readonly Found[]; phrases: readonly Listed[]; sizes: readonly number[] }
/** An item that was found: how well it matches, its best passage, and which words stand where, the same list for all that have them in the same fields. */
export type SearchResult = { item: FoundItem; score: number; passage: Passage; matched: readonly Matched[] }

type Reason = { fields: readonly number[]; matched: Matched[] }

/** Where phrases stand in the item that is looked at, and in which fields each does, bit by bit. */
const marks: Marks = { count: 0, places: [], phrases: [] }
const fields: number[] = []

export function explain({ alternatives, phrases, sizes }: FoundBy, hits: readonly Hit[], items: readonly FoundItem[]): SearchResult[] {
  /** Most items have the words in the same fields. */
  const reasons: Reason[] = []
  return items.map((item, i) => {
    mark(phrases, item.number)
    let n = 0
    while (n < reasons.length && !isSame((reasons[n] as Reason).fields, phrases.length)) n++
    reasons[n] ??= { fields: fields.slice(0, phrases.length), matched: matchedIn(alternatives) }
    return { item, score: (hits[i] as Hit).score, passage: passage(item, marks, sizes), matched: (reasons[n] as Reason).matched }
  })
}

function isSame(known: readonly number[], count: number): boolean {
  for (let p = 0; p < count; p++) if (known[p] !== fields[p]) return false
  return true
}

/** Writes down where phrases stand in an item. */
function mark(phrases: readonly Listed[], number: number): void {
  const { places, phrases: whose } = marks
  let count = 0
  for (let p = 0; p < phrases.length; p++) {
    const phrase = phrases[p] as Listed
    const at = placeOf(phrase, number)
    fields[p] = 0
    if (at < 0) continue
    const end = placesTo(phrase, at)
    let inFields = 0
    for (let i = placesFrom(phrase, at); i < end; i++) {
      const place = phrase.places[i] as number
      inFields |= 1 << fieldOf(place)
      // Those of a phrase ascend: each goes in after what is not beyond it.
      let to = count++
      for (; to > 0 && (places[to - 1] as number) > place; to--) {
        places[to] = places[to - 1] as number
        whose[to] = whose[to - 1] as number
      }
      places[to] = place
      whose[to] = p
    }
    fields[p] = inFields
  }
  marks.count = count
}

/** Which words stand in which fields of the item that is looked at. */
function matchedIn(alternatives: readonly Found[]): Matched[] {
  const matched: Matched[] = []
  for (let f = 0; f < searchFields.length; f++) {
    const field = searchFields[f] as string
    let at = 0
    for (const { alternative, phrases } of alternatives) {
      const { words, apart, how, asked } = alternative
      const [from, to] = [at, at + phrases.length]
      at = to
      let isWhole = true
      let term = ''
      for (let n = from; n < to; n++) {
        if (fields[n] === 0) isWhole = false
        // Words that may stand apart may stand in different fields: each field says which it holds.
        if (((fields[n] as number) & (1 << f)) === 0) continue
        const here = apart ? (words[n - from] as string) : alternative.term
        term = term === '' ? here : `${term} ${here}`
      }
      if (isWhole && term !== '') matched.push({ field, term, how, asked })
    }
  }
  return matched
}
