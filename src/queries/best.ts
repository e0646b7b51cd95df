// The best of many, without putting all of them in order.

/** Which of so many scores are the best `count`, in no order; where scores are alike, those that `isBefore` puts first. */
export function best(scores: Float64Array, length: number, count: number, isBefore: (a: number, b: number) => boolean): number[] {
  if (length <= count) return Array.from({ length }, (_, i) => i)
  const least = nthLargest(scores, length, count)
  const [chosen, alike]: [number[], number[]] = [[], []]
  for (let i = 0; i < length; i++) {
    const score = scores[i] as number
    if (score > least) chosen.push(i)
    else if (score === least) alike.push(i)
  }
  if (chosen.length + alike.length > count) alike.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  for (const i of alike) {
    if (chosen.length === count) break
    chosen.push(i)
  }
  return chosen
}

let room = new Float64Array(1024)

/** Hoare's selection: the `n`th of the largest numbers. */
function nthLargest(numbers: Float64Array, length: number, n: number): number {
  if (room.length < length) room = new Float64Array(length * 2)
  const own = room
  for (let i = 0; i < length; i++) own[i] = numbers[i] as number
  let [low, high] = [0, length - 1]
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
