import { z } from 'zod'
import {
  anyIdReference,
  describedItem,
  itemFile,
  namedFile,
  Order,
  relatedFile,
  slugReference,
  slugReferences,
  Text,
} from '../common.ts'
import { defineKind, type Graph } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

export const Emphasis = z.enum(['low', 'medium', 'high'])

export const StageFile = z.strictObject({
  ...namedFile,
  order: Order,
  steps: z
    .array(
      z.strictObject({
        name: Text,
        item: anyIdReference.optional().meta({ description: 'The worksheet or tool that the step is named after.' }),
      }),
    )
    .default([])
    .meta({ description: 'The steps in order; empty where they are not known.' }),
  emphasis: z.array(relatedFile('strand').safeExtend({ level: Emphasis })),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type StageFile = z.infer<typeof StageFile>

export const StageStep = z
  .object({
    order: Order.meta({ description: 'Its place among its kind.' }),
    name: z.string().meta({ description: 'What it is called.' }),
    item: anyIdReference.nullable().meta({ description: 'The item that it is named after; null where there is none.' }),
  })
  .meta({ id: 'StageStep', description: 'One step of a stage, and the item that it is named after, if there is one.' })

export const StageEmphasis = z
  .object({
    strand: slugReference('strand').meta({ description: 'The strand.' }),
    level: Emphasis.meta({ description: '`low`, `medium` or `high`.' }),
  })
  .meta({ id: 'StageEmphasis', description: 'How much the stage works on a strand.' })

export const Stage = z
  .object({
    ...describedItem('stage'),
    order: Order.meta({ description: 'Its place among its kind.' }),
    steps: z.array(StageStep).meta({ description: 'Step by step, in order.' }),
    emphasis: z.array(StageEmphasis).meta({ description: 'How much each stage works on each strand.' }),
    strands: slugReferences('strand').meta({ description: 'The strands on which its emphasis is high.' }),
    worksheets: slugReferences('worksheet').meta({ description: 'The worksheets that its steps are named after.' }),
  })
  .meta({ id: 'Stage', description: 'One of the five blocks of an improvement programme.' })
export type Stage = z.infer<typeof Stage>

export const stage = defineKind({
  collection: 'stages',
  folder: 'stages',
  file: StageFile,
  served: Stage,
  about: 'The five blocks of an improvement programme.',
  order: 'within kind',
  filters: {},
  searchText: ({ steps }) => steps.map((step) => step.name),
  example: 'understand',
  derive(file, _slug, graph) {
    const emphasis = graph
      .sortUnique(
        'strand',
        file.emphasis.map((entry) => entry.strand),
      )
      .flatMap((strand) =>
        file.emphasis.filter((entry) => entry.strand === strand).map(({ level }) => ({ strand, level })),
      )
    return {
      order: file.order,
      steps: file.steps.map(({ name, item }, i) => ({
        order: i + 1,
        name,
        item: item !== undefined && graph.isServed(item) ? item : null,
      })),
      emphasis,
      strands: emphasis.filter((entry) => entry.level === 'high').map((entry) => entry.strand),
      worksheets: file.steps.flatMap(({ item }) =>
        item?.startsWith('worksheet:') && graph.isServed(item) ? item.slice('worksheet:'.length) : [],
      ),
    }
  },
})

/** The stages whose emphasis on a strand is high, in order. */
export function stagesWithHighEmphasis(strand: string, graph: Graph): string[] {
  const stages = [...graph.filesOf<StageFile>('stage')]
  const high = stages.filter(([, file]) => file.emphasis.some((e) => e.strand === strand && e.level === 'high'))
  return graph.sortUnique(
    'stage',
    high.map(([slug]) => slug),
  )
}
