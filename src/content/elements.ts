import { z } from 'zod'
import { describedItem, ItemIds, itemFile, namedFile, Order, Slug, Slugs } from './common.ts'
import { GuidanceFile } from './guidance.ts'

export const ElementType = Slug.meta({
  description:
    'What sort of element it is in its methodology: `question`, `pdsa-step`, `supporting-step`, `principle`, `waste`, `phase`, or another word of a further methodology.',
})

export const ElementFile = z.strictObject({
  ...namedFile,
  type: ElementType,
  order: Order,
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type ElementFile = z.infer<typeof ElementFile>

export const Element = z
  .object({
    ...describedItem('element'),
    methodology: Slug,
    type: ElementType,
    order: Order.meta({ description: 'Its place in its methodology.' }),
    tools: Slugs.meta({ description: 'The tools used in it, core ones first.' }),
    activities: Slugs.meta({ description: 'The activities that contribute to it, core ones first.' }),
    questions: Slugs.meta({ description: 'The questions that address it, core ones first.' }),
    strands: Slugs.meta({ description: 'The strands that correspond to it, core ones first.' }),
    counterparts: ItemIds.meta({ description: 'Its counterparts in other methodologies.' }),
    mappings: Slugs,
  })
  .meta({ id: 'Element', description: 'A question, step, principle, waste or phase of a methodology.' })
export type Element = z.infer<typeof Element>
