import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../src/store/markdown.ts'
import { serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'

test('prose has both Markdown and HTML', () => {
  expect(renderMarkdown('Find **causes**.\n\n1. Draw\n2. Ask [why](https://example.org/why)')).toEqual({
    markdown: 'Find **causes**.\n\n1. Draw\n2. Ask [why](https://example.org/why)',
    html: '<p>Find <strong>causes</strong>.</p>\n<ol>\n<li>Draw</li>\n<li>Ask <a href="https://example.org/why">why</a></li>\n</ol>',
  })
})

describe('nothing in Markdown is executable', () => {
  const attempts = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'text <b onmouseover="alert(1)">bold</b>',
    '<iframe src="https://example.org/"></iframe>',
    '<svg/onload=alert(1)>',
    '<style>*{display:none}</style>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](<javascript:alert(1)>)',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](//evil.example/)',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
    '![x](https://example.org/track.gif)',
    '![x](javascript:alert(1))',
    '[x](https://example.org/ "onclick=alert(1)")',
    '[x](https://example.org/"onclick=alert(1))',
    '`<script>alert(1)</script>`',
    '```html" onclick="alert(1)\n<script>alert(1)</script>\n```',
    '</p></div><script>alert(1)</script>',
  ]
  const inert =
    /^(?:[^<>]|<\/?(?:p|strong|em|code|pre|ul|ol|li|blockquote)>|<a>|<a href="https:\/\/example\.org\/[^"<>]*">|<\/a>)*$/

  test.each(attempts)('%s', (markdown) => {
    expect(renderMarkdown(markdown).html).toMatch(inert)
  })

  test('the test recognises executable HTML', () => {
    for (const html of [
      '<script>',
      '<img src=x>',
      '<p onclick="x">',
      '<a href="javascript:x">',
      '<a href="//evil.example/">',
    ])
      expect(html).not.toMatch(inert)
  })
})

test('raw HTML is escaped', () => {
  expect(renderMarkdown('<b>Bold</b> & <script>alert(1)</script>').html).toBe(
    '<p>&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>',
  )
})

test('guidance is served sanitised, and the attribution escaped', async () => {
  const tool = (worldFiles['tools/fishbone-diagram.yaml'] as string).replace(
    'Find **causes**.',
    '<img src=x onerror=alert(1)> [x](javascript:alert(1))',
  )
  const release = (worldFiles['release.yaml'] as string).replace(
    'text: The toolkit, url: https://example.org/',
    `text: '<b>A & "B"</b>', url: 'https://example.org/?a=1&b="'`,
  )
  const served = await serve([world({ 'tools/fishbone-diagram.yaml': tool, 'release.yaml': release })])
  const { data } = (await served.app.inject('/v1/tools/fishbone-diagram')).json()
  expect(data.guidance.purpose.html).toBe('<p>&lt;img src=x onerror=alert(1)&gt; [x](javascript:alert(1))</p>')
  expect(data.attribution.html).toBe(
    '<a href="https://example.org/?a=1&amp;b=&quot;">&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;</a>',
  )
  await served.close()
})
