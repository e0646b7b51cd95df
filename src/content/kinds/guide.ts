import { z } from 'zod'
import { anyIdReferences, describedItem, HttpUrl, itemFile, namedFile, Order, Text } from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'
import { didYouMean } from '../nearest.ts'

export const GuideFile = z.strictObject({
  ...namedFile,
  url: HttpUrl.optional().meta({ description: 'The page of the toolkit that it follows.' }),
  steps: z
    .array(
      z.strictObject({
        name: Text,
        text: Text.optional(),
        items: anyIdReferences.default([]).meta({ description: 'The items that the step points at.' }),
        collections: z
          .array(Text)
          .default([])
          .meta({ description: 'Whole collections that the step points at, such as `questions`.' }),
      }),
    )
    .min(1),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type GuideFile = z.infer<typeof GuideFile>

export const GuideStep = z
  .object({
    order: Order.meta({ description: 'Its place among its kind.' }),
    name: z.string().meta({ description: 'What it is called.' }),
    text: z.string().nullable().meta({ description: 'In words.' }),
    items: anyIdReferences.meta({ description: 'The items that it points at.' }),
    collections: z.array(z.string()).meta({ description: 'Whole collections that the step points at.' }),
  })
  .meta({ id: 'GuideStep', description: 'One step of a guide, and what it points at.' })

export const Guide = z
  .object({ ...describedItem('guide'), steps: z.array(GuideStep).meta({ description: 'Step by step, in order.' }) })
  .meta({ id: 'Guide', description: 'An ordered way through the toolkit.' })
export type Guide = z.infer<typeof Guide>

export const guide = defineKind({
  collection: 'guides',
  folder: 'guides',
  file: GuideFile,
  served: Guide,
  about: 'Ordered ways through the toolkit.',
  filters: {},
  searchText: ({ steps }) => steps.flatMap((step) => [step.name, step.text ?? '']),
  example: 'four-principles',
  check: ({ steps }, _slug, { collections }) =>
    steps.flatMap((step, i) =>
      step.collections.flatMap((name, j) =>
        collections.includes(name)
          ? []
          : {
              path: ['steps', i, 'collections', j],
              message: `"${name}" is not a collection.${didYouMean(name, collections)}`,
            },
      ),
    ),
  derive: (file, _slug, graph) => ({
    steps: file.steps.map((step, i) => ({
      order: i + 1,
      name: step.name,
      text: step.text ?? null,
      items: step.items.filter(graph.isServed),
      collections: step.collections,
    })),
  }),
})
