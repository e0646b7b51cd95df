// The best of many, without putting all of them in order.

/** Which of so many scores are the best `count`, in no order; where scores are alike, those that `isBefore` puts first. */
export function best(scores: Float64Array, length: number, count: number, isBefore: (a: number, b: number) => boolean): number[] {
  const chosen: number[] = []
  // What is under the least of the best so far need not be looked at again.
  let least = Number.NEGATIVE_INFINITY
  for (let i = 0; i < length; i++) {
    if ((scores[i] as number) < least) continue
    chosen.push(i)
    if (chosen.length === count * 2) least = keepBest(chosen, scores, count, isBefore)
  }
  if (chosen.length > count) keepBest(chosen, scores, count, isBefore)
  return chosen
}

/** The same, the best first. For few: each of them is put in its place. */
export function bestInOrder(scores: Float64Array, length: number, count: number, isBefore: (a: number, b: number) => boolean): number[] {
  const chosen: number[] = []
  for (let i = 0; i < length; i++) {
    const score = scores[i] as number
    let place = chosen.length
    while (place > 0 && isBetter(score, i, chosen[place - 1] as number)) place--
    if (place === count) continue
    for (let last = Math.min(chosen.length, count - 1); last > place; last--) chosen[last] = chosen[last - 1] as number
    chosen[place] = i
  }
  return chosen

  function isBetter(score: number, i: number, other: number): boolean {
    const otherScore = scores[other] as number
    return score > otherScore || (score === otherScore && isBefore(i, other))
  }
}

/** Keeps the best `count` of more that are chosen, and tells the least of their scores. */
export function keepBest(chosen: number[], scores: Float64Array, count: number, isBefore: (a: number, b: number) => boolean): number {
  const least = nthLargest(chosen, scores, count)
  const alike: number[] = []
  let kept = 0
  for (const i of chosen) {
    const score = scores[i] as number
    if (score > least) chosen[kept++] = i
    else if (score === least) alike.push(i)
  }
  if (kept + alike.length > count) alike.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  for (let k = 0; kept < count; k++) chosen[kept++] = alike[k] as number
  chosen.length = count
  return least
}

let room = new Float64Array(1024)

/** Hoare's selection: the `n`th of the largest scores of what is chosen. */
function nthLargest(chosen: readonly number[], scores: Float64Array, n: number): number {
  if (room.length < chosen.length) room = new Float64Array(chosen.length * 2)
  const own = room
  for (let c = 0; c < chosen.length; c++) own[c] = scores[chosen[c] as number] as number
  let [low, high] = [0, chosen.length - 1]
  const wanted = n - 1
  while (low < high) {
    const pivot = own[(low + high) >>> 1] as number
    let [i, j] = [low, high]
    while (i <= j) {
      while ((own[i] as number) > pivot) i++
      while ((own[j] as number) < pivot) j--
      if (i <= j) {
        const other = own[i] as number
        own[i] = own[j] as number
        own[j] = other
        i++
        j--
      }
    }
    if (wanted <= j) high = j
    else if (wanted >= i) low = i
    else break
  }
  return own[wanted] as number
}
