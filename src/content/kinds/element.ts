import { z } from 'zod'
import {
  describedItem,
  idReferences,
  itemFile,
  namedFile,
  Order,
  Slug,
  slugReference,
  slugReferences,
} from '../common.ts'
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
    methodology: slugReference('methodology').meta({ description: 'The methodology that it belongs to.' }),
    type: ElementType,
    order: Order.meta({ description: 'Its place in its methodology.' }),
    tools: slugReferences('tool').meta({ description: 'The tools used in it, core ones first.' }),
    activities: slugReferences('activity').meta({
      description: 'The activities that contribute to it, core ones first.',
    }),
    questions: slugReferences('question').meta({ description: 'The questions that address it, core ones first.' }),
    strands: slugReferences('strand').meta({ description: 'The strands that correspond to it, core ones first.' }),
    counterparts: idReferences('element').meta({ description: 'Its counterparts in other methodologies.' }),
    mappings: slugReferences('mapping').meta({ description: 'The mappings that it is an end of.' }),
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
