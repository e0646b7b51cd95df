// Every edge and every chain of counterparts has an inverse path over the same mappings.
import { expect, test } from 'vitest'
import type { Path } from '../../src/mapping/paths.ts'
import { inverseOf } from '../../src/mapping/relations.ts'
import { type TestGraph, named, overGenerated, overReal, pathsOf } from './graphs.ts'

/** A path read backwards; its score is that of the same numbers, multiplied in another order. */
function reversed({ relation, strength, hops, score, steps }: Path, start: string): object {
  return {
    to: start,
    relation: inverseOf(relation),
    strength,
    hops,
    score: expect.closeTo(score, 5),
    steps: [...steps].reverse().map((step) => ({
      ...step,
      from: step.to,
      to: step.from,
      relation: inverseOf(step.relation),
      inverse: !step.inverse,
    })),
  }
}

function check(testGraph: TestGraph, start: string, maxHops: number): number {
  // A role at the end of a longer path would begin the inverse path, where roles are not allowed.
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

test('paths of generated graphs of 340 items have inverses', () => {
  expect(overGenerated(check, 8)).toBeGreaterThan(3000)
})

test('paths of the real content have inverses', () => {
  expect(overReal(check, 4)).toBeGreaterThan(1000)
})
