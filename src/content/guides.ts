import { z } from 'zod'
import { describedItem, HttpUrl, ItemId, ItemIds, itemFile, namedFile, Order, Text } from './common.ts'
import { GuidanceFile } from './guidance.ts'

export const GuideFile = z.strictObject({
  ...namedFile,
  url: HttpUrl.optional().meta({ description: 'The page of the toolkit that it follows.' }),
  steps: z
    .array(
      z.strictObject({
        name: Text,
        text: Text.optional(),
        items: z.array(ItemId).default([]).meta({ description: 'The items that the step points at.' }),
        collections: z
          .array(Text)
          .default([])
          .meta({ description: 'Whole collections that the step points at, such as `questions`.' }),
      }),
    )
    .min(1),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type GuideFile = z.infer<typeof GuideFile>

export const GuideStep = z
  .object({
    order: Order,
    name: z.string(),
    text: z.string().nullable(),
    items: ItemIds,
    collections: z.array(z.string()).meta({ description: 'Whole collections that the step points at.' }),
  })
  .meta({ id: 'GuideStep', description: 'One step of a guide, and what it points at.' })

export const Guide = z
  .object({ ...describedItem('guide'), steps: z.array(GuideStep) })
  .meta({ id: 'Guide', description: 'An ordered way through the toolkit.' })
export type Guide = z.infer<typeof Guide>
