// Rules of guidance: the modules that each kind requires, and the questions and tools that activities explain.
import type { Content } from '../content.ts'
import type { ModuleName } from '../guidance.ts'
import { activeItems, type Reporter, unexplainedTools } from './report.ts'

const modulesOfEveryTool = ['purpose', 'whenToUse', 'steps', 'limits', 'references'] as const
const modulesOfToolkitTools = [...modulesOfEveryTool, 'tips', 'example', 'needs', 'follows', 'leadsTo'] as const
const modulesOf = {
  strand: ['purpose', 'start', 'done'],
  stage: ['purpose', 'start', 'done'],
  question: ['asks', 'matters', 'goodAnswer', 'prompts'],
  activity: ['purpose', 'steps', 'outputs'],
  element: ['asks', 'done'],
} as const satisfies Record<string, readonly ModuleName[]>

export function guidanceRules(content: Content, report: Reporter): void {
  checkModules(content, report)
  checkActivityHelp(content, report)
}

function checkModules({ items }: Content, report: Reporter): void {
  const adviseMissing = (
    kind: keyof typeof modulesOf | 'tool',
    slug: string,
    guidance: Partial<Record<ModuleName, unknown>> = {},
    required: readonly ModuleName[],
  ) => {
    const missing = required.filter((module) => guidance[module] === undefined)
    if (missing.length > 0) report.advice({ kind, slug, path: ['guidance'], message: `lacks ${missing.join(', ')}` })
  }
  for (const kind of Object.keys(modulesOf) as (keyof typeof modulesOf)[])
    for (const [slug, { guidance }] of activeItems<{ withdrawn?: unknown; guidance?: object | undefined }>(items[kind]))
      adviseMissing(kind, slug, guidance, modulesOf[kind])
  for (const [slug, { origin, guidance }] of activeItems(items.tool))
    if (!unexplainedTools.has(slug))
      adviseMissing('tool', slug, guidance, origin === 'toolkit' ? modulesOfToolkitTools : modulesOfEveryTool)
}

/** The guidance of an activity explains each of its questions and tools, and no others. */
function checkActivityHelp({ items }: Content, report: Reporter): void {
  for (const [slug, activity] of activeItems(items.activity)) {
    const related = {
      answers: activity.questions.map(({ question }) => `question:${question}`),
      tools: [...items.tool]
        .filter(([, tool]) => tool.activities.some(({ activity }) => activity === slug))
        .map(([tool]) => `tool:${tool}`),
    }
    const isWithdrawn = (id: string) => {
      const [kind, name = ''] = id.split(':') as ['question' | 'tool', string | undefined]
      return items[kind].get(name)?.withdrawn !== undefined
    }
    for (const field of ['answers', 'tools'] as const) {
      const remedy =
        field === 'answers' ? 'list it under "questions"' : 'list the activity under "activities" of the tool'
      const explained = (activity.guidance?.[field] ?? []).map(({ item }) => item)
      explained.forEach((id, i) => {
        if (!related[field].includes(id))
          report.mistake({
            kind: 'activity',
            slug,
            path: ['guidance', field, i, 'item'],
            message: `"${id}" is not related to the activity: ${remedy}, or take it out here`,
          })
      })
      const unexplained = related[field].filter((id) => !explained.includes(id) && !isWithdrawn(id))
      if (unexplained.length > 0)
        report.advice({
          kind: 'activity',
          slug,
          path: ['guidance', field],
          message:
            `does not say ${field === 'answers' ? 'how the activity helps to answer' : 'what comes of using'} ` +
            unexplained.map((id) => `"${id}"`).join(', '),
        })
    }
  }
}
