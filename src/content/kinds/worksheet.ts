import { z } from 'zod'
import { describedItem, itemFile, namedFile, relatedFile, slugReferences } from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

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
    form: WorksheetForm.meta({ description: '`worksheet`, `poster` or `card-set`.' }),
    stages: slugReferences('stage').meta({ description: 'The stages that have a step named after it.' }),
    activities: slugReferences('activity').meta({ description: 'The activities that use it.' }),
  })
  .meta({ id: 'Worksheet', description: 'A worksheet, poster or set of cards of the toolkit.' })
export type Worksheet = z.infer<typeof Worksheet>

export const worksheet = defineKind({
  collection: 'worksheets',
  folder: 'worksheets',
  file: WorksheetFile,
  served: Worksheet,
  about: 'The worksheets, posters and card sets of the toolkit.',
  filters: {},
  example: 'improvement-canvas',
  derive: (file, slug, graph) => ({
    form: file.form,
    stages: graph.referrersOf('stage', 'steps', `worksheet:${slug}`),
    activities: graph.targetsOf('worksheet', slug, 'activities'),
  }),
})
