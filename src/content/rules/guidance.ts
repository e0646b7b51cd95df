// Rules of guidance: the modules that an item of each kind has, and how an activity tells what its questions and tools
// do.
import type { Content } from '../content.ts'
import type { ModuleName } from '../guidance.ts'
import { current, type Report, unexplainedTools } from './report.ts'

const modulesOfEveryTool = ['purpose', 'whenToUse', 'steps', 'limits', 'references'] as const
const modulesOfToolkitTools = [...modulesOfEveryTool, 'tips', 'example', 'needs', 'follows', 'leadsTo'] as const
const modulesOf = {
  strand: ['purpose', 'start', 'done'],
  stage: ['purpose', 'start', 'done'],
  question: ['asks', 'matters', 'goodAnswer', 'prompts'],
  activity: ['purpose', 'steps', 'outputs'],
  element: ['asks', 'done'],
} as const satisfies Record<string, readonly ModuleName[]>

export function guidanceRules(content: Content, report: Report): void {
  modules(content, report)
  helpOfActivities(content, report)
}

function modules({ items }: Content, report: Report): void {
  const lacks = (
    kind: keyof typeof modulesOf | 'tool',
    slug: string,
    guidance: Partial<Record<ModuleName, unknown>> = {},
    wanted: readonly ModuleName[],
  ) => {
    const missing = wanted.filter((module) => guidance[module] === undefined)
    if (missing.length > 0) report.advice({ kind, slug, path: ['guidance'], message: `lacks ${missing.join(', ')}` })
  }
  for (const kind of Object.keys(modulesOf) as (keyof typeof modulesOf)[])
    for (const [slug, { guidance }] of current<{ withdrawn?: unknown; guidance?: object | undefined }>(items[kind]))
      lacks(kind, slug, guidance, modulesOf[kind])
  for (const [slug, { origin, guidance }] of current(items.tool))
    if (!unexplainedTools.has(slug))
      lacks('tool', slug, guidance, origin === 'toolkit' ? modulesOfToolkitTools : modulesOfEveryTool)
}

/** An activity says how each question and each tool that is related to it comes in, and speaks of no other. */
function helpOfActivities({ items }: Content, report: Report): void {
  for (const [slug, activity] of current(items.activity)) {
    const related = {
      answers: activity.questions.map(({ question }) => `question:${question}`),
      tools: [...items.tool]
        .filter(([, tool]) => tool.activities.some((related) => related.activity === slug))
        .map(([tool]) => `tool:${tool}`),
    }
    const withdrawn = (id: string) => {
      const [kind, name = ''] = id.split(':') as ['question' | 'tool', string | undefined]
      return items[kind].get(name)?.withdrawn !== undefined
    }
    for (const field of ['answers', 'tools'] as const) {
      const told = (activity.guidance?.[field] ?? []).map(({ item }) => item)
      told.forEach((id, i) => {
        if (!related[field].includes(id))
          report.mistake({
            kind: 'activity',
            slug,
            path: ['guidance', field, i, 'item'],
            message: `"${id}" is not related to the activity: ${field === 'answers' ? 'list it under "questions"' : 'list the activity under "activities" of the tool'}, or take it out here`,
          })
      })
      const untold = related[field].filter((id) => !told.includes(id) && !withdrawn(id))
      if (untold.length > 0)
        report.advice({
          kind: 'activity',
          slug,
          path: ['guidance', field],
          message: `does not say ${field === 'answers' ? 'how the activity helps to answer' : 'what comes of using'} ${untold.map((id) => `"${id}"`).join(', ')}`,
        })
    }
  }
}
