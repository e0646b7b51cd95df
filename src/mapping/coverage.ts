// Coverage of one side of the crosswalk by the other: the state of each unit, with evidence.
import { type MappingGraph, reviewedNones } from './graph.ts'
import { byScore, type CompactPath, pathCollector } from './paths.ts'

export const coverageStates = ['covered', 'partial', 'reviewed-none', 'not-reviewed'] as const
export type CoverageState = (typeof coverageStates)[number]

/** The counterpart, and the mappings of the path to it. */
export type Evidence = { id: string; mapping: string; relation: string; strength: string | null; derivedFrom: string[] }
export type UnitCoverage = { id: string; state: CoverageState; by: Evidence[] }

/**
 * `paths` must include all direct paths and the best of the longer ones to each target.
 * Covered: a direct counterpart that is exact or close, or a direct role that is core or useful.
 * Partial: only weaker or longer paths.
 */
export function coverageOf(
  graph: MappingGraph,
  id: string,
  paths: readonly CompactPath[],
  targets: readonly string[],
  methodology: string | undefined,
): UnitCoverage {
  const coveringPaths = paths.filter(
    (path) =>
      path.arcs.length === 1 &&
      (path.strength === null ? ['exact', 'close'].includes(path.relation) : path.strength !== 'occasional'),
  )
  if (coveringPaths.length > 0) return { id, state: 'covered', by: coveringPaths.sort(byScore).map(evidenceOf) }
  if (paths.length > 0) {
    const collector = pathCollector(1)
    for (const path of paths) collector.add(path)
    return {
      id,
      state: 'partial',
      by: collector
        .targets()
        .flatMap(({ best }) => best)
        .map(evidenceOf),
    }
  }
  const nones = reviewedNones(graph, id, targets, methodology)
  if (nones.length > 0) {
    return {
      id,
      state: 'reviewed-none',
      by: nones.map((edge) => ({
        id: edge.subject === id ? edge.object : edge.subject,
        mapping: `mapping:${edge.id}`,
        relation: 'none',
        strength: null,
        derivedFrom: [],
      })),
    }
  }
  return { id, state: 'not-reviewed', by: [] }
}

function evidenceOf(path: CompactPath): Evidence {
  const mappings = path.arcs.map((arc) => `mapping:${arc.edge.id}`)
  return {
    id: path.to,
    mapping: mappings.at(-1) as string,
    relation: path.relation,
    strength: path.strength,
    derivedFrom: mappings.length > 1 ? mappings : [],
  }
}

export function stateCounts(units: readonly UnitCoverage[]): Record<CoverageState, number> {
  const counts: Record<CoverageState, number> = { covered: 0, partial: 0, 'reviewed-none': 0, 'not-reviewed': 0 }
  for (const unit of units) counts[unit.state]++
  return counts
}
