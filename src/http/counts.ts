// Counters of refused requests.

declare module 'fastify' {
  interface FastifyInstance {
    counts: RejectedRequests
  }
}

/** Plain numbers: they are counted even where no metrics are collected. */
export type RejectedRequests = { shed: number; limited: number }

export const noRejectedRequests = (): RejectedRequests => ({ shed: 0, limited: 0 })
