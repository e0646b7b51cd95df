// The algebra of relations: inverse, composition and score; see "Mapping" in the README.
import { counterpartRelations, type Relation, roleRelations, type Strength } from '../content/kinds/mapping.ts'

export type Counterpart = (typeof counterpartRelations)[number]
export type Role = (typeof roleRelations)[number]

export function isRole(relation: Relation): relation is Role {
  return (roleRelations as readonly string[]).includes(relation)
}

export function isCounterpart(relation: Relation): relation is Counterpart {
  return (counterpartRelations as readonly string[]).includes(relation)
}

/** Roles have no inverse relation: `Step.inverse` marks that they are traversed backwards. */
export function inverseOf(relation: Relation): Relation {
  if (relation === 'broader') return 'narrower'
  if (relation === 'narrower') return 'broader'
  return relation
}

const compositions: Record<Counterpart, Partial<Record<Counterpart, Counterpart>>> = {
  exact: { exact: 'exact', close: 'close', broader: 'broader', narrower: 'narrower', related: 'related' },
  close: { exact: 'close' },
  broader: { exact: 'broader', broader: 'broader' },
  narrower: { exact: 'narrower', narrower: 'narrower' },
  related: { exact: 'related' },
}

/** The composition of two relations; undefined if they do not compose. */
export function compose(first: Counterpart, second: Counterpart): Counterpart | undefined {
  return compositions[first][second]
}

const counterpartFactors: Record<Counterpart, number> = {
  exact: 1,
  close: 0.8,
  broader: 0.6,
  narrower: 0.6,
  related: 0.4,
}
const strengthFactors: Record<Strength, number> = { core: 1, useful: 0.8, occasional: 0.5 }

/** The weight of an edge: by strength for roles, by relation otherwise. */
export function factorOf(edge: { relation: Relation; strength: Strength | null }): number {
  if (edge.strength !== null) return strengthFactors[edge.strength]
  return isCounterpart(edge.relation) ? counterpartFactors[edge.relation] : 0
}

/** The factor for each further edge of a path. */
const EDGE_PENALTY = 0.8

/** The product of confidences and factors, rounded to six decimals. */
export function scoreOf(edges: readonly { confidence: number; factor: number }[]): number {
  const product = edges.reduce((value, edge) => value * edge.confidence * edge.factor, 1)
  return Math.round(product * EDGE_PENALTY ** (edges.length - 1) * 1e6) / 1e6
}
