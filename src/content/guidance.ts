// Guidance: how to use an item, in modules that can each stand alone.
import { z } from 'zod'
import { anyIdReference, anyIdReferences, HttpUrl, Text } from './common.ts'

/** Authored prose is Markdown; served prose is that Markdown and the HTML rendered from it once. */
export const ProseFile = Text.meta({ description: 'Markdown.' })
export const Prose = z
  .object({
    markdown: z.string().meta({ description: 'As written.' }),
    html: z.string().meta({ description: 'Sanitised HTML, safe to insert in a page.' }),
  })
  .meta({ id: 'Prose', description: 'Prose in the two forms it is served in.' })
export type Prose = z.infer<typeof Prose>

const Minutes = z
  .strictObject({ min: z.int().min(0), max: z.int().min(1) })
  .refine((m) => m.min <= m.max, 'min must not be over max')
const MinutesFile = z
  .union([Minutes, z.literal('unknown')])
  .meta({ description: 'Minutes from and to, or `unknown`; never guessed.' })

const NeedsFile = z.strictObject({
  people: ProseFile.optional(),
  materials: z.array(ProseFile).default([]),
  prepare: MinutesFile.default('unknown'),
  run: MinutesFile.default('unknown'),
  writeUp: MinutesFile.default('unknown'),
  setBy: Text.meta({ description: 'Who set these figures.' }),
})

const ReferenceFile = z.strictObject({ text: Text, url: HttpUrl.optional() })

const ProseList = z.array(ProseFile).min(1).max(12)

const HelpFile = z.strictObject({ item: anyIdReference, text: ProseFile })

export const GuidanceFile = z.strictObject({
  asks: ProseFile.optional().meta({ description: 'What is being asked, or asked for.' }),
  matters: ProseFile.optional().meta({ description: 'Why it matters.' }),
  purpose: ProseFile.optional(),
  start: ProseList.optional().meta({ description: 'How to start.' }),
  whenToUse: ProseList.optional(),
  steps: ProseList.optional(),
  prompts: ProseList.optional().meta({ description: 'Shorter questions that help to answer it.' }),
  goodAnswer: ProseFile.optional().meta({ description: 'What a good answer looks like.' }),
  outputs: ProseList.optional().meta({ description: 'What comes out.' }),
  answers: z.array(HelpFile).min(1).optional().meta({ description: 'Which questions it helps to answer, and how.' }),
  tools: z.array(HelpFile).min(1).optional().meta({ description: 'Which tools help, and how.' }),
  done: ProseList.optional().meta({ description: 'What it looks like when done.' }),
  tips: ProseList.optional(),
  limits: ProseList.optional().meta({ description: 'When not to use it, what it cannot tell you.' }),
  example: ProseFile.optional().meta({ description: 'A short worked example, invented and said to be so.' }),
  needs: NeedsFile.optional(),
  follows: anyIdReferences.optional().meta({ description: 'What usually comes before.' }),
  leadsTo: anyIdReferences.optional().meta({ description: 'What usually comes after.' }),
  references: z.array(ReferenceFile).min(1).optional(),
})
export type GuidanceFile = z.infer<typeof GuidanceFile>

export const MinuteRange = z
  .object({ min: z.int().meta({ description: 'From.' }), max: z.int().meta({ description: 'To.' }) })
  .meta({ id: 'MinuteRange', description: 'Minutes, from and to.' })

export const Needs = z
  .object({
    people: Prose.nullable().meta({ description: 'Who is needed.' }),
    materials: z.array(Prose).meta({ description: 'What is needed.' }),
    prepare: MinuteRange.nullable().meta({ description: 'Minutes to prepare; null where unknown.' }),
    run: MinuteRange.nullable().meta({ description: 'Minutes to run; null where unknown.' }),
    writeUp: MinuteRange.nullable().meta({ description: 'Minutes to write up; null where unknown.' }),
    setBy: z.string().meta({ description: 'Who set these figures.' }),
  })
  .meta({ id: 'Needs', description: 'What using the item takes, and who says so.' })

export const Reference = z
  .object({
    text: z.string().meta({ description: 'In words.' }),
    url: z.string().nullable().meta({ description: 'An address.' }),
  })
  .meta({ id: 'Reference', description: 'A publication.' })

export const Help = z
  .object({
    item: anyIdReference.meta({ description: 'The item.' }),
    text: Prose.meta({ description: 'How it helps.' }),
  })
  .meta({ id: 'Help', description: 'An item that helps, and how.' })

