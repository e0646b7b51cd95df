// What was read of a release, by number, held while there is room: of what is too much, that which was read first is let go.

/** `sizeOf` says how many bytes an entry takes. Asking is one look into a list: what is held is asked for many times in one request. */
export function held<T>(mostBytes: number, sizeOf: (entry: T) => number) {
  const entries: (T | undefined)[] = []
  let order: number[] = []
  let oldest = 0
  let bytes = 0

  return {
    get: (number: number): T | undefined => entries[number],
    set(number: number, entry: T): T {
      const before = entries[number]
      if (before === undefined) order.push(number)
      bytes += sizeOf(entry) - (before === undefined ? 0 : sizeOf(before))
      entries[number] = entry
      while (bytes > mostBytes && order.length - oldest > 1) {
        const first = order[oldest++] as number
        bytes -= sizeOf(entries[first] as T)
        entries[first] = undefined
      }
      if (oldest > 1000 && oldest * 2 > order.length) {
        order = order.slice(oldest)
        oldest = 0
      }
      return entry
    },
  }
}
