import { z } from 'zod'
import { describedItem, ItemId, itemFile, namedFile, Order, relatedFile, Slug, Slugs, Text } from './common.ts'
import { GuidanceFile } from './guidance.ts'
import { Emphasis } from './strands.ts'

export const StageFile = z.strictObject({
  ...namedFile,
  order: Order,
  steps: z
    .array(
      z.strictObject({
        name: Text,
        item: ItemId.optional().meta({ description: 'The worksheet or tool that the step is named after.' }),
      }),
    )
    .default([])
    .meta({ description: 'The steps in order; empty where they are not known.' }),
  emphasis: z.array(relatedFile('strand').safeExtend({ level: Emphasis })),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type StageFile = z.infer<typeof StageFile>

export const StageStep = z
  .object({ order: Order, name: z.string(), item: ItemId.nullable() })
  .meta({ id: 'StageStep', description: 'One step of a stage, and the item that it is named after, if there is one.' })

export const StageEmphasis = z
  .object({ strand: Slug, level: Emphasis })
  .meta({ id: 'StageEmphasis', description: 'How much the stage works on a strand.' })

export const Stage = z
  .object({
    ...describedItem('stage'),
    order: Order,
    steps: z.array(StageStep),
    emphasis: z.array(StageEmphasis),
    strands: Slugs.meta({ description: 'The strands on which its emphasis is high.' }),
    worksheets: Slugs.meta({ description: 'The worksheets that its steps are named after.' }),
  })
  .meta({ id: 'Stage', description: 'One of the five blocks of an improvement programme.' })
export type Stage = z.infer<typeof Stage>
