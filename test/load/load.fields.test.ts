import { describe, expect, test } from 'vitest'
import { edited, extended, mistakes } from '../support/findings.ts'

const gantt = 'tools/gantt-chart.yaml'
const lean = 'methodologies/lean/mappings/tools.yaml'

describe('a field', () => {
  test('that is not known is named with the nearest that is, beside the one that is missing', () => {
    expect(mistakes(edited(gantt, 'summary', 'sumary'))).toEqual([
      'data/tools/gantt-chart.yaml:1  summary is missing',
      'data/tools/gantt-chart.yaml:2  "sumary" is not a field here. Did you mean "summary"?',
    ])
  })

  test('that is near to nothing is told with the fields that there are', () => {
    expect(mistakes(extended('terms/system.yaml', 'colour: blue\n'))).toEqual([
      'data/terms/system.yaml:4  "colour" is not a field here. Fields: name, definition, alternatives, related, provenance, gaps, review, formerSlugs, withdrawn, guidance.',
    ])
  })

  test('that is not known inside a list is found at its own line', () => {
    const step =
      'steps:\n  - name: First\n    items: [question:identify]\n  - name: Second\n    colections: [questions]\n'
    expect(
      mistakes(
        edited(
          'guides/path.yaml',
          'steps: [{ name: First, items: [question:identify], collections: [questions] }]\n',
          step,
        ),
      ),
    ).toEqual(['data/guides/path.yaml:7  "colections" is not a field here. Did you mean "collections"?'])
  })

  test('that is missing inside another is found at the line of the other', () => {
    expect(mistakes(edited('stages/understand.yaml', 'strand: problem, level: high,', 'strand: problem,'))).toEqual([
      'data/stages/understand.yaml:5  emphasis.level is missing',
    ])
  })

  test('that takes one of a few values says which, and the nearest', () => {
    expect(mistakes(edited('activities/plan-work.yaml', 'type: main', 'type: mian'))).toEqual([
      'data/activities/plan-work.yaml:4  type must be one of main, preliminary (got "mian"). Did you mean "main"?',
    ])
  })

  test('that is text where a number belongs, or a number where text belongs, is told', () => {
    expect(
      mistakes({
        ...edited('strands/plan.yaml', 'order: 2', 'order: second'),
        ...edited('release.yaml', '"2026.1"', '2026.1'),
      }),
    ).toEqual([
      'data/release.yaml:1  id must be a string (got 2026.1)',
      'data/strands/plan.yaml:3  order must be a number (got "second")',
    ])
  })

  test('that is empty or too long is told', () => {
    expect(
      mistakes({
        ...edited('terms/system.yaml', 'name: System', 'name: ""'),
        ...edited('worksheets/canvas.yaml', 'All on one sheet.', 'a'.repeat(401)),
      }),
    ).toEqual([
      'data/terms/system.yaml:1  name must not be empty (got "")',
      `data/worksheets/canvas.yaml:2  summary must have at most 400 characters (got "${'a'.repeat(76)}...)`,
    ])
  })

  test('that holds an address that is none, or a date that is none, is told', () => {
    expect(
      mistakes({
        ...edited('terms/system.yaml', 'https://example.org/', 'javascript:alert(1)'),
        ...extended('tools/gantt-chart.yaml', 'review: { status: reviewed, on: 2026-02-30 }\n'),
      }),
    ).toEqual([
      'data/terms/system.yaml:3  provenance.urls must be an http or https address (got "javascript:alert(1)")',
      'data/tools/gantt-chart.yaml:7  review.on Invalid ISO date (got "2026-02-30")',
    ])
  })
})

describe('what a thing rests on', () => {
  test('is an address where it is published, and a reason where it is editorial', () => {
    expect(
      mistakes({
        ...edited('terms/system.yaml', ', urls: [https://example.org/]', ''),
        ...edited(
          gantt,
          'activity: plan-work, basis: editorial, reason: Because.',
          'activity: plan-work, basis: editorial',
        ),
      }),
    ).toEqual([
      'data/terms/system.yaml:3  provenance.urls must name at least one address, because the basis is "published"',
      'data/tools/gantt-chart.yaml:5  activities.reason must be given, because the basis is "editorial"',
    ])
  })

  test('is said of every item', () => {
    expect(mistakes({ 'terms/system.yaml': 'name: System\ndefinition: Parts that form a whole.\n' })).toEqual([
      'data/terms/system.yaml:1  provenance is missing',
    ])
  })
})

describe('a tool', () => {
  test('of the toolkit has a home strand, and one that a methodology brings needs none', () => {
    const homeless = edited(gantt, 'homeStrand: { strand: plan, basis: editorial, reason: Because. }\n', '')
    expect(mistakes(homeless)).toEqual([
      'data/tools/gantt-chart.yaml:1  homeStrand must be given, because the toolkit lists the tool in a strand',
    ])
    expect(mistakes({ [gantt]: `${homeless[gantt]}origin: methodology\n` })).toEqual([])
  })
})

describe('a row of mappings', () => {
  test('tells a field that is not known, at the line of the field', () => {
    const row =
      'rows:\n  - subject: tool:gantt-chart\n    object: lean:pull\n    relation: used-in\n    strength: core\n    confidence: 0.9\n    raeson: R\n'
    expect(
      mistakes({
        [lean]: `defaults: { basis: editorial, status: reviewed, author: E, versions: { subject: "1", object: "1" } }\n${row}`,
      }),
    ).toEqual([
      `data/${lean}:3  reason is missing`,
      `data/${lean}:8  "raeson" is not a field here. Did you mean "reason"?`,
    ])
  })

  test('takes what it leaves out from the defaults of its file, and says what neither gives', () => {
    expect(mistakes(edited(lean, 'author: Editors, ', ''))).toEqual([
      `data/${lean}:3  author is missing`,
      `data/${lean}:4  author is missing`,
    ])
  })

  test('may not take from the defaults what differs from row to row', () => {
    expect(mistakes(edited(lean, 'defaults: { basis', 'defaults: { reason: R, basis'))).toEqual([
      `data/${lean}:1  "reason" is not a field here. Fields: basis, status, author, reviewer, reviewedOn, versions.`,
    ])
  })
})

describe('a mistake hides no other', () => {
  test('a value that is not allowed leaves the names beside it to be looked at', () => {
    const text = 'type: mian\nquestions: [{ question: identfy, basis: editorial, reason: R }]\n'
    expect(
      mistakes(edited('activities/plan-work.yaml', 'type: main\n', text)).map((line) => line.replace(/:\d+ /, '')),
    ).toEqual([
      'data/activities/plan-work.yaml type must be one of main, preliminary (got "mian"). Did you mean "main"?',
      'data/activities/plan-work.yaml questions.question: "identfy" is not a question. Did you mean "identify"?',
    ])
  })

  test('a text with a control character in it is refused', () => {
    expect(mistakes(edited(gantt, 'name: Gantt Chart', 'name: "Gantt\\aChart"'))).toEqual([
      'data/tools/gantt-chart.yaml:1  name must hold no control characters (got "Gantt\\u0007Chart")',
    ])
  })
})
