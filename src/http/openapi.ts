// The OpenAPI document, generated from the routes and written to schema/openapi.json by `npm run schema`.
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'

export type OpenApiDocument = {
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
  [key: string]: unknown
}
export type Parameter = {
  name: string
  in: string
  schema?: { style?: string; explode?: boolean }
  [key: string]: unknown
}
export type Operation = {
  operationId: string
  parameters?: Parameter[]
  responses: Record<string, { content?: Record<string, { schema?: unknown; example?: unknown }> }>
  'x-example-request'?: string
  [key: string]: unknown
}

/** Collects the routes of its scope; zod schemas with an id become components. */
export const openapi = fp(
  async (app, { tags }: { tags: { name: string; description: string }[] }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Improvement Toolkit API',
          version: '1.0.0',
          description:
            'The Improving Improvement Toolkit for health and care as data: questions, activities, tools and ' +
            'strands, each mapped, with reasons, to the Model for Improvement, Lean and Six Sigma. Reading needs ' +
            'no key. Nothing is silently ignored: a parameter or value that is not known is a 400 that names the ' +
            'nearest that is.',
          license: { name: 'Code MIT; text CC BY 4.0', identifier: 'MIT' },
          contact: { name: 'Editors of the Improvement Toolkit API' },
        },
        servers: [{ url: 'http://127.0.0.1:3000' }],
        // Reading needs no key.
        security: [],
        tags,
      },
      transform: createJsonSchemaTransform({}),
      transformObject: createJsonSchemaTransformObject({}),
    })
  },
  { name: 'openapi' },
)

/** The document, without empty bodies and without components that nothing refers to. */
export function openApiDocument(app: FastifyInstance, exampleRequests: ReadonlyMap<string, string>): OpenApiDocument {
  const document = structuredClone(app.swagger()) as unknown as OpenApiDocument
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      for (const parameter of operation.parameters ?? []) moveListStyle(parameter)
      for (const response of Object.values(operation.responses)) {
        for (const [type, media] of Object.entries(response.content ?? {})) {
          if ((media.schema as { type?: string } | undefined)?.type === 'null') delete response.content?.[type]
        }
        if (response.content !== undefined && Object.keys(response.content).length === 0) delete response.content
      }
      const example = exampleRequests.get(operation.operationId)
      if (example !== undefined) operation['x-example-request'] = example
    }
  }
  document.components.schemas = referencedSchemas(document)
  return document
}

/** Moves style and explode from the schema to the parameter, where OpenAPI expects them. */
function moveListStyle(parameter: Parameter): void {
  const { style, explode, ...schema } = parameter.schema ?? {}
  if (style === undefined) return
  Object.assign(parameter, { schema, style, explode })
}

function referencedSchemas(document: OpenApiDocument): Record<string, unknown> {
  const { schemas } = document.components
  const referenced = new Set<string>()
  const queue = refsIn(document.paths)
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (referenced.has(name)) continue
    referenced.add(name)
    queue.push(...refsIn(schemas[name]))
  }
  return Object.fromEntries(
    Object.entries(schemas)
      .filter(([name]) => referenced.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function refsIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    (match) => match[1] as string,
  )
}
