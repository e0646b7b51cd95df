import { z } from 'zod'
import {
  describedItem,
  HttpUrl,
  idReferences,
  itemFile,
  namedFile,
  Order,
  slugReference,
  slugReferences,
} from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'
import { Emphasis, type StageFile, stagesWithHighEmphasis } from './stage.ts'

export const Timing = z.enum(['early', 'intermediate', 'throughout'])

export const StrandFile = z.strictObject({
  ...namedFile,
  order: Order,
  timing: Timing.meta({ description: 'When in an improvement the strand is mostly worked on.' }),
  url: HttpUrl.optional().meta({ description: 'The page of the toolkit that describes it.' }),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type StrandFile = z.infer<typeof StrandFile>

export const StrandEmphasis = z
  .object({
    stage: slugReference('stage').meta({ description: 'The stage.' }),
    level: Emphasis.meta({ description: '`low`, `medium` or `high`.' }),
  })
  .meta({ id: 'StrandEmphasis', description: 'How much a stage works on the strand.' })

export const Strand = z
  .object({
    ...describedItem('strand'),
    order: Order.meta({ description: 'Its place among its kind.' }),
    timing: Timing.meta({ description: 'When in an improvement it is mostly worked on.' }),
    emphasis: z.array(StrandEmphasis).meta({ description: 'How much each stage works on each strand.' }),
    stages: slugReferences('stage').meta({ description: 'The stages whose emphasis on the strand is high.' }),
    activities: slugReferences('activity').meta({ description: 'The activities that it belongs with, in order.' }),
    tools: slugReferences('tool').meta({ description: 'The tools listed in the strand.' }),
    questions: slugReferences('question').meta({ description: 'The questions that its activities help to answer.' }),
    elements: idReferences('element').meta({ description: 'The elements of methodologies that it corresponds to.' }),
    methodologies: slugReferences('methodology').meta({ description: 'The methodologies of those elements.' }),
    mappings: slugReferences('mapping').meta({ description: 'The mappings that it is an end of.' }),
  })
  .meta({ id: 'Strand', description: 'One of the seven continuing lines of work of the toolkit.' })
export type Strand = z.infer<typeof Strand>

export const strand = defineKind({
  collection: 'strands',
  folder: 'strands',
  file: StrandFile,
  served: Strand,
  about: 'The seven continuing lines of work of the toolkit.',
  order: 'within kind',
  filters: { stage: 'stages', methodology: 'methodologies', element: 'elements' },
  example: 'problem',
  derive(file, slug, graph) {
    const activities = graph.sortUnique('activity', graph.referrersOf('activity', 'strand', slug))
    const emphasisOf = (stage: string) =>
      graph
        .filesOf<StageFile>('stage')
        .get(stage)
        ?.emphasis.flatMap((entry) => (entry.strand === slug ? [{ stage, level: entry.level }] : [])) ?? []
    return {
      order: file.order,
      timing: file.timing,
      emphasis: graph.sortUnique('stage', graph.referrersOf('stage', 'emphasis', slug)).flatMap(emphasisOf),
      stages: stagesWithHighEmphasis(slug, graph),
      activities,
      tools: graph.referrersOf('tool', 'strands', slug),
      questions: graph.sortUnique(
        'question',
        activities.flatMap((activity) => graph.targetsOf('activity', activity, 'questions')),
      ),
      ...graph.mappingRelations(`strand:${slug}`),
    }
  },
})
