// The script of embeds is served as text, so the linter of the code does not see it.
import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { resizing } from '../../../src/markup/script/resizing.ts'

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

test('the script of embeds passes the linter', () => {
  expect(lint(resizing)).toEqual([])
  expect(lint('var left = 1\nif (a == b) c()')).not.toEqual([])
})

test('the script of embeds builds no HTML and stores nothing', () => {
  expect(resizing).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|cookie|storage/i)
})
