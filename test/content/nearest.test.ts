import { expect, test } from 'vitest'
import { didYouMean, nearest } from '../../src/content/nearest.ts'

const strands = ['context', 'problem', 'scope', 'solution', 'evidence', 'case', 'plan']

test.each([
  ['problme', 'problem'],
  ['Problem', 'problem'],
  ['evidense', 'evidence'],
  ['plans', 'plan'],
])('"%s" is nearest to "%s"', (given, expected) => {
  expect(nearest(given, strands)).toBe(expected)
})

test('the beginning of a long name finds it', () => {
  expect(nearest('fishbone', ['flow-chart', 'fishbone-diagram'])).toBe('fishbone-diagram')
})

test('the beginning of a long name finds it among names that can be read once only', () => {
  expect(
    nearest(
      'fishbone',
      new Map([
        ['flow-chart', 1],
        ['fishbone-diagram', 2],
      ]).keys(),
    ),
  ).toBe('fishbone-diagram')
})

test('a name similar to none has no suggestion', () => {
  expect(nearest('telephone', strands)).toBeUndefined()
  expect(didYouMean('telephone', strands)).toBe('')
  expect(nearest('problem', [])).toBeUndefined()
})

test('a suggestion is a sentence of its own', () => {
  expect(didYouMean('problme', strands)).toBe(' Did you mean "problem"?')
})
