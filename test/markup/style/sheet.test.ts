// The stylesheet as it is served.
import { expect, test } from 'vitest'
import { sheet } from '../../../src/markup/style/sheet.ts'

test('the stylesheet loads nothing, and sizes nothing by the height of the window', () => {
  expect(sheet).not.toMatch(/@import|url\(|\dvh\b|\ddvh\b|Frutiger/i)
  expect(sheet.match(/\{/g)?.length).toBe(sheet.match(/\}/g)?.length)
})

test('the stylesheet is served with one rule on each line', () => {
  const lines = sheet.split('\n').filter((line) => line !== '')
  expect(lines.length).toBeGreaterThan(200)
  expect(lines.filter((line) => !/^ *[^{}]+\{[^{}]*\}$|^@media .*\{( .* )?\}?$|^\}$/.test(line))).toEqual([])
})
