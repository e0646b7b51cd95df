import { z } from 'zod'
import { describedItem, HttpUrl, ItemIds, itemFile, namedFile, Order, Slug, Slugs } from './common.ts'
import { GuidanceFile } from './guidance.ts'

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

export const Emphasis = z.enum(['low', 'medium', 'high'])

export const StrandEmphasis = z
  .object({ stage: Slug, level: Emphasis })
  .meta({ id: 'StrandEmphasis', description: 'How much a stage works on the strand.' })

export const Strand = z
  .object({
    ...describedItem('strand'),
    order: Order,
    timing: Timing,
    emphasis: z.array(StrandEmphasis),
    stages: Slugs.meta({ description: 'The stages whose emphasis on the strand is high.' }),
    activities: Slugs,
    tools: Slugs.meta({ description: 'The tools listed in the strand.' }),
    questions: Slugs.meta({ description: 'The questions that its activities help to answer.' }),
    elements: ItemIds.meta({ description: 'The elements of methodologies that it corresponds to.' }),
    methodologies: Slugs.meta({ description: 'The methodologies of those elements.' }),
    mappings: Slugs,
  })
  .meta({ id: 'Strand', description: 'One of the seven continuing lines of work of the toolkit.' })
export type Strand = z.infer<typeof Strand>
