import { describe, expect, test } from 'vitest'
import { loadWorld, worldFiles } from '../support/world.ts'
import { edited, mistakes } from '../support/findings.ts'

const file = 'methodologies/lean/mappings/more.yaml'
const defaults =
  'defaults: { basis: editorial, status: reviewed, author: E, versions: { subject: "1", object: "1" } }\nrows:\n'
const row = (subject: string, object: string, rest: string) =>
  `  - { subject: "${subject}", object: "${object}", confidence: 0.8, reason: R, ${rest} }\n`
const sixSigma = {
  'methodologies/six-sigma/methodology.yaml': (worldFiles['methodologies/lean/methodology.yaml'] as string).replace(
    'order: 1',
    'order: 2',
  ),
  'methodologies/six-sigma/elements/improve.yaml': worldFiles['methodologies/lean/elements/pull.yaml'],
}
const mistakesOf = (...rows: string[]) => mistakes({ ...sixSigma, [file]: defaults + rows.join('') })
const role = (relation: string) => `relation: ${relation}, strength: core`

describe('a relation is valid only between certain kinds', () => {
  const invalid: [subject: string, object: string, rest: string, message: string][] = [
    [
      'tool:gantt-chart',
      'lean:pull',
      role('addresses'),
      'relation: a tool is joined to an element by "used-in", not by "addresses"',
    ],
    [
      'activity:plan-work',
      'lean:pull',
      role('used-in'),
      'relation: an activity is joined to an element by "contributes-to", not by "used-in"',
    ],
    [
      'question:identify',
      'lean:pull',
      role('corresponds-to'),
      'relation: a question is joined to an element by "addresses", not by "corresponds-to"',
    ],
    [
      'strand:plan',
      'lean:pull',
      role('contributes-to'),
      'relation: a strand is joined to an element by "corresponds-to", not by "contributes-to"',
    ],
    ['term:system', 'lean:pull', role('used-in'), 'relation: a term has no role in an element of a methodology'],
    [
      'activity:plan-work',
      'methodology:lean',
      role('contributes-to'),
      'relation: "contributes-to" joins an item to an element of a methodology, not to a methodology',
    ],
    [
      'tool:gantt-chart',
      'lean:pull',
      'relation: close',
      'relation: "close" joins two elements or two tools, not a tool and an element',
    ],
  ]

  test('a mapping within a methodology is rejected', () => {
    expect(
      mistakesOf(
        row('lean:flow', 'lean:pull', 'relation: related'),
        row('lean:flow', 'methodology:lean', 'relation: none'),
      ),
    ).toEqual(
      [3, 4].map(
        (line) =>
          `data/${file}:${line}  object: is of "lean", as the subject is: a mapping joins two methodologies, or an item and one`,
      ),
    )
  })

  test.each(invalid)('%s to %s, %s', (subject, object, rest, message) => {
    expect(mistakesOf(row(subject, object, rest))).toEqual([`data/${file}:3  ${message}`])
  })

  test('none is invalid between an item and one of another kind, except an element or methodology', () => {
    const between = { 'mappings/between.yaml': defaults + row('strand:plan', 'tool:gantt-chart', 'relation: none') }
    expect(mistakes(between)).toEqual([
      'data/mappings/between.yaml:3  relation: "none" may join an item to an element, a methodology or an item of its own kind, not to a tool',
    ])
  })

  test('all valid combinations are accepted', () => {
    const right: [string, string, string][] = [
      ['tool:gantt-chart', 'lean:pull', role('used-in')],
      ['activity:plan-work', 'lean:pull', role('contributes-to')],
      ['question:identify', 'lean:pull', role('addresses')],
      ['strand:plan', 'lean:pull', role('corresponds-to')],
      ['strand:problem', 'lean:pull', 'relation: none'],
      ['question:identify', 'methodology:lean', 'relation: none'],
    ]
    const between = {
      'mappings/between.yaml': defaults + row('tool:gantt-chart', 'tool:fishbone-diagram', 'relation: broader'),
    }
    const { content } = loadWorld({ [file]: defaults + right.map((ends) => row(...ends)).join(''), ...between })
    expect(content?.items.mapping.size).toBe(2 + right.length + 1)
  })
})

