// A brute-force search finds the same paths, and matches group them, best first.
import { expect, test } from 'vitest'
import { pathCollector, createMatch, expandPath } from '../../src/mapping/paths.ts'
import { everyPath } from './bruteForcePaths.ts'
import { type TestGraph, foundIn, inLean, isElement, named, overGenerated, overReal } from './graphs.ts'

const sides: [name: string, isTarget: (id: string) => boolean, floor: number][] = [
  ['anything', () => true, 7000],
  ['one methodology', inLean, 1000],
  ['the toolkit', (id) => !isElement(id), 3000],
]

const falling = (scores: number[]) => scores.every((score, i) => i === 0 || score <= (scores[i - 1] as number))

const checkAgainstBruteForce =
  (isTarget: (id: string) => boolean) =>
  (testGraph: TestGraph, start: string, maxHops: number): number => {
    const found = foundIn(testGraph, start, isTarget, maxHops)
    const ours = found.map(expandPath)
    const theirs = new Map(
      everyPath(testGraph.edges, start, isTarget, maxHops).map((path) => [path.mappings.join(' '), path]),
    )
    expect(new Set(ours.map((path) => named(path.steps)))).toEqual(new Set(theirs.keys()))
    const expected = ours.map((path) => theirs.get(named(path.steps)))
    expect(ours.map(({ to, relation, strength }) => [to, relation, strength])).toEqual(
      expected.map((path) => [path?.to, path?.relation, path?.strength]),
    )
    expect(ours.filter((path, i) => Math.abs(path.score - (expected[i]?.score ?? 2)) > 1e-6)).toEqual([])

    const { add, targets } = pathCollector(10)
    found.forEach(add)
    const matches = targets().map(createMatch)
    expect(new Set(matches.map((match) => match.id))).toEqual(new Set(expected.map((path) => path?.to)))
    expect(falling(matches.map((match) => match.score))).toBe(true)
    for (const { id, pathCount, paths, ...best } of matches) {
      expect(falling(paths.map((path) => path.score))).toBe(true)
      expect(paths[0]).toMatchObject({ to: id, ...best })
      const there = ours.filter((path) => path.to === id).sort((a, b) => b.score - a.score || a.hops - b.hops)
      expect([pathCount, paths.length]).toEqual([there.length, Math.min(10, there.length)])
      expect(paths.map((path) => [path.score, path.hops])).toEqual(
        there.slice(0, 10).map((path) => [path.score, path.hops]),
      )
    }
    return ours.length
  }

test.each(sides)('paths to %s in generated graphs of 340 items', (_, isTarget, floor) => {
  expect(overGenerated(checkAgainstBruteForce(isTarget), 8)).toBeGreaterThan(floor)
})

test('paths to anything in the real content', () => {
  expect(
    overReal(
      checkAgainstBruteForce(() => true),
      4,
    ),
  ).toBeGreaterThan(4000)
})
