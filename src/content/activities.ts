import { z } from 'zod'
import { describedItem, ItemIds, itemFile, namedFile, Order, relatedFile, Slug, Slugs } from './common.ts'
import { GuidanceFile } from './guidance.ts'

export const ActivityType = z.enum(['main', 'preliminary'])

export const ActivityFile = z.strictObject({
  ...namedFile,
  strand: Slug,
  type: ActivityType,
  order: Order.meta({ description: 'Its place in its strand; a preliminary activity comes before the main ones.' }),
  questions: z
    .array(relatedFile('question'))
    .default([])
    .meta({ description: 'The questions that it helps to answer.' }),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type ActivityFile = z.infer<typeof ActivityFile>

export const Activity = z
  .object({
    ...describedItem('activity'),
    strand: Slug,
    type: ActivityType,
    order: Order.meta({ description: 'Its place in its strand.' }),
    questions: Slugs.meta({ description: 'The questions that it helps to answer.' }),
    tools: Slugs.meta({ description: 'The tools that help it.' }),
    stages: Slugs.meta({ description: 'The stages whose emphasis on its strand is high.' }),
    elements: ItemIds.meta({ description: 'The elements of methodologies that it contributes to.' }),
    methodologies: Slugs.meta({ description: 'The methodologies of those elements.' }),
    mappings: Slugs,
  })
  .meta({ id: 'Activity', description: 'A piece of work with a purpose, carried out with one or more tools.' })
export type Activity = z.infer<typeof Activity>
