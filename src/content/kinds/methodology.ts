import { z } from 'zod'
import { describedItem, HttpUrl, idReferences, itemFile, namedFile, Order, slugReferences, Text } from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

export const MethodologyFile = z.strictObject({
  ...namedFile,
  order: Order,
  originator: Text,
  comparisons: z
    .array(
      z.strictObject({
        finding: Text,
        with: slugReferences('methodology')
          .default([])
          .meta({ description: 'The other methodologies that the finding is about.' }),
        urls: z.array(HttpUrl).min(1),
      }),
    )
    .default([])
    .meta({ description: 'Published findings; each stands once, on the first methodology that it is about.' }),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type MethodologyFile = z.infer<typeof MethodologyFile>

export const Comparison = z
  .object({
    finding: z.string().meta({ description: 'What was found.' }),
    methodologies: slugReferences('methodology').meta({ description: 'The methodologies that the finding is about.' }),
    urls: z.array(z.string()).meta({ description: 'The addresses where it is published.' }),
  })
  .meta({ id: 'Comparison', description: 'A published finding on how methodologies compare.' })

export const Methodology = z
  .object({
    ...describedItem('methodology'),
    order: Order.meta({ description: 'Its place among its kind.' }),
    originator: z.string().meta({ description: 'Who began it.' }),
    elements: idReferences('element').meta({ description: 'In order.' }),
    comparisons: z.array(Comparison).meta({ description: 'Published findings that compare it with others.' }),
  })
  .meta({ id: 'Methodology', description: 'An improvement methodology that the toolkit is mapped to.' })
export type Methodology = z.infer<typeof Methodology>

export const methodology = defineKind({
  collection: 'methodologies',
  file: MethodologyFile,
  served: Methodology,
  about: 'The improvement methodologies that the toolkit is mapped to.',
  order: 'within kind',
  filters: {},
  example: 'lean',
  derive: (file, slug, graph) => ({
    order: file.order,
    originator: file.originator,
    elements: graph.sortUnique(
      'element',
      [...graph.filesOf('element').keys()].filter((id) => id.startsWith(`${slug}:`)),
    ),
    comparisons: [...graph.filesOf<MethodologyFile>('methodology')].flatMap(([owner, { comparisons }]) =>
      comparisons
        .map(({ finding, with: others, urls }) => ({ finding, methodologies: [owner, ...others], urls }))
        .filter(({ methodologies }) => methodologies.includes(slug)),
    ),
  }),
})
