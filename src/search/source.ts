/** What search reads of a release, whoever opened it. */
export type Source = {
  statement(text: string): Statement
  lastNumber(): number
  isMapping(item: number): boolean
  /** The place of each item among all ids in order, which decides between equal scores. */
  idRanks(): Uint32Array
}

export type Statement = { get(...values: (string | bigint)[]): unknown; all(...values: (string | bigint)[]): unknown[] }
