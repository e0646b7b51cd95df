// What the app counts as it goes along, whether somebody asks for it or not.

declare module 'fastify' {
  interface FastifyInstance {
    /** Counted as the app goes along. */
    counts: Counts
  }
}

/** Plain numbers, so that counting costs next to nothing. */
export type Counts = { shed: number; limited: number }

export const zeroCounts = (): Counts => ({ shed: 0, limited: 0 })
