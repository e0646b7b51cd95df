import { z } from 'zod'
import { describedItem, HttpUrl, ItemIds, itemFile, namedFile, Order, Slug, Slugs, Text } from './common.ts'
import { GuidanceFile } from './guidance.ts'

export const MethodologyFile = z.strictObject({
  ...namedFile,
  order: Order,
  originator: Text,
  comparisons: z
    .array(
      z.strictObject({
        finding: Text,
        with: z.array(Slug).default([]).meta({ description: 'The other methodologies that the finding is about.' }),
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
    finding: z.string(),
    methodologies: Slugs.meta({ description: 'The methodologies that the finding is about.' }),
    urls: z.array(z.string()),
  })
  .meta({ id: 'Comparison', description: 'A published finding on how methodologies compare.' })

export const Methodology = z
  .object({
    ...describedItem('methodology'),
    order: Order,
    originator: z.string(),
    elements: ItemIds.meta({ description: 'In order.' }),
    comparisons: z.array(Comparison),
  })
  .meta({ id: 'Methodology', description: 'An improvement methodology that the toolkit is mapped to.' })
export type Methodology = z.infer<typeof Methodology>
