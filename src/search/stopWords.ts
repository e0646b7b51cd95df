// Stop words: too frequent to be required in a match.

const stopWords = new Set(
  `
    a about am an and any are as at be been by can could did do does for from get had has have having here how i
    if in into is it its just many me much my of on or our should so some than that the their them then there they
    this to too us very was we were what when where which who why will with would you your
  `
    .trim()
    .split(/\s+/),
)

export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}

/** Removes stop words, unless all words are stop words. */
export function withoutStopWords(words: string[]): string[] {
  const meaningful = words.filter((word) => !stopWords.has(word))
  return meaningful.length > 0 ? meaningful : words
}
