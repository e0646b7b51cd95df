/** The access to a release that search needs. */
export type SearchableRelease = {
  statement(text: string): Statement
  lastNumber(): number
  isMapping(item: number): boolean
  /** The rank of each item in alphabetical order of ids; breaks ties between equal scores. */
  idRanks(): Uint32Array
}

export type Statement = { get(...values: (string | bigint)[]): unknown; all(...values: (string | bigint)[]): unknown[] }