describe('a mapping is unique', () => {
  const again = row('tool:gantt-chart', 'lean:pull', role('used-in'))

  test('so a duplicate row is reported with the location of the first', () => {
    expect(mistakesOf(again, row('six-sigma:improve', 'lean:pull', 'relation: close'), again)).toEqual([
      `data/${file}:5  tool:gantt-chart is mapped to lean:pull already, at ${file}:3`,
    ])
  })

  test('across files', () => {
    expect(mistakes({ [file]: defaults + row('tool:fishbone-diagram', 'lean:flow', role('used-in')) })).toEqual([
      `data/${file}:3  tool:fishbone-diagram is mapped to lean:flow already, at methodologies/lean/mappings/tools.yaml:3`,
    ])
  })

  test('in either direction, unless one of the two was rejected', () => {
    const mistakesBetween = (...rows: string[]) => mistakes({ 'mappings/between.yaml': defaults + rows.join('') })
    const forward = row('tool:gantt-chart', 'tool:fishbone-diagram', 'relation: broader')
    const backward = (more: string) => row('tool:fishbone-diagram', 'tool:gantt-chart', `relation: narrower${more}`)
    expect(mistakesBetween(forward, backward(''))).toEqual([
      'data/mappings/between.yaml:4  object: tool:fishbone-diagram and tool:gantt-chart are mapped already, by "tool-gantt-chart-to-tool-fishbone-diagram"; an edge is stored once',
    ])
    expect(mistakesBetween(forward, backward(', status: rejected'))).toEqual([])
  })

  test('and not between an item and itself', () => {
    expect(mistakesOf(row('lean:flow', 'lean:flow', 'relation: exact'))).toEqual([
      `data/${file}:3  object: is the same as the subject`,
    ])
  })
})

describe('the record of a mapping', () => {
  test('requires a strength for a role, and rejects one otherwise', () => {
    expect(
      mistakesOf(
        row('tool:gantt-chart', 'lean:pull', 'relation: used-in'),
        row('six-sigma:improve', 'lean:pull', 'relation: close, strength: core'),
      ),
    ).toEqual([
      `data/${file}:3  strength must be given with the relation "used-in": core, useful or occasional`,
      `data/${file}:4  strength does not go with the relation "close" (got "core")`,
    ])
  })

  test('requires sources if published, and cannot be derived', () => {
    expect(
      mistakesOf(
        row('tool:gantt-chart', 'lean:pull', `${role('used-in')}, basis: published`),
        row('six-sigma:improve', 'lean:pull', 'relation: close, basis: derived'),
      ),
    ).toEqual([
      `data/${file}:3  sources must name at least one address, because the basis is "published"`,
      `data/${file}:4  basis must be published or editorial: derived mappings are computed, never stored (got "derived")`,
    ])
  })

  test('has a confidence from 0 to 1', () => {
    expect(mistakes(edited('methodologies/lean/mappings/tools.yaml', 'confidence: 0.9', 'confidence: 1.9'))).toEqual([
      'data/methodologies/lean/mappings/tools.yaml:3  confidence must be at most 1 (got 1.9)',
    ])
  })

  test('belongs in the folder of the methodology of its object', () => {
    expect(
      mistakes({
        'methodologies/lean/mappings/stray.yaml':
          defaults + row('tool:gantt-chart', 'tool:fishbone-diagram', 'relation: related'),
      }),
    ).toEqual([
      'data/methodologies/lean/mappings/stray.yaml:3  object: "tool:fishbone-diagram" belongs in the folder of "tool", or in mappings/ where it joins two tools',
    ])
  })
})
