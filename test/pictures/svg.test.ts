// Text in pictures is escaped and cut safely: markup in names and reasons is shown, never run.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { element } from '../../src/pictures/svg.ts'
import { type Served, serve } from '../support/app.ts'
import { world, worldFiles } from '../support/world.ts'
import { awkward } from '../exports/support.ts'
import { all, every, type Node, page, picture, words } from './support.ts'

const attack = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
const closing = `</text></svg><svg onload='alert(3)'>]]> &lt; &amp; <!-- ${awkward}`
const withName = (path: string, name: string) =>
  (worldFiles[path] as string).replace(/^name: .*$/m, `name: ${JSON.stringify(name)}`)

let served: Served
beforeAll(async () => {
  served = await serve([
    world({
      'release.yaml': (worldFiles['release.yaml'] as string).replace(
        'text: The toolkit',
        `text: ${JSON.stringify(`The toolkit ${attack}`)}`,
      ),
      'tools/fishbone-diagram.yaml': withName('tools/fishbone-diagram.yaml', attack),
      'tools/gantt-chart.yaml': withName('tools/gantt-chart.yaml', closing),
      'methodologies/lean/methodology.yaml': withName('methodologies/lean/methodology.yaml', `Lean ${attack}`),
      'methodologies/lean/elements/flow.yaml': withName('methodologies/lean/elements/flow.yaml', closing),
      'methodologies/lean/mappings/tools.yaml': (
        worldFiles['methodologies/lean/mappings/tools.yaml'] as string
      ).replace('It shows what stops the flow.', JSON.stringify(`${attack} ${closing}`)),
    }),
  ])
})
afterAll(() => served.close())

const allowedElements = ['svg', 'title', 'desc', 'rect', 'text', 'path']

function expectHarmless(svg: Node): void {
  expect(every(svg).filter((node) => !allowedElements.includes(node.name ?? ''))).toEqual([])
  expect(
    every(svg)
      .flatMap((node) => Object.keys(node.attributes ?? {}))
      .filter((name) => /^on|href|style/i.test(name)),
  ).toEqual([])
}

test.each(['/v1/matrix.svg?rows=tools&cols=lean', '/v1/explain.svg?from=tool:fishbone-diagram&to=lean:flow'])(
  '%s holds shapes and text, and nothing that runs',
  async (url) => {
    const svg = await picture(served.app, url)
    expectHarmless(svg)
    const shown = all(svg, 'text').map(words)
    for (const name of [attack, closing])
      expect(
        shown.some((label) => label === name || (label.endsWith('…') && name.startsWith(label.slice(0, -1)))),
      ).toBe(true)
    const { headers } = await served.app.inject(url)
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*base-uri 'none'.*form-action 'none'.*frame-ancestors 'none'/,
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
  },
)

test('the table of a matrix shows names as they are', async () => {
  const { head, rows, title, svg } = await page(served.app, '/v1/matrix.html?rows=tools&cols=lean')
  expectHarmless(svg)
  expect(title).toBe(`Tools against Lean ${attack}`)
  expect([head, rows]).toEqual([
    ['Tools', closing, 'Pull'],
    [
      [attack, 'core', ''],
      [closing, '', ''],
    ],
  ])
})

test('the table of an explanation shows reasons as they are', async () => {
  const { title, rows } = await page(served.app, '/v1/explain.html?from=tool:fishbone-diagram&to=lean:flow')
  expect(title).toBe(`How ${attack} and ${closing} are connected`)
  expect(rows).toEqual([['1', '0.9', attack, 'used-in', 'core', closing, `${attack} ${closing}`, 'editorial']])
})

test('the page of a picture has no script, image or event handler', async () => {
  for (const url of [
    '/v1/matrix.html?rows=tools&cols=lean',
    '/v1/explain.html?from=tool:fishbone-diagram&to=lean:flow',
  ]) {
    const { html, svgText } = await page(served.app, url)
    const tags = [...html.replace(svgText, '').matchAll(/<([a-z!][a-z0-9]*)([^>]*)>/g)]
    expect(
      [...new Set(tags.map(([, name]) => name))].filter(
        (name) =>
          ![
            '!doctype',
            'html',
            'head',
            'meta',
            'title',
            'link',
            'body',
            'main',
            'h1',
            'p',
            'figure',
            'table',
            'caption',
            'thead',
            'tbody',
            'tr',
            'th',
            'td',
            'a',
          ].includes(name as string),
      ),
    ).toEqual([])
    expect(tags.filter(([, , attributes]) => /\son\w+=/.test(attributes as string))).toEqual([])
  }
})

test('a long name is cut between characters, never within a surrogate pair', async () => {
  const long = `${'x'.repeat(40)}🧭🧭🧭`
  const other = await serve([
    world({
      'tools/gantt-chart.yaml': withName('tools/gantt-chart.yaml', long),
      'methodologies/lean/elements/pull.yaml': withName(
        'methodologies/lean/elements/pull.yaml',
        `${'y'.repeat(24)}🧭🧭`,
      ),
    }),
  ])
  const svg = await picture(other.app, '/v1/matrix.svg?rows=tools&cols=lean').finally(() => other.close())
  expect(words(svg)).not.toContain('\ufffd')
  expect(
    all(svg, 'text')
      .map(words)
      .filter((label) => /^(x{40}|y{24})/.test(label)).length,
  ).toBe(2)
})

test('an element escapes its attributes, leaves out undefined ones, and closes itself when empty', () => {
  expect(element('rect', { x: 1, fill: undefined, id: '"<&>' })).toBe('<rect x="1" id="&quot;&lt;&amp;&gt;"/>')
  expect(element('g', {}, element('rect', { x: 1 }), element('rect', { x: 2 }))).toBe(
    '<g><rect x="1"/><rect x="2"/></g>',
  )
  expect(element('g', {}, '')).toBe('<g></g>')
})
