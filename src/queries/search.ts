// Full-text search: what was typed → which items match, how well, and why.
import { sql } from 'drizzle-orm'
import { collectionPath, type Kind, kindOfId } from '../content/kinds.ts'
import { Problem } from '../problems.ts'
import { numbersIn } from '../store/packing.ts'
import { fieldOf, isInName, placesFrom, placesTo, type Postings, searchFields, type Shown } from '../store/searchIndex.ts'
import { stemOf } from '../store/stems.ts'
import { spellings, synonyms } from '../store/tables.ts'
import { britishOf, oneMistakeApart, SHORTEST_CORRECTED, spellingForms, wordsOf } from '../store/words.ts'
import { best } from './best.ts'
import { held } from './held.ts'
import { likenessTo, type Name, nameOf } from './likeness.ts'
import { pace } from './pace.ts'
import { type Marks, type Passage, passage } from './passage.ts'
import { firstFrom, inAll, inAny, postingsReader, whereIn } from './postings.ts'
import type { Alternative, Matched, Query, Unit } from './query.ts'
import type { ReleaseReader } from './release.ts'
import { isStopWord, meaningfulOf } from './stopWords.ts'

export type Hit = { number: number; score: number }
/** Items that match. */
export type Hits = {
  /** In no order. */
  numbers: ArrayLike<number>
  /** All of them, best first. */
  ordered(): Hit[]
  /** The first so many of them, best first. */
  first(count: number): Hit[]
  /** Why items match. */
  explain(hits: readonly Hit[]): Explanation[]
}
/** An item, its best passage, and which words stand where. `item` is the same object whenever it is found again, while it is at hand. */
export type Explanation = { item: FoundItem; passage: Passage; matched: readonly Matched[] }
/** Which items are looked for, by number, and whether they are mappings alone. */
export type Sought = { items: Uint8Array; mappingsAlone: boolean }

/** What search knows of an item. */
export type FoundItem = Shown & { number: number; id: string; kind: Kind; slug: string; name: string; self: string; aliases: string; names?: Name[] }
/** A way to say a unit, with where each of its phrases stands. */
type Found = { alternative: Alternative; phrases: Postings[] }

/** How many times over a name that is like what was typed counts. */
const likeNameFactor = 4
/** How many of the best are put in order by their names. */
const MOST_PREFERRED = 100
/** An item whose whole name was typed comes before all that only mention it. */
const exactNameBonus = 100
const MOST_WORDS = 20
/** How much the texts may take of items that were found. The real content needs less than 3 MB. */
const MOST_TEXT_BYTES = 128 * 1024 * 1024

