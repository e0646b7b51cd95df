// What the content rests on, counted: how much is published, how much is judgement, and what is not known.
import { type Kind, kindNames } from '../content/kinds.ts'
import type { Collection } from './collection.ts'

type Counts = Record<string, number>
export type Standing = {
  /** By kind: how many there are, by what their names and facts rest on, and how many were reviewed. */
  kinds: { kind: Kind; total: number; basis: Counts; reviewed: number }[]
  /** The wording of questions, the relations of items, and the mappings, each by what it rests on. */
  wording: Counts
  relations: Counts
  mappings: Counts
  /** The items of which something is not known. */
  gaps: { id: string; name: string; gaps: string[] }[]
}

export async function standingOf(of: (kind: Kind) => Collection): Promise<Standing> {
  const standing: Standing = { kinds: [], wording: {}, relations: {}, mappings: {}, gaps: [] }
  const count = (counts: Counts, name: string) => (counts[name] = (counts[name] ?? 0) + 1)
  for (const kind of kindNames) {
    const line = { kind, total: 0, basis: {} as Counts, reviewed: 0 }
    for await (const rows of of(kind).all({})) {
      for (const { fields: item } of rows) {
        line.total++
        if (item.kind === 'mapping') {
          count(standing.mappings, item.basis)
          continue
        }
        count(line.basis, item.provenance.basis)
        if (item.review.status === 'reviewed') line.reviewed++
        if (item.kind === 'question') count(standing.wording, item.wording.basis)
        for (const { basis } of item.relationProvenance) count(standing.relations, basis)
        if (item.gaps.length > 0) standing.gaps.push({ id: item.id, name: item.name, gaps: item.gaps })
      }
    }
    if (kind !== 'mapping') standing.kinds.push(line)
  }
  return standing
}
