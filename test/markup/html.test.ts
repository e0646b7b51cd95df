// The html template: escaping, and the whitespace of templates.
import { describe, expect, test } from 'vitest'
import { attributes, escapeHtml, html, joinHtml, nothing, trustedHtml, unescapeHtml } from '../../src/markup/html.ts'

describe('values', () => {
  test('text, numbers and lists are escaped, and absent values are left out', () => {
    const list = ["'", html`<b>${'&'}</b>`]
    expect(html`<p>${'<img src=x onerror="a()">'} ${1} ${list}${undefined}${null}${false}</p>`.toString()).toBe(
      '<p>&lt;img src=x onerror=&quot;a()&quot;&gt; 1 &#39;<b>&amp;</b></p>',
    )
  })

  test('an object that merely prints HTML is escaped', () => {
    expect(html`${{ toString: () => '<b>' } as never}`.toString()).toBe('&lt;b&gt;')
    expect(trustedHtml('<b>').toString()).toBe('<b>')
  })

  test('an attribute value cannot end its attribute', () => {
    expect(attributes({ id: '"><script>', lang: undefined, n: 2 }).toString()).toBe(
      ' id="&quot;&gt;&lt;script&gt;" n="2"',
    )
  })

  test('pieces are joined with a separator', () => {
    expect(joinHtml(['<', html`<i>`], html`, `).toString()).toBe('&lt;, <i>')
  })

  test('escaping can be reversed', () => {
    expect(unescapeHtml(escapeHtml(`<a href="x">&amp;'</a>`))).toBe(`<a href="x">&amp;'</a>`)
  })
})

describe('whitespace', () => {
  test('indentation and the line breaks around nested templates are dropped', () => {
    const list = html`
      <ul>
        ${['a', 'b'].map((name) => html`<li>${name}</li>\n`)}
        ${nothing}
        ${html`
          <li>c</li>
        `}
      </ul>
    `
    expect(list.toString()).toBe('<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>\n')
  })

  test('a backslash joins lines', () => {
    const row = html`
      <tr>\
        <th>a</th>\
        <td>b</td>\
      </tr>
    `
    expect(row.toString()).toBe('<tr><th>a</th><td>b</td></tr>\n')
  })

  test('the whitespace of values and single spaces are kept', () => {
    expect(html`<pre>${'a\n\n  b'}</pre> <i>c</i>`.toString()).toBe('<pre>a\n\n  b</pre> <i>c</i>')
  })
})
