// Which of the names allowed is nearest to the one given: the remedy in an error message.
import { distance } from 'fastest-levenshtein'

/** The nearest of `names` to `given`, or undefined where none is near. */
export function nearest(given: string, names: Iterable<string>): string | undefined {
  const allowed = [...names]
  const wanted = given.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1
  for (const candidate of allowed) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue
    const d = distance(wanted, candidate.toLowerCase())
    if (d < bestDistance) [best, bestDistance] = [candidate, d]
  }
  return best ?? containing(wanted, allowed)
}

function containing(wanted: string, allowed: readonly string[]): string | undefined {
  if (wanted.length < 3) return undefined
  for (const candidate of allowed) if (candidate.toLowerCase().includes(wanted)) return candidate
  return undefined
}

/** ` Did you mean "safety"?`, or nothing. */
export function didYouMean(given: string, allowed: Iterable<string>): string {
  const suggestion = nearest(given, allowed)
  return suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`
}
