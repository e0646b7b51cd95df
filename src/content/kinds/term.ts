import { z } from 'zod'
import { describedItem, itemFile, namedFile, slugReferences, Text } from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

export const TermFile = z.strictObject({
  name: namedFile.name,
  definition: Text.max(600).meta({ description: 'In our own words.' }),
  alternatives: z.array(Text).default([]).meta({ description: 'Other words for the same thing.' }),
  related: slugReferences('term').default([]).meta({ description: 'Related terms.' }),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type TermFile = z.infer<typeof TermFile>

export const Term = z
  .object({
    ...describedItem('term'),
    definition: z.string().meta({ description: 'In our own words; also given as the summary, which every kind has.' }),
    alternatives: z.array(z.string()).meta({ description: 'Other words for the same thing.' }),
    related: slugReferences('term').meta({ description: 'Related terms.' }),
  })
  .meta({ id: 'Term', description: 'A word that the toolkit uses in a sense of its own.' })
export type Term = z.infer<typeof Term>

export const term = defineKind({
  collection: 'terms',
  folder: 'terms',
  file: TermFile,
  served: Term,
  about: 'Words that the toolkit uses in a sense of its own.',
  filters: {},
  summaryOf: (file) => file.definition,
  searchNames: ({ alternatives }) => alternatives,
  example: 'strand',
  derive: (file, slug, graph) => ({
    definition: file.definition,
    alternatives: file.alternatives,
    related: graph.targetsOf('term', slug, 'related'),
  }),
})
