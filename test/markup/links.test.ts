// Addresses that could run a script never become links.
import { expect, test } from 'vitest'
import { languages } from '../../src/markup/language/languages.ts'
import { outwardLink } from '../../src/markup/links.ts'
import type { RenderContext } from '../../src/markup/renderContext.ts'

const context: RenderContext = {
  language: languages.en,
  headingLevel: 1,
  prefix: '',
  addressOf: (id) => `/${id}`,
  isFramed: false,
}

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//evil.example/',
  'java\tscript:x',
])('%s is shown as text', (address) => {
  expect(outwardLink(context, address, 'x').toString()).toBe('x')
  expect(outwardLink({ ...context, isFramed: true }, address, 'x').toString()).toBe('x')
})

test('a link out of a frame opens in a new tab, and says so', () => {
  expect(outwardLink({ ...context, isFramed: true }, 'https://nhs.uk/', 'NHS').toString()).toBe(
    '<a href="https://nhs.uk/" target="_blank" rel="noopener">' +
      'NHS<span class="unseen"> (opens in a new tab)</span></a>',
  )
})
