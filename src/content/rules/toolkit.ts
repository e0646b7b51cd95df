// Rules of the toolkit and of the methodologies: their sources, and their completeness.
import type { Content } from '../content.ts'
import { activeItems, type Reporter } from './report.ts'

export function toolkitRules(content: Content, report: Reporter): void {
  checkToolkitPages(content, report)
  checkMethodologyTools(content, report)
  checkQuestionsOfPhases(content, report)
  checkEmphasis(content, report)
  checkActivitiesOfStrands(content, report)
  checkStageSteps(content, report)
  checkMethodologyGaps(content, report)
  checkComparisons(content, report)
}

/** Items of the toolkit are published on the site that the release credits. */
function checkToolkitPages({ items, release }: Content, report: Reporter): void {
  const { host } = new URL(release.attribution.url)
  const toolkitItems = [
    ...activeItems(items.strand).map(([slug, item]) => ({ kind: 'strand' as const, slug, item })),
    ...activeItems(items.activity).map(([slug, item]) => ({ kind: 'activity' as const, slug, item })),
    ...activeItems(items.tool)
      .filter(([, { origin }]) => origin === 'toolkit')
      .map(([slug, item]) => ({ kind: 'tool' as const, slug, item })),
  ]
  for (const { kind, slug, item } of toolkitItems) {
    const { basis, urls } = item.provenance
    if (basis !== 'published')
      report.advice({
        kind,
        slug,
        path: ['provenance', 'basis'],
        message:
          `is "${basis}", and the ${kind} counts as the toolkit's: ` +
          `give the page of ${host} that lists it, with "basis: published"`,
      })
    else if (!urls.some((url) => new URL(url).host === host))
      report.mistake({
        kind,
        slug,
        path: ['provenance', 'urls'],
        message: `must name a page of ${host}, because the ${kind} counts as the toolkit's`,
      })
  }
}

function checkMethodologyTools({ items }: Content, report: Reporter): void {
  for (const [slug, { origin, provenance }] of activeItems(items.tool)) {
    if (origin === 'methodology' && provenance.basis !== 'published')
      report.advice({
        kind: 'tool',
        slug,
        path: ['provenance', 'basis'],
        message:
          `is "${provenance.basis}": ` + 'give a source that counts the tool to a methodology, with "basis: published"',
      })
  }
}

/** Each phase of each perspective has one question. */
function checkQuestionsOfPhases({ items }: Content, report: Reporter): void {
  const slugByPhase = new Map<string, string>()
  for (const [slug, { perspective, phase }] of activeItems(items.question)) {
    const other = slugByPhase.get(`${perspective} ${phase}`)
    if (other !== undefined)
      report.mistake({
        kind: 'question',
        slug,
        path: ['phase'],
        message: `"${phase}" of the perspective "${perspective}" has the question "${other}" already; a phase has one`,
      })
    slugByPhase.set(`${perspective} ${phase}`, slug)
  }
  for (const [slug, { phases }] of activeItems(items.perspective)) {
    phases.forEach((phase, i) => {
      if (!slugByPhase.has(`${slug} ${phase}`))
        report.advice({
          kind: 'perspective',
          slug,
          path: ['phases', i],
          message: `"${phase}" has no question: write one in questions/`,
        })
    })
  }
}

function checkEmphasis({ items }: Content, report: Reporter): void {
  for (const [slug, stage] of activeItems(items.stage)) {
    const strands = new Set(stage.emphasis.map(({ strand }) => strand))
    const missing = activeItems(items.strand).flatMap(([strand]) => (strands.has(strand) ? [] : `"${strand}"`))
    if (missing.length > 0)
      report.advice({
        kind: 'stage',
        slug,
        path: ['emphasis'],
        message: `does not say how much the stage works on ${missing.join(', ')}: add low, medium or high`,
      })
  }
}

/** A strand has main activities, and a preliminary one before them unless its gaps say otherwise. */
function checkActivitiesOfStrands({ items }: Content, report: Reporter): void {
  for (const [strand, { gaps }] of activeItems(items.strand)) {
    const activities = activeItems(items.activity).filter(([, activity]) => activity.strand === strand)
    const main = activities.filter(([, { type }]) => type === 'main')
    const preliminary = activities.filter(([, { type }]) => type === 'preliminary')
    const firstMain = Math.min(...main.map(([, { order }]) => order))
    for (const [slug, { order }] of preliminary) {
      if (order > firstMain)
        report.mistake({
          kind: 'activity',
          slug,
          path: ['order'],
          message: `must be less than ${firstMain}: a preliminary activity comes before the main ones of its strand`,
        })
    }
    if (main.length === 0)
      report.advice({
        kind: 'strand',
        slug: strand,
        path: [],
        message: 'has no main activity: write one in activities/',
      })
    if (preliminary.length === 0 && gaps.length === 0)
      report.advice({
        kind: 'strand',
        slug: strand,
        path: ['gaps'],
        message: 'should say that no preliminary activity is known, or add the activity',
      })
  }
}

function checkStageSteps({ items }: Content, report: Reporter): void {
  for (const [slug, { steps, gaps }] of activeItems(items.stage)) {
    if (steps.length === 0 && gaps.length === 0)
      report.advice({
        kind: 'stage',
        slug,
        path: ['gaps'],
        message: 'should say that the steps of the stage are not known, or add them under "steps"',
      })
  }
}

function checkMethodologyGaps({ items }: Content, report: Reporter): void {
  for (const [slug, { gaps }] of activeItems(items.methodology)) {
    if (gaps.length === 0)
      report.advice({
        kind: 'methodology',
        slug,
        path: ['gaps'],
        message: "should say whether the toolkit's own mappings to the methodology are known",
      })
  }
}

/** A finding that compares several methodologies is stated once. */
function checkComparisons({ items }: Content, report: Reporter): void {
  const slugByFinding = new Map<string, string>()
  for (const [slug, methodology] of activeItems(items.methodology)) {
    methodology.comparisons.forEach(({ finding }, i) => {
      const other = slugByFinding.get(finding)
      if (other !== undefined)
        report.mistake({
          kind: 'methodology',
          slug,
          path: ['comparisons', i, 'finding'],
          message: `repeats a finding of "${other}"; once is enough, in the first methodology that it is about`,
        })
      slugByFinding.set(finding, slug)
    })
  }
}
