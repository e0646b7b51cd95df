// Lazy, memoized async values.

/** Calls `create` on first use and returns the same result from then on. A failure is not cached: the next call tries again. */
export function lazy<T>(create: () => Promise<T>): () => Promise<T> {
  let created: Promise<T> | undefined
  return () => {
    created ??= create().catch((error: unknown) => {
      created = undefined
      throw error
    })
    return created
  }
}
