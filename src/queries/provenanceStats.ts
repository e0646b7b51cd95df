// Counts of the content by provenance: how much is published or editorial, how much is reviewed, and the known gaps.
import { type Kind, kindNames } from '../content/kinds.ts'
import type { Collection } from './collection.ts'

type Counts = Record<string, number>
export type ProvenanceStats = {
  /** Totals per kind, by the basis of their facts, and how many are reviewed. */
  kinds: { kind: Kind; total: number; basis: Counts; reviewed: number }[]
  /** The wording of questions, relations and mappings, each by basis. */
  wording: Counts
  relations: Counts
  mappings: Counts
  /** Items with documented gaps. */
  gaps: { id: string; name: string; gaps: string[] }[]
}

export async function provenanceStats(collection: (kind: Kind) => Collection): Promise<ProvenanceStats> {
  const stats: ProvenanceStats = { kinds: [], wording: {}, relations: {}, mappings: {}, gaps: [] }
  const count = (counts: Counts, name: string) => (counts[name] = (counts[name] ?? 0) + 1)
  for (const kind of kindNames) {
    const ofKind = { kind, total: 0, basis: {} as Counts, reviewed: 0 }
    for await (const rows of collection(kind).streamAll({})) {
      for (const { fields: item } of rows) {
        ofKind.total++
        if (item.kind === 'mapping') {
          count(stats.mappings, item.basis)
          continue
        }
        count(ofKind.basis, item.provenance.basis)
        if (item.review.status === 'reviewed') ofKind.reviewed++
        if (item.kind === 'question') count(stats.wording, item.wording.basis)
        for (const { basis } of item.relationProvenance) count(stats.relations, basis)
        if (item.gaps.length > 0) stats.gaps.push({ id: item.id, name: item.name, gaps: item.gaps })
      }
    }
    if (kind !== 'mapping') stats.kinds.push(ofKind)
  }
  return stats
}
