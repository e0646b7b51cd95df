import { z } from 'zod'
import { describedItem, itemFile, namedFile, relatedFile, Slugs } from './common.ts'
import { GuidanceFile } from './guidance.ts'

export const WorksheetForm = z.enum(['worksheet', 'poster', 'card-set'])

export const WorksheetFile = z.strictObject({
  ...namedFile,
  form: WorksheetForm,
  activities: z.array(relatedFile('activity')).default([]).meta({ description: 'The activities that use it.' }),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type WorksheetFile = z.infer<typeof WorksheetFile>

export const Worksheet = z
  .object({
    ...describedItem('worksheet'),
    form: WorksheetForm,
    stages: Slugs.meta({ description: 'The stages that have a step named after it.' }),
    activities: Slugs.meta({ description: 'The activities that use it.' }),
  })
  .meta({ id: 'Worksheet', description: 'A worksheet, poster or set of cards of the toolkit.' })
export type Worksheet = z.infer<typeof Worksheet>
