// Heading levels and the language of content.
import { expect, test } from 'vitest'
import { languages } from '../../src/markup/language/languages.ts'
import { contentLang, heading, type Level, type RenderContext } from '../../src/markup/renderContext.ts'

const context: RenderContext = {
  language: languages.en,
  headingLevel: 1,
  prefix: '',
  addressOf: (id) => `/${id}`,
  isFramed: false,
}

test('headings start at the requested level and end at six', () => {
  const level = (h: number, below: number) =>
    /^<(h\d)/.exec(heading({ ...context, headingLevel: h as Level }, below, 'x').toString())?.[1]
  expect([level(1, 0), level(1, 2), level(4, 0), level(4, 2), level(4, 3)]).toEqual(['h1', 'h3', 'h4', 'h6', 'h6'])
})

test('content is marked as English where the interface is in another language', () => {
  expect(contentLang(context).toString()).toBe('')
  expect(contentLang({ ...context, language: { ...languages.en, code: 'cy' } }).toString()).toBe(' lang="en"')
})
