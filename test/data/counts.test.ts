import { describe, expect, it } from 'vitest'
import { realContent } from '../support/app.ts'

const { items, release } = realContent()
const toolkitTools = [...items.tool].filter(([, tool]) => tool.origin === 'toolkit')

/** How often each value stands among those given. */
function tally(values: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

const inOrder = <T extends { order: number }>(map: Map<string, T>) => [...map].sort(([, a], [, b]) => a.order - b.order).map(([slug]) => slug)

describe('the toolkit is all there', () => {
  it('five perspectives with their phases, in order', () => {
    expect(inOrder(items.perspective).map((slug) => [slug, items.perspective.get(slug)?.phases])).toEqual([
      ['people', ['identify', 'locate', 'situate']],
      ['systems', ['understand', 'organise', 'integrate']],
      ['design', ['explore', 'create', 'evaluate']],
      ['risk', ['examine', 'assess', 'seek', 'improve']],
      ['management', ['trigger', 'purpose', 'problem', 'performance', 'plan', 'team', 'success', 'measure', 'case']],
    ])
  })

  it('22 questions, one for each phase of each perspective', () => {
    expect(items.question.size).toBe(22)
    expect(tally([...items.question.values()].map((q) => q.perspective))).toEqual({ people: 3, systems: 3, design: 3, risk: 4, management: 9 })
    expect(new Set([...items.question.values()].map((q) => `${q.perspective} ${q.phase}`)).size).toBe(22)
    expect(inOrder(items.question).slice(0, 2)).toEqual(['identify', 'locate'])
  })

  it('seven strands with their timing', () => {
    expect([...items.strand].map(([slug, strand]) => [slug, strand.timing]).sort()).toEqual([
      ['case', 'early'], ['context', 'early'], ['evidence', 'intermediate'], ['plan', 'early'], ['problem', 'early'], ['scope', 'throughout'], ['solution', 'intermediate'],
    ])
  })

  it('five stages in order, with the steps of the two whose steps are known', () => {
    expect(inOrder(items.stage).map((slug) => [slug, items.stage.get(slug)?.steps.length])).toEqual([['initiate', 0], ['understand', 8], ['co-design', 0], ['deliver', 0], ['sustain', 8]])
    expect(items.stage.get('sustain')?.steps.map((step) => step.name)).toEqual([
      'Improvement Canvas', 'Stakeholder Influence', 'Design Measurement', 'Resilient Operation', 'Resilient Systems', 'Design Solutions', 'Failure Modes and Effects Analysis', 'Stage Plan',
    ])
  })

  it('47 activities, of which five are preliminary, each in one strand', () => {
    expect(tally([...items.activity.values()].map((a) => a.type))).toEqual({ main: 42, preliminary: 5 })
    expect(tally([...items.activity.values()].map((a) => a.strand))).toEqual({ context: 11, problem: 9, plan: 7, solution: 6, evidence: 6, case: 6, scope: 2 })
    expect([...items.activity].filter(([, a]) => a.type === 'preliminary').map(([slug, a]) => `${a.strand} ${slug}`).sort()).toEqual([
      'case draft-the-pitch', 'plan decide-the-next-step', 'problem tell-the-stories', 'scope challenge-the-scope', 'solution describe-the-big-idea',
    ])
  })

  it('45 tools that the toolkit lists, each with a home strand', () => {
    expect(toolkitTools).toHaveLength(45)
    expect(tally(toolkitTools.map(([, tool]) => tool.homeStrand?.strand ?? 'none'))).toEqual({ context: 18, problem: 5, solution: 4, evidence: 9, case: 5, plan: 4 })
  })

  it('25 terms', () => {
    expect(items.term.size).toBe(25)
  })

  it('15 worksheets, two posters and eight sets of cards', () => {
    expect(tally([...items.worksheet.values()].map((w) => w.form))).toEqual({ worksheet: 15, poster: 2, 'card-set': 8 })
  })

  it('the path to systems leadership, the four principles and three paths for readers', () => {
    const steps = Object.fromEntries([...items.guide].map(([slug, guide]) => [slug, guide.steps.length]))
    expect(steps).toMatchObject({ 'path-to-systems-leadership': 4, 'four-principles': 4, 'experienced-existing-approach': 2, 'systems-approach': 4, 'no-formal-background': 1 })
  })
})

describe('the methodologies are all there', () => {
  it('three, with their elements by type', () => {
    expect(inOrder(items.methodology)).toEqual(['model-for-improvement', 'lean', 'six-sigma'])
    expect(tally([...items.element].map(([id, element]) => `${id.split(':')[0]} ${element.type}`))).toEqual({
      'model-for-improvement question': 3,
      'model-for-improvement pdsa-step': 4,
      'model-for-improvement supporting-step': 7,
      'lean principle': 5,
      'lean waste': 8,
      'six-sigma phase': 5,
    })
  })

  it('twelve published findings that compare them, each once', () => {
    const comparisons = [...items.methodology.values()].flatMap((m) => m.comparisons)
    expect([comparisons.length, new Set(comparisons.map((c) => c.finding)).size]).toEqual([12, 12])
  })
})

describe('what is not known is said', () => {
  it.each(['initiate', 'co-design', 'deliver'])('of the steps of the stage %s', (slug) => {
    expect(items.stage.get(slug)?.gaps.join(' ')).toMatch(/step/i)
  })

  it.each(['context', 'evidence'])('of the preliminary activity of the strand %s', (slug) => {
    expect(items.strand.get(slug)?.gaps.join(' ')).toMatch(/preliminary/i)
  })

  it.each(['model-for-improvement', 'lean', 'six-sigma'])('of the toolkit’s own mapping to %s', (slug) => {
    expect(items.methodology.get(slug)?.gaps.join(' ')).toMatch(/map/i)
  })

  it('of what LoMo is', () => {
    const lomo = items.tool.get('lomo')
    expect(lomo?.gaps.join(' ')).toMatch(/LoMo/)
    expect([lomo?.activities, lomo?.guidance]).toEqual([[], undefined])
  })

  it('of the toolkit’s licence', () => {
    expect([release.licence.source, release.licence.text.id]).toEqual([undefined, 'CC-BY-4.0'])
  })
})
