// The script that is served as text is held to what the linter holds our own code to, and to an old grammar.
import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { resizing } from '../../src/markup/script/resizing.ts'
import { sheet } from '../../src/markup/style/sheet.ts'
import { contrast, READABLE } from '../../src/markup/colour.ts'
import { themes } from '../../src/markup/style/themes.ts'

const globals = { window: 'readonly', document: 'readonly', ResizeObserver: 'readonly' } as const
const lint = (text: string) =>
  new Linter()
    .verify(text, {
      languageOptions: { ecmaVersion: 2015, sourceType: 'script', globals },
      rules: {
        'no-undef': 'error',
        'no-unused-vars': 'error',
        eqeqeq: 'error',
        'no-implicit-globals': 'error',
        'no-shadow': 'error',
      },
    })
    .map(({ line, message }) => `${line}: ${message}`)

test('the script of embeds has no fault, and makes no HTML', () => {
  expect(lint(resizing)).toEqual([])
  expect(resizing).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|cookie|storage/i)
  expect(lint('var left = 1\nif (a == b) c()')).not.toEqual([])
})

test('the style loads nothing, and sizes nothing by the height of the window', () => {
  expect(sheet).not.toMatch(/@import|url\(|\dvh\b|\ddvh\b|Frutiger/i)
  expect(sheet.match(/\{/g)?.length).toBe(sheet.match(/\}/g)?.length)
})

test.each(Object.entries(themes))(
  'every text of the theme %s can be read',
  (_name, { background, text, quiet, accent, focusBackground, focusText }) => {
    for (const colour of [text, quiet, accent]) expect(contrast(colour, background)).toBeGreaterThanOrEqual(READABLE)
    expect(contrast(focusText, focusBackground)).toBeGreaterThanOrEqual(READABLE)
  },
)
