import { describe, expect, test } from 'vitest'
import { worldFiles } from '../support/world.ts'
import { extended, mistakes } from '../support/findings.ts'

const fishbone = 'tools/fishbone-diagram.yaml'
const gantt = 'tools/gantt-chart.yaml'
const withdrawn = (successor?: string) =>
  `withdrawn: { on: 2026-01-02, reason: R${successor === undefined ? '' : `, successor: ${successor}`} }\n`

describe('a slug', () => {
  test('in use cannot be the former slug of another item', () => {
    expect(mistakes(extended(fishbone, 'formerSlugs: [cause-diagram, gantt-chart]\n'))).toEqual([
      `data/${fishbone}:9  formerSlugs: "gantt-chart" is the slug of a tool now; a slug is never used again`,
    ])
  })

  test('of a withdrawn item cannot be reused either', () => {
    expect(
      mistakes({ ...extended(fishbone, 'formerSlugs: [gantt-chart]\n'), ...extended(gantt, withdrawn()) }),
    ).toEqual([`data/${fishbone}:9  formerSlugs: "gantt-chart" is the slug of a tool now; a slug is never used again`])
  })

  test('cannot be the former slug of two items', () => {
    expect(
      mistakes({ ...extended(fishbone, 'formerSlugs: [old]\n'), ...extended(gantt, 'formerSlugs: [old]\n') }),
    ).toEqual([`data/${gantt}:7  formerSlugs: "old" is a former slug of "fishbone-diagram" already`])
  })

  test('can be reused in another kind or methodology', () => {
    expect(
      mistakes({
        ...extended(fishbone, 'formerSlugs: [plan-work, pull]\n'),
        ...extended('strands/plan.yaml', 'formerSlugs: [system]\n'),
      }),
    ).toEqual([])
  })

  test('of an element is unique in its methodology', () => {
    expect(mistakes(extended('methodologies/lean/elements/flow.yaml', 'formerSlugs: [pull]\n'))).toEqual([
      'data/methodologies/lean/elements/flow.yaml:6  formerSlugs: "pull" is the slug of a element now; a slug is never used again',
    ])
  })

  test('of a methodology cannot be the name of a kind, which would make ids ambiguous', () => {
    const tool = Object.fromEntries(
      Object.entries(worldFiles)
        .filter(([path]) => path.endsWith('methodology.yaml'))
        .map(([, text]) => ['methodologies/tool/methodology.yaml', text.replace('order: 1', 'order: 2')]),
    )
    expect(mistakes(tool)).toEqual([
      'data/methodologies/tool/methodology.yaml:1  a methodology may not be called "tool", because that is the name of a kind',
    ])
  })

  test.each([
    'Gantt-Chart',
    'gantt_chart',
    'gantt--chart',
    'gantt chart',
    '-gantt',
    'gantt.chart',
    'gantt-diagramm-ä',
    'a'.repeat(121),
  ])('consists of lower-case words joined by single hyphens, unlike "%s"', (slug) => {
    expect(mistakes({ [`tools/${slug}.yaml`]: worldFiles[gantt] })).toEqual([
      `data/tools/${slug}.yaml:1  the file's name is the slug of the item, and "${slug}" is no slug: lower-case words joined by single hyphens`,
    ])
  })
})

describe('a successor', () => {
  test('can itself be withdrawn with a successor', () => {
    const third = { 'tools/third.yaml': worldFiles[gantt] }
    expect(
      mistakes({ ...third, ...extended(fishbone, withdrawn('gantt-chart')), ...extended(gantt, withdrawn('third')) }),
    ).toEqual([])
  })

  test('cannot form a cycle', () => {
    const back = 'withdrawn.successor: the chain of successors comes back to this item'
    expect(mistakes(extended(gantt, withdrawn('gantt-chart')))).toEqual([`data/${gantt}:7  ${back}`])
    expect(
      mistakes({ ...extended(fishbone, withdrawn('gantt-chart')), ...extended(gantt, withdrawn('fishbone-diagram')) }),
    ).toEqual([`data/${fishbone}:9  ${back}`, `data/${gantt}:7  ${back}`])
  })

  test('of an element cannot form a cycle either', () => {
    const flow = 'methodologies/lean/elements/flow.yaml'
    const pull = 'methodologies/lean/elements/pull.yaml'
    expect(mistakes({ ...extended(flow, withdrawn('pull')), ...extended(pull, withdrawn('flow')) })).toHaveLength(2)
  })
})
