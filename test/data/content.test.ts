// Lower bounds for the real content, so that none gets lost; its rules are those of `npm run check`.
import { expect, test } from 'vitest'
import { kindNames } from '../../src/content/kinds.ts'
import { realContent } from '../support/app.ts'

const { items } = realContent()
const toolkitTools = [...items.tool.values()].filter(({ origin }) => origin === 'toolkit')
const reviewed = [...items.mapping.values()].filter(({ status }) => status === 'reviewed')

test('every kind has items', () => {
  expect(kindNames.filter((kind) => items[kind].size === 0)).toEqual([])
})

test.each([
  ['strands', items.strand.size, 7],
  ['stages', items.stage.size, 5],
  ['perspectives', items.perspective.size, 5],
  ['questions', items.question.size, 22],
  ['activities', items.activity.size, 47],
  ['tools that the toolkit lists', toolkitTools.length, 45],
  ['tools that methodologies bring', items.tool.size - toolkitTools.length, 25],
  ['terms', items.term.size, 25],
  ['worksheets', items.worksheet.size, 25],
  ['guides', items.guide.size, 5],
  ['methodologies', items.methodology.size, 3],
  ['elements', items.element.size, 32],
  ['reviewed mappings', reviewed.length, 1000],
  ['published mappings', reviewed.filter(({ basis }) => basis === 'published').length, 50],
  [
    'mappings between tools',
    reviewed.filter(({ subject, object }) => /^tool:.* tool:/.test(`${subject} ${object}`)).length,
    30,
  ],
  [
    'comparisons of methodologies',
    [...items.methodology.values()].flatMap(({ comparisons }) => comparisons).length,
    10,
  ],
  [
    'items with guidance',
    kindNames
      .flatMap((kind) => [...items[kind].values()])
      .filter((item) => 'guidance' in item && item.guidance !== undefined).length,
    150,
  ],
])('there are no fewer %s than expected', (_what, count, floor) => {
  expect(count).toBeGreaterThanOrEqual(floor)
})
