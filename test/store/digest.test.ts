import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { load } from '../../src/load/load.ts'
import { digestOf } from '../../src/store/digest.ts'
import { world, worldFiles } from '../support/world.ts'

const digestOfFiles = (files: Record<string, string>) => {
  const { content, findings } = load(Object.entries(files).map(([path, text]) => ({ path, text })))
  if (content === undefined) throw new Error(JSON.stringify(findings))
  return digestOf(content)
}
const digestOfWorld = digestOfFiles(worldFiles)

/** A value with the fields of every object reversed. */
function withReversedFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReversedFields)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, withReversedFields(field)]),
  )
}

describe('the digest is the same', () => {
  test('and is a sha256 in hexadecimal', () => {
    expect(digestOfWorld).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(digestOf(world())).toBe(digestOfWorld)
  })

  test('in any order of files', () => {
    const entries = Object.entries(worldFiles)
    const orders = entries.map((_, i) => [...entries.slice(i), ...entries.slice(0, i)]).concat([entries.toReversed()])
    expect(orders).toHaveLength(19)
    for (const order of orders) expect(digestOfFiles(Object.fromEntries(order))).toBe(digestOfWorld)
  })

  test('in any order of fields', () => {
    const reordered = Object.fromEntries(
      Object.entries(worldFiles).map(([path, text]) => [path, stringify(withReversedFields(parse(text)))]),
    )
    expect(
      Object.keys(worldFiles).filter((path) => reordered[path] === stringify(parse(worldFiles[path] as string))),
    ).toEqual(['synonyms.yaml'])
    expect(digestOfFiles(reordered)).toBe(digestOfWorld)
  })

  test('in any order of mappings, in one file or several', () => {
    const path = 'methodologies/lean/mappings/tools.yaml'
    const { defaults, rows } = parse(worldFiles[path] as string)
    expect(digestOfFiles({ ...worldFiles, [path]: stringify({ defaults, rows: rows.toReversed() }) })).toBe(
      digestOfWorld,
    )
    const parted = {
      [path]: stringify({ defaults, rows: rows.slice(1) }),
      'methodologies/lean/mappings/more.yaml': stringify({ defaults, rows: rows.slice(0, 1) }),
    }
    expect(digestOfFiles({ ...worldFiles, ...parted })).toBe(digestOfWorld)
  })

  test('with other comments and quotes, or with explicit defaults', () => {
    const term =
      '# A comment\nname: "System"\ndefinition: >-\n  Parts that\n  form a whole.\nalternatives: []\nprovenance:\n  basis: published\n  urls:\n    - "https://example.org/"\n'
    expect(digestOfFiles({ ...worldFiles, 'terms/system.yaml': term })).toBe(digestOfWorld)
  })
})

describe('the digest differs', () => {
  const changes: [what: string, path: string, from: string, to: string][] = [
    ['the release’s id', 'release.yaml', '2026.1', '2026.2'],
    ['the release’s date', 'release.yaml', '2026-01-01', '2026-01-02'],
    ['the licence', 'release.yaml', 'CC BY 4.0,', 'CC BY,'],
    ['the attribution', 'release.yaml', 'text: The toolkit', 'text: A toolkit'],
    ['a synonym', 'synonyms.yaml', 'ishikawa', 'ishikawas'],
    ['a letter of a summary', 'tools/gantt-chart.yaml', 'Shows tasks', 'Shows task'],
    ['a letter of guidance', 'tools/fishbone-diagram.yaml', '**causes**', 'causes'],
    ['an order', 'methodologies/lean/elements/pull.yaml', 'order: 2', 'order: 3'],
    ['the confidence of a mapping', 'methodologies/lean/mappings/tools.yaml', '0.9', '0.8'],
    [
      'the phases of a perspective in another order',
      'perspectives/people.yaml',
      '[identify, locate]',
      '[locate, identify]',
    ],
  ]

  test.each(changes)('after a change of %s', (_what, path, from, to) => {
    expect(worldFiles[path]).toContain(from)
    expect(digestOfFiles({ ...worldFiles, [path]: (worldFiles[path] as string).replace(from, to) })).not.toBe(
      digestOfWorld,
    )
  })

  test('if an item is renamed or left out', () => {
    const { 'terms/system.yaml': term, ...rest } = worldFiles
    expect(
      new Set([digestOfWorld, digestOfFiles(rest), digestOfFiles({ ...rest, 'terms/systems.yaml': term as string })])
        .size,
    ).toBe(3)
  })
})
