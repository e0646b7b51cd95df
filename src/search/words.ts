// Normalizes and compares words, shared by indexing and querying so that both agree.

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

/** Compares by code unit, independently of the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sorts by name, word by word, then by slug; stable. */
export function sortByName<T>(list: readonly T[], of: (entry: T) => { name: string; slug: string }): T[] {
  return list
    .map((entry) => ({ entry, slug: of(entry).slug, name: wordsOf(of(entry).name).join(' ') }))
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.slug, b.slug))
    .map(({ entry }) => entry)
}

/** Shorter words are not spell-checked: too many words are one edit apart. */
export const MIN_CORRECTED_LENGTH = 4

/** The word and each deletion of one letter (SymSpell): words one edit apart share a variant. */
export function deletionVariants(word: string): string[] {
  const variants = new Set([word])
  for (let i = 0; i < word.length; i++) variants.add(word.slice(0, i) + word.slice(i + 1))
  return [...variants]
}

/** Damerau-Levenshtein distance of at most one: a wrong, missing, added or swapped letter. */
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

/** `organize` → `organise`, `analyze` → `analyse`. */
export function toBritishSpelling(word: string): string {
  return word.replace(/([iy])z(?=(e|ed|es|er|ers|ing|ation|ations)$)/, '$1s')
}
