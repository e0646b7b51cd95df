// The template escapes what it is given, in text and in attributes.
import { describe, expect, test } from 'vitest'
import { attributes, html, joined, trusted } from '../../src/markup/html.ts'
import { contrast } from '../../src/markup/colour.ts'
import { outwardLink } from '../../src/markup/links.ts'
import { languages } from '../../src/markup/language/languages.ts'
import { heading, inContentLanguage, type Level, type Setting } from '../../src/markup/setting.ts'

const setting: Setting = { language: languages.en, h: 1, prefix: '', addressOf: (id) => `/${id}`, framed: false }

describe('the template', () => {
  test('escapes text, numbers and lists, and leaves out what is not there', () => {
    expect(
      html`<p>${'<img src=x onerror="a()">'} ${1} ${["'", html`<b>${'&'}</b>`]}${undefined}${null}${false}</p>`.toString(),
    ).toBe('<p>&lt;img src=x onerror=&quot;a()&quot;&gt; 1 &#39;<b>&amp;</b></p>')
  })

  test('takes an object that merely looks like HTML for text', () => {
    expect(html`${{ toString: () => '<b>' } as never}`.toString()).toBe('&lt;b&gt;')
    expect(trusted('<b>').toString()).toBe('<b>')
  })

  test('writes attributes that cannot end early', () => {
    expect(attributes({ id: '"><script>', lang: undefined, n: 2 }).toString()).toBe(
      ' id="&quot;&gt;&lt;script&gt;" n="2"',
    )
    expect(joined(['<', html`<i>`], html`, `).toString()).toBe('&lt;, <i>')
  })
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//evil.example/',
  'java\tscript:x',
])('%s is shown and leads nowhere', (address) => {
  expect(outwardLink(setting, address, 'x').toString()).toBe('x')
  expect(outwardLink({ ...setting, framed: true }, address, 'x').toString()).toBe('x')
})

test('the first heading is of the level asked for, those beneath follow, and HTML ends at six', () => {
  const level = (h: number, below: number) =>
    /^<(h\d)/.exec(heading({ ...setting, h: h as Level }, below, 'x').toString())?.[1]
  expect([level(1, 0), level(1, 2), level(4, 0), level(4, 2), level(4, 3)]).toEqual(['h1', 'h3', 'h4', 'h6', 'h6'])
})

test('where the interface speaks another language, content is marked as English', () => {
  expect(inContentLanguage(setting).toString()).toBe('')
  expect(inContentLanguage({ ...setting, language: { ...languages.en, code: 'cy' } }).toString()).toBe(' lang="en"')
})

test('contrast is that of WCAG', () => {
  expect(contrast('000000', 'ffffff')).toBeCloseTo(21)
  expect(contrast('FFFFFF', 'ffffff')).toBe(1)
  expect(contrast('767676', 'ffffff')).toBeCloseTo(4.54, 2)
  expect(contrast('777777', 'ffffff')).toBeCloseTo(4.48, 2)
})
