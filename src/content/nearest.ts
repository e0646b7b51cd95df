// Finds the nearest allowed value, for suggestions in error messages.
import { distance } from 'fastest-levenshtein'

/** The allowed value nearest to `value`; undefined if none is near. */
export function nearest(value: string, allowed: Iterable<string>): string | undefined {
  const candidates = [...allowed]
  const lowerCased = value.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(lowerCased.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - lowerCased.length) >= bestDistance) continue
    const editDistance = distance(lowerCased, candidate.toLowerCase())
    if (editDistance < bestDistance) [best, bestDistance] = [candidate, editDistance]
  }
  return best ?? findContaining(lowerCased, candidates)
}

function findContaining(lowerCased: string, allowed: readonly string[]): string | undefined {
  if (lowerCased.length < 3) return undefined
  for (const candidate of allowed) if (candidate.toLowerCase().includes(lowerCased)) return candidate
  return undefined
}

/** ` Did you mean "safety"?`, or nothing. */
export function didYouMean(value: string, allowed: Iterable<string>): string {
  const suggestion = nearest(value, allowed)
  return suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`
}
