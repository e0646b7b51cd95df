import { z } from 'zod'
import {
  describedItem,
  idReferences,
  itemFile,
  namedFile,
  relatedFile,
  slugReference,
  slugReferences,
  Text,
} from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

export const Origin = z.enum(['toolkit', 'methodology']).meta({
  description: 'Whether the toolkit lists the tool, or a methodology brings it.',
})

export const ToolFile = z
  .strictObject({
    ...namedFile,
    aliases: z.array(Text).default([]).meta({ description: 'Other names of the same tool.' }),
    origin: Origin.default('toolkit'),
    homeStrand: relatedFile('strand')
      .optional()
      .meta({ description: 'Absent only for a tool that a methodology brings.' }),
    strands: z.array(relatedFile('strand')).default([]).meta({ description: 'The strands that list it.' }),
    activities: z.array(relatedFile('activity')).default([]).meta({ description: 'The activities that it helps.' }),
    ...itemFile,
    guidance: GuidanceFile.optional(),
  })
  .refine((tool) => tool.origin === 'methodology' || tool.homeStrand !== undefined, {
    path: ['homeStrand'],
    message: 'must be given, because the toolkit lists the tool in a strand',
  })
export type ToolFile = z.infer<typeof ToolFile>

export const Tool = z
  .object({
    ...describedItem('tool'),
    aliases: z.array(z.string()).meta({ description: 'Other names of the same thing.' }),
    origin: Origin,
    homeStrand: slugReference('strand').nullable().meta({ description: 'Null for a tool that a methodology brings.' }),
    strands: slugReferences('strand').meta({ description: 'The strands that list it.' }),
    activities: slugReferences('activity').meta({ description: 'The activities that it helps.' }),
    questions: slugReferences('question').meta({ description: 'The questions that those activities help to answer.' }),
    elements: idReferences('element').meta({ description: 'The elements of methodologies that it is used in.' }),
    methodologies: slugReferences('methodology').meta({ description: 'The methodologies of those elements.' }),
    mappings: slugReferences('mapping').meta({ description: 'The mappings that it is an end of.' }),
  })
  .meta({ id: 'Tool', description: 'An established technique that helps to carry out activities.' })
export type Tool = z.infer<typeof Tool>

export const tool = defineKind({
  collection: 'tools',
  folder: 'tools',
  file: ToolFile,
  served: Tool,
  about: 'Established techniques that help to carry out activities.',
  parent: { kind: 'strand', path: ['homeStrand', 'strand'] },
  filters: {
    strand: 'strands',
    activity: 'activities',
    question: 'questions',
    methodology: 'methodologies',
    element: 'elements',
    origin: 'origin',
    basis: 'provenance.basis',
  },
  searchNames: ({ aliases }) => aliases,
  example: 'fishbone-diagram',
  derive(file, slug, graph) {
    const activities = graph.targetsOf('tool', slug, 'activities')
    return {
      aliases: file.aliases,
      origin: file.origin,
      homeStrand: file.homeStrand?.strand ?? null,
      strands: graph.targetsOf('tool', slug, 'strands'),
      activities,
      questions: graph.sortUnique(
        'question',
        activities.flatMap((activity) => graph.targetsOf('activity', activity, 'questions')),
      ),
      ...graph.mappingRelations(`tool:${slug}`),
    }
  },
})
