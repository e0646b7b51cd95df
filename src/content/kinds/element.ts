import { z } from 'zod'
import { describedItem, idsOf, itemFile, namedFile, Order, Slug, slugOf, slugsOf } from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

export const ElementType = Slug.meta({
  description:
    'What sort of element it is in its methodology: `question`, `pdsa-step`, `supporting-step`, `principle`, ' +
    '`waste`, `phase`, or another word of a further methodology.',
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
    methodology: slugOf('methodology').meta({ description: 'The methodology that it belongs to.' }),
    type: ElementType,
    order: Order.meta({ description: 'Its place in its methodology.' }),
    tools: slugsOf('tool').meta({ description: 'The tools used in it, core ones first.' }),
    activities: slugsOf('activity').meta({ description: 'The activities that contribute to it, core ones first.' }),
    questions: slugsOf('question').meta({ description: 'The questions that address it, core ones first.' }),
    strands: slugsOf('strand').meta({ description: 'The strands that correspond to it, core ones first.' }),
    counterparts: idsOf('element').meta({ description: 'Its counterparts in other methodologies.' }),
    mappings: slugsOf('mapping').meta({ description: 'The mappings that it is an end of.' }),
  })
  .meta({ id: 'Element', description: 'A question, step, principle, waste or phase of a methodology.' })
export type Element = z.infer<typeof Element>

export const element = defineKind({
  collection: 'elements',
  file: ElementFile,
  served: Element,
  about: 'The questions, steps, principles, wastes and phases of the methodologies.',
  order: 'within parent',
  parent: { kind: 'methodology' },
  filters: { methodology: 'methodology', type: 'type' },
  searchNames: ({ methodology, type }) => [`${methodology} ${type}`],
  example: 'six-sigma:analyse',
  derive: (file, id, graph) => ({
    methodology: id.split(':')[0] as string,
    type: file.type,
    order: file.order,
    tools: graph.itemsWithRoleIn('tool', id),
    activities: graph.itemsWithRoleIn('activity', id),
    questions: graph.itemsWithRoleIn('question', id),
    strands: graph.itemsWithRoleIn('strand', id),
    counterparts: graph.counterpartsOf(id),
    mappings: graph.mappingRelations(id).mappings,
  }),
})
