// Lazy, memoized async values.

/** Calls `create` once, on first use. A failure is not cached: the next call tries again. */
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
