// How like a name is to what was typed: the more of each stands in the other, the liker.
import { stemOf } from '../store/stems.ts'
import type { Query, Unit } from './query.ts'
import { isStopWord } from './stopWords.ts'

/** A small word says less than another, yet tells one question from the next. */
const SMALL = 0.25
/** A synonym is a little less than the word itself. */
const SYNONYM = 0.95
/** Only a name that says what was typed and nothing else is 1. */
const MOST_OF_OTHERS = 0.99

/** A name, read once: the stems of its words, how much each says, and all together. */
export type Name = { stems: string[]; weights: number[]; weight: number }

export function nameOf(words: string[]): Name {
  const weights = words.map(weigh)
  return { stems: words.map(stemOf), weights, weight: sumOf(weights) }
}

/** How like names are to what was typed: from 0, where they share no word, to 1, where the name is what was typed. */
export function likenessTo({ units, smallWords }: Query): (name: Name) => number {
  const asked = units.map(([own]) => sumOf(own.asked.split(' ').map(weigh)))
  const whole = sumOf(asked)
  const small = smallWords.map((word) => ({ stem: stemOf(word), weight: weigh(word) }))
  const all = whole + sumOf(small.map(({ weight }) => weight))

  return ({ stems, weights, weight }) => {
    let found = 0
    let shared: string[] = []
    for (let u = 0; u < units.length; u++) {
      const match = (units[u] as Unit).find((alternative) => alternative.stems.every((stem) => stems.includes(stem)))
      if (match === undefined) continue
      found += (asked[u] as number) * (match.how === 'synonym' ? SYNONYM : 1)
      shared = shared.length === 0 ? match.stems : [...shared, ...match.stems]
    }
    if (found === 0 && small.length === 0) return 0
    if (found === whole && stems.every((stem, i) => weights[i] === SMALL || shared.includes(stem))) return 1
    let [foundSmall, ofShared] = [0, 0]
    for (const { stem, weight: own } of small) {
      if (!stems.includes(stem)) continue
      foundSmall += own
      shared = [...shared, stem]
    }
    for (let i = 0; i < stems.length; i++) if (shared.includes(stems[i] as string)) ofShared += weights[i] as number
    const [ofQuery, ofName] = [(found + foundSmall) / all, ofShared / weight]
    return ofQuery === 0 || ofName === 0 ? 0 : (MOST_OF_OTHERS * 2 * ofQuery * ofName) / (ofQuery + ofName)
  }
}

function weigh(word: string): number {
  return isStopWord(word) ? SMALL : 1
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
