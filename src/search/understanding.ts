// What was typed into a search → what is looked for: words, phrases that have synonyms, words run together or apart, and spellings.
import { Problem } from '../problems.ts'
import { stemOf } from './stems.ts'
import { isStopWord, meaningfulOf } from './stopWords.ts'
import { britishOf, oneMistakeApart, SHORTEST_CORRECTED, spellingForms, wordsOf } from './words.ts'
import type { Alternative, Matched, Query, Unit } from './query.ts'
import type { Source } from './source.ts'

const MOST_WORDS = 20
/** How many single words are remembered as they were understood. */
const MOST_KNOWN = 2000

export function understanding({ statement }: Source, postings: { stands(stems: readonly string[]): boolean }) {
  const spelled = statement('SELECT DISTINCT word FROM spellings WHERE form IN (SELECT value FROM json_each(?))')
  const stands = (...words: string[]): boolean => postings.stands(words.map(stemOf))
  const wordsSpelled = (forms: string[]) => (spelled.all(JSON.stringify(forms)) as [string][]).map(([word]) => word)
  const phrases = synonymsOf(
    (statement('SELECT "group", phrase FROM synonyms').all() as [number, string][]).map(([group, phrase]) => ({
      group,
      phrase,
    })),
  )
  /** What single words were understood as: most are asked for again and again. */
  const known = new Map<string, Unit>()
  let checked: { typed: string; words: string[] } = { typed: '', words: [] }

  /** What was typed, understood. @throws Problem as `checkWords` does. */
  function understand(typed: string): Query {
    const words = checkWords(typed)
    const isAllSmall = words.every(isStopWord)
    const [units, smallWords]: [Unit[], string[]] = [[], []]
    for (let i = 0; i < words.length;) {
      const word = words[i] as string
      const phrase = synonymUnit(words, i)
      if (phrase === undefined && isStopWord(word) && !isAllSmall) {
        smallWords.push(word)
        i++
        continue
      }
      const [unit, taken] = phrase ?? joinedUnit(words, i) ?? [wordUnit(word), 1]
      units.push(unit)
      i += taken
    }
    return { units, smallWords, typed: words }
  }

  /** The words. @throws Problem where there is none, or too many that count. */
  function checkWords(typed: string): string[] {
    // A search is checked first, and made after that.
    if (typed === checked.typed) return checked.words
    const all = wordsOf(typed)
    const words = meaningfulOf(all)
    if (words.length === 0)
      throw new Problem('invalid_parameter', 'q must hold a word: letters or figures.', [
        { in: 'query', name: 'q', message: 'must hold a word: letters or figures' },
      ])
    if (words.length > MOST_WORDS) {
      throw new Problem('invalid_parameter', `q may hold at most ${MOST_WORDS} words (got ${words.length}).`, [
        { in: 'query', name: 'q', message: `may hold at most ${MOST_WORDS} words (got ${words.length})` },
      ])
    }
    checked = { typed, words: all }
    return all
  }

  /** The longest phrase with synonyms that begins here. */
  function synonymUnit(words: string[], at: number): [Unit, number] | undefined {
    let [best, length]: [Phrase | undefined, number] = [undefined, 0]
    for (const { stems, phrase } of phrases.get(stemOf(words[at] as string)) ?? []) {
      if (
        stems.length > length &&
        stems.every((stem, i) => at + i < words.length && stem === stemOf(words[at + i] as string))
      )
        [best, length] = [phrase, stems.length]
    }
    if (best === undefined) return undefined
    const typedHere = words.slice(at, at + length)
    const asked = typedHere.join(' ')
    return [
      [
        alternative(meaningfulOf(typedHere), 'word', asked, true),
        ...best.others.map((other) => alternative(other, 'synonym', asked)),
      ],
      length,
    ]
  }

  function joinedUnit(words: string[], at: number): [Unit, number] | undefined {
    const [a, b] = [words[at], words[at + 1]]
    if (a === undefined || b === undefined || !stands(a + b)) return undefined
    const asked = `${a} ${b}`
    return [[alternative([a, b], 'word', asked, true), alternative([a + b], 'spacing', asked)], 2]
  }

  function wordUnit(word: string): Unit {
    let unit = known.get(word)
    if (unit !== undefined) return unit
    unit = newWordUnit(word)
    if (known.size === MOST_KNOWN) known.clear()
    known.set(word, unit)
    return unit
  }

  function newWordUnit(word: string): Unit {
    const own = alternative([word], 'word', word)
    const british = britishOf(word)
    if (british !== word && stands(british)) return [own, alternative([british], 'spelling', word)]
    if (word.length < SHORTEST_CORRECTED || stands(word)) return [own]
    const split = Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)]).find(
      (halves) => stands(...halves),
    )
    if (split !== undefined) return [own, alternative(split, 'spacing', word)]
    const near = wordsSpelled(spellingForms(word)).filter((candidate) => oneMistakeApart(word, candidate))
    return [own, ...near.slice(0, 8).map((candidate) => alternative([candidate], 'spelling', word))]
  }

  return { checkWords, understand }
}

function alternative(words: string[], how: Matched['how'], asked: string, apart = false): Alternative {
  return { words, term: words.join(' '), stems: words.map(stemOf), apart, how, asked }
}

/** What stands for a phrase. */
type Phrase = { others: string[][] }

/** The phrases that have synonyms, by the stem of their first word: with their small words, and without. */
function synonymsOf(rows: { group: number; phrase: string }[]): Map<string, { stems: string[]; phrase: Phrase }[]> {
  const byFirst = new Map<string, { stems: string[]; phrase: Phrase }[]>()
  for (const { group, phrase: text } of rows) {
    const words = text.split(' ')
    const phrase = {
      others: rows.filter((row) => row.group === group && row.phrase !== text).map((row) => row.phrase.split(' ')),
    }
    for (const stems of [words, meaningfulOf(words)].map((typed) => typed.map(stemOf))) {
      const first = stems[0] as string
      byFirst.set(first, [...(byFirst.get(first) ?? []), { stems, phrase }])
    }
  }
  return byFirst
}
