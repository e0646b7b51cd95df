// Counters of refused requests.

declare module 'fastify' {
  interface FastifyInstance {
    counts: Counts
  }
}

/** Plain numbers: they are counted even where no metrics are collected. */
export type Counts = { shed: number; limited: number }

export const zeroCounts = (): Counts => ({ shed: 0, limited: 0 })
