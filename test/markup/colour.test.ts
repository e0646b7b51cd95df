// The contrast ratio of WCAG 2.2.
import { expect, test } from 'vitest'
import { contrastRatio } from '../../src/markup/colour.ts'

test('contrast ratios are those of WCAG', () => {
  expect(contrastRatio('000000', 'ffffff')).toBeCloseTo(21)
  expect(contrastRatio('FFFFFF', 'ffffff')).toBe(1)
  expect(contrastRatio('767676', 'ffffff')).toBeCloseTo(4.54, 2)
  expect(contrastRatio('777777', 'ffffff')).toBeCloseTo(4.48, 2)
})
