import { z } from 'zod'
import { describedItem, ItemId, ItemIds, itemFile, namedFile, Order, Slugs, Text } from './common.ts'
import { GuidanceFile } from './guidance.ts'

export const RouteFile = z.strictObject({
  ...namedFile,
  purpose: Text.meta({ description: 'When to take it, in a sentence.' }),
  steps: z
    .array(
      z.strictObject({
        item: ItemId.meta({ description: 'A question, an activity or a tool.' }),
        why: Text.meta({ description: 'Why it comes here, in a sentence.' }),
        elements: z
          .array(ItemId)
          .default([])
          .meta({ description: 'The elements of methodologies that the step belongs to.' }),
      }),
    )
    .min(2)
    .max(12),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type RouteFile = z.infer<typeof RouteFile>

export const RouteStep = z.object({ order: Order, item: ItemId, why: z.string(), elements: ItemIds }).meta({
  id: 'RouteStep',
  description: 'One step of a route: an item, why it comes here, and where it belongs in each methodology.',
})

export const Route = z
  .object({
    ...describedItem('route'),
    purpose: z.string().meta({ description: 'When to take it.' }),
    steps: z.array(RouteStep),
    methodologies: Slugs.meta({ description: 'The methodologies in whose elements it is expressed.' }),
  })
  .meta({ id: 'Route', description: 'An ordered chain of questions, activities and tools for a common purpose.' })
export type Route = z.infer<typeof Route>