export function searcher(release: ReleaseReader) {
  const { db, statement } = release
  const mappings = release.extent('mapping')
  const isMapping = (number: number): boolean => number >= mappings.first && number < mappings.first + mappings.size
  const postings = postingsReader(statement, isMapping)
  const textsOf = statement('SELECT number, name, aliases, shown, words FROM texts WHERE number IN (SELECT value FROM json_each(?))')
  const spelled = db
    .selectDistinct({ word: spellings.word })
    .from(spellings)
    .where(sql`${spellings.form} IN (SELECT value FROM json_each(${sql.placeholder('forms')}))`)
    .prepare()
  const stands = (...words: string[]): boolean => postings.stands(words.map(stemOf))
  const wordsSpelled = (forms: string[]) => spelled.all({ forms: JSON.stringify(forms) }).map((row) => row.word)
  const atHand = held<FoundItem>(MOST_TEXT_BYTES, ({ text, words }) => text.length + words.byteLength + 500)
  const phrases = synonymsOf(db.select().from(synonyms).all())
  let checked: { typed: string; words: string[] } = { typed: '', words: [] }

  /** What was typed, understood: words, phrases that have synonyms, words run together or apart, and spellings. */
  function understand(typed: string): Query {
    const words = checkWords(typed)
    const isAllSmall = words.every(isStopWord)
    const [units, smallWords]: [Unit[], string[]] = [[], []]
    for (let i = 0; i < words.length; ) {
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
    if (words.length === 0) throw new Problem('invalid_parameter', 'q must hold a word: letters or figures.', [{ in: 'query', name: 'q', message: 'must hold a word: letters or figures' }])
    if (words.length > MOST_WORDS) {
      throw new Problem('invalid_parameter', `q may hold at most ${MOST_WORDS} words (got ${words.length}).`, [{ in: 'query', name: 'q', message: `may hold at most ${MOST_WORDS} words (got ${words.length})` }])
    }
    checked = { typed, words: all }
    return all
  }

  /** The longest phrase with synonyms that begins here. */
  function synonymUnit(words: string[], at: number): [Unit, number] | undefined {
    let [best, length]: [Phrase | undefined, number] = [undefined, 0]
    for (const { stems, phrase } of phrases.get(stemOf(words[at] as string)) ?? []) {
      if (stems.length > length && stems.every((stem, i) => at + i < words.length && stem === stemOf(words[at + i] as string))) [best, length] = [phrase, stems.length]
    }
    if (best === undefined) return undefined
    const typedHere = words.slice(at, at + length)
    const asked = typedHere.join(' ')
    return [[alternative(meaningfulOf(typedHere), 'word', asked, true), ...best.others.map((other) => alternative(other, 'synonym', asked))], length]
  }

  function joinedUnit(words: string[], at: number): [Unit, number] | undefined {
    const [a, b] = [words[at], words[at + 1]]
    if (a === undefined || b === undefined || !stands(a + b)) return undefined
    const asked = `${a} ${b}`
    return [[alternative([a, b], 'word', asked, true), alternative([a + b], 'spacing', asked)], 2]
  }

  function wordUnit(word: string): Unit {
    const own = alternative([word], 'word', word)
    const british = britishOf(word)
    if (british !== word && stands(british)) return [own, alternative([british], 'spelling', word)]
    if (word.length < SHORTEST_CORRECTED || stands(word)) return [own]
    const split = Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)]).find((halves) => stands(...halves))
    if (split !== undefined) return [own, alternative(split, 'spacing', word)]
    const near = wordsSpelled(spellingForms(word)).filter((candidate) => oneMistakeApart(word, candidate))
    return [own, ...near.slice(0, 8).map((candidate) => alternative([candidate], 'spelling', word))]
  }

  /** Items of these kinds; of mappings, those that are wanted. */
  function soughtOf(kinds: readonly Kind[], isWanted: (mapping: number) => boolean): Sought {
    const items = new Uint8Array(release.lastNumber() + 1)
    for (const { first, size } of kinds.map(release.extent)) for (let number = first; number < first + size; number++) items[number] = !isMapping(number) || isWanted(number) ? 1 : 0
    return { items, mappingsAlone: kinds.every((kind) => kind === 'mapping') }
  }

  /** The items sought that match: those that have all units; where there are not `enough` of them, those that have any. */
  async function find(query: Query, { items, mappingsAlone }: Sought, enough = 1): Promise<Hits> {
    const { isTired, rest } = pace()
    const units: Found[][] = []
    for (const unit of query.units) {
      units.push(unit.map((alternative) => ({ alternative, phrases: alternative.apart ? alternative.stems.map((stem) => postings.of([stem])) : [postings.of(alternative.stems)] })))
      if (isTired()) await rest()
    }
    const haveUnit = units.map((unit) => inAny(unit.map(({ phrases }) => inAll(phrases.map(({ numbers }) => numbers)))))
    const haveUnits = inAll(haveUnit)
    // Words that stand side by side as they were typed count once more. They add no item.
    const typed = query.typed.length > 1 ? [postings.ofPhrase(query.typed.map(stemOf), haveUnits)] : []
    if (isTired()) await rest()
    const haveAll = among(items, haveUnits)
    // A mapping speaks of items: that it has all words does not make it what was looked for.
    const counted = mappingsAlone ? haveAll.length : haveAll.length - numberWithin(haveAll, mappings)
    if (isTired()) await rest()
    const numbers = counted >= enough || haveUnit.length === 1 ? haveAll : among(items, inAny(haveUnit))
    const alternatives = units.flat()
    const scored = scoresOf(numbers, alternatives, typed)
    return ranked(query, numbers, scored, (hits) => explain(alternatives, typed, query.typed, hits))
  }

  /** How much is said of each of these items, which ascend, and whether some word stands in its name. */
  function scoresOf(numbers: Uint32Array, alternatives: Found[], typed: Postings[]): { scores: Float64Array; named: Uint8Array } {
    const scores = new Float64Array(numbers.length)
    const named = new Uint8Array(numbers.length)
    for (const phrase of [...alternatives.flatMap((found) => found.phrases), ...typed]) {
      const where = phrase.numbers === numbers ? undefined : whereIn(numbers, phrase.numbers)
      for (let i = 0; i < numbers.length; i++) {
        const at = where === undefined ? i : (where[i] as number)
        if (at < 0) continue
        scores[i] = (scores[i] as number) + (phrase.scores[at] as number)
        if (isInName(phrase, at)) named[i] = 1
      }
    }
    // The words of a phrase tell whether it stands in a name.
    const words = alternatives.flatMap(({ alternative }) => (alternative.apart || alternative.stems.length === 1 ? [] : alternative.stems.map((stem) => postings.of([stem]))))
    for (const word of words) whereIn(numbers, word.numbers).forEach((at, i) => at >= 0 && isInName(word, at) && (named[i] = 1))
    for (let i = 0; i < scores.length; i++) scores[i] = round(scores[i] as number)
    return { scores, named }
  }

  /** Puts what matches in order, as far as is asked. */
  function ranked(query: Query, numbers: Uint32Array, { scores, named }: { scores: Float64Array; named: Uint8Array }, explained: Hits['explain']): Hits {
    const byId = (a: number, b: number) => release.idOf(numbers[a] as number) < release.idOf(numbers[b] as number)
    /** The best by what is said of them, in the order of that and of their names. */
    function preferred(count: number): Hit[] {
      const chosen = best(scores, numbers.length, MOST_PREFERRED, byId)
      const improved = new Float64Array(chosen.length)
      const likely: number[] = []
      for (let c = 0; c < chosen.length; c++) {
        const i = chosen[c] as number
        improved[c] = scores[i] as number
        if ((named[i] === 1 || query.smallWords.length > 0) && !isMapping(numbers[i] as number)) likely.push(c)
      }
      if (likely.length > 0) {
        const items = itemsByNumber(likely.map((c) => numbers[chosen[c] as number] as number))
        const likeness = likenessTo(query)
        for (let n = 0; n < likely.length; n++) {
          const c = likely[n] as number
          let like = 0
          for (const name of namesIn(items[n] as FoundItem)) like = Math.max(like, likeness(name))
          if (like > 0) improved[c] = round((improved[c] as number) * (1 + likeNameFactor * like ** 2) + (like === 1 ? exactNameBonus : 0))
        }
      }
      const isBefore = (a: number, b: number) => byId(chosen[a] as number, chosen[b] as number)
      return best(improved, chosen.length, count, isBefore)
        .sort((a, b) => (improved[b] as number) - (improved[a] as number) || (isBefore(a, b) ? -1 : 1))
        .map((c) => ({ number: numbers[chosen[c] as number] as number, score: improved[c] as number }))
    }
    function ordered(): Hit[] {
      const front = preferred(MOST_PREFERRED)
      if (numbers.length <= MOST_PREFERRED) return front
      const isFront = new Set(front.map(({ number }) => number))
      const others = Array.from(numbers, (number, i) => ({ number, score: scores[i] as number, i })).filter(({ number }) => !isFront.has(number))
      others.sort((a, b) => b.score - a.score || (byId(a.i, b.i) ? -1 : 1))
      return [...front, ...others.map(({ number, score }) => ({ number, score }))]
    }
    return { numbers, ordered, first: (count) => (count <= MOST_PREFERRED ? preferred(count) : ordered().slice(0, count)), explain: explained }
  }

  function namesIn(item: FoundItem): Name[] {
    item.names ??= [item.name, ...item.aliases.split('\n')].map(wordsOf).filter((words) => words.length > 0).map(nameOf)
    return item.names
  }

  /** What search knows of items, in the order given; one statement for those that are not at hand. */
  function itemsByNumber(numbers: readonly number[]): FoundItem[] {
    const found = numbers.map((number) => atHand.get(number))
    const unknown = numbers.filter((_, i) => found[i] === undefined)
    if (unknown.length === 0) return found as FoundItem[]
    const read = new Map<number, FoundItem>()
    for (const row of textsOf.all(JSON.stringify(unknown))) {
      const [number, name, aliases, text, bytes] = row as [number, string, string, string, Buffer]
      const id = release.idOf(number)
      const item = { number, id, kind: kindOfId(id), slug: id.slice(id.lastIndexOf(':') + 1), name, self: `${release.publicUrl}/v1/${collectionPath(id)}`, aliases, text, words: numbersIn(bytes) }
      atHand.set(number, item)
      read.set(number, item)
    }
    return numbers.map((number, i) => found[i] ?? (read.get(number) as FoundItem))
  }

  /** Why items match: the best passage of each, and which words stand where; one statement for all. */
  function explain(alternatives: Found[], typed: Postings[], typedWords: readonly string[], hits: readonly Hit[]): Explanation[] {
    const phrases = [...alternatives.flatMap((found) => found.phrases), ...typed]
    const sizes = [...alternatives.flatMap(({ alternative, phrases: own }) => own.map(() => (alternative.apart ? 1 : alternative.stems.length))), ...typed.map(() => typedWords.length)]
    const marks: Marks = { count: 0, places: [], phrases: [] }
    /** Most items have the words in the same fields. */
    const reasons = new Map<string, readonly Matched[]>()
    return itemsByNumber(hits.map(({ number }) => number)).map((item) => {
      const fields = mark(marks, phrases, item.number)
      const key = String.fromCharCode(...fields)
      let matched = reasons.get(key)
      if (matched === undefined) reasons.set(key, (matched = matchedIn(alternatives, fields)))
      return { item, passage: passage(item, marks, sizes), matched }
    })
  }

  return { checkWords, understand, soughtOf, find }
}