export const Guidance = z
  .object({
    asks: Prose.nullable().meta({ description: 'What is being asked, or asked for.' }),
    matters: Prose.nullable().meta({ description: 'Why it matters.' }),
    purpose: Prose.nullable().meta({ description: 'What it is for.' }),
    start: z.array(Prose).meta({ description: 'How to start.' }),
    whenToUse: z.array(Prose).meta({ description: 'When it serves.' }),
    steps: z.array(Prose).meta({ description: 'Step by step, in order.' }),
    prompts: z.array(Prose).meta({ description: 'Shorter questions that help to answer it.' }),
    goodAnswer: Prose.nullable().meta({ description: 'What a good answer looks like.' }),
    outputs: z.array(Prose).meta({ description: 'What comes out.' }),
    answers: z.array(Help).meta({ description: 'Which questions it helps to answer, and how.' }),
    tools: z.array(Help).meta({ description: 'Which tools help, and how.' }),
    done: z.array(Prose).meta({ description: 'What it looks like when done.' }),
    tips: z.array(Prose).meta({ description: 'What makes it work better.' }),
    limits: z.array(Prose).meta({ description: 'When not to use it, and what it cannot tell you.' }),
    example: Prose.nullable().meta({ description: 'A short worked example, invented and said to be so.' }),
    needs: Needs.nullable().meta({ description: 'What using it takes.' }),
    follows: anyIdReferences.meta({ description: 'What usually comes before.' }),
    leadsTo: anyIdReferences.meta({ description: 'What usually comes after.' }),
    references: z.array(Reference).meta({ description: 'Publications.' }),
  })
  .meta({
    id: 'Guidance',
    description: 'How to use the item, in modules that can each stand alone. A module not yet written is empty.',
  })
export type Guidance = z.infer<typeof Guidance>

/** Guidance as served: prose is rendered, and items that are not served are left out. */
export function renderGuidance(
  file: GuidanceFile,
  render: (markdown: string) => Prose,
  isServed: (id: string) => boolean,
): Guidance {
  const renderAll = (list: string[] | undefined) => (list ?? []).map(render)
  const minutes = (value: z.infer<typeof MinutesFile>) => (value === 'unknown' ? null : value)
  const renderOptional = (prose: string | undefined) => (prose === undefined ? null : render(prose))
  const renderHelp = (list: z.infer<typeof HelpFile>[] | undefined) =>
    (list ?? []).filter(({ item }) => isServed(item)).map(({ item, text }) => ({ item, text: render(text) }))
  return {
    asks: renderOptional(file.asks),
    matters: renderOptional(file.matters),
    purpose: renderOptional(file.purpose),
    start: renderAll(file.start),
    whenToUse: renderAll(file.whenToUse),
    steps: renderAll(file.steps),
    prompts: renderAll(file.prompts),
    goodAnswer: renderOptional(file.goodAnswer),
    outputs: renderAll(file.outputs),
    answers: renderHelp(file.answers),
    tools: renderHelp(file.tools),
    done: renderAll(file.done),
    tips: renderAll(file.tips),
    limits: renderAll(file.limits),
    example: renderOptional(file.example),
    needs:
      file.needs === undefined
        ? null
        : {
            people: renderOptional(file.needs.people),
            materials: renderAll(file.needs.materials),
            prepare: minutes(file.needs.prepare),
            run: minutes(file.needs.run),
            writeUp: minutes(file.needs.writeUp),
            setBy: file.needs.setBy,
          },
    follows: (file.follows ?? []).filter(isServed),
    leadsTo: (file.leadsTo ?? []).filter(isServed),
    references: (file.references ?? []).map((r) => ({ text: r.text, url: r.url ?? null })),
  }
}

/** The titles of the modules, in reading order. */
export const moduleTitles = {
  asks: 'What is asked',
  matters: 'Why it matters',
  purpose: 'What it is for',
  start: 'How to start',
  whenToUse: 'When to use it',
  steps: 'Steps',
  prompts: 'Questions to ask',
  goodAnswer: 'What a good answer looks like',
  outputs: 'What comes out',
  answers: 'Questions it helps to answer',
  tools: 'Tools that help',
  done: 'What done looks like',
  tips: 'Tips',
  limits: 'Limits',
  example: 'Example',
  needs: 'What it needs',
  follows: 'What comes before',
  leadsTo: 'What comes after',
  references: 'References',
} as const satisfies Record<keyof Guidance, string>
export type ModuleName = keyof typeof moduleTitles
export const moduleNames = Object.keys(moduleTitles) as ModuleName[]

/** The modules that are not empty. */
export function writtenModules(value: Guidance | null): ModuleName[] {
  if (value === null) return []
  return moduleNames.filter((name) => (Array.isArray(value[name]) ? value[name].length > 0 : value[name] !== null))
}
