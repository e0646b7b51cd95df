// Finds every path by brute force, with the rules implemented again independently of src/.
import type { Edge } from '../../src/mapping/graph.ts'

export type Found = { to: string; relation: string; strength: string | null; score: number; mappings: string[] }
type Turn = { edge: Edge; to: string; relation: string }

const reversed: Record<string, string> = { broader: 'narrower', narrower: 'broader' }
const factors: Record<string, number> = {
  exact: 1,
  close: 0.8,
  broader: 0.6,
  narrower: 0.6,
  related: 0.4,
  core: 1,
  useful: 0.8,
  occasional: 0.5,
}
const roles = ['used-in', 'contributes-to', 'addresses', 'corresponds-to']

/** Counterparts chain through exact ones; broader ones chain with broader, narrower with narrower; nothing else does. */
export function chainOf(relations: readonly string[]): string | undefined {
  const telling = relations.filter((relation) => relation !== 'exact')
  if (telling.length === 0) return 'exact'
  if (telling.length === 1) return telling[0]
  return telling.every((relation) => relation === 'broader') || telling.every((relation) => relation === 'narrower')
    ? telling[0]
    : undefined
}

function scoreOf(turns: readonly Turn[]): number {
  let score = 1
  for (const { edge } of turns) score *= edge.confidence * (factors[edge.strength ?? edge.relation] ?? 0)
  for (let more = 1; more < turns.length; more++) score *= 0.8
  return score
}

export function everyPath(
  edges: readonly Edge[],
  start: string,
  isTarget: (id: string) => boolean,
  maxHops: number,
): Found[] {
  const found: Found[] = []
  const blocked = (id: string) =>
    edges.some(
      (edge) =>
        edge.relation === 'none' &&
        [edge.subject, edge.object].includes(start) &&
        [edge.subject, edge.object].includes(id),
    )
  const follow = (turns: Turn[], at: string, seen: string[]) => {
    for (const edge of edges) {
      if (edge.relation === 'none' || (edge.subject !== at && edge.object !== at)) continue
      const to = edge.subject === at ? edge.object : edge.subject
      if (seen.includes(to)) continue
      const next = [
        ...turns,
        { edge, to, relation: edge.subject === at ? edge.relation : (reversed[edge.relation] ?? edge.relation) },
      ]
      const isRole = roles.includes(edge.relation)
      const chain = chainOf(next.slice(0, isRole ? -1 : undefined).map(({ relation }) => relation))
      if (chain === undefined) continue
      if (isTarget(to) && (next.length === 1 || !blocked(to))) {
        found.push({
          to,
          relation: isRole ? edge.relation : chain,
          strength: edge.strength,
          score: scoreOf(next),
          mappings: next.map((turn) => turn.edge.id),
        })
      }
      if (!isRole && next.length < maxHops) follow(next, to, [...seen, to])
    }
  }
  follow([], start, [start])
  return found
}
