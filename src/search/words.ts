// How text is cut into words for search: the same when a release is baked and when it is asked.

/** Text that holds no character beyond ASCII. */
const ascii = /^[\x20-\x7e]*$/

/** Lower-case words without diacritics. */
export function wordsOf(text: string): string[] {
  if (ascii.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** Which of two texts comes first, character by character: less than 0, 0, or more. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A list in the order of names, word by word; entries of one name in that of their slugs, and of one slug as they stood. */
export function sortByName<T>(list: readonly T[], of: (entry: T) => { name: string; slug: string }): T[] {
  return list
    .map((entry) => ({ entry, slug: of(entry).slug, name: wordsOf(of(entry).name).join(' ') }))
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.slug, b.slug))
    .map(({ entry }) => entry)
}

/** Words shorter than this are never taken for a misspelling. */
export const MIN_CORRECTED_LENGTH = 4

/** The word itself and each form of it with one letter left out: two words that share a form are at most a mistake or two apart. */
export function spellingForms(word: string): string[] {
  const forms = new Set([word])
  for (let i = 0; i < word.length; i++) forms.add(word.slice(0, i) + word.slice(i + 1))
  return [...forms]
}

/** Whether one wrong, missing, added or swapped letter turns one word into the other. */
export function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)]
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}

/** A word with `ize` or `yze` in the British way; any other as it is. */
export function toBritishSpelling(word: string): string {
  return word.replace(/([iy])z(?=(e|ed|es|er|ers|ing|ation|ations)$)/, '$1s')
}
