import { z } from 'zod'
import { describedItem, ItemIds, itemFile, namedFile, relatedFile, Slug, Slugs, Text } from './common.ts'
import { GuidanceFile } from './guidance.ts'

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
    aliases: z.array(z.string()),
    origin: Origin,
    homeStrand: Slug.nullable().meta({ description: 'Null for a tool that a methodology brings.' }),
    strands: Slugs.meta({ description: 'The strands that list it.' }),
    activities: Slugs.meta({ description: 'The activities that it helps.' }),
    questions: Slugs.meta({ description: 'The questions that those activities help to answer.' }),
    elements: ItemIds.meta({ description: 'The elements of methodologies that it is used in.' }),
    methodologies: Slugs.meta({ description: 'The methodologies of those elements.' }),
    mappings: Slugs,
  })
  .meta({ id: 'Tool', description: 'An established technique that helps to carry out activities.' })
export type Tool = z.infer<typeof Tool>
