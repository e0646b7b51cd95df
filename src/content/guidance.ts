// Guidance: how to use an item, in modules that can each stand alone.
import { z } from 'zod'
import { ItemId, Text } from './common.ts'

/** Authored prose is Markdown; served prose is that Markdown and the HTML rendered from it once. */
export const ProseFile = Text.meta({ description: 'Markdown.' })
export const Prose = z
  .object({ markdown: z.string(), html: z.string().meta({ description: 'Sanitised HTML, safe to insert in a page.' }) })
  .meta({ id: 'Prose', description: 'Prose in the two forms it is served in.' })
export type Prose = z.infer<typeof Prose>

const Minutes = z.strictObject({ min: z.int().min(0), max: z.int().min(1) }).refine((m) => m.min <= m.max, 'min must not be over max')
const MinutesFile = z.union([Minutes, z.literal('unknown')]).meta({ description: 'Minutes from and to, or `unknown`; never guessed.' })

const NeedsFile = z.strictObject({
  people: ProseFile.optional(),
  materials: z.array(ProseFile).default([]),
  prepare: MinutesFile.default('unknown'),
  run: MinutesFile.default('unknown'),
  writeUp: MinutesFile.default('unknown'),
  setBy: Text.meta({ description: 'Who set these figures.' }),
})

const ReferenceFile = z.strictObject({ text: Text, url: z.url().optional() })

const List = z.array(ProseFile).min(1).max(12)

export const GuidanceFile = z.strictObject({
  purpose: ProseFile.optional(),
  whenToUse: List.optional(),
  steps: List.optional(),
  tips: List.optional(),
  limits: List.optional().meta({ description: 'When not to use it, what it cannot tell you.' }),
  example: ProseFile.optional().meta({ description: 'A short worked example, invented and said to be so.' }),
  needs: NeedsFile.optional(),
  follows: z.array(ItemId).optional().meta({ description: 'What usually comes before.' }),
  leadsTo: z.array(ItemId).optional().meta({ description: 'What usually comes after.' }),
  references: z.array(ReferenceFile).min(1).optional(),
})
export type GuidanceFile = z.infer<typeof GuidanceFile>

export const MinuteRange = z
  .object({ min: z.int(), max: z.int() })
  .meta({ id: 'MinuteRange', description: 'Minutes, from and to.' })

export const Needs = z
  .object({
    people: Prose.nullable(),
    materials: z.array(Prose),
    prepare: MinuteRange.nullable().meta({ description: 'Minutes to prepare; null where unknown.' }),
    run: MinuteRange.nullable().meta({ description: 'Minutes to run; null where unknown.' }),
    writeUp: MinuteRange.nullable().meta({ description: 'Minutes to write up; null where unknown.' }),
    setBy: z.string(),
  })
  .meta({ id: 'Needs', description: 'What using the item takes, and who says so.' })

export const Reference = z
  .object({ text: z.string(), url: z.string().nullable() })
  .meta({ id: 'Reference', description: 'A publication.' })

export const Guidance = z
  .object({
    purpose: Prose.nullable(),
    whenToUse: z.array(Prose),
    steps: z.array(Prose),
    tips: z.array(Prose),
    limits: z.array(Prose),
    example: Prose.nullable(),
    needs: Needs.nullable(),
    follows: z.array(ItemId),
    leadsTo: z.array(ItemId),
    references: z.array(Reference),
  })
  .meta({ id: 'Guidance', description: 'How to use the item, in modules that can each stand alone. A module not yet written is empty.' })
export type Guidance = z.infer<typeof Guidance>

/** Guidance as served, with prose rendered by the function given. */
export function guidance(file: GuidanceFile, render: (markdown: string) => Prose): Guidance {
  const each = (list: string[] | undefined) => (list ?? []).map(render)
  const minutes = (value: z.infer<typeof MinutesFile>) => (value === 'unknown' ? null : value)
  return {
    purpose: file.purpose === undefined ? null : render(file.purpose),
    whenToUse: each(file.whenToUse),
    steps: each(file.steps),
    tips: each(file.tips),
    limits: each(file.limits),
    example: file.example === undefined ? null : render(file.example),
    needs: file.needs === undefined ? null : {
      people: file.needs.people === undefined ? null : render(file.needs.people),
      materials: each(file.needs.materials),
      prepare: minutes(file.needs.prepare),
      run: minutes(file.needs.run),
      writeUp: minutes(file.needs.writeUp),
      setBy: file.needs.setBy,
    },
    follows: file.follows ?? [],
    leadsTo: file.leadsTo ?? [],
    references: (file.references ?? []).map((r) => ({ text: r.text, url: r.url ?? null })),
  }
}
