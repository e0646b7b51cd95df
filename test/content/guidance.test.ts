import { expect, test } from 'vitest'
import { GuidanceFile, renderGuidance, writtenModules } from '../../src/content/guidance.ts'

const all = () => true
const plainly = (markdown: string) => ({ markdown, html: `<p>${markdown}</p>` })

test('a missing module is empty, and unknown minutes are null', () => {
  const file = GuidanceFile.parse({
    purpose: 'Find causes.',
    needs: { setBy: 'Editors', run: { min: 30, max: 60 }, prepare: 'unknown' },
  })
  expect(renderGuidance(file, plainly, all)).toEqual({
    asks: null,
    matters: null,
    purpose: { markdown: 'Find causes.', html: '<p>Find causes.</p>' },
    start: [],
    whenToUse: [],
    steps: [],
    prompts: [],
    goodAnswer: null,
    outputs: [],
    answers: [],
    tools: [],
    done: [],
    tips: [],
    limits: [],
    example: null,
    needs: { people: null, materials: [], prepare: null, run: { min: 30, max: 60 }, writeUp: null, setBy: 'Editors' },
    follows: [],
    leadsTo: [],
    references: [],
  })
})

test('only modules that are written are named, in the order in which they are read', () => {
  const file = GuidanceFile.parse({
    limits: ['Shows no sizes.'],
    asks: 'Who is there?',
    answers: [{ item: 'question:identify', text: 'Says who.' }],
  })
  const written = renderGuidance(file, plainly, all)
  expect(written.answers).toEqual([{ item: 'question:identify', text: plainly('Says who.') }])
  expect([writtenModules(written), writtenModules(null)]).toEqual([['asks', 'answers', 'limits'], []])
})

test('help by a withdrawn item is left out', () => {
  const file = GuidanceFile.parse({
    tools: [
      { item: 'tool:gone', text: 'Was.' },
      { item: 'tool:here', text: 'Is.' },
    ],
    follows: ['tool:gone', 'tool:here'],
  })
  const { tools, follows } = renderGuidance(file, plainly, (id) => id !== 'tool:gone')
  expect([tools, follows]).toEqual([[{ item: 'tool:here', text: plainly('Is.') }], ['tool:here']])
})

test('all prose has both forms', () => {
  const file = GuidanceFile.parse({
    steps: ['Draw.', 'Ask why.'],
    limits: ['Shows no sizes.'],
    example: 'Invented.',
    needs: { setBy: 'E', people: 'Four', materials: ['Pens'] },
    references: [{ text: 'A book' }],
  })
  const { steps, limits, example, needs, references } = renderGuidance(file, plainly, all)
  expect(steps).toEqual([plainly('Draw.'), plainly('Ask why.')])
  expect([limits, example, needs?.people, needs?.materials]).toEqual([
    [plainly('Shows no sizes.')],
    plainly('Invented.'),
    plainly('Four'),
    [plainly('Pens')],
  ])
  expect(references).toEqual([{ text: 'A book', url: null }])
})

test.each([
  ['minutes that are guessed', { needs: { setBy: 'E', run: 'about an hour' } }],
  ['minutes from more to fewer', { needs: { setBy: 'E', run: { min: 60, max: 30 } } }],
  ['needs that nobody set', { needs: { run: 'unknown' } }],
  ['an empty list of steps', { steps: [] }],
  ['a reference to an address that runs something', { references: [{ text: 'A book', url: 'javascript:alert(1)' }] }],
  ['a module of another name', { stepps: ['Draw.'] }],
])('%s is rejected', (_what, file) => {
  expect(GuidanceFile.safeParse(file).success).toBe(false)
})
