import { z } from 'zod'
import {
  describedItem,
  ItemIds,
  itemFile,
  namedFile,
  Order,
  Provenance,
  ProvenanceFile,
  Slug,
  Slugs,
  Text,
} from './common.ts'
import { GuidanceFile } from './guidance.ts'

export const QuestionFile = z.strictObject({
  text: Text.max(200),
  summary: namedFile.summary.meta({ description: 'What an answer gives, in our own words.' }),
  wording: ProvenanceFile.meta({ description: 'What the wording rests on, apart from the question itself.' }),
  perspective: Slug,
  phase: Slug,
  order: Order,
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type QuestionFile = z.infer<typeof QuestionFile>

export const Question = z
  .object({
    ...describedItem('question'),
    text: z.string(),
    wording: Provenance.meta({ description: 'What the wording rests on, apart from the question itself.' }),
    perspective: Slug,
    phase: z.string(),
    order: Order,
    activities: Slugs.meta({ description: 'The activities that help to answer it.' }),
    tools: Slugs.meta({ description: 'The tools that help those activities.' }),
    elements: ItemIds.meta({ description: 'The elements of methodologies that it addresses.' }),
    methodologies: Slugs.meta({ description: 'The methodologies of those elements.' }),
    mappings: Slugs,
  })
  .meta({ id: 'Question', description: 'A question to ask of a service and of its improvement. Its name is its text.' })
export type Question = z.infer<typeof Question>
