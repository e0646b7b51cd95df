import { z } from 'zod'
import {
  describedItem,
  idReferences,
  itemFile,
  namedFile,
  Order,
  Provenance,
  servedProvenance,
  ProvenanceFile,
  Slug,
  slugReference,
  slugReferences,
  Text,
} from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'
import { didYouMean } from '../nearest.ts'
import type { PerspectiveFile } from './perspective.ts'

export const QuestionFile = z.strictObject({
  text: Text.max(200),
  summary: namedFile.summary.meta({ description: 'What an answer gives, in our own words.' }),
  wording: ProvenanceFile.meta({ description: 'What the wording rests on, apart from the question itself.' }),
  perspective: slugReference('perspective'),
  phase: Slug,
  order: Order,
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type QuestionFile = z.infer<typeof QuestionFile>

export const Question = z
  .object({
    ...describedItem('question'),
    text: z.string().meta({ description: 'In words.' }),
    wording: Provenance.meta({ description: 'What the wording rests on, apart from the question itself.' }),
    perspective: slugReference('perspective').meta({ description: 'The perspective from which it is asked.' }),
    phase: z.string().meta({ description: 'The phase of its perspective that it belongs to.' }),
    order: Order.meta({ description: 'Its place among its kind.' }),
    activities: slugReferences('activity').meta({ description: 'The activities that help to answer it.' }),
    tools: slugReferences('tool').meta({ description: 'The tools that help those activities.' }),
    elements: idReferences('element').meta({ description: 'The elements of methodologies that it addresses.' }),
    methodologies: slugReferences('methodology').meta({ description: 'The methodologies of those elements.' }),
    mappings: slugReferences('mapping').meta({ description: 'The mappings that it is an end of.' }),
  })
  .meta({ id: 'Question', description: 'A question to ask of a service and of its improvement. Its name is its text.' })
export type Question = z.infer<typeof Question>

export const question = defineKind({
  collection: 'questions',
  folder: 'questions',
  file: QuestionFile,
  served: Question,
  about: 'The questions to ask of a service and of its improvement.',
  order: 'within kind',
  parent: { kind: 'perspective', path: ['perspective'] },
  filters: {
    perspective: 'perspective',
    activity: 'activities',
    tool: 'tools',
    methodology: 'methodologies',
    element: 'elements',
  },
  nameOf: (file) => file.text,
  example: 'team',
  check({ perspective, phase }, _slug, { filesOf }) {
    const phases = filesOf<PerspectiveFile>('perspective').get(perspective)?.phases
    if (phases === undefined || phases.includes(phase)) return []
    const message = `"${phase}" is not a phase of the perspective "${perspective}".${didYouMean(phase, phases)}`
    return [{ path: ['phase'], message }]
  },
  derive(file, slug, graph) {
    const activities = graph.sortUnique('activity', graph.referrersOf('activity', 'questions', slug))
    return {
      text: file.text,
      wording: servedProvenance(file.wording),
      perspective: file.perspective,
      phase: file.phase,
      order: file.order,
      activities,
      tools: graph.sortUnique(
        'tool',
        activities.flatMap((activity) => graph.referrersOf('tool', 'activities', activity)),
      ),
      ...graph.mappingRelations(`question:${slug}`),
    }
  },
})
