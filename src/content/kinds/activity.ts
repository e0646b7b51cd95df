import { z } from 'zod'
import {
  describedItem,
  idReferences,
  itemFile,
  namedFile,
  Order,
  relatedFile,
  slugReference,
  slugReferences,
} from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'
import { stagesWithHighEmphasis } from './stage.ts'

export const ActivityType = z.enum(['main', 'preliminary'])

export const ActivityFile = z.strictObject({
  ...namedFile,
  strand: slugReference('strand'),
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
    strand: slugReference('strand').meta({ description: 'The strand.' }),
    type: ActivityType.meta({ description: 'What sort it is, among its kind.' }),
    order: Order.meta({ description: 'Its place in its strand.' }),
    questions: slugReferences('question').meta({ description: 'The questions that it helps to answer.' }),
    tools: slugReferences('tool').meta({ description: 'The tools that help it.' }),
    stages: slugReferences('stage').meta({ description: 'The stages whose emphasis on its strand is high.' }),
    elements: idReferences('element').meta({ description: 'The elements of methodologies that it contributes to.' }),
    methodologies: slugReferences('methodology').meta({ description: 'The methodologies of those elements.' }),
    mappings: slugReferences('mapping').meta({ description: 'The mappings that it is an end of.' }),
  })
  .meta({ id: 'Activity', description: 'A piece of work with a purpose, carried out with one or more tools.' })
export type Activity = z.infer<typeof Activity>

export const activity = defineKind({
  collection: 'activities',
  folder: 'activities',
  file: ActivityFile,
  served: Activity,
  about: 'Pieces of work with a purpose, carried out with one or more tools.',
  order: 'within parent',
  parent: { kind: 'strand', path: ['strand'] },
  filters: {
    strand: 'strand',
    type: 'type',
    tool: 'tools',
    question: 'questions',
    stage: 'stages',
    methodology: 'methodologies',
    element: 'elements',
  },
  example: 'observe-stakeholders',
  derive: (file, slug, graph) => ({
    strand: file.strand,
    type: file.type,
    order: file.order,
    questions: graph.sortUnique('question', graph.targetsOf('activity', slug, 'questions')),
    tools: graph.referrersOf('tool', 'activities', slug),
    stages: stagesWithHighEmphasis(file.strand, graph),
    ...graph.mappingRelations(`activity:${slug}`),
  }),
})
