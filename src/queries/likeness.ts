// How like the names of an item are to what was typed: the more of each stands in the other, the liker.
import { isSmall, type Names, namesFrom, namesTo, stemNumber } from '../store/searchIndex.ts'
import { stemOf } from '../store/stems.ts'
import { isStopWord } from '../store/stopWords.ts'
import type { Query } from './query.ts'

/** A small word says less than another, yet tells one question from the next. */
const SMALL = 0.25
/** A synonym is a little less than the word itself. */
const SYNONYM = 0.95
/** Only a name that says what was typed and nothing else is 1. */
const MOST_OF_OTHERS = 0.99

/** The stems of a name that were typed, while it is looked at. */
const shared: number[] = []

/**
 * How like the likest name of an item is to what was typed, by its number: from 0, where they share no word, to 1, where it is what was
 * typed. `numberOf` gives the number of a stem, or undefined where no text has it.
 */
export function likenessTo({ units, smallWords }: Query, names: Names, numberOf: (stem: string) => number | undefined): (item: number) => number {
  const numbersOf = (stems: readonly string[]): number[] => stems.map((stem) => numberOf(stem) ?? -1)
  const asked = units.map((unit) => ({
    weight: unit[0].asked.split(' ').reduce((sum, word) => sum + (isStopWord(word) ? SMALL : 1), 0),
    ways: unit.map(({ stems, how }) => ({ stems: numbersOf(stems), factor: how === 'synonym' ? SYNONYM : 1 })),
  }))
  const whole = asked.reduce((sum, { weight }) => sum + weight, 0)
  const small = numbersOf(smallWords.map(stemOf))
  const all = whole + small.length * SMALL

  /** How like the name is whose words stand there. */
  function likeness(from: number, to: number): number {
    let [found, count] = [0, 0]
    for (let u = 0; u < asked.length; u++) {
      const { weight, ways } = asked[u] as (typeof asked)[number]
      for (let w = 0; w < ways.length; w++) {
        const { stems, factor } = ways[w] as (typeof ways)[number]
        let k = 0
        while (k < stems.length && stands(stems[k] as number, from, to)) k++
        if (k < stems.length) continue
        found += weight * factor
        for (k = 0; k < stems.length; k++) shared[count++] = stems[k] as number
        break
      }
    }
    if (found === 0 && small.length === 0) return 0
    let [foundSmall, ofShared, ofName] = [0, 0, 0]
    let saysMore = false
    for (let at = from; at < to; at++) {
      const word = names[at] as number
      if (!isSmall(word) && !isAmong(stemNumber(word), count)) saysMore = true
    }
    if (found === whole && !saysMore) return 1
    for (let k = 0; k < small.length; k++) {
      if (!stands(small[k] as number, from, to)) continue
      foundSmall += SMALL
      shared[count++] = small[k] as number
    }
    for (let at = from; at < to; at++) {
      const word = names[at] as number
      const weight = isSmall(word) ? SMALL : 1
      ofName += weight
      if (isAmong(stemNumber(word), count)) ofShared += weight
    }
    const [partOfQuery, partOfName] = [(found + foundSmall) / all, ofShared / ofName]
    return partOfQuery === 0 || partOfName === 0 ? 0 : (MOST_OF_OTHERS * 2 * partOfQuery * partOfName) / (partOfQuery + partOfName)
  }

  function stands(stem: number, from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (stemNumber(names[at] as number) === stem) return true
    return false
  }

  return (item) => {
    let like = 0
    const end = namesTo(names, item)
    for (let at = namesFrom(names, item); at < end; ) {
      const to = at + 1 + (names[at] as number)
      like = Math.max(like, likeness(at + 1, to))
      at = to
    }
    return like
  }
}

function isAmong(stem: number, count: number): boolean {
  for (let k = 0; k < count; k++) if (shared[k] === stem) return true
  return false
}
