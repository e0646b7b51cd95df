// Posting lists of words and phrases, loaded lazily and cached.
import { LRUCache } from 'lru-cache'
import { unpackUint32 } from './packing.ts'
import type { Statement } from './source.ts'
import { emptyPostings, type PostingList, scorer, unpackPostingList } from './indexing.ts'

const MAX_BYTES = 64 * 1024 * 1024

export function postingListReader(statement: (text: string) => Statement, isMapping: (item: number) => boolean) {
  const select = statement('SELECT posting_list FROM terms WHERE number = ?')
  const termNumbers = new Map(statement('SELECT stem, number FROM terms').all() as [string, number][])
  const [[wordCounts]] = statement('SELECT word_counts FROM document_lengths').all() as [[Buffer]]
  const score = scorer(unpackUint32(wordCounts), isMapping)
  const cache = new LRUCache<string, PostingList>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ items, positions }) => items.length * 16 + positions.length * 4 + 500,
  })

  /** The occurrences of adjacent words; a single word is a phrase of one. */
  function postingListOf(stems: readonly string[]): PostingList {
    const key = stems.join(' ')
    let postings = cache.get(key)
    if (postings === undefined)
      cache.set(
        key,
        (postings =
          stems.length === 1 ? ofWord(key) : score(stems.map((stem) => postingListOf([stem])).reduce(followedBy))),
      )
    return postings
  }

  function ofWord(stem: string): PostingList {
    const number = termNumbers.get(stem)
    return number === undefined ? emptyPostings : score(unpackPostingList((select.get(BigInt(number)) as [Buffer])[0]))
  }

  return {
    ofPhrase: postingListOf,
    occurs: (stems: readonly string[]): boolean =>
      stems.length === 1 ? termNumbers.has(stems[0] as string) : postingListOf(stems).items.length > 0,
  }
}

/** Extends a phrase by the word that follows `distance` words after its first: merges the two lists. */
function followedBy(phrase: PostingList, word: PostingList, distance: number): PostingList {
  const [items, positionEnds, positions]: [number[], number[], number[]] = [[], [], []]
  for (let p = 0, w = 0; p < phrase.items.length && w < word.items.length;) {
    const item = phrase.items[p] as number
    if (item !== word.items[w]) {
      if (item < (word.items[w] as number)) p++
      else w++
      continue
    }
    for (
      let a = p === 0 ? 0 : (phrase.positionEnds[p - 1] as number),
        b = w === 0 ? 0 : (word.positionEnds[w - 1] as number);
      a < (phrase.positionEnds[p] as number) && b < (word.positionEnds[w] as number);
    ) {
      const gap = (word.positions[b] as number) - (phrase.positions[a] as number)
      if (gap === distance) positions.push(phrase.positions[a] as number)
      if (gap >= distance) a++
      if (gap <= distance) b++
    }
    if (positions.length > (positionEnds.at(-1) ?? 0)) {
      items.push(item)
      positionEnds.push(positions.length)
    }
    p++
    w++
  }
  return {
    items: Uint32Array.from(items),
    scores: emptyPostings.scores,
    positionEnds: Uint32Array.from(positionEnds),
    positions: Uint32Array.from(positions),
  }
}

/** Intersects ascending lists. */
export function intersect([first = emptyPostings.items, ...others]: readonly Uint32Array[]): Uint32Array {
  return others.reduce((both, other) => {
    let at = 0
    return both.filter((item) => {
      while ((other[at] as number) < item) at++
      return other[at] === item
    })
  }, first)
}

/** Binary search: the index of an item in an ascending list, or -1. */
export function binarySearch(items: Uint32Array, item: number): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle] as number) < item) low = middle + 1
    else high = middle
  }
  return items[low] === item ? low : -1
}
