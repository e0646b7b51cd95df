import { describe, expect, test } from 'vitest'
import { edited, extended, mistakes } from '../support/findings.ts'

const gantt = 'tools/gantt-chart.yaml'
const lean = 'methodologies/lean/mappings/tools.yaml'

describe('a field', () => {
  test('that is unknown is reported with the nearest known one, and so is the missing one', () => {
    expect(mistakes(edited(gantt, 'summary', 'sumary'))).toEqual([
      'data/tools/gantt-chart.yaml:1  summary is missing',
      'data/tools/gantt-chart.yaml:2  "sumary" is not a field here. Did you mean "summary"?',
    ])
  })

  test('that is similar to none is reported with the list of fields', () => {
    expect(mistakes(extended('terms/system.yaml', 'colour: blue\n'))).toEqual([
      'data/terms/system.yaml:4  "colour" is not a field here. Fields: name, definition, alternatives, related, provenance, gaps, review, formerSlugs, withdrawn, guidance.',
    ])
  })

  test('that is unknown inside a list is reported at its own line', () => {
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

  test('that is missing inside an object is reported at the line of the object', () => {
    expect(mistakes(edited('stages/understand.yaml', 'strand: problem, level: high,', 'strand: problem,'))).toEqual([
      'data/stages/understand.yaml:5  emphasis.level is missing',
    ])
  })

  test('with an invalid enum value is reported with the allowed values and the nearest', () => {
    expect(mistakes(edited('activities/plan-work.yaml', 'type: main', 'type: mian'))).toEqual([
      'data/activities/plan-work.yaml:4  type must be one of main, preliminary (got "mian"). Did you mean "main"?',
    ])
  })

  test('of the wrong type is reported', () => {
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

  test('that is empty or too long is reported', () => {
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

  test('with an invalid URL or date is reported', () => {
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

describe('provenance', () => {
  test('requires URLs if published, and a reason if editorial', () => {
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

  test('is required for every item', () => {
    expect(mistakes({ 'terms/system.yaml': 'name: System\ndefinition: Parts that form a whole.\n' })).toEqual([
      'data/terms/system.yaml:1  provenance is missing',
    ])
  })
})

describe('a tool', () => {
  test('of the toolkit requires a home strand, one of a methodology does not', () => {
    const homeless = edited(gantt, 'homeStrand: { strand: plan, basis: editorial, reason: Because. }\n', '')
    expect(mistakes(homeless)).toEqual([
      'data/tools/gantt-chart.yaml:1  homeStrand must be given, because the toolkit lists the tool in a strand',
    ])
    expect(mistakes({ [gantt]: `${homeless[gantt]}origin: methodology\n` })).toEqual([])
  })
})

describe('a row of mappings', () => {
  test('reports an unknown field at the line of the field', () => {
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

  test('inherits the defaults of its file, and reports what is missing in both', () => {
    expect(mistakes(edited(lean, 'author: Editors, ', ''))).toEqual([
      `data/${lean}:3  author is missing`,
      `data/${lean}:4  author is missing`,
    ])
  })

  test('rejects defaults for fields that differ from row to row', () => {
    expect(mistakes(edited(lean, 'defaults: { basis', 'defaults: { reason: R, basis'))).toEqual([
      `data/${lean}:1  "reason" is not a field here. Fields: basis, status, author, reviewer, reviewedOn, versions.`,
    ])
  })
})

describe('a mistake does not hide others', () => {
  test('an invalid value does not prevent the check of references in the same file', () => {
    const text = 'type: mian\nquestions: [{ question: identfy, basis: editorial, reason: R }]\n'
    expect(
      mistakes(edited('activities/plan-work.yaml', 'type: main\n', text)).map((line) => line.replace(/:\d+ /, '')),
    ).toEqual([
      'data/activities/plan-work.yaml type must be one of main, preliminary (got "mian"). Did you mean "main"?',
      'data/activities/plan-work.yaml questions.question: "identfy" is not a question. Did you mean "identify"?',
    ])
  })

  test('control characters in text are rejected', () => {
    expect(mistakes(edited(gantt, 'name: Gantt Chart', 'name: "Gantt\\aChart"'))).toEqual([
      'data/tools/gantt-chart.yaml:1  name must hold no control characters (got "Gantt\\u0007Chart")',
    ])
  })
})
