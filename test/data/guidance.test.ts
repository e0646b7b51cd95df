// What guidance is written, what is not, and that it reads well.
import { expect, it } from 'vitest'
import { readingAdvice } from '../../src/load/reading.ts'
import { type PresentedItem, presentItems } from '../../src/store/presentItems.ts'
import { realContent } from '../support/app.ts'

const content = realContent()
const presented = presentItems(content, (markdown) => ({ markdown, html: '' }))

const ofEveryTool = ['purpose', 'whenToUse', 'steps', 'limits', 'references']
const ofToolkitTools = [...ofEveryTool, 'tips', 'example', 'needs', 'follows', 'leadsTo']
/** The modules that an item of each kind is to have. */
const wanted: Record<string, (item: PresentedItem['item']) => string[]> = {
  strand: () => ['purpose', 'start', 'done'],
  stage: () => ['purpose', 'start', 'done'],
  question: () => ['asks', 'matters', 'goodAnswer', 'prompts'],
  activity: () => ['purpose', 'steps', 'outputs', 'answers', 'tools'],
  tool: (item) => (item.kind === 'tool' && item.origin === 'toolkit' ? ofToolkitTools : ofEveryTool),
  element: () => ['asks', 'done'],
}

it('so many items of each kind have each module', () => {
  const counts: Record<string, Record<string, number>> = {}
  for (const { item } of presented) {
    if (item.kind === 'mapping') continue
    for (const module of item.modules) {
      const ofKind = (counts[item.kind] ??= {})
      ofKind[module] = (ofKind[module] ?? 0) + 1
    }
  }
  expect(counts).toEqual({
    strand: { purpose: 7, start: 7, done: 7 },
    stage: { purpose: 5, start: 5, done: 5 },
    question: { asks: 22, matters: 22, goodAnswer: 22, prompts: 22 },
    activity: { purpose: 47, steps: 47, outputs: 47, answers: 44, tools: 33 },
    tool: { purpose: 82, whenToUse: 82, steps: 82, limits: 82, references: 82, tips: 44, example: 44, needs: 44, follows: 44, leadsTo: 44 },
    element: { asks: 32, done: 32 },
  })
})

it('what is not written is known by name', () => {
  const gaps: Record<string, string[]> = {}
  for (const { item } of presented) {
    const modules = wanted[item.kind]?.(item) ?? []
    const missing = modules.filter((module) => item.kind === 'mapping' || !item.modules.includes(module))
    for (const module of missing) (gaps[`${item.kind} ${module}`] ??= []).push(item.slug)
  }
  for (const slugs of Object.values(gaps)) slugs.sort()
  expect(gaps).toEqual({
    // What LoMo is nobody could say.
    ...Object.fromEntries(ofToolkitTools.map((module) => [`tool ${module}`, ['lomo']])),
    // Activities that no question, or no tool, is related to.
    'activity answers': ['describe-the-big-idea', 'generate-scenarios', 'review-project-performance'],
    'activity tools': [
      'agree-quality-targets', 'calculate-resources-required', 'challenge-the-scope', 'decide-the-next-step', 'define-measures', 'describe-the-big-idea', 'draft-the-pitch',
      'ensure-shared-understanding', 'make-models', 'manage-team', 'review-project-performance', 'review-project-progress', 'synthesise-evidence', 'tell-the-stories',
    ],
  })
})

it('an activity says how each question and each tool that is related to it comes in', () => {
  let told = 0
  for (const { item, guidance } of presented) {
    if (item.kind !== 'activity') continue
    expect(guidance?.answers.map((help) => help.item).sort(), item.id).toEqual(item.questions.map((slug) => `question:${slug}`).sort())
    expect(guidance?.tools.map((help) => help.item).sort(), item.id).toEqual(item.tools.map((slug) => `tool:${slug}`).sort())
    told += item.questions.length + item.tools.length
  }
  expect(told).toBe(140)
})

it('nothing in it is hard to read, begins a step without a verb, is too long a list, stands twice or is a word that the style leaves out', () => {
  expect(readingAdvice(content).map(({ kind, slug, path, message }) => `${kind} ${slug} ${path.join('.')}: ${message}`)).toEqual([])
})
