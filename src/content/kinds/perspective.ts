import { z } from 'zod'
import { describedItem, HttpUrl, itemFile, namedFile, Order, Slug, slugReferences, Text } from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

export const PerspectiveFile = z.strictObject({
  ...namedFile,
  order: Order,
  pageTitle: Text.optional().meta({ description: 'The title of its page in the toolkit, where seen.' }),
  url: HttpUrl.optional().meta({ description: 'The page of the toolkit that describes it.' }),
  phases: z.array(Slug).min(1).meta({ description: 'In order.' }),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type PerspectiveFile = z.infer<typeof PerspectiveFile>

export const Perspective = z
  .object({
    ...describedItem('perspective'),
    order: Order.meta({ description: 'Its place among its kind.' }),
    pageTitle: z
      .string()
      .nullable()
      .meta({ description: 'The title of its page in the toolkit; null where not seen.' }),
    phases: z.array(z.string()).meta({ description: 'Its phases, in order.' }),
    questions: slugReferences('question').meta({ description: 'Its questions, in order.' }),
  })
  .meta({ id: 'Perspective', description: 'One of the angles from which the toolkit asks its questions.' })
export type Perspective = z.infer<typeof Perspective>

export const perspective = defineKind({
  collection: 'perspectives',
  folder: 'perspectives',
  file: PerspectiveFile,
  served: Perspective,
  about: 'The five angles from which the questions are asked.',
  order: 'within kind',
  filters: {},
  example: 'people',
  derive: (file, slug, graph) => ({
    order: file.order,
    pageTitle: file.pageTitle ?? null,
    phases: file.phases,
    questions: graph.sortUnique('question', graph.referrersOf('question', 'perspective', slug)),
  }),
})
