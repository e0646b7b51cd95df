// The exports as a client receives them, and the mappings to compare them with.
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import type { Content } from '../../src/content/content.ts'
import type { AuthoredMapping } from '../../src/content/kinds/mapping.ts'

export const fullExports = ['ndjson', 'json', 'csv', 'sqlite', 'ttl', 'jsonld'].map(
  (form) => `/v1/export/toolkit.${form}`,
)
export const everyExport = [...fullExports, '/v1/mappings.sssom.tsv']

export async function getBody(app: FastifyInstance, path: string): Promise<Buffer> {
  const response = await app.inject(path)
  expect(response.statusCode, response.body.slice(0, 300)).toBe(200)
  return response.rawPayload
}

export const text = async (app: FastifyInstance, path: string): Promise<string> =>
  (await getBody(app, path)).toString('utf8')

/** The reviewed mappings of a content, by slug. */
export function reviewed(content: Content): [string, AuthoredMapping][] {
  return [...content.items.mapping].filter(([, row]) => row.status === 'reviewed')
}

export const IRI = 'http://127.0.0.1:3000/id'

/** `tool:fishbone-diagram` is at `tool/fishbone-diagram`, and the element `lean:flow` at `element/lean:flow`. */
export const local = (id: string): string =>
  /^(strand|question|activity|tool|methodology|mapping):/.test(id) ? id.replace(':', '/') : `element/${id}`

/** Words that a careless writer of a format would break on. */
export const awkward = 'It says "why" in \'ticks\', \\ back and `so`: <b>5 > 3 & 2</b>; é, 漢字, 🧭, ""twice"".'
