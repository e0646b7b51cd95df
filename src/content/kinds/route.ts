import { z } from 'zod'
import {
  anyIdReference,
  describedItem,
  elementIdReference,
  idReferences,
  itemFile,
  namedFile,
  Order,
  slugReferences,
  Text,
} from '../common.ts'
import { defineKind } from '../define.ts'
import { GuidanceFile } from '../guidance.ts'

export const RouteFile = z.strictObject({
  ...namedFile,
  purpose: Text.meta({ description: 'When to take it, in a sentence.' }),
  steps: z
    .array(
      z.strictObject({
        item: anyIdReference.meta({ description: 'A question, an activity or a tool.' }),
        why: Text.meta({ description: 'Why it comes here, in a sentence.' }),
        elements: z
          .array(elementIdReference)
          .default([])
          .meta({ description: 'The elements of methodologies that the step belongs to.' }),
      }),
    )
    .min(2)
    .max(12),
  ...itemFile,
  guidance: GuidanceFile.optional(),
})
export type RouteFile = z.infer<typeof RouteFile>

export const RouteStep = z
  .object({
    order: Order.meta({ description: 'Its place in the route.' }),
    item: anyIdReference.meta({ description: 'A question, an activity or a tool.' }),
    why: z.string().meta({ description: 'Why it comes here.' }),
    elements: idReferences('element').meta({ description: 'The elements of methodologies that it belongs to.' }),
  })
  .meta({
    id: 'RouteStep',
    description: 'One step of a route: an item, why it comes here, and where it belongs in each methodology.',
  })

export const Route = z
  .object({
    ...describedItem('route'),
    purpose: z.string().meta({ description: 'When to take it.' }),
    steps: z.array(RouteStep).meta({ description: 'Step by step, in order.' }),
    methodologies: slugReferences('methodology').meta({
      description: 'The methodologies in whose elements it is expressed.',
    }),
  })
  .meta({ id: 'Route', description: 'An ordered chain of questions, activities and tools for a common purpose.' })
export type Route = z.infer<typeof Route>

export const route = defineKind({
  collection: 'routes',
  folder: 'routes',
  file: RouteFile,
  served: Route,
  about: 'Ordered chains of questions, activities and tools for common purposes.',
  filters: {},
  searchText: ({ purpose, steps }) => [purpose, ...steps.map((step) => step.why)],
  example: 'an-incident-to-learn-from',
  derive(file, _slug, graph) {
    const steps = file.steps
      .filter((step) => graph.isServed(step.item))
      .map(({ item, why, elements }, i) => ({ order: i + 1, item, why, elements: elements.filter(graph.isServed) }))
    return {
      purpose: file.purpose,
      steps,
      methodologies: graph.sortUnique(
        'methodology',
        steps.flatMap((step) => step.elements.map((id) => id.split(':')[0] as string)),
      ),
    }
  },
})
