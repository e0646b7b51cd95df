// Parses a query into clauses, with alternatives for synonyms, joined and split words, and spelling corrections.
import { Problem } from '../problems.ts'
import { stemOf } from './stems.ts'
import { isStopWord, withoutStopWords } from './stopWords.ts'
import { toBritishSpelling, isOneEditApart, MIN_CORRECTED_LENGTH, deletionVariants, wordsOf } from './words.ts'
import type { Alternative, TermMatch, ParsedQuery, Clause } from './query.ts'
import type { SearchableRelease } from './source.ts'

const MAX_WORDS = 20
const MAX_CACHED_CLAUSES = 2000

export function queryParser({ statement }: SearchableRelease, postings: { occurs(stems: readonly string[]): boolean }) {
  const selectWordsByVariant = statement(
    'SELECT DISTINCT word FROM spellings WHERE variant IN (SELECT value FROM json_each(?))',
  )
  const occurs = (...words: string[]): boolean => postings.occurs(words.map(stemOf))
  const wordsWithVariant = (variants: string[]) =>
    (selectWordsByVariant.all(JSON.stringify(variants)) as [string][]).map(([word]) => word)
  const synonymPhrasesByFirstStem = indexSynonymPhrases(
    (statement('SELECT "group", phrase FROM synonyms').all() as [number, string][]).map(([group, phrase]) => ({
      group,
      phrase,
    })),
  )
  const clauseCache = new Map<string, Clause>()
  let lastTokenized: { text: string; words: string[] } = { text: '', words: [] }

  /** @throws Problem as `tokenizeQuery` does. */
  function parseQuery(text: string): ParsedQuery {
    const words = tokenizeQuery(text)
    const onlyStopWords = words.every(isStopWord)
    const [clauses, stopWords]: [Clause[], string[]] = [[], []]
    for (let i = 0; i < words.length;) {
      const word = words[i] as string
      const phrase = synonymClause(words, i)
      if (phrase === undefined && isStopWord(word) && !onlyStopWords) {
        stopWords.push(word)
        i++
        continue
      }
      const [clause, wordCount] = phrase ?? joinedClause(words, i) ?? [wordClause(word), 1]
      clauses.push(clause)
      i += wordCount
    }
    return { clauses, stopWords, words }
  }

  /** Splits the text. @throws Problem if there is no word, or too many. */
  function tokenizeQuery(text: string): string[] {
    // Called by validation and again by the search itself.
    if (text === lastTokenized.text) return lastTokenized.words
    const all = wordsOf(text)
    const words = withoutStopWords(all)
    if (words.length === 0)
      throw new Problem('invalid_parameter', 'q must hold a word: letters or figures.', [
        { in: 'query', name: 'q', message: 'must hold a word: letters or figures' },
      ])
    if (words.length > MAX_WORDS) {
      throw new Problem('invalid_parameter', `q may hold at most ${MAX_WORDS} words (got ${words.length}).`, [
        { in: 'query', name: 'q', message: `may hold at most ${MAX_WORDS} words (got ${words.length})` },
      ])
    }
    lastTokenized = { text, words: all }
    return all
  }

  /** The longest phrase with synonyms that starts at a word. */
  function synonymClause(words: string[], at: number): [Clause, number] | undefined {
    let [best, length]: [PhraseSynonyms | undefined, number] = [undefined, 0]
    for (const { stems, phrase } of synonymPhrasesByFirstStem.get(stemOf(words[at] as string)) ?? []) {
      if (
        stems.length > length &&
        stems.every((stem, i) => at + i < words.length && stem === stemOf(words[at + i] as string))
      )
        [best, length] = [phrase, stems.length]
    }
    if (best === undefined) return undefined
    const matchedWords = words.slice(at, at + length)
    const asked = matchedWords.join(' ')
    return [
      [
        alternative(withoutStopWords(matchedWords), 'word', asked, true),
        ...best.synonyms.map((other) => alternative(other, 'synonym', asked)),
      ],
      length,
    ]
  }

  function joinedClause(words: string[], at: number): [Clause, number] | undefined {
    const [a, b] = [words[at], words[at + 1]]
    if (a === undefined || b === undefined || !occurs(a + b)) return undefined
    const asked = `${a} ${b}`
    return [[alternative([a, b], 'word', asked, true), alternative([a + b], 'spacing', asked)], 2]
  }

  function wordClause(word: string): Clause {
    let clause = clauseCache.get(word)
    if (clause !== undefined) return clause
    clause = newWordClause(word)
    if (clauseCache.size === MAX_CACHED_CLAUSES) clauseCache.clear()
    clauseCache.set(word, clause)
    return clause
  }

  function newWordClause(word: string): Clause {
    const asTyped = alternative([word], 'word', word)
    const british = toBritishSpelling(word)
    if (british !== word && occurs(british)) return [asTyped, alternative([british], 'spelling', word)]
    if (word.length < MIN_CORRECTED_LENGTH || occurs(word)) return [asTyped]
    const split = Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)]).find(
      (halves) => occurs(...halves),
    )
    if (split !== undefined) return [asTyped, alternative(split, 'spacing', word)]
    const corrections = wordsWithVariant(deletionVariants(word)).filter((candidate) => isOneEditApart(word, candidate))
    return [asTyped, ...corrections.slice(0, 8).map((candidate) => alternative([candidate], 'spelling', word))]
  }

  return { parseQuery, tokenizeQuery }
}

function alternative(words: string[], how: TermMatch['how'], asked: string, anywhere = false): Alternative {
  return { words, term: words.join(' '), stems: words.map(stemOf), anywhere, how, asked }
}

type PhraseSynonyms = { synonyms: string[][] }

/** Phrases that have synonyms, by the stem of their first word; each both with and without its stop words. */
function indexSynonymPhrases(
  rows: { group: number; phrase: string }[],
): Map<string, { stems: string[]; phrase: PhraseSynonyms }[]> {
  const byFirst = new Map<string, { stems: string[]; phrase: PhraseSynonyms }[]>()
  for (const { group, phrase: text } of rows) {
    const words = text.split(' ')
    const phrase = {
      synonyms: rows.filter((row) => row.group === group && row.phrase !== text).map((row) => row.phrase.split(' ')),
    }
    for (const stems of [words, withoutStopWords(words)].map((phraseWords) => phraseWords.map(stemOf))) {
      const first = stems[0] as string
      byFirst.set(first, [...(byFirst.get(first) ?? []), { stems, phrase }])
    }
  }
  return byFirst
}
