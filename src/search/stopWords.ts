// Words that say little by themselves, and so need not be found.

const stopWords = new Set(
  'a about am an and any are as at be been by can could did do does for from get had has have having here how i if in into is it its just many me much my of on or our should so some than that the their them then there they this to too us very was we were what when where which who why will with would you your'.split(
    ' ',
  ),
)

export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}

/** Words without those that say little, unless there are no others. */
export function withoutStopWords(words: string[]): string[] {
  const meaningful = words.filter((word) => !stopWords.has(word))
  return meaningful.length > 0 ? meaningful : words
}