function alternative(words: string[], how: Matched['how'], asked: string, apart = false): Alternative {
  return { words, stems: words.map(stemOf), apart, how, asked }
}

/** What stands for a phrase. */
type Phrase = { others: string[][] }

/** The phrases that have synonyms, by the stem of their first word: with their small words, and without. */
function synonymsOf(rows: { group: number; phrase: string }[]): Map<string, { stems: string[]; phrase: Phrase }[]> {
  const byFirst = new Map<string, { stems: string[]; phrase: Phrase }[]>()
  for (const { group, phrase: text } of rows) {
    const words = text.split(' ')
    const phrase = { others: rows.filter((row) => row.group === group && row.phrase !== text).map((row) => row.phrase.split(' ')) }
    for (const stems of [words, meaningfulOf(words)].map((typed) => typed.map(stemOf))) {
      const first = stems[0] as string
      byFirst.set(first, [...(byFirst.get(first) ?? []), { stems, phrase }])
    }
  }
  return byFirst
}

/** Writes down where phrases stand in an item, and tells in which fields each does: bit by bit. */
function mark(marks: Marks, phrases: readonly Postings[], number: number): number[] {
  const fieldsOfAll: number[] = []
  marks.count = 0
  for (let p = 0; p < phrases.length; p++) {
    const phrase = phrases[p] as Postings
    const at = firstFrom(phrase.numbers, number, 0)
    let fields = 0
    if (at < phrase.numbers.length && phrase.numbers[at] === number) {
      const end = placesTo(phrase, at)
      for (let i = placesFrom(phrase, at); i < end; i++) {
        const place = phrase.places[i] as number
        fields |= 1 << fieldOf(place)
        // Those of a phrase ascend: each goes in after what is not beyond it.
        let to = marks.count++
        for (; to > 0 && (marks.places[to - 1] as number) > place; to--) {
          marks.places[to] = marks.places[to - 1] as number
          marks.phrases[to] = marks.phrases[to - 1] as number
        }
        marks.places[to] = place
        marks.phrases[to] = p
      }
    }
    fieldsOfAll.push(fields)
  }
  return fieldsOfAll
}

/** Which words stand in which fields, told from the fields of each phrase. */
function matchedIn(alternatives: readonly Found[], fields: readonly number[]): Matched[] {
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
        const here = apart ? (words[n - from] as string) : words.join(' ')
        term = term === '' ? here : `${term} ${here}`
      }
      if (isWhole && term !== '') matched.push({ field, term, how, asked })
    }
  }
  return matched
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

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
