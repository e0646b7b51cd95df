// There and back: every edge, and every chain of counterparts, leads back by the same mappings with the inverse relation.
import { expect, test } from 'vitest'
import type { Path } from '../../src/mapping/paths.ts'
import { inverse } from '../../src/mapping/relations.ts'
import { type TestGraph, named, overGenerated, overReal, pathsOf } from './graphs.ts'

/** A path read backwards; its score is that of the same numbers, multiplied in another order. */
function reversed({ relation, strength, hops, score, steps }: Path, start: string): object {
  return {
    to: start,
    relation: inverse(relation),
    strength,
    hops,
    score: expect.closeTo(score, 5),
    steps: [...steps].reverse().map((step) => ({
      ...step,
      from: step.to,
      to: step.from,
      relation: inverse(step.relation),
      inverse: !step.inverse,
    })),
  }
}

function look(testGraph: TestGraph, start: string, maxHops: number): number {
  // A role at the end of a longer path would stand at the beginning of the way back, where none may.
  const there = pathsOf(testGraph, start, () => true, maxHops).filter(
    (path) => path.hops === 1 || path.strength === null,
  )
  const back = new Map(
    [...new Set(there.map((path) => path.to))]
      .flatMap((end) => pathsOf(testGraph, end, (id) => id === start, maxHops))
      .map((path) => [named([...path.steps].reverse()), path]),
  )
  expect(there.map((path) => back.get(named(path.steps)))).toEqual(there.map((path) => reversed(path, start)))
  return there.length
}

test('in generated graphs of 340 items', () => {
  expect(overGenerated(look, 8)).toBeGreaterThan(3000)
})

test('in the real content', () => {
  expect(overReal(look, 4)).toBeGreaterThan(1000)
})
